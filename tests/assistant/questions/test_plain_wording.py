"""Wordings of one question, and what is left of them without their filler."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.questions.wording import plain_wording


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
