"""OpenReview's profiles: title, authors, and lines on when and where it was published."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from store.importers.author_pages.people import people
from store.importers.bylines import is_byline
from store.importers.identifiers import make_date, read_date
from store.importers.record import Record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.importers.author_pages.reading import PageLine
    from store.importers.entries import Entries

_DAY = r"\d{1,2} [A-Z][a-z]{2,8} \d{4}"
_WHERE = re.compile(
    rf"(?:Published: (?P<date>{_DAY}))?(?:(?:, )?Last Modified: {_DAY})?"
    r"(?P<venue>.*?)(?P<readers>Readers: .*)?"
)
_HEAD = re.compile(r"(?:Recent )?Publications")
_MENTIONS = re.compile(r"Published: |Last Modified: |Readers: ")
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_VENUE = re.compile(
    r"(?=.{4,100}$)(?:Submitted to )?[A-Z][\w.,:&'’()/ -]*\b(?:19|20)\d\d\b[\w ()-]{0,40}"
)
"""A line that names a venue with its year: "NeurIPS 2023 spotlight"."""
_STATUS = re.compile(
    r"\s*\b(?:poster|oral|spotlight|notable.*|submitted to|accepted.*|conference"
    r"(?: withdrawn)? submission|withdrawn.*|desk reject.*|rejected.*)\b\s*",
    re.IGNORECASE,
)
FURNITURE = (
    "names publications joined published last modified readers everyone view authors "
    "poster oral spotlight accepted reject withdrawn submission conference workshop "
    "submitted revised emails confirmed preferred suggest name email education career "
    "history advisors relations conflicts expertise added homepage dblp google scholar "
    "linkedin orcid semantic personal links present student professor"
)
"""Words that the page has itself."""
OWN = re.compile(r"View all.*|Joined .*|No \w+ added|Show (?:more|BibTeX).*")
"""Lines that the page has itself."""


def is_make(lines: Sequence[PageLine]) -> bool:
    """Tell whether the lines are those of OpenReview."""
    return any(
        "Readers: " in line.text or re.match(r"Published: .*Last Modified:", line.text)
        for line in lines
    )


def read(lines: Sequence[PageLine], entries: Entries) -> None:
    """Read each paper: above the lines on its publication stand the authors, and the title."""
    begins = next((n for n, line in enumerate(lines) if _HEAD.fullmatch(line.text)), 0)
    place = begins
    while place < len(lines):
        end = _end_of_where(lines, place, begins)
        if end > place:
            _keep(lines, place, end, entries)
        place = max(end, place + 1)


def _end_of_where(lines: Sequence[PageLine], place: int, begins: int) -> int:
    """Return where the lines end that say where a paper was published; `place` where none
    begins.
    """
    if place - begins < 2:
        return place
    text = lines[place].text
    is_venue = not _MENTIONS.search(text)
    if is_venue and not (_VENUE.fullmatch(text) and is_byline(lines[place - 1].text)):
        return place
    end = place + 1
    while "Readers: " not in lines[end - 1].text and end < min(place + 3, len(lines)):
        following = lines[end].text
        names_it = not is_venue and bool(_VENUE.fullmatch(following))
        if not _MENTIONS.match(following) and not names_it:
            break
        is_venue = is_venue or names_it
        end += 1
    return end


def _keep(lines: Sequence[PageLine], place: int, end: int, entries: Entries) -> None:
    text = "".join(line.text for line in lines[place:end])
    found = _WHERE.fullmatch(text)
    venue = found["venue"].strip(" ,") if found else ""
    if found and not found["readers"] and ": " in venue:
        told = f"a line of this paper is damaged: {text[:60]}"
        entries.findings.skip(lines[place - 2].number, told)
        return
    if found is None or re.search(r"\b(?:Published|Last|Modified): ?|, Last Mo", f", {venue}"):
        entries.findings.skip(lines[place].number, f"this line is damaged: {text[:60]}")
        return
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
