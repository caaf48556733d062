"""Papers whose year was worked out, under the key that they already have."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from store.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from store.paper import Paper
    from store.ranking import Hit

_NAMESAKES = 5


class Search(Protocol):
    """What `Library.search` does."""

    def __call__(self, query: str, *, k: int) -> Sequence[Hit]: ...


def keep_inferred_keys(papers: Iterable[Paper], search: Search) -> list[Paper]:
    """Return the papers, each with an inferred year under the key of the same paper where there
    is one.

    The year is a part of the key, and another page, or the same page cut, may lead to another
    year.
    """
    return [
        _known(paper, search) if paper.date and paper.date.inferred else paper
        for paper in papers
    ]


def _known(paper: Paper, search: Search) -> Paper:
    found = (hit.paper for hit in search(paper.title, k=_NAMESAKES))
    same = (
        other
        for other in found
        if other.date and other.date.inferred and _name(other) == _name(paper)
    )
    return replace(paper, key=next((other.key for other in same), paper.key))


def _name(paper: Paper) -> tuple[str, str]:
    return fold(paper.title), fold(" ".join(paper.authors[:1]))
