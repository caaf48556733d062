"""Papers from OpenAlex: works as JSON or JSON Lines, their abstracts put together from the
index of words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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
    "article": "article-journal",
    "journal-article": "article-journal",
    "review": "article-journal",
    "letter": "article-journal",
    "editorial": "article-journal",
    "preprint": "article",
    "proceedings-article": "paper-conference",
    "book": "book",
    "monograph": "book",
    "book-chapter": "chapter",
    "dissertation": "thesis",
    "dataset": "dataset",
    "report": "report",
    "standard": "standard",
    "software": "software",
}
_MOST_WORDS = 50_000


def read_openalex(source: Source) -> Imported:
    """Return the papers that works of OpenAlex are."""
    entries = Entries(source)
    for number, item in enumerate(items_of(source, entries.findings), 1):
        if isinstance(item, dict):
            entries.keep(record_of(item, number))
        else:
            entries.findings.skip(number, "this is no work of OpenAlex")
    return entries.imported("works of OpenAlex")


def record_of(item: Item, line: int) -> Record:
    """Return what a work says."""
    location = object_of(item, "primary_location")
    place = object_of(location, "source") or object_of(item, "host_venue")
    numbers, issue = object_of(item, "ids"), object_of(item, "biblio")
    kind = _KINDS.get(text_of(item, "type"))
    if kind == "article-journal" and text_of(place, "type") == "conference":
        kind = "paper-conference"
    addresses = [text_of(location, "landing_page_url"), text_of(location, "pdf_url")]
    first, last = text_of(issue, "first_page"), text_of(issue, "last_page")
    return Record(
        line=line,
        title=plain_text(text_of(item, "title", "display_name")),
        authors=[
            read_said(name)
            for each in objects_of(item, "authorships")
            if (
                name := text_of(each, "raw_author_name")
                or text_of(object_of(each, "author"), "display_name")
            )
        ],
        date=read_date(text_of(item, "publication_date"))
        or make_date(text_of(item, "publication_year")),
        abstract=plain_text(abstract_of(item)),
        kind=kind,
        keywords=[
            word
            for each in objects_of(item, "keywords")
            if (word := text_of(each, "display_name", "keyword"))
        ],
        venue="" if text_of(place, "type") == "repository" else text_of(place, "display_name"),
        doi=text_of(item, "doi"),
        url=text_of(location, "landing_page_url"),
        arxiv=[
            *addresses,
            *(text_of(each, "landing_page_url") for each in objects_of(item, "locations")),
        ],
        affiliations=_affiliations(item),
        extra={
            "volume": text_of(issue, "volume"),
            "issue": text_of(issue, "issue"),
            "pages": f"{first}–{last}" if first and last and first != last else first,
            "publisher": text_of(place, "host_organization_name", "publisher"),
            "ISSN": text_of(place, "issn_l"),
            "PMID": text_of(numbers, "pmid").rpartition("/")[2],
            "PMCID": text_of(numbers, "pmcid").rpartition("/")[2],
            "language": text_of(item, "language"),
            "openalex": text_of(item, "id").rpartition("/")[2],
            "retracted": "yes" if item.get("is_retracted") is True else "",
        },
    )


def abstract_of(item: Item) -> str:
    """Return the abstract, put together from the places of its words."""
    index = item.get("abstract_inverted_index")
    if not isinstance(index, dict):
        return text_of(item, "abstract")
    places: dict[int, str] = {}
    for word, positions in index.items():
        for position in positions if isinstance(positions, list) else ():
            if _is_place(position) and len(places) < _MOST_WORDS:
                places[position] = word
    return " ".join(places[place] for place in sorted(places))


def _is_place(position: Any) -> bool:  # noqa: ANN401
    return isinstance(position, int) and position >= 0


def _affiliations(item: Item) -> list[str]:
    names = [
        text_of(institution, "display_name")
        for each in objects_of(item, "authorships")
        for institution in objects_of(each, "institutions")
    ]
    raw = [
        name
        for each in objects_of(item, "authorships")
        for name in texts_of(each, "raw_affiliation_strings")
    ]
    return list(dict.fromkeys(name for name in names or raw if name))
