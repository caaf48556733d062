"""Questions for what the records of papers have: an abstract, a kind."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assistant.backends.extractive.backend import ExtractiveBackend
from assistant.questions.records_asked import find_abstract, find_kind
from store.library import Library
from store.paper import Paper, PartialDate
from tests.assistant.asking import answer_to, make_assistant

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from assistant.engine.assistant import Assistant

POND = Paper(
    *("pond", "Pond frogs", ("Ann Hill",), True, PartialDate(2001), "Frogs sing.", None, None),
    kind="book",
)
CAVES = replace(POND, key="caves", title="Caves", abstract="  ", kind="thesis", date=None)
TOADS = replace(POND, key="toads", title="Toads", abstract="", authors=("Bo Marsh",))
BATS = replace(POND, key="bats", title="Bats", kind="article-journal")


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Two books, a thesis and an article, two of them without an abstract; to be read only."""
    with Library.open(tmp_path_factory.mktemp("shelf") / "library") as library:
        library.add((POND, CAVES, TOADS, BATS))
        yield library


@pytest.fixture
def shelf(records: Library) -> Iterator[Assistant]:
    """An assistant on these papers."""
    made = make_assistant(records, ExtractiveBackend())
    yield made
    made.sessions.close()


@pytest.mark.parametrize(
    ("question", "keys"),
    [
        ("Which papers have no abstract?", {"caves", "toads"}),
        ("How many papers have no abstract?", {"caves", "toads"}),
        ("Which papers lack an abstract?", {"caves", "toads"}),
        ("which papers don't have abstracts", {"caves", "toads"}),
        ("list papers without an abstract", {"caves", "toads"}),
        ("Which papers by Bo Marsh are missing an abstract?", {"toads"}),
        ("How many papers have an abstract?", {"pond", "bats"}),
        ("Which books are in the library?", {"pond", "toads"}),
        ("How many books are there?", {"pond", "toads"}),
        ("Which theses are there?", {"caves"}),
        ("Are there any dissertations?", {"caves"}),
        ("Which are theses?", {"caves"}),
        ("Which books by Ann Hill from 2001 do you have?", {"pond"}),
        ("Which books have no abstract?", {"toads"}),
        ("List all journal articles", {"bats"}),
        ("Which books did Ann Hill write?", {"pond"}),
        ("books by Bo Marsh", {"toads"}),
        ("Which books are about frogs?", {"pond"}),
        ("Which book is about frogs?", {"pond"}),
        ("Which papers have no year?", {"caves"}),
        ("How many undated papers are there?", {"caves"}),
        ("Which papers were published in the 2000s?", {"pond", "toads", "bats"}),
    ],
)
def test_what_the_records_have_is_computed(
    shelf: Assistant, question: str, keys: set[str]
) -> None:
    told = answer_to(shelf, question)
    assert not told.abstained
    assert {citation.key for citation in told.citations} == keys


def test_a_kind_that_no_paper_is_of_is_said_to_be_missing(shelf: Assistant) -> None:
    told = answer_to(shelf, "Which reports are in the library?")
    assert told.answer.strip() == "The library holds no paper of the kind “report”, of 4."


@pytest.mark.parametrize("question", ["Which books are in the library?", "How many reports?"])
def test_where_the_source_names_no_kinds_none_is_claimed(tmp_path: Path, question: str) -> None:
    with Library.open(tmp_path / "unkind") as library:
        library.add((replace(POND, kind=None),))
        assistant = make_assistant(library, ExtractiveBackend())
        told = answer_to(assistant, question)
        assistant.sessions.close()
    assert told.abstained
    assert told.reason == "The papers' source names no kinds."


@pytest.mark.parametrize(
    "text",
    [
        "Which papers work with abstract reasoning?",
        "models that have no abstract notion of time",
        "abstracts that mention frogs",
    ],
)
def test_abstract_as_a_word_like_others_is_no_condition(text: str) -> None:
    assert find_abstract(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Which paper reports the best FID?",
        "Which reports show that frogs sing?",
        "How do books age?",
        "Which chapters of history does it tell?",
        "Which reports are about frogs?",
    ],
)
def test_kinds_as_words_like_others_are_no_condition(text: str) -> None:
    assert find_kind(text) is None
