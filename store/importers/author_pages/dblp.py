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
_MOST_BUTTONS = 8
"""Lines of the page's own between a mark and the authors: "view", "export record"."""
_SENTENCE_END = re.compile(r"[.?!]\s+")
_SMALL = re.compile(
    r"(?<![\w/.])(?!(?:of|on|and|in|for|the|abs|de|der|pp|ein|eine|du|des|la)\b)[a-z]{2,}(?!\w)"
)
"""A word in small letters, as titles have and names of venues seldom."""
_JOINING = re.compile(r"\b(?:of|on|and|in|for|the|to|with)\b", re.IGNORECASE)
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
    """Read each paper behind a mark; one that tells no year is of the year above it."""
    year = ""
    for place, line in enumerate(lines):
        if _YEAR.fullmatch(line.text.strip()):
            year = line.text.strip()
        elif found := _MARK.match(line.text):
            _keep(lines, place, found, year, entries)


def _authors_end(lines: Sequence[PageLine], mark: int) -> int | None:
    """Return where the line of authors stands that a colon ends."""
    found = _MARK.match(lines[mark].text)
    if found and found["rest"].rstrip().endswith(":"):
        return mark
    for place in range(mark + 1, min(mark + 1 + _MOST_BUTTONS, len(lines))):
        if _MARK.match(lines[place].text):
            return None
        if lines[place].text.rstrip().endswith(":"):
            return place
    return None


def _keep(
    lines: Sequence[PageLine], mark: int, found: re.Match[str], year: str, entries: Entries
) -> None:
    place = _authors_end(lines, mark)
    if place is None or place + 1 >= len(lines):
        entries.findings.skip(
            lines[mark].number, f"no authors stand behind {lines[mark].text[:40]}"
        )
        return
    authors = found["rest"] if place == mark else _authors(lines, mark, place)
    text = lines[place + 1].text
    title, venue = _split(text)
    numbers = _IN_BRACKETS.fullmatch(venue) or _AFTER_NAME.fullmatch(venue)
    told = numbers.groupdict() if numbers else _otherwise(venue, year)
    volume = told.get("volume") or ""
    is_arxiv = volume.startswith("abs/")
    entries.keep(
        Record(
            line=lines[mark].number,
            title=title.removesuffix("."),
            authors=people(authors.strip().rstrip(":")),
            date=make_date(told.get("year")),
            kind=told.get("kind") or _KINDS.get(found["kind"]),
            venue="" if is_arxiv else told.get("name") or "",
            arxiv=[f"arXiv:{volume.removeprefix('abs/')}"] if is_arxiv else (),
            extra={
                "volume": "" if is_arxiv else volume,
                "issue": told.get("issue") or "",
                "pages": told.get("pages") or "",
                "publisher": told.get("publisher") or "",
            },
        )
    )


def _authors(lines: Sequence[PageLine], mark: int, end: int) -> str:
    """Return the line of authors, of which each may have one of his own."""
    start = end
    while start > mark + 1 and (
        lines[start].text.startswith(",") or lines[start - 1].text.endswith(",")
    ):
        start -= 1
    return " ".join(line.text.strip() for line in lines[start : end + 1])


def _otherwise(venue: str, year: str) -> dict[str, str | None]:
    """Return what a line of another form tells, as those of books and theses are."""
    years = _YEAR.findall(venue)
    bare = re.sub(r",? (?:ISBN|pp\.) .*", "", venue)
    named = read_venue_line(_YEAR.sub("", bare))
    is_thesis = bool(re.search(r"\b(?:[Uu]niversit|Institute of Technology|ETH|EPFL)", bare))
    kind = named.kind or ("thesis" if is_thesis and years else None)
    publisher = bare.partition(",")[0] if is_thesis else named.extra.get("publisher")
    return {
        "name": None if kind in ("thesis", "book") else named.name,
        "kind": kind,
        "year": years[-1] if years else year or None,
        "publisher": publisher,
    }


def _split(text: str) -> tuple[str, str]:
    """Return the title and the venue, which begins where nothing in small letters follows."""
    small = max((found.start() for found in _SMALL.finditer(text)), default=-1)
    year = max((found.start() for found in _YEAR.finditer(text)), default=-1)
    for found in _SENTENCE_END.finditer(text):
        if small < found.end() <= year and not _goes_on(text, found, year):
            return text[: found.start() + 1], text[found.end() :]
    return text, ""


def _goes_on(text: str, ended: re.Match[str], year: int) -> bool:
    """Tell whether a title has another sentence behind its question, before the venue."""
    following = _SENTENCE_END.search(text, ended.end(), year)
    if text[ended.start()] == "." or following is None:
        return False
    if text[following.start()] != ".":
        return True
    return bool(_JOINING.search(text, ended.end(), following.start()))
