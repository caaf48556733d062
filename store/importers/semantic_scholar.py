"""Papers from Semantic Scholar's API: lists of papers, of an author, or one paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.importers.entries import Entries
from store.importers.identifiers import make_date, read_date
from store.importers.json_values import Item, items_of, object_of, objects_of, text_of, texts_of
from store.importers.latex import plain_text
from store.importers.record import Record
from store.names import read_said

if TYPE_CHECKING:
    from store.importers.base import Imported
    from store.importers.sources import Source

_KINDS = {
    "JournalArticle": "article-journal",
    "Review": "article-journal",
    "Conference": "paper-conference",
    "Book": "book",
    "BookSection": "chapter",
    "Dataset": "dataset",
}


def read_semantic_scholar(source: Source) -> Imported:
    """Return the papers; a TLDR is never taken for an abstract."""
    entries = Entries(source)
    for number, item in enumerate(items_of(source, entries.findings), 1):
        if isinstance(item, dict):
            inner = next(
                (item[name] for name in ("paper", "citedPaper", "citingPaper") if name in item),
                item,
            )
            entries.keep(record_of(inner if isinstance(inner, dict) else item, number))
        else:
            entries.findings.skip(number, "this is no paper of Semantic Scholar's")
    return entries.imported("papers of Semantic Scholar's")


def record_of(item: Item, line: int) -> Record:
    """Return what a paper says."""
    numbers = object_of(item, "externalIds")
    journal, place = object_of(item, "journal"), object_of(item, "publicationVenue")
    kinds = [_KINDS[kind] for kind in texts_of(item, "publicationTypes") if kind in _KINDS]
    arxiv = text_of(numbers, "ArXiv")
    return Record(
        line=line,
        title=plain_text(text_of(item, "title")),
        authors=[
            read_said(name)
            for each in objects_of(item, "authors")
            if (name := text_of(each, "name"))
        ],
        date=read_date(text_of(item, "publicationDate")) or make_date(text_of(item, "year")),
        abstract=plain_text(text_of(item, "abstract")),
        kind=next((kind for kind in ("paper-conference", *kinds) if kind in kinds), None),
        venue=text_of(place, "name") or text_of(item, "venue") or text_of(journal, "name"),
        doi=text_of(numbers, "DOI") or text_of(item, "doi"),
        url=text_of(item, "url"),
        arxiv=[f"arXiv:{arxiv}" if arxiv else "", text_of(item, "arxivId")],
        extra={
            "volume": text_of(journal, "volume"),
            "pages": text_of(journal, "pages").replace(" ", ""),
            "PMID": text_of(numbers, "PubMed"),
            "PMCID": text_of(numbers, "PubMedCentral"),
            "DBLP": text_of(numbers, "DBLP"),
        },
    )
