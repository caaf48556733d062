"""Forms of words: what is taken for an abbreviation, an identifier, a slip."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.words import (
    STOP_WORDS,
    definitions,
    distance,
    identifiers,
    joined,
    misspellings,
    pairs,
    words,
)

spelt = st.text("abcde", max_size=6)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We use a large language model (LLM).", ("llm", "large language model")),
        ("Large Language Models (LLMs) are", ("llm", "large language models")),
        ("text-to-image (T2I) generation", ("t2i", "text to image")),
        ("Historical object Prediction (HoP)", ("hop", "historical object prediction")),
        ("image-to-video models", ("i2v", "image to video")),
        ("person re-identification (Re-ID)", ("reid", "re identification")),
    ],
)
def test_an_abbreviation_is_learnt_where_it_is_explained(
    text: str, expected: tuple[str, str]
) -> None:
    assert expected in definitions(text)


@pytest.mark.parametrize(
    "text", ["in the year (see below)", "accuracy (AP)", "", "()", "(LLM)", "(A) (B)"]
)
def test_what_stands_in_brackets_is_not_always_one(text: str) -> None:
    assert definitions(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://doi.org/10.1109/CVPR.2020.1.", ["doi:10.1109/cvpr.2020.1"]),
        ("see arXiv:2304.00967v2, please", ["arxiv:2304.00967"]),
        ("http://arxiv.org/abs/cs.CL/0112017", ["arxiv:cs.cl/0112017"]),
        ("hep-th/9901001", ["arxiv:hep-th/9901001"]),
        ("10.48550/arXiv.2304.00967", ["doi:10.48550/arxiv.2304.00967", "arxiv:2304.00967"]),
        ("reaches 68.5 and 1024.75 at 2304.009", []),
    ],
)
def test_identifiers_are_read_in_every_dress(text: str, expected: list[str]) -> None:
    assert identifiers(text) == expected


def test_words_are_plain() -> None:
    assert words("Fréchet's 𝒞o-DETR, ﬁne LLMs") == ["frechet", "s", "co", "detr", "fine", "llm"]


def test_hyphens_join_wholes_and_neighbours() -> None:
    assert joined("Co-DETR and text-to-image, multi-view-3D") == [
        "codetr",
        "texttoimage",
        "multiview3d",
        "multiview",
        "view3d",
    ]


def test_neighbours_pair() -> None:
    assert pairs(["boundary", "layer", "flow"]) == ["boundary_layer", "layer_flow"]
    assert pairs(["alone"]) == pairs([]) == []


@given(spelt, spelt)
def test_distance_is_symmetric_and_bounded(left: str, right: str) -> None:
    assert distance(left, right) == distance(right, left) <= max(len(left), len(right))
    assert (distance(left, right) == 0) == (left == right)


@given(spelt, spelt)
def test_misspellings_are_what_lies_one_slip_away(left: str, right: str) -> None:
    assert (right in misspellings(left)) == (distance(left, right) == 1)


def test_stop_words_are_single_words() -> None:
    assert all(words(word) == [word] for word in STOP_WORDS)
