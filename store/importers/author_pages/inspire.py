"""INSPIRE's lists of literature: a title, its number, authors with their addresses and a date,
and where it appeared.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from store.importers.author_pages.people import people
from store.importers.identifiers import make_date, month_and_day
from store.importers.record import Record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.importers.author_pages.reading import PageLine
    from store.importers.entries import Entries

_NUMBER = re.compile(r"#\d{1,5}")
_WHEN = re.compile(
    r"\((?:(?P<month>[A-Z][a-z]{2,8})\.?(?: \d{1,2})?, )?(?P<year>(?:1[89]|20)\d\d)\)\s*$"
)
_ADDRESS = re.compile(r"\s*\((?:[^()]|\([^()]*\)){1,200}\)")
_PUBLISHED = re.compile(
    r"Published in: ?(?P<name>[^•()]{2,120}?)(?: (?P<volume>[A-Z]?\d{1,4}))? ?"
    r"\((?P<year>(?:19|20)\d\d)\)(?: (?P<issue>\d{1,3}),)? ?(?P<pages>[\w-]{1,15})?"
)
_EPRINT = re.compile(r"e-Print: ?(?P<number>[\w./-]{7,30})")
_BELOW = 4
"""Lines behind the authors that may tell where a paper appeared."""
FURNITURE = (
    "cite claim reference search citations citation pdf published print contribution datasets"
    " edit literature authors results date papers"
)
"""Words that the page has itself."""
OWN = re.compile(
    r"pdf|DOI|cite|claim|datasets?|reference search|\d[\d,]* citations?|edit|links"
)
"""Lines that the page has itself."""


def is_make(lines: Sequence[PageLine]) -> bool:
    """Tell whether numbers stand between titles and authors with a date in brackets."""
    return any(_places(lines))


def read(lines: Sequence[PageLine], entries: Entries) -> None:
    """Read each paper around the number behind its title."""
    for place in _places(lines):
        authors = lines[place + 1].text
        when = _WHEN.search(authors)
        below = " ".join(line.text for line in lines[place + 2 : place + 2 + _BELOW])
        # What the next paper says begins with its number.
        below = re.split(r"#\d", below)[0]
        published, eprint = _PUBLISHED.search(below), _EPRINT.search(below)
        told = published.groupdict("") if published else {}
        month, _ = month_and_day((when["month"] if when else "") or "")
        people_said = _WHEN.sub("", authors)
        addresses = [found.strip()[1:-1] for found in _ADDRESS.findall(people_said)]
        year = told.get("year") or (when["year"] if when else "")
        entries.keep(
            Record(
                line=lines[place - 1].number,
                title=lines[place - 1].text.strip(),
                authors=people(_ADDRESS.sub("", people_said)),
                affiliations=list(dict.fromkeys(addresses)),
                date=make_date(year, month if when and when["year"] == year else None),
                kind="article-journal" if published else "article",
                venue=told.get("name", ""),
                arxiv=[f"arXiv:{eprint['number']}"] if eprint else (),
                extra={name: told.get(name, "") for name in ("volume", "issue", "pages")},
            )
        )


def _places(lines: Sequence[PageLine]) -> list[int]:
    """Return where the numbers stand that have a title above and dated authors below."""
    return [
        place
        for place in range(1, len(lines) - 1)
        if _NUMBER.fullmatch(lines[place].text) and _WHEN.search(lines[place + 1].text)
    ]
