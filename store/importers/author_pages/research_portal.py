"""Pages of universities that run Pure: title, then authors with date and venue, then the kind
of output.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from store.importers.author_pages.listed_names import names_at, people_of
from store.importers.author_pages.venues import read_venue_line
from store.importers.identifiers import make_date, month_and_day
from store.importers.record import Record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.importers.author_pages.reading import PageLine
    from store.importers.author_pages.venues import Venue
    from store.importers.entries import Entries

_KIND = re.compile(r"Research output: (?P<kind>[\w/ -]{2,60}).*")
_WHEN = re.compile(
    r"(?:, \((?P<state>[^()]{3,40})\))?,? (?P<day>\d{1,2} )?(?P<month>[A-Z][a-z]{2,8} )?"
    r"(?P<year>(?:19|20)\d\d),? "
)
_IN_JOURNAL = re.compile(
    r"In: (?P<name>.{2,200}?)\.(?: (?P<volume>\d{1,4}))?(?:, (?P<issue>[\d-]{1,9}))?"
    r"(?:,? p\. (?P<pages>\d[\d–-]*))?(?:,? (?:\d{1,4} p\.|\w{1,12}\.?))*$"
)
_IN_BOOK = re.compile(
    r"(?P<name>[^.]{3,300})\. (?P<editors>.{3,300}?) \(eds?\.\)\. (?:(?P<place>[^:.]{2,60}): )?"
    r"(?P<publisher>[^,]{2,80}?),(?: .*?)?p\. (?P<pages>\d[\d–-]*).*"
)
_CHAPTER = re.compile(r"chapter|contribution to (?:book|conference)|conference", re.IGNORECASE)
FURNITURE = (
    "research output contribution journal article scientific peer-review peer reviewed review"
    " chapter book report conference proceeding professional thesis open access file citations"
    " scopus downloads pure link document licence altmetric badge overview fingerprint network"
    " profiles outputs datasets academic popular phd paper working preprint abstract"
)
"""Words that the page has itself."""
OWN = re.compile(
    r"Research output: .*|Open Access|File|\d+ (?:Citations?|Downloads?).*|(?:19|20)\d\d"
)
"""Lines that the page has itself."""


def is_make(lines: Sequence[PageLine]) -> bool:
    """Tell whether a line says what kind of output of research the two above it are."""
    return any(_KIND.fullmatch(line.text) for line in lines)


def read(lines: Sequence[PageLine], entries: Entries) -> None:
    """Read each paper: its kind has the title and the authors above it."""
    for place, line in enumerate(lines):
        if (kind := _KIND.fullmatch(line.text)) and place > 1:
            title, below = lines[place - 2 : place]
            if record := _record(title, below.text, kind["kind"]):
                entries.keep(record)
            else:
                told = f"authors and a date were expected below this: {title.text[:60]}"
                entries.findings.skip(title.number, told)


def _record(title: PageLine, below: str, kind: str) -> Record | None:
    names = names_at(below, 0)
    when = _WHEN.match(below, names.end()) if names else None
    if names is None or when is None:
        return None
    month, _ = month_and_day(when["month"] or "")
    venue = _venue(below[when.end() :], kind)
    return Record(
        line=title.number,
        title=title.text.strip(),
        authors=people_of(names[0]),
        date=make_date(when["year"], month, (when["day"] or "").strip() or None),
        kind=venue.kind,
        venue=venue.name,
        extra=venue.extra,
    )


def _venue(rest: str, kind: str) -> Venue:
    """Return where a work appeared, and what kind it is."""
    venue = read_venue_line(rest)
    found = _IN_JOURNAL.fullmatch(rest.strip()) or _IN_BOOK.fullmatch(rest.strip())
    if found:
        said = {name: value or "" for name, value in found.groupdict().items()}
        venue.name = said.pop("name")
        venue.extra = said
        venue.kind = "article-journal"
    if _CHAPTER.search(kind):
        venue.kind = "paper-conference" if "onference" in venue.name else "chapter"
    elif "thesis" in kind.lower():
        venue.kind = "thesis"
    return venue
