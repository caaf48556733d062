"""Papers from arXiv's API, a feed of Atom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.importers.entries import Entries
from store.importers.identifiers import read_date
from store.importers.latex import plain_text
from store.importers.record import Record
from store.importers.xml_values import children, name_of, read_xml, text_at, whole_text
from store.names import read_said

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from store.importers.base import Imported
    from store.importers.sources import Source


def read_arxiv_atom(source: Source) -> Imported:
    """Return the papers of a feed; entries are counted as they stand, from 1."""
    entries = Entries(source)
    root = read_xml(source, entries.findings)
    found = [root] if name_of(root) == "entry" else list(children(root, "entry"))
    for number, entry in enumerate(found, 1):
        entries.keep(_record(entry, number))
    return entries.imported("entries of arXiv")


def _record(entry: Element, number: int) -> Record:
    primary = next(children(entry, "primary_category"), None)
    categories = [each.get("term", "") for each in children(entry, "category")]
    field = primary.get("term", "") if primary is not None else next(iter(categories), "")
    address = text_at(entry, "id")
    return Record(
        line=number,
        title=plain_text(text_at(entry, "title")),
        authors=[read_said(text_at(each, "name")) for each in children(entry, "author")],
        date=read_date(text_at(entry, "published")),
        abstract=plain_text(text_at(entry, "summary")),
        kind="article",
        category=field,
        doi=text_at(entry, "doi"),
        url=address,
        arxiv=[address],
        affiliations=[whole_text(each) for each in children(entry, "author", "affiliation")],
        notes=[text_at(entry, "comment")],
        extra={"journal-ref": text_at(entry, "journal_ref")},
    )
