"""Papers from the tagged format of RefWorks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from store.importers.base import split_lines
from store.importers.endnote import KINDS
from store.importers.entries import Entries
from store.importers.identifiers import read_date
from store.importers.record import Record
from store.importers.tagged import Layout, Tagged, split_records
from store.kinds import WITHIN_BOOKS
from store.names import read_inverted, write_names

if TYPE_CHECKING:
    from store.importers.base import Imported
    from store.importers.sources import Source

_LAYOUT = Layout(
    line=re.compile(r"(?P<tag>[A-Z][A-Z0-9])(?: (?P<value>.*)|$)"),
    starts=("RT",),
    titles=("T1",),
    once=("YR", "AB", "VO", "JF", "DO"),
    long=("T1", "T2", "AB", "NO", "K1"),
)
_KINDS = KINDS | {
    "journal": "article-journal",
    "newspaper": "article-newspaper",
    "book, section": "chapter",
    "book, edited": "collection",
    "book, whole": "book",
    "conference proceeding": "paper-conference",
    "dissertation": "thesis",
    "dissertation/thesis": "thesis",
    "dissertation/thesis, unpublished": "thesis",
    "unpublished material": "manuscript",
    "journal, electronic": "article-journal",
    "computer program": "software",
}


def read_refworks(source: Source) -> Imported:
    """Return the papers of a file of RefWorks's."""
    entries = Entries(source)
    for tagged in split_records(split_lines(source.text), _LAYOUT, entries.findings):
        entries.keep(_record(tagged))
    return entries.imported("records of RefWorks")


def _record(tagged: Tagged) -> Record:
    kind = _KINDS.get(tagged.first("RT").lower())
    start, end = tagged.first("SP"), tagged.first("OP")
    return Record(
        line=tagged.line,
        title=tagged.first("T1"),
        authors=[read_inverted(name) for name in tagged.all("A1")],
        date=read_date(tagged.first("YR", "FD")),
        date_said=tagged.first("YR"),
        abstract=tagged.first("AB"),
        kind=kind,
        keywords=tagged.all("K1"),
        venue=tagged.first("T2", "JF") if kind in WITHIN_BOOKS else tagged.first("JF", "JO"),
        doi=tagged.first("DO"),
        url=tagged.first("LK", "UL"),
        arxiv=[tagged.first("LK"), tagged.first("DO")],
        notes=tagged.all("NO"),
        extra={
            "volume": tagged.first("VO"),
            "issue": tagged.first("IS"),
            "pages": f"{start}–{end}" if start and end else start,
            "publisher": tagged.first("PB"),
            "place": tagged.first("PP"),
            "edition": tagged.first("ED"),
            "editors": write_names(map(read_inverted, tagged.all("A2"))),
            "ISBN" if kind in ("book", "chapter", "collection") else "ISSN": tagged.first("SN"),
            "language": tagged.first("LA"),
            "abbreviation": tagged.first("JO") if tagged.first("JF") else "",
        },
    )
