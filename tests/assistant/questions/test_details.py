"""Counts asked of a paper, and the sentences that tell them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.questions.details import read_detail


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How many frogs were counted?", "We count 1,204 tree frogs in ponds."),
        ("How many frogs were counted?", "Eleven frogs called at dawn."),
        ("how many pond owners took part", "A panel of twelve owners answered."),
        ("How many parameters does it have?", "Our net of 3.8B params is small."),
        ("How many GPUs was it trained on?", "It is trained on 1,000 A100 GPUs."),
    ],
)
def test_a_sentence_that_holds_what_is_asked_tells_it(question: str, sentence: str) -> None:
    detail = read_detail(question)
    assert detail is not None
    assert detail.is_told_by(sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How many frogs were counted?", "We count frogs in many ponds."),
        (
            "How many frogs were counted?",
            "In two lakes of the far north, where summers are short, frogs call.",
        ),
    ],
)
def test_a_sentence_that_only_speaks_of_it_does_not(question: str, sentence: str) -> None:
    detail = read_detail(question)
    assert detail is not None
    assert not detail.is_told_by(sentence)


def test_points_are_told_by_any_number() -> None:
    detail = read_detail("By how many points does FrogNet beat ToadNet?")
    assert detail is not None
    assert detail.is_told_by("FrogNet improves ToadNet by 4.5 AP.")
    assert not detail.is_told_by("FrogNet improves ToadNet a lot.")


@pytest.mark.parametrize(
    "question",
    [
        "How many people took part?",
        "How long is a call?",
        "What is HoP?",
        "How do frogs call?",
        "How many?",
        "What data were used?",
        "",
    ],
)
def test_other_questions_ask_for_no_such_detail(question: str) -> None:
    assert read_detail(question) is None


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_text_is_too_odd(thing: str, sentence: str) -> None:
    if detail := read_detail(f"how many {thing}"):
        assert detail.is_told_by(sentence) in (True, False)
