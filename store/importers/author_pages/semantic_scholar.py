"""Semantic Scholar's pages of authors; a TLDR is never taken for an abstract."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from store.importers.author_pages.people import people
from store.importers.identifiers import read_date
from store.importers.record import LONGEST_VALUE, Record
from store.names import PARTICLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.importers.author_pages.reading import PageLine
    from store.importers.entries import Entries

_DATE = re.compile(r"(?:\d{1,2} )?(?:[A-Z][a-z]{2,8} )?(?:1[5-9]|20)\d\d")
_TOKEN = rf"(?:[A-ZÀ-Þ][\w.'’-]*|(?:{'|'.join(PARTICLES)})(?= ))"
_NAME = re.compile(rf"{_TOKEN}(?: {_TOKEN}){{1,5}}")
_MORE = re.compile(r"(?:and )?\+?\d+ (?:more |other )?authors?(?: (?P<last>.+))?")
_FIELDS = re.compile(
    r"(?:Computer"
    r" Science|Mathematics|Physics|Medicine|Biology|Chemistry|Engineering|Economics|Psychology"
    r"|Materials Science|Geology|Geography|Sociology|Political"
    r" Science|Business|History|Philosophy|Art"
    r"|Environmental Science|Linguistics|Education|Law|Agricultural and Food Sciences)(?:, .*)?"
)
_OURS = re.compile(
    r"TLDR|.*Expand$|\[?PDF\]?|(?:(?:Save|Alert|Cite)\s?)+|\d[\d,]*|\d+ Excerpts?"
    r"|View .*|Highly Influen.*|Highly Cited.*"
)
_BUTTONS = re.compile(r"(?:(?:Save|Alert|Cite|Share)\s?)+")
_ABOVE = re.compile(
    rf"{_OURS.pattern}|(?:Claim Author|Author pages|Follow|Sort|Publications).*|{_DATE.pattern}"
)
"""What stands above a title: what belongs to the paper before, or to the page."""
_MOST_AUTHORS = 60
FURNITURE = (
    "publications citations index highly influential follow author claim page pages "
    "created from data sourced academic publisher partnerships public sources tldr "
    "expand save alert cite excerpt excerpts view semantic reader open access arxiv "
    "sort recency most influenced papers cited more filters authors"
)
"""Words that the page has itself."""
OWN = re.compile(r".*h-index.*|.*Expand|Author pages are created.*|View .*|Highly .*")
"""Lines that the page has itself."""


def is_make(lines: Sequence[PageLine]) -> bool:
    """Tell whether the lines are those of Semantic Scholar."""
    texts = [line.text for line in lines]
    has_index = any("h-index" in text for text in texts)
    is_named = (has_index and any("Citations" in text for text in texts)) or any(
        text.startswith(("Claim Author Page", "Author pages are created")) for text in texts
    )
    buttons = {word for text in texts if _BUTTONS.fullmatch(text) for word in text.split()}
    return ("Save" in buttons and (bool(buttons & {"Alert", "Cite"}) or is_named)) or (
        is_named and "TLDR" in texts
    )


def read(lines: Sequence[PageLine], entries: Entries) -> None:
    """Read each paper: a line of authors has the title above it, and the date some lines
    below.
    """
    if not any(", " in line.text and _is_authors(lines, n) for n, line in enumerate(lines)):
        for place, line in enumerate(lines):
            if _DATE.fullmatch(line.text):
                _keep_listed(lines, place, entries)
        return
    place = 1
    while place < len(lines):
        date = _date_place(lines, place) if _is_authors(lines, place) else None
        if date is None:
            place += 1
            continue
        _keep(lines, place, date, entries)
        place = date + 1


def _is_authors(lines: Sequence[PageLine], place: int) -> bool:
    text = lines[place].text
    if len(text) > LONGEST_VALUE or _FIELDS.fullmatch(text):
        return False
    first, *others = text.split(", ")
    return bool(_NAME.fullmatch(first)) and all(map(_is_name, others))


def _is_name(text: str) -> bool:
    """Tell whether a part of a list is a name, or says how many are left out."""
    if more := _MORE.fullmatch(text):
        return more["last"] is None or bool(_NAME.fullmatch(more["last"]))
    return bool(_NAME.fullmatch(text))


def _date_place(lines: Sequence[PageLine], authors: int) -> int | None:
    """Return where the date of the paper with these authors stands, at most three lines
    below.
    """
    for place in range(authors + 1, min(authors + 4, len(lines))):
        if _DATE.fullmatch(lines[place].text):
            return place
        if _OURS.fullmatch(lines[place].text):
            return None
    return None


def _keep_listed(lines: Sequence[PageLine], date: int, entries: Entries) -> None:
    """Read a paper whose authors have a line each, between its title and its field or venue."""
    title = date
    while title > max(0, date - _MOST_AUTHORS) and not _ABOVE.fullmatch(lines[title - 1].text):
        title -= 1
    end = title + 1
    while end < date and _is_name(lines[end].text) and not _FIELDS.fullmatch(lines[end].text):
        end += 1
    if end == date > title + 2:
        end -= 1
    if end > title + 1:
        listed = ", ".join(line.text for line in lines[title + 1 : end])
        head = [lines[title], lines[title + 1]._replace(text=listed), *lines[end : date + 1]]
        _keep(head, 1, len(head) - 1, entries)


def _keep(lines: Sequence[PageLine], authors: int, date: int, entries: Entries) -> None:
    between = [line.text for line in lines[authors + 1 : date]]
    field = next((text for text in between if _FIELDS.fullmatch(text)), "")
    venue = next((text for text in between if text != field), "")
    is_arxiv = venue.lower() in ("arxiv", "arxiv.org")
    entries.keep(
        Record(
            line=lines[authors - 1].number,
            title=lines[authors - 1].text,
            authors=people(lines[authors].text),
            date=read_date(lines[date].text),
            kind="article" if is_arxiv else None,
            venue="" if is_arxiv else venue,
            category=field,
        )
    )
