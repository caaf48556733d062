"""A paper goes into Chroma's metadata and comes back whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given

from store.records import from_metadata, to_metadata
from tests.store.samples import PAPERS, seed_papers

if TYPE_CHECKING:
    from store.paper import Paper


@given(PAPERS)
def test_any_paper_comes_back_whole(paper: Paper) -> None:
    assert from_metadata(paper.key, to_metadata(paper), paper.abstract) == paper


def test_the_papers_that_ship_come_back_whole() -> None:
    papers = seed_papers()
    assert [
        from_metadata(paper.key, to_metadata(paper), paper.abstract) for paper in papers
    ] == papers


@given(PAPERS)
def test_metadata_holds_only_what_chroma_takes(paper: Paper) -> None:
    for name, value in to_metadata(paper).items():
        members = value if isinstance(value, list) else [value]
        assert members, f"{name} is empty"
        assert {type(member) for member in members} <= {str, int, bool}


def test_the_abstract_is_the_document_and_not_metadata() -> None:
    paper = seed_papers()[0]
    assert paper.abstract not in to_metadata(paper).values()


@given(PAPERS, PAPERS)
def test_nothing_of_what_was_there_before_comes_back(before: Paper, paper: Paper) -> None:
    merged = to_metadata(before) | to_metadata(paper)
    assert from_metadata(paper.key, merged, paper.abstract) == paper


@given(PAPERS)
def test_what_another_program_wrote_without_the_names_is_read_too(paper: Paper) -> None:
    foreign = {name: value for name, value in to_metadata(paper).items() if name != "held"}
    assert from_metadata(paper.key, foreign, paper.abstract) == paper
