"""Records that name their parts: what BibTeX, RIS and CSL-JSON have in common."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from store.citekey import assign_keys, is_bibtex_key
from store.errors import SourceError
from store.importers.base import Findings, Imported, clean_text
from store.paper import PartialDate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from store.paper import Paper

INFERRED = re.compile(r"year (?:is )?inferred", re.IGNORECASE)
"""How our own exports mark a year that no source gave."""

_ARXIV = re.compile(
    (
        r"arxiv(?:\.org/(?:abs|pdf)/|[:.]\s*)(?P<number>\d{4}\.\d{4,5}|"
        r"[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?P<version>v\d+)?"
    ),
    re.IGNORECASE,
)
_DOI = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_OTHERS = re.compile(r"^(?:others|et\.? al\.?)$", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")


class Entries:
    """Papers from a file, collected entry by entry under the keys that it gives."""

    def __init__(self, path: Path) -> None:
        self.findings = Findings(path.name)
        self._path = path
        self._lines: dict[str, int] = {}
        self._original: dict[str, str] = {}

    def keep(self, paper: Paper, key: str, line: int) -> None:
        """Take a paper under a key, unless that cannot be used; then say so, and have one
        made.
        """
        paper = replace(paper, source=f"{self.findings.name}:{line}")
        if not paper.title:
            self.findings.skip(line, f"{key or 'an entry'} has no title")
            return
        trouble = self._trouble(key)
        self._original[paper.source] = trouble
        self._lines.setdefault(key, line)
        self.findings.keep(replace(paper, key="" if trouble else key), line)

    def imported(self, form: str) -> Imported:
        """Return what was read; SourceError where nothing in the file was an entry."""
        papers = list(self.findings.papers.values())
        if not papers and not self.findings.skipped:
            advice = "Is it whole, and is its ending right?"
            raise SourceError(
                f"Cannot read {self._path}", why=f"it holds no {form}", advice=advice
            )
        given = frozenset(paper.key for paper in papers if paper.key)
        keyed = assign_keys(papers, lambda _: None, given=given)
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
            return "it has no key"
        if key in self._lines:
            return f"the key {clean_text(key)} stands at line {self._lines[key]} already"
        return "" if is_bibtex_key(key) else f"the key {clean_text(key)} is not one for LaTeX"

    def _report(self, papers: Sequence[Paper]) -> None:
        for paper in papers:
            if trouble := self._original.get(paper.source):
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


def without_others(names: Sequence[str]) -> tuple[tuple[str, ...], bool]:
    """Return the names of people, and whether they are all: "others" or "et al." stands for
    the rest.
    """
    cleaned = [name for name in map(clean_text, names) if name]
    people = tuple(name for name in cleaned if not _OTHERS.fullmatch(name))
    return people, bool(people) and len(people) == len(cleaned)


def read_date(year: str, month: int | None, day: int | None, notes: str) -> PartialDate | None:
    """Return the date that the parts tell of; a note may say that the year was inferred."""
    found = _YEAR.search(year)
    if found is None or not int(found[1]):
        return None
    known = month if month and 1 <= month <= 12 else None
    within = day if known and day and 1 <= day <= 31 else None
    return PartialDate(int(found[1]), known, within, inferred=bool(INFERRED.search(notes)))


def read_doi(text: str) -> str | None:
    """Return a DOI without an address before it."""
    return _DOI.sub("", clean_text(text)) or None


def read_arxiv(*texts: str) -> str | None:
    """Return the number, and the version where one is given, of the first text that names
    arXiv's.
    """
    found = next((found for text in texts if (found := _ARXIV.search(text))), None)
    return f"{found['number']}{found['version'] or ''}" if found else None


def read_venue(text: str) -> str | None:
    """Return the name of a journal or a meeting; arXiv is none."""
    name = clean_text(text)
    return None if re.match(r"arxiv|corr\b", name, re.IGNORECASE) else name or None
