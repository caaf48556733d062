"""Descriptions that share no word with the paper that they describe."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.grounding.verdicts import Verdict
from assistant.language.lexicons import read_lexicon
from assistant.language.thesaurus import written_for
from assistant.questions.question_reader import read_question
from assistant.retrieval.scope import Scope
from store.filters import Filter
from tests.assistant.asking import answer_to

if TYPE_CHECKING:
    from assistant.engine.assistant import Assistant
    from store.library import Library


def test_everyday_words_may_be_told_in_the_words_of_papers() -> None:
    assert "image" in written_for("picture")
    assert "image" in written_for("Pictures".lower())
    assert written_for("quokka") == ()


def test_a_word_is_not_written_for_itself() -> None:
    assert "face" not in written_for("faces")


@pytest.mark.parametrize(
    ("description", "key"),
    [
        ("sound and picture produced together in sync", "ma2026improving"),
        ("swapping somebody's face in a clip without flicker", "shao2024vividface"),
        ("filling in damaged regions of a photo without visible seams", "hou2025towards"),
    ],
)
def test_a_description_finds_the_paper_whose_words_it_does_not_use(
    assistant: Assistant, description: str, key: str
) -> None:
    answer = answer_to(assistant, description)
    assert answer.citations[0].key == key
    assert "the closest match that was found" in answer.answer
    assert answer.sentences[-1].verdict is Verdict.CATALOGUE


@pytest.mark.parametrize(
    "description",
    [
        "how bees find their way back to the hive",
        "why people vote for populist parties",
        "a cheaper battery",
    ],
)
def test_what_no_paper_describes_is_not_found(assistant: Assistant, description: str) -> None:
    assert answer_to(assistant, description).abstained


@pytest.mark.parametrize(
    "description",
    [
        "why does a bowl of soup keep warm for such a long time on a table",
        "what makes a long queue at the baker go faster on Saturday mornings",
    ],
)
def test_a_long_question_on_nothing_here_is_refused(
    assistant: Assistant, description: str
) -> None:
    assert answer_to(assistant, description).abstained


@pytest.mark.parametrize(
    "topic",
    [
        "removing rain from photographs",
        "improving crop yield under drought",
        "detecting fake news online",
    ],
)
@pytest.mark.parametrize("asked", ["What do the papers say about {}?", "How does {} work?"])
def test_a_question_on_an_absent_topic_is_refused(
    assistant: Assistant, topic: str, asked: str
) -> None:
    assert answer_to(assistant, asked.format(topic)).abstained


@pytest.mark.parametrize(
    "question",
    [
        "Which papers are about protein folding?",
        "What do the papers say about ice forming on wings?",
        "Has anybody here worked on parachutes?",
    ],
)
def test_an_absent_topic_has_no_papers_and_the_nearest_are_named(
    assistant: Assistant, question: str
) -> None:
    answer = answer_to(assistant, question)
    assert answer.abstained
    assert "No abstract found speaks of" in (answer.reason or "")
    assert "Nearest: " in (answer.reason or "")


def test_a_topic_finds_papers_that_say_it_in_other_words(seed_library: Library) -> None:
    question = read_question("Which papers use preferences of people to tune image generators?")
    found = Scope(seed_library, Filter()).find(question, 10)
    assert {"reward", "preference"} & {
        word for hit in found for word in hit.paper.abstract.lower().split()
    }
    assert len(found) > 1


@pytest.mark.parametrize(
    "asked", ["face recognition", "text-to-image diffusion", "tell me about face recognition"]
)
def test_a_topic_that_several_papers_hold_is_told_from_all_of_them(
    assistant: Assistant, asked: str
) -> None:
    assert len(answer_to(assistant, asked).citations) > 2


def test_the_thesaurus_is_in_good_order() -> None:
    entries = [*read_lexicon("thesaurus")]
    assert entries == sorted(set(entries))
    everyday = [word for entry in entries for word in entry.split(": ")[0].split()]
    assert len(everyday) == len(set(everyday))
