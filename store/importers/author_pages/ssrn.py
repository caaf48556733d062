"""SSRN's pages of authors: a number, the title, perhaps where it appeared, when it was posted,
and the authors below.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from store.importers.author_pages.people import people
from store.importers.author_pages.references import read_whereabouts
from store.importers.identifiers import read_date
from store.importers.record import Record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.importers.author_pages.reading import PageLine
    from store.importers.entries import Entries

_POSTED = re.compile(
    r"(?:Number of pages: \d+ )?Posted: "
    r"(?P<when>\d{1,2} [A-Z][a-z]{2,8} (?:19|20)\d\d|(?:19|20)\d\d)\b.*"
)
_REVISED = re.compile(r"(?:Last Revised|Date Written|Accepted Paper Series).*")
_PAGES = re.compile(r"(?:Number of pages: )?\d+(?: pages)?")
_NUMBER = re.compile(r"\d{1,4}\.")
_COUNTS = re.compile(
    r"(?:Downloads?|Citations?|Views?|Rank|Keywords?|JEL|Abstract|Loading|Find|Other version"
    r"|There are).*|[\d,.() #]+|(?:SCHOLARLY|TOTAL|DOWNLOADS|CITATIONS|SSRN|CROSSREF)\b.*"
)
"""What stands between two papers, or above the first."""
_VERSIONS = re.compile(r".*\bversions? of this paper.*", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LEAST = 2
FURNITURE = (
    "scholarly papers downloads total citations ssrn crossref posted last revised number pages"
    " citation abstract keywords loading rank university department school college institute"
)
"""Words that the page has itself."""
OWN = re.compile(rf"{_POSTED.pattern}|{_REVISED.pattern}|{_COUNTS.pattern}")
"""Lines that the page has itself."""


def is_make(lines: Sequence[PageLine]) -> bool:
    """Tell whether lines say when papers were posted."""
    return sum(bool(_POSTED.fullmatch(line.text)) for line in lines) >= _LEAST


def read(lines: Sequence[PageLine], entries: Entries) -> None:
    """Read each paper around the line that says when it was posted."""
    last = -1
    for place, line in enumerate(lines):
        if posted := _POSTED.fullmatch(line.text):
            below = _below(lines, place)
            above = _above(lines[last + 1 : place])
            if above and below < len(lines):
                record = _record(above, lines[below].text, posted["when"])
                record.affiliations = _addresses(lines[below + 1 : below + 3])
                entries.keep(record)
            else:
                entries.findings.skip(line.number, f"no title stands above this: {line.text}")
            last = below + 1


def _above(lines: Sequence[PageLine]) -> list[PageLine]:
    """Return the lines of a paper above the day of its posting: its title, and where it is
    from.
    """
    begins = [at for at, line in enumerate(lines) if _NUMBER.fullmatch(line.text)]
    own = lines[begins[-1] + 1 if begins else 0 :]
    kept = [
        line
        for line in own
        if not (_COUNTS.fullmatch(line.text) or _PAGES.fullmatch(line.text))
    ]
    return kept if begins else kept[-1:]


def _below(lines: Sequence[PageLine], posted: int) -> int:
    """Return where the authors stand."""
    place = posted + 1
    while place < len(lines) and _REVISED.fullmatch(lines[place].text):
        place += 1
    return place


def _addresses(behind: Sequence[PageLine]) -> list[str]:
    """Return where the authors are from, which the counts or the next number end: the next
    title has other lines below it.
    """
    is_told = bool(behind) and all(_COUNTS.fullmatch(line.text) for line in behind[1:])
    return [behind[0].text] if is_told and not OWN.fullmatch(behind[0].text) else []


def _record(above: Sequence[PageLine], authors: str, posted: str) -> Record:
    title = above[0].text.strip()
    rest = [line.text.strip() for line in above[1:] if not _VERSIONS.fullmatch(line.text)]
    while rest and rest[0][:1].islower():  # the title goes on in the next line
        title = f"{title} {rest.pop(0)}"
    where = rest[0] if rest else ""
    venue, doi = read_whereabouts(where)
    year = _YEAR.search(where)
    return Record(
        line=above[0].number,
        title=title,
        authors=people(authors),
        date=read_date(year[0] if year and venue.kind == "article-journal" else posted),
        kind=venue.kind or (None if venue.name else "article"),
        venue=venue.name,
        doi=doi,
        extra=venue.extra,
    )
