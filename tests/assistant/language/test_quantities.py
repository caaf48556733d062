"""Whether a text states a number, or how many of some things there are."""

from __future__ import annotations

import pytest

from assistant.language.quantities import counts_in_words, states_amount


@pytest.mark.parametrize(
    ("text", "nouns", "expected"),
    [
        ("a case study of five telephone interviews", ("interviews",), True),
        ("It involved two other players.", ("players",), True),
        ("Eleven ImageNet classifiers competed.", ("models",), False),
        ("A two-layer recommender of customers", ("customers",), False),
        ("Two ponds lie near. Frogs sing.", ("frogs",), False),
    ],
)
def test_what_is_counted_in_words_is_told_by_what_stands_behind(
    text: str, nouns: tuple[str, ...], expected: bool
) -> None:
    assert counts_in_words(text, nouns) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("it takes 14 hours", True), ("half of them sing", True), ("GPT-4 sings", False)],
)
def test_an_amount_is_a_figure_or_a_word_for_one(text: str, expected: bool) -> None:
    assert states_amount(text) is expected
