"""A paper goes into Chroma's metadata and comes back whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given

from store.filters import parse_filter
from store.records import from_metadata, to_metadata, to_where
from tests.store.samples import PAPERS, seed_papers

if TYPE_CHECKING:
    from store.paper import Paper


@given(PAPERS)
def test_any_paper_comes_back_whole(paper: Paper) -> None:
    assert from_metadata(to_metadata(paper), paper.abstract) == paper


def test_the_papers_that_ship_come_back_whole() -> None:
    papers = seed_papers()
    assert [from_metadata(to_metadata(paper), paper.abstract) for paper in papers] == papers


@given(PAPERS)
def test_metadata_holds_only_what_chroma_takes(paper: Paper) -> None:
    for name, value in to_metadata(paper).items():
        members = value if isinstance(value, list) else [value]
        assert members, f"{name} is empty"
        assert {type(member) for member in members} <= {str, int, bool} or value is None


def test_the_abstract_is_the_document_and_not_metadata() -> None:
    paper = seed_papers()[0]
    assert paper.abstract not in to_metadata(paper).values()


def test_an_empty_filter_is_no_condition() -> None:
    assert to_where(parse_filter("only words")[0]) is None
    assert to_where(None) is None


def test_filters_become_chromas_own_conditions() -> None:
    where, _ = parse_filter("year:2020.. -author:zong")
    assert to_where(where) == {
        "$and": [
            {"$and": [{"terms_year": {"$gte": 2020}}, {"terms_year": {"$lte": 9999}}]},
            {"terms_author": {"$not_contains": "zong"}},
        ]
    }
