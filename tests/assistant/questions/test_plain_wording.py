"""Wordings of one question, and what is left of them without their filler."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.questions.wording import plain_wording
from tests.assistant.asking import answer_to

if TYPE_CHECKING:
    from assistant.engine.assistant import Assistant


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("so how do frogs actually sing?", "how do frogs sing?"),
        ("Could you please tell me how frogs sing, thanks", "how frogs sing"),
        ("hi, do you happen to know whether frogs sing?", "frogs sing?"),
        ("whats a frog plz", "what is a frog"),
        ("In simple words, what is a frog?", "what is a frog?"),
        ("what's a frog, in a nutshell", "what is a frog"),
        ("who was it that counted the frogs again?", "who counted the frogs?"),
        ("why is it that frogs sing?", "why frogs sing?"),
        ("how much time do frogs need?", "how long do frogs need?"),
        ("How much tree frogs were counted?", "How many tree frogs were counted?"),
        ("How much light is lost?", "How much light is lost?"),
        ("tell me about frogs", "tell me about frogs"),
        ("help", "help"),
        ("thanks", "thanks"),
        ("...", "..."),
    ],
)
def test_filler_asks_for_nothing(text: str, plain: str) -> None:
    assert plain_wording(text) == plain


@given(st.text(max_size=200))
def test_something_is_left_of_what_is_said(text: str) -> None:
    plain = plain_wording(text)
    assert bool(plain) == bool(text.split())
    assert plain_wording(plain) == plain


@pytest.mark.parametrize(
    ("asked", "begins"),
    [
        ("list the instruments used in the work on recorded calls", "2 papers found:"),
        (
            "calls of pond frogs vs calls of desert toads, how do they differ",
            "Marsh: Calls of desert toads (2001) [1]; Hill: Calls of pond frogs",
        ),
        (
            "how did the work on recorded calls develop over time?",
            "2 papers found, 2000 to 2001",
        ),
        ("new to recorded calls, where do I begin?", "2 papers found; read them in this order"),
        ("new here, where do I begin?", "3 papers found; read"),
    ],
)
def test_what_is_asked_for_is_learned_not_worded(
    field_work: Assistant, asked: str, begins: str
) -> None:
    assert answer_to(field_work, asked).answer.startswith(begins)


@pytest.mark.parametrize(
    "asked",
    [
        "best recording of whale calls?",
        "best way of recording calls with Zorgon-9?",
        "which instruments are used for calls of frogs but not for calls of toads?",
    ],
)
def test_what_is_absent_or_denied_is_not_told_all_the_same(
    field_work: Assistant, asked: str
) -> None:
    answer = answer_to(field_work, asked).answer
    assert not answer.startswith(("Numbers from", "2 papers found:"))


def test_things_that_are_no_data_are_not_said_to_be_data(field_work: Assistant) -> None:
    answer = answer_to(field_work, "list the instruments used in the work on recorded calls")
    assert answer.rewritten is not None
    assert answer.rewritten.startswith("What is used in the papers on")
