"""Names are found by how they are written, and taken whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.names import find_names, gives_name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("What does HoP reach on nuScenes?", ["HoP", "nuScenes"]),
        ("How many GPUs was RAPHAEL trained on?", ["GPUs", "RAPHAEL"]),
        ("What is UniNet-B5?", ["UniNet-B5"]),
        ("Is SDXL 1.0 better than SDXL 0.9?", ["SDXL 1.0", "SDXL 0.9"]),
        ("Which papers are about faces?", []),
        ("everything on DETR-style or GAN-based detectors", ["DETR", "GAN"]),
        ("WHAT IS HOP", []),
        ("¿Qué is it?", []),
    ],
)
def test_names_are_known_by_their_letters(text: str, names: list[str]) -> None:
    assert find_names(text) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Our Co-DETR wins", "CoDETR"),
        ("Our CoDETR wins", "Co-DETR"),
        ("spatial attention ($S^2AP$)", "S2AP"),
        ("eight A100 GPU cards", "GPUs"),
        ("the Fréchet distance", "Frechet"),
        ("text-to-image models", "T2I"),
        ("large language models (LLMs)", "LLM"),
    ],
)
def test_a_name_is_given_however_it_is_spelt(text: str, name: str) -> None:
    assert gives_name(text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("UniNet-B5 beats EfficientNet-B7", "UniNet-B7"),
        ("we ask GPT-4o", "GPT-4"),
        ("FDXL 1.0 wins", "FDXL 2.0"),
        ("a workshop on hopping", "HoP"),
        ("ResNet-101", "ResNet-10"),
    ],
)
def test_a_name_is_not_put_together_from_pieces(text: str, name: str) -> None:
    assert not gives_name(text, name)


@given(st.text(max_size=200), st.text(min_size=1, max_size=40))
def test_any_text_may_be_asked_for_any_name(text: str, name: str) -> None:
    assert gives_name(text, name) in (True, False)
    assert all(found in text for found in find_names(text))


def test_a_name_with_a_word_behind_it_gives_the_name() -> None:
    found = find_names("are PARP1-deficient or IL-6-induced cells like Co-former and UniNet-B5")
    assert found == ["PARP1", "IL-6", "Co-former", "UniNet-B5"]


def test_what_is_like_a_named_thing_gives_its_name() -> None:
    assert find_names("detectors in DETR-style and GAN-based ones") == ["DETR", "GAN"]


def test_a_name_alone_may_be_all_in_capitals() -> None:
    assert find_names("S2AP") == ["S2AP"]
    assert find_names("WHAT IS HOP") == []
