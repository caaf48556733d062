"""Lines of a page that went into no paper: each run of them is reported with its line."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from store.importers.furniture import is_furniture
from store.importers.odd_names import words_of_no_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from store.importers.author_pages.reading import PageLine
    from store.importers.entries import Entries
    from store.paper import Paper

_WORD = re.compile(r"[^\W\d_]{4,}")
_MONTHS = "january february march april june july august september october november december"
_ABOVE, _BELOW = 2, 1
"""Papers above a line and below it that it may be a part of."""
_SHOWN = 60
_JOINED = re.compile(r"(?<=[a-z])(?=[A-Z])")


def report_leftovers(
    lines: Sequence[PageLine], entries: Entries, furniture: str, own: re.Pattern[str]
) -> None:
    """Report lines with a word that is in no paper near, but for the words and the lines that
    a make of page has itself.
    """
    findings = entries.findings
    papers = list(findings.papers.values())
    for paper in papers:
        if odd := [name for name in paper.authors if words_of_no_name(name)]:
            findings.warn_at(_line(paper), f"this may be no name: {odd[0][:_SHOWN]}")
        if _line(paper) == lines[0].number:
            findings.warn_at(lines[0].number, "the page's first line may be no title")
    near = _Near(papers, f"{furniture} {_MONTHS}", own)
    told = {int(each.source.rpartition(":")[2]) for each in findings.skipped}
    for first, last in _runs(lines, near):
        if told.isdisjoint(range(first.number, last.number + 1)):
            where = "this" if first is last else f"what stands here up to line {last.number}"
            findings.warn_at(first.number, f"{where} is in no paper: {first.text[:_SHOWN]}")


def words_of(paper: Paper) -> set[str]:
    """Return the words of four letters and more that stand in what was read of a paper."""
    texts = (
        paper.title,
        *paper.authors,
        paper.abstract,
        paper.venue or "",
        paper.field or "",
        paper.url or "",
        paper.doi or "",
        *paper.affiliations,
        *paper.extra.values(),
    )
    return set(words_in("\n".join(texts)))


def words_in(text: str) -> list[str]:
    """Return the words of four letters and more, in small letters."""
    return _WORD.findall(_JOINED.sub(" ", text).casefold())


def _line(paper: Paper) -> int:
    return int(paper.source.rpartition(":")[2])


class _Near:
    """The words of the papers near a line, and those of the page itself."""

    def __init__(self, papers: Sequence[Paper], furniture: str, own: re.Pattern[str]) -> None:
        self._words = [words_of(paper) for paper in papers]
        self._starts = [_line(paper) for paper in papers]
        self._furniture = frozenset(furniture.split())
        self._own = own

    def lacks(self, line: PageLine) -> bool:
        """Tell whether a word of a line is in none of the papers near."""
        if self._own.fullmatch(line.text) or is_furniture(line.text):
            return False
        place = bisect_right(self._starts, line.number)
        near = self._words[max(0, place - _ABOVE) : place + _BELOW]
        return any(
            word not in self._furniture and not any(word in each for each in near)
            for word in words_in(line.text)
        )


def _runs(lines: Sequence[PageLine], near: _Near) -> Iterator[tuple[PageLine, PageLine]]:
    """Yield the first and the last line of each run that is in no paper."""
    begun: tuple[PageLine, PageLine] | None = None
    for line in lines:
        if near.lacks(line):
            begun = (begun[0] if begun else line, line)
        elif begun:
            yield begun
            begun = None
    if begun:
        yield begun
