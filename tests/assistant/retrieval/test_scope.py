"""The part of the library that a question is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.questions.constraints import read_constraints
from assistant.questions.known_names import KnownNames
from assistant.questions.question_reader import read_question
from assistant.retrieval.relevance import Relevance
from assistant.retrieval.scope import Scope
from store.filters import Filter, parse_filter
from store.library import Library
from store.paper import Paper
from tests.assistant.asking import HOP

if TYPE_CHECKING:
    from pathlib import Path


def years(scope: Scope) -> set[int]:
    return {paper.date.year for paper in scope.papers() if paper.date}


def test_without_conditions_it_is_the_whole_library_the_oldest_first(
    seed_library: Library,
) -> None:
    papers = Scope(seed_library, Filter()).papers()
    assert len(papers) == 47
    dates = [paper.date.sort_key for paper in papers if paper.date]
    assert dates == sorted(dates)


def test_conditions_add_up(seed_library: Library) -> None:
    scope = Scope(seed_library, parse_filter("code:yes")[0])
    narrowed = scope.narrowed(read_constraints("papers in 2020 and 2022", KnownNames()))
    assert years(narrowed) == {2020, 2022}
    assert all(paper.has_code for paper in narrowed.papers())
    assert len(narrowed.papers()) < len(scope.papers()) == 17


def test_a_conversation_keeps_to_its_papers(seed_library: Library) -> None:
    focused = Scope(seed_library, Filter(), (HOP,))
    assert [paper.key for paper in focused.papers()] == [HOP]
    assert [hit.paper.key for hit in focused.search("masked faces", 10)] == [HOP]
    detection = read_question("Which papers are about object detection?")
    assert [hit.paper.key for hit in focused.find(detection, 10)] == [HOP]
    assert focused.find(read_question("Which papers are about faces?"), 10) == []


def test_a_search_keeps_to_the_filter_and_to_k(seed_library: Library) -> None:
    scope = Scope(seed_library, parse_filter("year:2022")[0])
    hits = scope.search("face", 3)
    assert len(hits) == 3
    assert {hit.paper.date.year for hit in hits if hit.paper.date} == {2022}


def test_one_paper_stands_for_a_name_and_none_for_a_name_unknown(seed_library: Library) -> None:
    scope = Scope(seed_library, Filter())
    assert [paper.key for paper in scope.find_named(read_question("RAPHAEL"))] == [
        "xue2023raphael"
    ]
    assert scope.find_named(read_question("AlphaFold")) == []


def test_a_name_stands_for_the_paper_that_introduces_it(tmp_path: Path) -> None:
    pages = {
        "first": ("How Fast Are Our Tools?", "We present FrogBoard, a board for sensors."),
        "later": ("Networks on the FrogBoard", "We run networks on the FrogBoard board."),
    }
    with Library.open(tmp_path) as library:
        library.add(
            Paper(key, title, ("Ada Park",), True, None, abstract, None, None)
            for key, (title, abstract) in pages.items()
        )
        found = Scope(library, Filter()).find_named(read_question("of FrogBoard"))
    assert [paper.key for paper in found] == ["first"]


def test_the_members_of_a_topic_come_in_the_order_of_time(seed_library: Library) -> None:
    found = Scope(seed_library, Filter()).find_members(read_question("face recognition"))
    dates = [paper.date.sort_key for paper in found if paper.date]
    assert len(dates) > 2
    assert dates == sorted(dates)


def test_only_what_the_whole_library_lacks_is_lacking(seed_library: Library) -> None:
    scope = Scope(seed_library, Filter())
    assert scope.lacking(["face", "quokka"]) == ["quokka"]


@pytest.mark.parametrize(
    "asked",
    [
        "Do inhaled steroids slow down how quickly children with asthma grow?",
        "How do tides change how often eels shed their scales?",
    ],
)
def test_a_question_that_no_paper_comes_close_to_finds_none(
    seed_library: Library, asked: str
) -> None:
    assert Scope(seed_library, Filter()).find(read_question(asked), 5) == []


def test_what_is_described_in_a_sentence_finds_what_comes_closest(
    seed_library: Library,
) -> None:
    described = read_question("teaching machines to paint by feeding back what people liked")
    assert described.is_description
    assert Scope(seed_library, Filter()).find(described, 1)


def test_the_share_of_names_that_the_closest_paper_lacks_is_known(
    seed_library: Library,
) -> None:
    hits = seed_library.search("face detection", k=20)
    relevances = (
        Relevance.of(read_question(asked), hits, seed_library.similarities)
        for asked in ("How does KPNet detect faces?", "How does QuokkaNet detect faces?")
    )
    close, far = (float(each.closest()["names_lacking"]) for each in relevances)
    assert (close, far) == (0.0, 1.0)
