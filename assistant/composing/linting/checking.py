"""Drafts against bibliographies: keys that do not agree, and sentences that their citations
do not carry.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from assistant.composing.linting.bibliography import identities, shared_identity
from assistant.composing.linting.finding import Finding, FindingKind
from assistant.composing.linting.holdings import find_held, find_renamed, find_retracted
from assistant.composing.linting.sentences import SentenceChecker

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assistant.composing.linting.bibliography import Entry
    from assistant.composing.linting.marks import MarkedDraft
    from store.library import Library
    from store.paper import Paper

_ALL = "*"
_MOST = 50
"""Entries of one title that are compared: some bibliographies have hundreds of editorials."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in drafts."""

    findings: tuple[Finding, ...]
    notes: tuple[Finding, ...]
    cited: tuple[str, ...]
    """The keys that the drafts cite, in order."""
    checked: int
    """How many sentences were held against abstracts, or differ from an entry."""
    open: int
    """How many of these the words of the abstracts neither show nor contradict."""
    known: Mapping[str, Paper]
    """The papers that are cited, by the keys that the drafts use."""


def check_drafts(
    drafts: Sequence[MarkedDraft],
    entries: Sequence[Entry] | None,
    library: Library,
    *,
    keys_only: bool = False,
) -> Report:
    """Return what is wrong with drafts; without a bibliography, the library says what may be
    cited. With `keys_only` no sentence is looked at.
    """
    used = dict.fromkeys(key for draft in drafts for key, _ in draft.cited() if key != _ALL)
    if entries is None:
        known = {key: paper for key in used if (paper := library.get(key))}
        renamed = find_renamed(used.keys() - known.keys(), library)
        known |= {key: replace(paper, key=key) for key, paper in renamed.items()}
        held = dict(known)
    else:
        by_key = {
            key: entry.paper for entry in entries for key in (*entry.aliases, entry.paper.key)
        }
        cited = {key: by_key[key] for key in used if key in by_key}
        held = {
            key: paper
            for key, entry in cited.items()
            if (paper := find_held(entry, library, by_key_alone=keys_only))
        }
        telling = _telling(entries)
        known = {
            key: replace(_with_abstract(paper, held.get(key), telling), key=key)
            for key, paper in cited.items()
        }
    names = (
        [entry.paper.key for entry in entries]
        if entries is not None
        else [paper.key for paper in library.list()]
    )
    findings = list(_find_unknown(drafts, known, names))
    findings += find_retracted(drafts, (known, held))
    if entries and not any(_ALL in mark.keys for draft in drafts for mark in draft.marks):
        findings += _find_unused(entries, used)
    findings += _find_same_papers(entries or ())
    checker = SentenceChecker(list(known.values()))
    if not keys_only:
        findings += [finding for draft in drafts for finding in checker.check(draft)]
    notes = [
        Finding(draft.name, line, FindingKind.NOTE, (), f"{name} is included, and not checked")
        for draft in drafts
        for line, name in draft.included
    ]
    notes += [] if keys_only else [*checker.notes(drafts), *checker.doubts]
    order = {draft.name: number for number, draft in enumerate(drafts)}
    ranked = sorted(
        findings, key=lambda each: (order.get(each.file, len(order)), each.file, each.line)
    )
    return Report(
        tuple(ranked), tuple(notes), tuple(used), checker.checked, checker.open, known
    )


def _telling(entries: Sequence[Entry]) -> dict[str, list[tuple[int, Paper]]]:
    """Return the papers that have an abstract, numbered, by what tells that another is the
    same.
    """
    telling: dict[str, list[tuple[int, Paper]]] = {}
    for number, entry in enumerate(entries):
        for name in identities(entry.paper) if entry.paper.abstract else ():
            telling.setdefault(name, []).append((number, entry.paper))
    return telling


def _with_abstract(
    paper: Paper, held: Paper | None, telling: Mapping[str, Sequence[tuple[int, Paper]]]
) -> Paper:
    """Return a bibliography's paper with an abstract: as the library has it, or as another
    entry of it does.
    """
    if held and held.abstract:
        return held
    if paper.abstract:
        return paper
    others = dict(each for name in identities(paper) for each in telling.get(name, ()))
    same = (each for _, each in sorted(others.items()) if shared_identity(paper, each))
    return replace(paper, abstract=next(same, paper).abstract)


def _find_unknown(
    drafts: Sequence[MarkedDraft], known: Mapping[str, Paper], names: Sequence[str]
) -> Iterator[Finding]:
    hints: dict[str, str] = {}
    for draft in drafts:
        for key, mark in draft.cited():
            if key not in known and key != _ALL:
                if key not in hints:
                    near = get_close_matches(key, names, n=1)
                    hints[key] = f"; did you mean {near[0]}?" if near else ""
                line = draft.line_of(mark.place)
                text = f"there is no entry {key}{hints[key]}"
                yield Finding(draft.name, line, FindingKind.UNKNOWN_KEY, (key,), text)


def _find_unused(entries: Sequence[Entry], used: Mapping[str, None]) -> Iterator[Finding]:
    """Yield a finding for each entry that is cited nowhere, by no alias and through no
    other.
    """
    needed = _with_parents(entries, used)
    for entry in entries:
        key = entry.paper.key
        if key not in needed and not needed.intersection(entry.aliases) and not entry.is_listed:
            text = f"{key} is cited nowhere"
            yield Finding(entry.file, entry.line, FindingKind.UNUSED_ENTRY, (key,), text)


def _with_parents(entries: Sequence[Entry], used: Mapping[str, None]) -> set[str]:
    """Return the keys that are cited, and those of the entries that these take something
    from.
    """
    by_key = {key: entry for entry in entries for key in (entry.paper.key, *entry.aliases)}
    needed: set[str] = set()
    waiting = list(used)
    while waiting:
        key = waiting.pop()
        if key not in needed:
            needed.add(key)
            waiting += by_key[key].names if key in by_key else ()
    return needed


def _find_same_papers(entries: Sequence[Entry]) -> Iterator[Finding]:
    """Yield a finding for each entry that is of the same paper as one before it."""
    holders: dict[str, list[Paper]] = {}
    for entry in entries:
        paper = entry.paper
        others = [one for name in identities(paper) for one in holders.get(name, [])[:_MOST]]
        shared = ((one, shared_identity(one, paper)) for one in others if one.key != paper.key)
        first, what = next((pair for pair in shared if pair[1]), (None, ""))
        if first is not None:
            text = f"{paper.key} and {first.key} are one paper: the same {what}"
            yield Finding(
                entry.file, entry.line, FindingKind.SAME_PAPER, (first.key, paper.key), text
            )
        for name in identities(paper):
            holders.setdefault(name, []).append(paper)
