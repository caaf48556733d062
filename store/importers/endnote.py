"""Papers from EndNote's tagged export (`.enw`), where each line begins with `%` and a
letter.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from store.importers.base import split_lines
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
    line=re.compile(r"\s{0,3}(?P<tag>%[A-Z0-9!@#$&*+^<>\[~=?(){}-])(?: (?P<value>.*)|$)"),
    starts=("%0",),
    titles=("%T",),
    once=("%D", "%J", "%V", "%X", "%P"),
    joined=re.compile(r"%[A-Z0-9] "),
    long=("%T", "%X", "%K", "%Z", "%+", "%B", "%J", "%U"),
)
KINDS = {
    "journal article": "article-journal",
    "electronic article": "article-journal",
    "magazine article": "article-magazine",
    "newspaper article": "article-newspaper",
    "conference paper": "paper-conference",
    "conference proceedings": "paper-conference",
    "book": "book",
    "edited book": "book",
    "electronic book": "book",
    "book section": "chapter",
    "encyclopedia": "entry-encyclopedia",
    "thesis": "thesis",
    "report": "report",
    "government document": "report",
    "manuscript": "manuscript",
    "unpublished work": "manuscript",
    "patent": "patent",
    "computer program": "software",
    "dataset": "dataset",
    "web page": "webpage",
    "blog": "post-weblog",
    "film or broadcast": "motion_picture",
    "audiovisual material": "motion_picture",
    "map": "map",
    "artwork": "graphic",
    "statute": "legislation",
    "case": "legal_case",
    "standard": "standard",
}
"""The kinds of EndNote's types, in small letters."""


def read_endnote(source: Source) -> Imported:
    """Return the papers of a file of EndNote's tags."""
    entries = Entries(source)
    for tagged in split_records(split_lines(source.text), _LAYOUT, entries.findings):
        entries.keep(_record(tagged))
    return entries.imported("records of EndNote")


def _record(tagged: Tagged) -> Record:
    kind = KINDS.get(tagged.first("%0").lower())
    names = [read_inverted(name.rstrip(",")) for name in tagged.all("%A")]
    number = tagged.first("%M")
    return Record(
        line=tagged.line,
        key=tagged.first("%F") if " " not in tagged.first("%F") else "",
        title=tagged.first("%T"),
        authors=names,
        date=read_date(f"{tagged.first('%D')} {tagged.first('%8')}".strip()),
        abstract=tagged.first("%X"),
        kind=kind,
        keywords=tagged.lines("%K"),
        venue=tagged.first("%B" if kind in WITHIN_BOOKS else "%J", "%J", "%B"),
        doi=tagged.first("%R"),
        url=tagged.first("%U"),
        arxiv=[number, tagged.first("%U"), tagged.first("%R")],
        notes=tagged.all("%Z"),
        extra={
            "volume": tagged.first("%V"),
            "issue": tagged.first("%N"),
            "pages": tagged.first("%P"),
            "publisher": tagged.first("%I"),
            "place": tagged.first("%C"),
            "edition": tagged.first("%7"),
            "editors": write_names(map(read_inverted, tagged.all("%E"))),
            "series": tagged.first("%S"),
            "ISSN" if len(tagged.first("%@")) < 10 else "ISBN": tagged.first("%@"),
            "genre": tagged.first("%9"),
            "language": tagged.first("%G"),
        },
    )
