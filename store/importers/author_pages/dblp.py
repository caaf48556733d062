"""DBLP's pages of persons: a mark of the kind, the authors, the title and the venue."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from store.importers.author_pages.people import people
from store.importers.author_pages.venues import read_venue_line
from store.importers.identifiers import make_date
from store.importers.record import Record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.importers.author_pages.reading import PageLine
    from store.importers.entries import Entries

_MARK = re.compile(r"\[(?P<kind>[a-z])\d{1,4}\](?P<rest>.*)")
_KINDS = {
    "j": "article-journal",
    "c": "paper-conference",
    "i": "article",
    "b": "book",
    "e": "collection",
    "p": "chapter",
    "d": "dataset",
}
_SENTENCE_END = re.compile(r"[.?!]\s+")
_SMALL = re.compile(r"(?<![\w/.])(?!(?:of|on|and|in|for|the|abs|de|der)\b)[a-z]\w+")
"""A word in small letters, as titles have and names of venues seldom."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_IN_BRACKETS = re.compile(
    r"(?P<name>.*?)(?: (?P<volume>\d+|abs/[\d.]+)(?:\((?P<issue>[^)]*)\))?)?(?::"
    r" (?P<pages>[\d:]+(?:-[\d:]+)?))? \((?P<year>\d{4})\)"
)
_AFTER_NAME = re.compile(
    r"(?P<name>.*?) (?P<year>(?:19|20)\d{2})(?:: (?P<pages>[\d:]+(?:-[\d:]+)?))?"
)
FURNITURE = "home persons person information affiliation today present dblp corr"
"""Words that the page has itself."""
OWN = re.compile(r"\[-\] Person information|> Home > Persons|affiliation: .*")
"""Lines that the page has itself."""


def is_make(lines: Sequence[PageLine]) -> bool:
    """Tell whether the lines are those of DBLP."""
    marks = [n for n, line in enumerate(lines[:-1]) if _MARK.match(line.text)]
    return any(_authors_end(lines, place) is not None for place in marks)


def read(lines: Sequence[PageLine], entries: Entries) -> None:
    """Read each paper behind a mark."""
    for place, line in enumerate(lines):
        if found := _MARK.match(line.text):
            _keep(lines, place, found, entries)


def _authors_end(lines: Sequence[PageLine], mark: int) -> int | None:
    """Return where the line of authors stands that a colon ends."""
    found = _MARK.match(lines[mark].text)
    if found and found["rest"].rstrip().endswith(":"):
        return mark
    following = lines[mark + 1].text if mark + 1 < len(lines) else ""
    return mark + 1 if following.endswith(":") else None


def _keep(lines: Sequence[PageLine], mark: int, found: re.Match[str], entries: Entries) -> None:
    place = _authors_end(lines, mark)
    if place is None or place + 1 >= len(lines):
        entries.findings.skip(
            lines[mark].number, f"no authors stand behind {lines[mark].text[:40]}"
        )
        return
    authors = found["rest"] if place == mark else lines[place].text
    text = lines[place + 1].text
    title, venue = _split(text)
    numbers = _IN_BRACKETS.fullmatch(venue) or _AFTER_NAME.fullmatch(venue)
    told = numbers.groupdict() if numbers else {}
    volume = told.get("volume") or ""
    is_arxiv = volume.startswith("abs/")
    entries.keep(
        Record(
            line=lines[mark].number,
            title=title.removesuffix("."),
            authors=people(authors.strip().rstrip(":")),
            date=make_date(told.get("year")),
            kind=_KINDS.get(found["kind"]),
            venue="" if is_arxiv else told.get("name") or read_venue_line(venue).name,
            arxiv=[f"arXiv:{volume.removeprefix('abs/')}"] if is_arxiv else (),
            extra={
                "volume": "" if is_arxiv else volume,
                "issue": told.get("issue") or "",
                "pages": (told.get("pages") or "").replace("-", "–"),
            },
        )
    )


def _split(text: str) -> tuple[str, str]:
    """Return the title and the venue, which begins where nothing in small letters follows."""
    small = max((found.start() for found in _SMALL.finditer(text)), default=-1)
    year = max((found.start() for found in _YEAR.finditer(text)), default=-1)
    for found in _SENTENCE_END.finditer(text):
        if small < found.end() <= year:
            return text[: found.start() + 1], text[found.end() :]
    return text, ""
