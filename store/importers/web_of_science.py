"""Papers from Web of Science's plain text, and from the `.ciw` of EndNote."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from store.importers.base import split_lines
from store.importers.entries import Entries
from store.importers.identifiers import read_date
from store.importers.record import Record
from store.importers.tagged import Layout, Tagged, split_records
from store.names import read_inverted, write_names

if TYPE_CHECKING:
    from store.importers.base import Imported
    from store.importers.sources import Source

_LAYOUT = Layout(
    line=re.compile(r"(?P<tag>[A-Z][A-Z0-9])(?: (?P<value>.*)|$)"),
    starts=("PT",),
    ends=("ER", "EF", "FN", "VR"),
    titles=("TI",),
    once=("PY", "SO", "AU", "AF", "AB", "VL", "BP"),
)
_TITLE_TAGS = ("TI",)
_KINDS = {
    "J": "article-journal",
    "B": "book",
    "S": "chapter",
    "P": "patent",
    "C": "paper-conference",
}


def read_web_of_science(source: Source) -> Imported:
    """Return the papers of a file of Web of Science's."""
    entries = Entries(source)
    lines = [
        line if line[:1] != " " else f"   {line.strip()}" for line in split_lines(source.text)
    ]
    for tagged in split_records(lines, _LAYOUT, entries.findings):
        if tagged.order:
            entries.keep(_record(tagged))
    return entries.imported("records of Web of Science")


def _record(tagged: Tagged) -> Record:
    start, end = tagged.first("BP"), tagged.first("EP")
    kind = _KINDS.get(tagged.first("PT"), "article-journal")
    if (
        kind == "article-journal"
        and "Proceedings Paper" in tagged.first("DT")
        and tagged.first("CT")
    ):
        kind = "paper-conference"
    return Record(
        line=tagged.line,
        title=tagged.first(*_TITLE_TAGS),
        authors=[read_inverted(name) for name in tagged.lines("AF") or tagged.lines("AU")]
        + [read_inverted(f"{{{name}}}") for name in tagged.lines("CA")],
        date=read_date(f"{tagged.first('PY')} {tagged.first('PD')}".strip()),
        abstract=tagged.first("AB"),
        kind=kind,
        keywords=[word.strip() for word in tagged.first("DE").split(";") if word.strip()],
        venue=tagged.first("SO", "BT") if kind != "book" else "",
        doi=tagged.first("DI"),
        arxiv=[tagged.first("DI")],
        extra={
            "volume": tagged.first("VL"),
            "issue": tagged.first("IS"),
            "pages": f"{start}–{end}" if start and end else start,
            "eid": tagged.first("AR"),
            "publisher": tagged.first("PU"),
            "place": tagged.first("PI"),
            "editors": write_names(
                map(read_inverted, tagged.lines("BE") or tagged.lines("ED"))
            ),
            "series": tagged.first("SE"),
            "event": tagged.first("CT"),
            "ISSN": tagged.first("SN", "EI"),
            "ISBN": tagged.first("BN").split(" ")[0],
            "PMID": tagged.first("PM"),
            "language": tagged.first("LA"),
            "abbreviation": tagged.first("JI"),
            "accession": tagged.first("UT"),
            "retracted": "yes" if "Retracted Publication" in tagged.first("DT") else "",
        },
    )
