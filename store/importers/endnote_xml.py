"""Papers from EndNote's XML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.importers.endnote import KINDS
from store.importers.entries import Entries
from store.importers.identifiers import read_date
from store.importers.record import Record
from store.importers.xml_values import children, read_xml, text_at, whole_text
from store.kinds import WITHIN_BOOKS
from store.names import PersonName, read_inverted, write_names

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from store.importers.base import Imported
    from store.importers.sources import Source


def read_endnote_xml(source: Source) -> Imported:
    """Return the papers of EndNote's XML; records are counted as they stand, from 1."""
    entries = Entries(source)
    root = read_xml(source, entries.findings)
    for number, record in enumerate(children(root, "records", "record"), 1):
        entries.keep(_record(record, number))
    return entries.imported("records of EndNote")


def _record(record: Element, number: int) -> Record:
    types = next(children(record, "ref-type"), None)
    kind = KINDS.get((types.get("name", "") if types is not None else "").lower())
    book = text_at(record, "titles", "secondary-title")
    dates = " ".join(
        (text_at(record, "dates", "year"), text_at(record, "dates", "pub-dates", "date"))
    )
    standard = text_at(record, "isbn")
    return Record(
        line=number,
        key=text_at(record, "label") if " " not in text_at(record, "label") else "",
        title=text_at(record, "titles", "title"),
        authors=_names(record, "authors"),
        date=read_date(dates.strip()),
        abstract=text_at(record, "abstract"),
        kind=kind,
        keywords=[whole_text(each) for each in children(record, "keywords", "keyword")],
        venue=text_at(record, "periodical", "full-title")
        or (book if kind in (None, "article-journal", *WITHIN_BOOKS) else ""),
        doi=text_at(record, "electronic-resource-num"),
        url=text_at(record, "urls", "related-urls", "url"),
        arxiv=[
            text_at(record, "urls", "related-urls", "url"),
            text_at(record, "electronic-resource-num"),
        ],
        notes=[text_at(record, "notes")],
        extra={
            "volume": text_at(record, "volume"),
            "issue": text_at(record, "number"),
            "pages": text_at(record, "pages"),
            "publisher": text_at(record, "publisher"),
            "place": text_at(record, "pub-location"),
            "edition": text_at(record, "edition"),
            "editors": write_names(_names(record, "secondary-authors")),
            "ISBN" if len(standard.split(" ")[0]) >= 10 else "ISSN": standard,
            "language": text_at(record, "language"),
            "genre": text_at(record, "work-type"),
            "PMID": text_at(record, "accession-num")
            if text_at(record, "accession-num").isdecimal()
            else "",
        },
    )


def _names(record: Element, role: str) -> list[PersonName]:
    return [
        read_inverted(whole_text(each))
        for each in children(record, "contributors", role, "author")
    ]
