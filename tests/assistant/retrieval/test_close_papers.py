"""What is said where it is uncertain which paper answers, or whether any does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from assistant.backends.extractive.backend import ExtractiveBackend
from store.library import Library
from store.paper import Paper
from tests.assistant.asking import answer_to, make_assistant

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from assistant.engine.assistant import Assistant

_ANOTHER = "Another paper may be the one that is meant."


def _paper(key: str, title: str, abstract: str) -> Paper:
    return Paper(key, title, (), True, None, abstract, None, None)


@pytest.fixture
def ponds(tmp_path: Path) -> Iterator[Assistant]:
    with Library.open(tmp_path / "ponds") as library:
        library.add(
            [
                _paper(
                    "north",
                    "Calling frogs in northern ponds",
                    "Frogs call at night. Warm nights made male frogs call for 41 minutes.",
                ),
                _paper(
                    "south",
                    "Calling frogs in southern ponds",
                    "Frogs call at dusk. Warm nights made male frogs call for 67 minutes.",
                ),
                _paper(
                    "reeds",
                    "Reed beds and the nitrogen of a lake",
                    "Reed beds take up nitrogen. A lake with reeds lost half of its nitrogen.",
                ),
                _paper("gulls", "Mercury in the eggs of gulls", ""),
            ]
        )
        yield make_assistant(library, ExtractiveBackend())


def test_two_papers_that_come_as_close_are_both_told(ponds: Assistant) -> None:
    answer = answer_to(ponds, "For how long do male frogs call on warm nights?")
    assert {each.key for each in answer.citations} == {"north", "south"}
    assert _ANOTHER in answer.answer
    assert "41" in answer.answer
    assert "67" in answer.answer


def test_one_paper_that_comes_closest_by_far_is_told_alone(ponds: Assistant) -> None:
    answer = answer_to(ponds, "How much nitrogen did a lake with reeds lose?")
    assert [each.key for each in answer.citations] == ["reeds"]
    assert _ANOTHER not in answer.answer


def test_a_paper_that_is_about_it_by_its_title_alone_is_named(ponds: Assistant) -> None:
    answer = answer_to(ponds, "How much mercury is in the eggs of gulls?")
    assert answer.abstained
    assert answer.reason
    assert "“Mercury in the eggs of gulls” (n.d.) is about it by its title" in answer.reason


def test_a_refusal_shows_the_sentence_that_comes_closest(assistant: Assistant) -> None:
    answer = answer_to(assistant, "how do I bake sourdough bread")
    assert answer.abstained
    assert answer.reason
    told = re.search(r"What comes closest is in “(.+?)”: “(.+)”$", answer.reason)
    assert told
    (paper,) = (each for each in assistant.library.list() if each.title == told[1])
    assert told[2] in paper.abstract


def test_a_name_that_no_paper_gives_does_not_refuse_a_long_question(ponds: Assistant) -> None:
    answer = answer_to(ponds, "How much of its nitrogen did a lake with reeds at Grzvice lose?")
    assert [each.key for each in answer.citations] == ["reeds"]


def test_a_name_that_no_paper_gives_refuses_a_short_one(ponds: Assistant) -> None:
    answer = answer_to(ponds, "What does Grzvice say?")
    assert answer.abstained
    assert "Grzvice" in (answer.reason or "")
