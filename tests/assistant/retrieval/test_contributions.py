"""Papers by what they bring: data sets, benchmarks, surveys, entries to competitions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.grounding.verdicts import Verdict
from assistant.questions.question import read_question
from assistant.retrieval.contributions import brings, brought
from store.paper import Paper
from tests.assistant.asking import answer_to

if TYPE_CHECKING:
    from assistant.engine.assistant import Assistant


def paper(abstract: str, title: str = "A study of frogs") -> Paper:
    return Paper("frog", title, (), True, None, abstract, None, None)


def told(text: str) -> str:
    found = brought(read_question(text))
    assert found
    return found


@pytest.mark.parametrize(
    "text",
    [
        "Which papers are about frogs?",
        "Which papers use the Frogs-50 dataset?",
        "Which papers bring a data set of frogs?",
        "Which papers write about ponds?",
        "Which papers need no data?",
        "Which papers use a benchmark?",
        "Which challenges do these papers address?",
    ],
)
def test_a_topic_is_no_kind_of_contribution(text: str) -> None:
    assert brought(read_question(text)) is None


@pytest.mark.parametrize(
    "abstract",
    [
        "We collect and release a large dataset of calls.",
        "In this paper we introduce Frogs-50, a new corpus.",
        "A data set of 300 calls is introduced.",
    ],
)
def test_who_makes_a_data_set_brings_one(abstract: str) -> None:
    assert brings(paper(abstract), told("Which papers contribute a new dataset of their own?"))


@pytest.mark.parametrize(
    "abstract",
    [
        "We propose a method for counting frogs on two datasets.",
        "Experiments on a benchmark dataset show that frogs sing.",
        "Frogs present a problem.",
    ],
)
def test_who_uses_a_data_set_brings_none(abstract: str) -> None:
    assert not brings(
        paper(abstract), told("Which papers contribute a new dataset of their own?")
    )


@pytest.mark.parametrize(
    "text", ["Which papers won a challenge?", "list the write-ups of entries to a competition"]
)
def test_an_entry_to_a_competition_says_so(text: str) -> None:
    assert brings(
        paper("", "1st place solution to the Frog Counting Challenge 2031"), told(text)
    )
    assert brings(paper("Our method ranked second in the frog competition."), told(text))
    assert not brings(paper("Counting frogs at night is a challenge."), told(text))


def test_a_survey_is_one_that_is_called_so() -> None:
    asked = told("Which of these are surveys?")
    assert brings(paper("", "Frogs and toads: a survey"), asked)
    assert brings(paper("We review work on the calls of frogs."), asked)
    assert not brings(paper("We count frogs."), asked)


def test_a_paper_is_shown_with_the_sentence_that_tells_what_it_brings(
    assistant: Assistant,
) -> None:
    answer = answer_to(assistant, "Which papers contribute a new dataset of their own?")
    quotes = [each for each in answer.sentences if each.verdict is not Verdict.CATALOGUE]
    assert quotes
    assert all("dataset" in sentence.text.lower() for sentence in quotes)
