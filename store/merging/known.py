"""Papers that are known, found by what records of one paper share."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from store.merging.identity import (
    bare_arxiv,
    bare_doi,
    family_of,
    file_of,
    main_title_of,
    same_paper,
    title_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from store.paper import Paper

_END = 12
_MOST = 200
"""Papers that are looked at under one name: so many editorials share no more than their
title.
"""


class KnownPapers:
    """Papers by key, and by each thing that tells a paper."""

    def __init__(self, papers: Iterable[Paper] = ()) -> None:
        self._by_key: dict[str, Paper] = {}
        self._named: dict[str, list[str]] = defaultdict(list)
        for paper in papers:
            self.put(paper)

    def __contains__(self, key: str) -> bool:
        return key in self._by_key

    def __iter__(self) -> Iterator[Paper]:
        return iter(list(self._by_key.values()))

    def get(self, key: str) -> Paper | None:
        """Return the paper of a key."""
        return self._by_key.get(key)

    def put(self, paper: Paper) -> None:
        """Take a paper in, in place of what has its key."""
        self._by_key[paper.key] = paper
        for name in {name for record in (paper, *paper.records) for name in _names(record)}:
            keys = self._named[name]
            if len(keys) < _MOST and paper.key not in keys:
                keys.append(paper.key)

    def find(self, record: Paper) -> Paper | None:
        """Return the paper that a record is of; one that came from the same file first."""
        keys = dict.fromkeys(
            key for name in _names(record) for key in self._named.get(name, ())
        )
        found = [paper for key in keys if (paper := self._is_of(record, key))]
        return max(found, key=lambda paper: _closeness(record, paper), default=None)

    def _is_of(self, record: Paper, key: str) -> Paper | None:
        paper = self._by_key[key]
        return (
            paper if any(same_paper(record, one) for one in (paper, *paper.records)) else None
        )


def _closeness(record: Paper, paper: Paper) -> tuple[bool, bool, bool]:
    records = paper.records or (paper,)
    here = [one for one in records if file_of(one) == file_of(record) != ""]
    return (any(one.key == record.key for one in here), bool(here), paper.key == record.key)


def _names(paper: Paper) -> Iterator[str]:
    if doi := bare_doi(paper):
        yield f"doi {doi}"
    if number := bare_arxiv(paper):
        yield f"arxiv {number}"
    if pmid := paper.extra.get("PMID"):
        yield f"pmid {pmid}"
    if title := title_of(paper):
        yield f"title {title}"
        if main := main_title_of(paper):
            yield f"title {main}"
        if family := family_of(paper):
            yield f"{family} {title[:_END]}"
            yield f"{family} …{title[-_END:]}"
