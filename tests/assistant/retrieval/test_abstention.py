"""When the papers do not tell, and what is said then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.grounding.verdicts import Verdict
from assistant.questions.question_reader import read_question
from assistant.retrieval.abstention import (
    NOTHING_FOUND,
    reason_about_papers,
    reason_to_abstain,
)
from store.paper import Paper
from store.ranking import Hit
from tests.assistant.asking import answer_to

if TYPE_CHECKING:
    from assistant.engine.assistant import Assistant


@pytest.mark.parametrize(
    "question",
    [
        "What is the capital of Iceland?",
        "how do I bake sourdough bread",
        "Who won the football world cup in 1998?",
        "What does AlphaFold predict?",
        "what dropout rate does RAPHAEL use?",
        "which learning rate was used for Salt",
        "Is cold fusion possible?",
        "WHAT IS THE MEANING OF LIFE?",
        "year:1999 what is HoP?",
        "¿Cuál es la capital de Francia?",
    ],
)
def test_what_the_papers_do_not_tell_is_not_answered(
    assistant: Assistant, question: str
) -> None:
    answer = answer_to(assistant, question)
    assert answer.abstained
    assert answer.reason
    assert (answer.answer, answer.citations) == (NOTHING_FOUND, ())
    assert [sentence.verdict for sentence in answer.sentences] == [Verdict.META]


@pytest.mark.parametrize(
    "question",
    [
        "What FID does RAPHAEL achieve?",
        "which dataset does Visual CoT introduce",
        "How does MoVA choose its experts?",
        "what problem do masks pose for face recognition?",
        "speeding up face detectors with scale estimation",
        "  what nds does HoP reach on nuscenes ",
    ],
)
def test_what_they_tell_is_answered(assistant: Assistant, question: str) -> None:
    answer = answer_to(assistant, question)
    assert not answer.abstained
    assert answer.citations


def test_the_reason_names_what_was_looked_for_and_the_nearest(assistant: Assistant) -> None:
    reason = answer_to(assistant, "What is the capital of Iceland?").reason
    assert reason is not None
    assert "Iceland" in reason
    assert "Nearest: " in reason


def test_no_papers_at_all_are_a_reason() -> None:
    assert reason_to_abstain(read_question("What is HoP?"), [])


def test_a_name_is_missed_only_in_the_papers_that_were_looked_through() -> None:
    question = read_question("What is HoP?")
    everywhere = reason_to_abstain(question, [], ["HoP"])
    among = reason_to_abstain(question, [], ["HoP"], among=3)
    assert everywhere is not None
    assert among is not None
    assert everywhere.startswith("No abstract mentions “HoP”")
    assert among.startswith("Of 3 abstracts none mentions “HoP”")


def test_a_name_that_others_give_is_not_said_to_be_nowhere(assistant: Assistant) -> None:
    answer = answer_to(assistant, "year:2024 What does RAPHAEL achieve?")
    assert answer.abstained
    assert "No abstract mentions" not in (answer.reason or "")
    assert "none mentions “RAPHAEL”" in (answer.reason or "")


POND = Paper(
    key="hill2020pond",
    title="KPNet counts frogs in ponds",
    authors=("Ann Hill",),
    authors_complete=True,
    date=None,
    abstract="We count frogs at night. KPNet finds forty animals in twelve valley ponds.",
    field=None,
    has_code=None,
)


@pytest.mark.parametrize(
    ("asked", "is_refused"),
    [
        ("What batch size does KPNet use?", True),
        ("With what trick does KPNet find animals in ponds of the valley at night?", False),
    ],
)
def test_what_is_wanted_is_looked_for_where_it_is_most_of_the_question(
    asked: str, *, is_refused: bool
) -> None:
    reason = reason_about_papers(read_question(asked), [Hit(POND, 1.0, {})])
    assert bool(reason) == is_refused


def test_where_nobody_here_wrote_anything_that_is_the_reason(assistant: Assistant) -> None:
    answer = answer_to(assistant, "What did Perry Nobody write about the ChucK language?")
    assert answer.reason == "The library holds no paper by Perry Nobody."
