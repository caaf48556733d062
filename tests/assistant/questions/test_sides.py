"""The sides of a comparison, named or described."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.questions.comparands import split_by_names, split_in_two


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        (
            "Compare FrogNet with the earlier counter of toads and newts.",
            ["FrogNet", "the earlier counter of toads and newts"],
        ),
        (
            "differences between calls in the pond study and in LakeNet",
            ["calls in the pond study", "in LakeNet"],
        ),
        ("How do tree frogs and toads differ?", ["tree frogs", "toads"]),
        ("FrogNet vs. counting toads: what is counted in each?", ["FrogNet", "counting toads"]),
        (
            "FrogNet or toad counts: which is about ponds, and what is the other about?",
            ["FrogNet", "toad counts"],
        ),
        ("How does the frog net differ from the toad net?", ["the frog net", "the toad net"]),
        (
            "How do tree frogs compare with toads for life in ponds?",
            ["tree frogs", "toads for life in ponds"],
        ),
        ("What is a frog?", []),
        ("", []),
    ],
)
def test_two_sides_are_what_a_link_joins(text: str, sides: list[str]) -> None:
    assert split_in_two(text) == sides


def test_names_make_as_many_sides_as_there_are() -> None:
    assert split_by_names("Compare A1, B2 and the C3 of ponds", ("A1", "B2", "C3")) == [
        "Compare A1",
        "B2",
        "the C3 of ponds",
    ]


def test_a_name_said_over_and_over_is_one_side() -> None:
    assert split_by_names("A1 and B2 and " * 50, ("A1", "B2")) == ["A1", "B2"]
    assert len(split_by_names(", ".join(f"A{at}" for at in range(50)), ("A",))) < 10


@given(st.text(max_size=120))
def test_no_text_is_too_odd(text: str) -> None:
    assert len(split_in_two(text)) in (0, 2)
    assert all(side in text for side in split_in_two(text))
