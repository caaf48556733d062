"""Papers as rows: filtered, sorted, grouped."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from textual.content import Content

from assistant.grounding.verdicts import Verdict
from assistant.tui.plain import HEADING, QUIET, cut, plain, plain_line
from store import wording
from store.filters import parse_filter
from store.printable import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from store.library import Library
    from store.paper import Paper

_AUTHOR_ROOM = 74
_CODE_ROOM = 60
_AUTHOR = 22
_CODE = 6
_YEAR = 7

_OF_VERDICTS = {
    Verdict.QUOTED: "$text-success",
    Verdict.SUPPORTED: "$text-success",
    Verdict.UNSUPPORTED: "$text-error",
}


def _year(paper: Paper) -> int:
    return paper.date.year if paper.date else 0


SORTS: Mapping[str, Callable[[Paper], object]] = {
    "newest first": lambda paper: (-_year(paper), wording.title(paper).casefold()),
    "oldest first": lambda paper: (_year(paper) or 9999, wording.title(paper).casefold()),
    "by title": lambda paper: wording.title(paper).casefold(),
    "by first author": lambda paper: wording.short_authors(paper).casefold(),
    "code first": lambda paper: (not paper.has_code, -_year(paper)),
    "by venue": lambda paper: (not paper.venue, (paper.venue or "").casefold(), -_year(paper)),
}
AS_FOUND = "nearest first"
"""The order in which the papers came, where that is one."""
GROUPS = ("", "by year", "by line")


@dataclass
class PaperTable:
    """The rows of a list of papers: headings of groups, and papers."""

    papers: list[Paper] = field(default_factory=list)
    sort: str = "newest first"
    group: str = ""
    line_of: Mapping[str, str] = field(default_factory=dict)
    """The name of the line that a paper is in, by its key."""
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    """How the current answer fared with the papers that it cites, by their keys."""
    notes: Mapping[str, str] = field(default_factory=dict)
    rows: list[Paper | str] = field(default_factory=list)
    has_code: bool = False
    """Whether any of the papers has code, which is worth a column then."""

    def arrange(self) -> None:
        """Sort and group the papers into rows."""
        self.has_code = any(paper.has_code for paper in self.papers)
        ordered = self.papers
        if self.sort != AS_FOUND:
            ordered = sorted(self.papers, key=SORTS[self.sort])  # type: ignore[arg-type]
        if not self.group:
            self.rows = list(ordered)
            return
        groups: dict[str, list[Paper]] = {}
        for paper in ordered:
            groups.setdefault(self._group_of(paper), []).append(paper)
        self.rows = []
        for name, members in sorted(groups.items(), key=self._place_of):
            self.rows += [f"{name} · {counted(len(members), 'paper')}", *members]

    def next_sort(self) -> None:
        """Sort by the next of the orders."""
        names = list(SORTS)
        at = names.index(self.sort) if self.sort in names else -1
        self.sort = names[(at + 1) % len(names)]
        self.arrange()

    def next_group(self) -> None:
        """Group by the next of the ways."""
        self.group = GROUPS[(GROUPS.index(self.group) + 1) % len(GROUPS)]
        self.arrange()

    def paper_at(self, at: int) -> Paper | None:
        """Return the paper of a row; None where it is a heading."""
        row = self.rows[at] if 0 <= at < len(self.rows) else None
        return None if isinstance(row, str) else row

    def row(self, at: int, width: int) -> Content:
        """Return a row for a width in cells."""
        row = self.rows[at]
        if isinstance(row, str):
            return cut(plain_line(f" {row}", HEADING), width)
        mark = self._mark(row)
        note = self.notes.get(row.key, "")
        return mark + paper_row(row, width - 3, note=note, has_code=self.has_code)

    def head(self, width: int) -> Content:
        """Return the names of the columns for a width in cells."""
        return Content("  ") + paper_head(width - 3, self.sort, has_code=self.has_code)

    def _mark(self, paper: Paper) -> Content:
        verdict = self.verdicts.get(paper.key)
        if verdict is None:
            return Content("  ")
        return plain("● ", _OF_VERDICTS.get(verdict, "$accent"))

    def _group_of(self, paper: Paper) -> str:
        if self.group == "by year":
            return str(_year(paper)) if paper.date else "no date"
        return self.line_of.get(paper.key, "in no line")

    def _place_of(self, group: tuple[str, list[Paper]]) -> tuple[int, str]:
        name, members = group
        if self.group == "by year":
            years = -_year(members[0])
            return (-years if self.sort == "oldest first" else years, name)
        return (int(name == "in no line"), name)


_HEADS = {
    "Year": {"newest first": "▾", "oldest first": "▴"},
    "Title": {"by title": "▴"},
    "Authors": {"by first author": "▴"},
    "Code": {"code first": "▾"},
}
"""The columns, and the mark that each has in an order of its own."""


def _columns(width: int, *, has_code: bool) -> tuple[bool, bool, int]:
    """Return whether there is room for code and for authors, and what is left for the title."""
    has_code = has_code and width >= _CODE_ROOM
    has_authors = width >= _AUTHOR_ROOM - (0 if has_code else _CODE)
    return (
        has_code,
        has_authors,
        max(8, width - _YEAR - _CODE * has_code - (_AUTHOR + 2) * has_authors),
    )


def paper_head(width: int, sort: str, *, has_code: bool) -> Content:
    """Return the names of the columns of `paper_row`, the one that is sorted by with a mark."""
    year, title, authors, code = (
        f"{name}{marks.get(sort, '')}" for name, marks in _HEADS.items()
    )
    has_code, has_authors, room = _columns(width, has_code=has_code)
    head = f"{year:<{_YEAR}}{title:<{room}}"
    head += f"  {authors:<{_AUTHOR}}" if has_authors else ""
    return cut(plain(f"{head}{code:>{_CODE}}" if has_code else head, HEADING), width)


def paper_row(paper: Paper, width: int, *, note: str = "", has_code: bool = True) -> Content:
    """Return a paper on one line: year, title with what was noted on it and, where there is
    room, code and authors.
    """
    year = plain(f"{wording.year(paper):<{_YEAR}}", QUIET)
    code, author, room = _columns(width, has_code=has_code)
    title = plain_line(wording.marked_title(paper))
    if note:
        # What was noted is seen however long the title is.
        noted = cut(plain_line(f"✎ {note}", "$text-accent"), room // 2)
        title = cut(title, max(1, room - noted.cell_length - 2)) + Content("  ") + noted
    row = year + cut(title, room, pad=code or author)
    if author:
        row += Content("  ") + cut(
            plain_line(wording.short_authors(paper), QUIET), _AUTHOR, pad=True
        )
    if code:
        row += plain("  code" if paper.has_code else "      ", "$text-success")
    return row


def find_papers(library: Library, text: str) -> list[Paper]:
    """Return the papers that a filter lets through and whose title or authors hold its other
    words.
    """
    where, rest = parse_filter(text)
    return _holding(rest, library.list(where))


def find_among(papers: Sequence[Paper], text: str) -> list[Paper]:
    """Return those of some papers that `find_papers` would return."""
    where, rest = parse_filter(text)
    return _holding(rest, filter(where.matches, papers))


def _holding(text: str, papers: Iterable[Paper]) -> list[Paper]:
    words = text.casefold().split()
    return [paper for paper in papers if all(word in _searched(paper) for word in words)]


def _searched(paper: Paper) -> str:
    return " ".join((paper.title, *paper.authors, paper.key)).casefold()
