"""Google Scholar's profiles: title, authors, venue with the count of citations and the year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from store.importers.author_pages.people import people
from store.importers.author_pages.venues import read_venue_line
from store.importers.bylines import is_surely_byline
from store.importers.identifiers import make_date
from store.importers.record import Record
from store.names import PersonName

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.importers.author_pages.reading import PageLine
    from store.importers.entries import Entries

_HEADER = re.compile(r"^TITLE\b.*\bCITED BY\b.*\bYEAR\b|^TITLE$", re.IGNORECASE)
_HEAD = r"(?i:(?:TITLE|SORT|CITED|CITATIONS|BY|YEAR|…|\.\.\.|\s)+)"
"""A line of the table's head, which some browsers copy in pieces."""
_END = re.compile(
    r"^(?:Citations per year|Cited by|Articles \d|Show more|Co-authors|Duplicate)",
    re.IGNORECASE,
)
_CITED = r"(?:\d{1,3}(?:[,.]\d{3})+|\d{1,6})\*?"
_COUNTS = re.compile(rf"[\t ]+(?:{_CITED})?[\t ]+(?P<year>(?:1[5-9]|20)\d\d)$")
_INITIALS_FIRST = re.compile(r"(?P<initials>[A-ZÀ-Ý]{1,4}) (?P<family>[^\W\d_]\S* \S.*)")
_BY_INITIALS = re.compile(
    r"[A-ZÀ-Ý]{1,4} [^\W\d_][^,\d]{1,40}"
    r"(?:, (?:[A-ZÀ-Ý]{1,4} [^\W\d_][^,\d]{1,40}|\.\.\.)){1,60}"
)
_LONGEST_COUNTS = 40
_LINES = 3
"""Lines of a paper: title, authors, venue."""
_YEAR_ALONE = re.compile(rf"(?:(?P<cited>{_CITED})[\t ]+)?(?P<year>(?:1[5-9]|20)\d\d)$")
FURNITURE = (
    "title cited year citations sort index since google scholar articles show verified "
    "email homepage follow preprint arxiv public access available conference "
    "proceedings more based funding mandates"
)
"""Words that the page has itself."""
OWN = re.compile(rf"Verified email.*|TITLE.*YEAR|{_HEAD}")
"""Lines that the page has itself."""


def is_make(lines: Sequence[PageLine]) -> bool:
    """Tell whether the lines are those of a profile of Google Scholar."""
    return (
        any(re.match(r"TITLE\b", line.text) and "YEAR" in line.text for line in lines)
        or (_end_of_head(lines) > 0 and any(_year(line.text) for line in lines))
        or (
            any("Verified email at" in line.text for line in lines)
            and any(_counts(line.text) for line in lines)
        )
        or _rows(lines) > 1
    )


def _rows(lines: Sequence[PageLine]) -> int:
    """Return how many lines with a count and a year have authors by their initials above
    them, as where the list alone was copied.
    """
    rows = 0
    for above, before, line in zip(lines, lines[1:], lines[2:], strict=False):
        alone = _YEAR_ALONE.fullmatch(line.text.strip())
        authors = above if alone and alone["cited"] else before if _counts(line.text) else None
        rows += bool(authors and _BY_INITIALS.fullmatch(authors.text.strip()))
    return rows


def _year(text: str) -> bool:
    return bool(_counts(text) or _YEAR_ALONE.fullmatch(text.strip()))


def _end_of_head(lines: Sequence[PageLine]) -> int:
    """Return how many lines end with a head of the table in pieces; 0 where there is none."""
    said = ""
    for count, line in enumerate(lines, 1):
        text = line.text.strip().upper()
        if not re.fullmatch(_HEAD, text):
            said = ""
        elif text.startswith("TITLE") or said:
            said = f"{said}\n{text}"[-_LONGEST_COUNTS:]
            if re.search(r"\bCITED BY\s+YEAR$", said):
                return count
    return 0


def read(lines: Sequence[PageLine], entries: Entries) -> None:
    """Read each paper of a profile."""
    begins = _end_of_head(lines) or next(
        (n for n, line in enumerate(lines, 1) if _HEADER.match(line.text)), 0
    )
    waiting: list[PageLine] = []
    for line in lines[begins:]:
        if _END.match(line.text):
            break
        alone = _YEAR_ALONE.fullmatch(line.text.strip())
        counts = None if alone else _counts(line.text)
        if alone is None and counts is None:
            waiting.append(line)
            continue
        rest, year = counts or ("", alone["year"] if alone else "")
        if rest:
            waiting.append(line._replace(text=rest))
        if len(waiting) > _LINES and _is_paper(waiting[:-_LINES]):
            _keep(waiting[:-_LINES], "", entries)
            waiting = waiting[-_LINES:]
        if waiting:
            _keep(waiting, year, entries)
        waiting = []
    if _is_paper(waiting):
        _keep(waiting, "", entries)
        return
    for line in waiting:
        if len(line.text) > 20:
            entries.findings.skip(line.number, f"no year stands beside this: {line.text[:60]}")


def _is_paper(lines: Sequence[PageLine]) -> bool:
    """Tell whether lines are a paper of which the page tells no year: it has its authors."""
    return 2 <= len(lines) <= _LINES and is_surely_byline(lines[1].text)


def _with_whole_family(name: PersonName) -> PersonName:
    """Return a name as the page writes it, initials first: all behind them is the family's."""
    found = _INITIALS_FIRST.fullmatch(name.said)
    if found is None or name.is_collective:
        return name
    return PersonName(found["family"], found["initials"], name.suffix)


def _counts(text: str) -> tuple[str, str] | None:
    """Return what stands before the counts at the end of a line, and the year in them."""
    start = max(0, len(text) - _LONGEST_COUNTS)
    found = _COUNTS.search(text, start)
    return (text[: found.start()].strip(), found["year"]) if found else None


def _keep(lines: list[PageLine], year: str, entries: Entries) -> None:
    texts = [
        text
        for line in lines
        if (text := line.text.split("\t")[0].strip()) and not re.fullmatch(_CITED, text)
    ]
    if len(texts) > _LINES:
        told = "above a title stands what is no part of it"
        entries.findings.warn_at(lines[0].number, f"{told}: {texts[0][:60]}")
        texts = texts[-_LINES:]
    if not texts:
        entries.findings.skip(lines[0].number, f"no title stands beside {year}")
        return
    title = texts[0]
    authors = texts[1] if len(texts) > 1 else ""
    venue = read_venue_line(" ".join(texts[2:])) if len(texts) > 2 else read_venue_line("")
    entries.keep(
        Record(
            line=lines[0].number,
            title=title,
            authors=[_with_whole_family(name) for name in people(authors)],
            date=make_date(year),
            kind=venue.kind,
            venue=venue.name,
            arxiv=[" ".join(texts[2:])],
            extra=venue.extra,
        )
    )
