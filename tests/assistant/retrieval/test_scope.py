"""The part of the library that a question is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.questions.constraints import read_constraints
from assistant.questions.known_names import KnownNames
from assistant.questions.question import read_question
from assistant.retrieval.scope import Scope
from store.filters import Filter, parse_filter
from tests.assistant.asking import HOP

if TYPE_CHECKING:
    from store.library import Library


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
    assert [paper.key for paper in scope.find_named("RAPHAEL")] == ["xue2023raphael"]
    assert scope.find_named("AlphaFold") == []


def test_the_members_of_a_topic_come_in_the_order_of_time(seed_library: Library) -> None:
    found = Scope(seed_library, Filter()).find_members("face recognition")
    dates = [paper.date.sort_key for paper in found if paper.date]
    assert len(dates) > 2
    assert dates == sorted(dates)


def test_only_what_the_whole_library_lacks_is_lacking(seed_library: Library) -> None:
    scope = Scope(seed_library, Filter())
    assert scope.lacking(["face", "quokka"]) == ["quokka"]


def test_a_term_of_the_field_that_only_other_papers_have_is_another_matter(
    seed_library: Library,
) -> None:
    scope = Scope(seed_library, Filter())
    question = read_question("how well are masked faces recognised on nuscenes")
    masked = [hit.paper for hit in scope.search("masked face recognition", 1)]
    with_it = [hit.paper for hit in scope.search("nuscenes", 1)]
    assert scope.held_elsewhere(question, masked) == ["nuscenes"]
    assert scope.held_elsewhere(question, with_it) == []
