"""What the library knows of the papers that a draft cites."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.composing.linting.bibliography import plain_title
from assistant.composing.linting.finding import Finding, FindingKind
from store.retraction import retraction_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assistant.composing.linting.bibliography import Entry
    from assistant.composing.linting.checking import Report
    from assistant.composing.linting.marks import MarkedDraft
    from store.library import Library
    from store.paper import Paper


@dataclass(frozen=True, slots=True)
class CitedReference:
    """A paper that a draft cites, and where its reference stands."""

    paper: Paper
    file: str
    line: int


def cited_papers(
    report: Report,
    drafts: Sequence[MarkedDraft],
    entries: Sequence[Entry] | None,
    library: Library,
) -> list[CitedReference]:
    """Return what the drafts cite: entries of their bibliographies; without any, papers of the
    library, where they are cited first.
    """
    if entries is not None:
        cited = set(report.cited)
        return [
            CitedReference(entry.paper, entry.file, entry.line)
            for entry in entries
            if cited.intersection((entry.paper.key, *entry.aliases))
        ]
    places = {
        key: (draft.name, draft.line_of(mark.place))
        for draft in reversed(drafts)
        for mark in reversed(draft.marks)
        for key in mark.keys
    }
    found = ((key, library.get(key)) for key in report.cited)
    return [CitedReference(paper, *places[key]) for key, paper in found if paper]


def find_held(paper: Paper, library: Library, *, by_key_alone: bool = False) -> Paper | None:
    """Return the library's record of a bibliography's paper: that of its key, or of its
    title.
    """
    held = library.get(paper.key)
    if held is not None and plain_title(held.title) == plain_title(paper.title):
        return held
    if by_key_alone or not paper.title:
        return None
    found = (hit.paper for hit in library.search(paper.title, k=1))
    return next(
        (one for one in found if plain_title(one.title) == plain_title(paper.title)), None
    )


def find_retracted(
    drafts: Sequence[MarkedDraft], records: Sequence[Mapping[str, Paper]]
) -> Iterator[Finding]:
    """Yield a finding for each paper that a draft cites and something is known against."""
    for draft in drafts:
        told: set[str] = set()
        for mark in draft.marks:
            for key in mark.keys:
                known = (retraction_of(each[key]) for each in records if key in each)
                against = next(filter(None, known), None)
                if against and key not in told:
                    told.add(key)
                    line = draft.line_of(mark.place)
                    yield Finding(
                        draft.name, line, FindingKind.RETRACTED, (key,), f"{key} {against}"
                    )
