"""Papers from Crossref's API: works, or one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.importers.csl import date_of, names_of
from store.importers.entries import Entries
from store.importers.json_values import Item, items_of, object_of, objects_of, text_of, texts_of
from store.importers.latex import plain_text
from store.importers.record import Record
from store.names import write_names
from store.retraction import mark_of, noted

if TYPE_CHECKING:
    from store.importers.base import Imported
    from store.importers.sources import Source
    from store.paper import PartialDate

_KINDS = {
    "journal-article": "article-journal",
    "proceedings-article": "paper-conference",
    "posted-content": "article",
    "book": "book",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "proceedings": "collection",
    "book-chapter": "chapter",
    "book-section": "chapter",
    "reference-entry": "entry-encyclopedia",
    "dissertation": "thesis",
    "report": "report",
    "dataset": "dataset",
    "standard": "standard",
    "peer-review": "review",
}


def read_crossref(source: Source) -> Imported:
    """Return the papers that works of Crossref are."""
    entries = Entries(source)
    for number, item in enumerate(items_of(source, entries.findings), 1):
        if isinstance(item, dict):
            entries.keep(record_of(item, number))
        else:
            entries.findings.skip(number, "this is no work of Crossref")
    return entries.imported("works of Crossref")


def record_of(item: Item, line: int) -> Record:
    """Return what a work says."""
    against = {
        mark: noted(text_of(update, "DOI"))
        for update in objects_of(item, "updated-by")
        if (mark := mark_of(text_of(update, "type")))
    }
    retracts = [
        f"{mark} {text_of(update, 'DOI')}"
        for update in objects_of(item, "update-to")
        if (mark := mark_of(text_of(update, "type")))
    ]
    return Record(
        line=line,
        title=plain_text(text_of(item, "title")),
        subtitle=plain_text(text_of(item, "subtitle")),
        authors=names_of(item, "author"),
        date=_date(item),
        abstract=plain_text(text_of(item, "abstract")),
        kind=_KINDS.get(text_of(item, "type")),
        keywords=texts_of(item, "subject"),
        venue=text_of(item, "container-title") or text_of(object_of(item, "event"), "name"),
        doi=text_of(item, "DOI"),
        url=text_of(object_of(object_of(item, "resource"), "primary"), "URL")
        or text_of(item, "URL"),
        arxiv=[text_of(item, "DOI")],
        affiliations=list(
            dict.fromkeys(
                name
                for author in objects_of(item, "author")
                for each in objects_of(author, "affiliation")
                if (name := text_of(each, "name"))
            )
        ),
        extra={
            "volume": text_of(item, "volume"),
            "issue": text_of(item, "issue"),
            "pages": text_of(item, "page"),
            "eid": text_of(item, "article-number"),
            "publisher": text_of(item, "publisher"),
            "place": text_of(item, "publisher-location"),
            "edition": text_of(item, "edition-number"),
            "editors": write_names(names_of(item, "editor")),
            "event": text_of(object_of(item, "event"), "name"),
            "ISBN": text_of(item, "ISBN"),
            "ISSN": text_of(item, "ISSN"),
            "abbreviation": text_of(item, "short-container-title"),
            "language": text_of(item, "language"),
            "notice-of": "; ".join(retracts),
            **against,
        },
    )


def _date(item: Item) -> PartialDate | None:
    """Return the date of the version of record: in print before online, each before when it was
    issued.
    """
    dates = (
        date_of(item, name)
        for name in ("published-print", "published", "published-online", "issued", "posted")
    )
    return next((date for date in dates if date), None)
