"""Software and its papers from a CITATION.cff."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from store.importers.base import split_lines
from store.importers.entries import Entries
from store.importers.identifiers import make_date, read_date
from store.importers.json_values import Item, objects_of, text_of, texts_of
from store.importers.record import Record
from store.importers.yaml_values import NoYamlError, read_yaml_object
from store.names import PersonName

if TYPE_CHECKING:
    from store.importers.base import Imported
    from store.importers.sources import Source

_NAMED = re.compile(r"([^\s#:-][^:]{0,40}?)\s*:(?:\s|$)")
_NAMES = frozenset(
    "abstract authors cff-version commit contact date-released doi identifiers keywords license"
    " license-url message preferred-citation references repository repository-artifact"
    " repository-code title type url version".split()
)
"""The names of CFF 1.2.0."""
_KINDS = {
    "article": "article-journal",
    "conference-paper": "paper-conference",
    "proceedings": "collection",
    "book": "book",
    "thesis": "thesis",
    "report": "report",
    "dataset": "dataset",
    "data": "dataset",
    "manual": "book",
    "website": "webpage",
    "unpublished": "manuscript",
    "patent": "patent",
}


def read_cff(source: Source) -> Imported:
    """Return the software that a file describes, and what it says is to be cited with it."""
    entries = Entries(source)
    try:
        read, _ = read_yaml_object(source.text)
    except NoYamlError as error:
        raise source.unreadable(str(error)) from None
    _report_names(source.text, entries)
    preferred: Any = read.get("preferred-citation")
    items = [
        read,
        *([preferred] if isinstance(preferred, dict) else []),
        *objects_of(read, "references"),
    ]
    for number, item in enumerate(items, 1):
        entries.keep(_record(item, number, "software" if item is read else None))
    return entries.imported("entries of a CITATION.cff")


def _report_names(text: str, entries: Entries) -> None:
    """Report names that the format does not have, and those that stand twice: YAML takes the
    last.
    """
    seen: set[str] = set()
    for number, line in enumerate(split_lines(text), 1):
        if not (found := _NAMED.match(line)):
            continue
        name = found[1]
        if name in seen or name not in _NAMES:
            told = "stands twice" if name in seen else "is no name of this format"
            entries.findings.warn_at(number, f"{name} {told}: {line[:60]}")
        seen.add(name)


def _record(item: Item, line: int, kind: str | None) -> Record:
    start, end = text_of(item, "start"), text_of(item, "end")
    publisher = item.get("publisher")
    return Record(
        line=line,
        title=text_of(item, "title"),
        authors=[_name(each) for each in objects_of(item, "authors")],
        date=read_date(text_of(item, "date-published", "date-released"))
        or make_date(text_of(item, "year"), text_of(item, "month")),
        abstract=text_of(item, "abstract"),
        kind=_KINDS.get(text_of(item, "type"), kind or "software"),
        keywords=texts_of(item, "keywords"),
        venue=text_of(item, "journal", "collection-title"),
        doi=text_of(item, "doi"),
        url=text_of(item, "url", "repository-code", "repository"),
        arxiv=[text_of(each, "value") for each in objects_of(item, "identifiers")],
        extra={
            "volume": text_of(item, "volume"),
            "issue": text_of(item, "issue"),
            "pages": f"{start}–{end}" if start and end else start,
            "publisher": text_of(publisher, "name") if isinstance(publisher, dict) else "",
            "version": text_of(item, "version"),
            "ISBN": text_of(item, "isbn"),
            "ISSN": text_of(item, "issn"),
        },
    )


def _name(author: Item) -> PersonName:
    if body := text_of(author, "name"):
        return PersonName(body, is_collective=True)
    particle = text_of(author, "name-particle")
    family = f"{particle} {text_of(author, 'family-names')}".strip()
    return PersonName(family, text_of(author, "given-names"), text_of(author, "name-suffix"))
