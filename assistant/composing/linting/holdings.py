"""What the library knows of the papers that a draft cites."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.composing.linting.bibliography import aliases, plain_title
from assistant.composing.linting.finding import Finding, FindingKind
from store.merging.identity import contradict
from store.retraction import retraction_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from assistant.composing.linting.bibliography import Entry
    from assistant.composing.linting.checking import Report
    from assistant.composing.linting.marks import MarkedDraft
    from store.library import Library
    from store.paper import Paper

_NAMESAKES = 5
"""Papers of one title that are looked at: a library may have several introductions."""


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
    return [CitedReference(paper, *places[key]) for key, paper in report.known.items()]


def find_held(paper: Paper, library: Library, *, by_key_alone: bool = False) -> Paper | None:
    """Return the library's record of a bibliography's paper: that of its key, or of its
    title; another paper of that title is none. A list of which only keys are known is
    trusted in them.
    """
    held = library.get(paper.key)
    if held is not None and (not paper.title or _is_one(held, paper)):
        return held
    if by_key_alone or not paper.title:
        return None
    found = (hit.paper for hit in library.search(paper.title, k=_NAMESAKES))
    return next((one for one in found if _is_one(one, paper)), None)


def find_renamed(keys: Iterable[str], library: Library) -> dict[str, Paper]:
    """Return papers by keys that they have in a source: one of several that they were put
    together from, or one whose keys the library cannot hold.
    """
    wanted = set(keys)
    if not wanted:
        return {}
    return {
        key: paper
        for paper in library.list()
        for key in (*aliases(paper), *(record.key for record in paper.records))
        if key in wanted
    }


def _is_one(held: Paper, paper: Paper) -> bool:
    return plain_title(held.title) == plain_title(paper.title) and not contradict(held, paper)


def find_retracted(
    drafts: Sequence[MarkedDraft], records: Sequence[Mapping[str, Paper]]
) -> Iterator[Finding]:
    """Yield a finding for each paper that a draft cites and something is known against."""
    for draft in drafts:
        told: set[str] = set()
        for key, mark in draft.cited():
            known = (retraction_of(each[key]) for each in records if key in each)
            against = next(filter(None, known), None)
            if against and key not in told:
                told.add(key)
                line, text = draft.line_of(mark.place), f"{key} {against}"
                yield Finding(draft.name, line, FindingKind.RETRACTED, (key,), text)
