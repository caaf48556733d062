"""OpenReview's profiles: title, authors, and a line on when and where it was published."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from store.importers.author_pages.people import people
from store.importers.identifiers import make_date, read_date
from store.importers.record import Record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.importers.author_pages.reading import PageLine
    from store.importers.entries import Entries

_WHERE = re.compile(
    r"(?:Published: (?P<date>\d{1,2} \w{3} \d{4})(?:, Last Modified: \d{1,2} \w{3} \d{4})?)?"
    r"(?P<venue>.*?)Readers: .*"
)
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_STATUS = re.compile(
    r"\s*\b(?:poster|oral|spotlight|notable.*|submitted to|accepted.*)\b\s*", re.IGNORECASE
)
FURNITURE = (
    "names publications joined published last modified readers everyone view authors "
    "poster oral spotlight accepted reject withdrawn submission conference workshop "
    "submitted revised"
)
"""Words that the page has itself."""
OWN = re.compile(r"View all.*|Joined .*")
"""Lines that the page has itself."""


def is_make(lines: Sequence[PageLine]) -> bool:
    """Tell whether the lines are those of OpenReview."""
    return any("Readers: " in line.text for line in lines)


def read(lines: Sequence[PageLine], entries: Entries) -> None:
    """Read each paper: above the line on its publication stand the authors, and the title."""
    for place, line in enumerate(lines):
        found = _WHERE.fullmatch(line.text)
        if found is None or place < 2:
            continue
        venue = found["venue"].strip()
        if re.search(r"\b(?:Published|Last|Modified): ?", venue):
            entries.findings.skip(line.number, f"this line is damaged: {line.text[:60]}")
            continue
        year = _YEAR.search(venue)
        date = read_date(found["date"] or "") or (make_date(year[1]) if year else None)
        if date and year and date.year != int(year[1]):
            date = make_date(year[1])
        is_arxiv = venue.lower().startswith(("corr", "arxiv"))
        entries.keep(
            Record(
                line=lines[place - 2].number,
                title=lines[place - 2].text,
                authors=people(lines[place - 1].text),
                date=date,
                kind="article" if is_arxiv else "paper-conference" if year else None,
                venue="" if is_arxiv else _STATUS.sub("", venue),
            )
        )
