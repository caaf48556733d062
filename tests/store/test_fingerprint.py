"""A library's fingerprint: the same for the same papers, another for any other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import assume, given
from hypothesis import strategies as st

from store.fingerprint import fingerprint_papers
from tests.store.samples import PAPERS

if TYPE_CHECKING:
    from store.paper import Paper


@given(st.lists(PAPERS, max_size=4))
def test_order_and_source_do_not_matter(papers: list[Paper]) -> None:
    moved = [replace(paper, source="elsewhere") for paper in reversed(papers)]
    assert fingerprint_papers(moved) == fingerprint_papers(papers)


@given(PAPERS, PAPERS)
def test_other_papers_have_another(one: Paper, other: Paper) -> None:
    assume(replace(one, source="") != replace(other, source=""))
    assert fingerprint_papers([one]) != fingerprint_papers([other])
    assert fingerprint_papers([one, other]) != fingerprint_papers([one])
