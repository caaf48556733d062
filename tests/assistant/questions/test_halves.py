"""Two questions in one."""

from __future__ import annotations

import pytest

from assistant.questions.halves import cut_halves


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("who wrote it and is there code", "who wrote it?", "is there code?"),
        ("What is HoP, and when was it published?", "What is HoP?", "when was it published?"),
        ("Where did it appear? Who wrote it?", "Where did it appear?", "Who wrote it?"),
        ("Is there code and what does it need?", "Is there code?", "what does it need?"),
        (
            "Who wrote it, when is it from & is it new?",
            "Who wrote it?",
            "when is it from & is it new?",
        ),
    ],
)
def test_a_second_question_is_cut_off(text: str, first: str, second: str) -> None:
    halves = cut_halves(text)
    assert halves is not None
    assert (halves.first, halves.second) == (first, second)


@pytest.mark.parametrize(
    "text",
    [
        "Which papers are accurate and are fast?",
        "What are encoders and decoders?",
        "Papers on masks and what they hide",
        "How do HoP and Co-DETR differ?",
        "What happens when masks are worn and nobody looks?",
        "Why and where is it used?",
        "Which frogs does Hill count, and which in spring?",
        "",
    ],
)
def test_one_question_stays_one(text: str) -> None:
    assert cut_halves(text) is None
