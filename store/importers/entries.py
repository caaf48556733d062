"""Records that name their parts, collected under the keys that a file gives them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from store.citekey import assign_keys, is_bibtex_key
from store.importers.base import Findings, Imported, clean_text
from store.importers.odd_names import doubts_of
from store.paper import Extra
from store.printable import counted
from store.text import to_ascii

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.importers.record import Record
    from store.importers.sources import Source
    from store.paper import Paper

_NO_KEY = "it has no key"
_SHOWN = 5
"""Names of an entry that are told of one by one."""
_OFTEN = 100
"""Entries between two reports of progress."""


class Entries:
    """Papers from a file, collected entry by entry under the keys that it gives."""

    def __init__(self, source: Source) -> None:
        self.findings = Findings(source.name)
        self.are_keyed = False
        """True of a format whose records all have keys: one without is told of."""
        self._source = source
        self._lines: dict[str, int] = {}
        self._original: dict[str, str] = {}
        self._size = source.text.count("\n") + 1 if source.progress else 0
        for warning in source.warnings:
            self.findings.warn(warning)

    def keep(self, record: Record) -> Paper:
        """Take a paper under its key, unless that cannot be used; then say so, and have one
        made. Return what was read.
        """
        key, line = record.key.strip(), record.line
        if self._source.progress and len(self._original) % _OFTEN == 0:
            self._source.progress(min(line, self._size), self._size)
        paper = record.paper(source=f"{self.findings.name}:{line}")
        if not paper.title:
            self.findings.skip(line, f"{clean_text(key)[:60] or 'an entry'} has no title")
            return paper
        if cut := record.too_long():
            self.findings.warn_at(
                line, f"the {cut} is too long to be one; what goes on is left out"
            )
        if unread := record.unread_date():
            self.findings.warn_at(line, f"this is no year: {unread[:60]}")
        people = zip(paper.authors, paper.names, strict=False)
        persons = (said for said, written in people if not written.startswith("{"))
        doubts = [*doubts_of(persons)]
        for doubt in doubts[:_SHOWN]:
            self.findings.warn_at(line, doubt)
        if more := doubts[_SHOWN:]:
            self.findings.warn_at(line, f"{counted(len(more), 'more name')} may be none")
        if (plain := to_ascii(key)) != key and not self._trouble(plain):
            self.findings.warn_at(line, f"the key {key} is not ASCII; it is {plain} now")
            paper = replace(paper, extra=Extra({**paper.extra, "ids": key}))
            key = plain
        trouble = self._trouble(key)
        self._original[paper.source] = trouble
        self._lines.setdefault(key, line)
        paper = paper if trouble else replace(paper, key=key)
        self.findings.keep(paper, line)
        return paper

    def imported(self, form: str) -> Imported:
        """Return what was read; SourceError where nothing in the file was an entry."""
        papers = list(self.findings.papers.values())
        if not papers and not self.findings.skipped:
            raise self._source.unreadable(
                f"it holds no {form}", "Is it whole, and is its ending right?"
            )
        given = frozenset(paper.key for paper in papers if paper.key)
        keyed = assign_keys(papers, given=given)
        self._report(keyed)
        return Imported(
            tuple(keyed),
            tuple(self.findings.warnings),
            tuple(self.findings.skipped),
            given_keys=given,
        )

    def _trouble(self, key: str) -> str:
        """Return what keeps a key from being used; "" where nothing does."""
        if not key:
            return _NO_KEY
        if key in self._lines:
            return f"the key {clean_text(key)[:60]} stands at line {self._lines[key]} already"
        return (
            "" if is_bibtex_key(key) else f"the key {clean_text(key)[:60]} is not one for LaTeX"
        )

    def _report(self, papers: Sequence[Paper]) -> None:
        troubles = list(self._original.values())
        has_keys = self.are_keyed or "" in troubles
        # Where most have none, that is how the source is, and no fault of an entry.
        is_odd = self.are_keyed or troubles.count(_NO_KEY) * 2 < len(troubles)
        for paper in papers:
            trouble = self._original.get(paper.source) if has_keys else ""
            if trouble and (is_odd or trouble != _NO_KEY):
                self.findings.warnings.append(
                    f"{paper.source}: {trouble}; it is {paper.key} now"
                )
        for what, missing in (
            ("abstract", sum(not paper.abstract for paper in papers)),
            ("author", sum(not paper.authors for paper in papers)),
            ("year", sum(paper.date is None for paper in papers)),
        ):
            if missing:
                self.findings.warn(f"{missing} of {len(papers)} papers with no {what}")
