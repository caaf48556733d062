"""Publishers, editors, collections and kinds as conditions of questions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assistant.backends.extractive.backend import ExtractiveBackend
from assistant.questions.imprints import find_imprint
from assistant.questions.known_names import KnownNames
from store.filters import Clause
from store.library import Library
from store.paper import Extra, Paper, PartialDate
from tests.assistant.asking import answer_to, make_assistant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.engine.assistant import Assistant

TERNS = Paper(
    *("terns", "Terns at sea", ("Ann Hill",), True, PartialDate(2001), "", None, None),
    kind="book",
    extra=Extra({"publisher": "Saltgate Press", "collections": "Chapter two; Gulls / eggs"}),
)
EIDER = replace(
    TERNS,
    key="eider",
    title="Eiders of the north",
    kind="chapter",
    extra=Extra(
        {"publisher": "Ice-Verlag", "editors": "Ember, Jo and Salt, Vi", "pages": "3-9"}
    ),
)
SKUA = replace(TERNS, key="skua", title="Skuas", kind="article-journal", extra=Extra())
GULL = replace(SKUA, key="gull", title="Gulls", kind=None, arxiv_id="2001.00001")
KNOWN = KnownNames(
    ["Ann Hill"],
    editors=["Jo Ember"],
    publishers=["Saltgate Press", "Ice-Verlag", "Association for Lamp Making"],
    collections=["Chapter two", "Gulls / eggs"],
)


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("imprints") / "library") as library:
        library.add((TERNS, EIDER, SKUA, GULL))
        yield library


@pytest.fixture
def shelf(records: Library) -> Iterator[Assistant]:
    made = make_assistant(records, ExtractiveBackend())
    yield made
    made.sessions.close()


@pytest.mark.parametrize(
    ("question", "keys"),
    [
        ("What is in my chapter two collection?", {"terns"}),
        ("how many papers are in the folder “Chapter two”?", {"terns"}),
        ("Which papers are in the collection eggs?", {"terns"}),
        ("Which books did Saltgate Press publish?", {"terns"}),
        ("works published by Saltgate", {"terns"}),
        ("papers from Ice-Verlag", {"eider"}),
        ("Which papers were edited by Vi Salt?", {"eider"}),
        ("What did Ember edit?", {"eider"}),
        ("How many articles are there?", {"skua"}),
        ("list all preprints", {"gull"}),
        ("Who edited Eiders of the north?", {"eider"}),
        ("Who is the publisher of Terns at sea?", {"terns"}),
    ],
)
def test_what_the_records_tell_is_computed(
    shelf: Assistant, question: str, keys: set[str]
) -> None:
    told = answer_to(shelf, question)
    assert not told.abstained
    assert {citation.key for citation in told.citations} == keys


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Who edited Eiders of the north?", "editors: Jo Ember and Vi Salt"),
        ("What pages is Skuas on?", "pages: the source does not say"),
        ("Which publishers are there?", "- Saltgate Press: 1 paper"),
        ("What collections do I have?", "- Gulls / eggs: 1 paper"),
        ("What kinds of publications are there?", "- preprint: 1 paper"),
        ("Who are the editors?", "without an editor: 3 papers"),
    ],
)
def test_parts_of_records_are_told(shelf: Assistant, question: str, said: str) -> None:
    assert said in answer_to(shelf, question).answer


def test_a_publisher_that_brought_out_nothing_is_none_of_the_authors(shelf: Assistant) -> None:
    told = answer_to(shelf, "Are there books from Tidewater Press?")
    assert "its publisher for 2 of 4 papers" in (told.reason or "")


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("papers from ALM", Clause("publisher", "association for lamp making")),
        ("books by publisher Reed & Sons", Clause("publisher", "reed sons")),
        ("volumes whose editor is Kit Oak", Clause("editor", "kit oak")),
        ("what lies in the folder called lamps", Clause("collection", "lamps")),
    ],
)
def test_conditions_on_records(text: str, clause: Clause) -> None:
    found = find_imprint(text, KNOWN)
    assert found is not None
    assert found.clause == clause


@pytest.mark.parametrize(
    "text",
    [
        "How many papers are in the collection?",
        "What does the data collection cost?",
        "papers from Saltgate University",
        "papers published by Ann Hill",
        "Which genes are edited by hand?",
    ],
)
def test_other_wordings_are_no_conditions(text: str) -> None:
    assert find_imprint(text, KNOWN) is None
