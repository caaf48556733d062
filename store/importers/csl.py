"""Papers from CSL-JSON, which citation processors, managers of references and doi.org write."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from store.importers.base import clean_text
from store.importers.entries import Entries
from store.importers.foreign_json import is_foreign, refusal
from store.importers.identifiers import make_date, read_date
from store.importers.json_values import items_of, objects_of, text_of, texts_of
from store.importers.other_json import objects_with_titles, read_other
from store.importers.record import Record, cut_of_list
from store.importers.table import name_of_part, people_in
from store.kinds import CSL_FIELDS, RIS_TYPES
from store.names import PersonName, is_collective, read_said, write_names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from store.importers.base import Imported
    from store.importers.sources import Source
    from store.paper import PartialDate

    Item = Mapping[str, Any]

_KINDS = frozenset(RIS_TYPES) | {
    "article",
    "regulation",
    "treaty",
    "hearing",
    "figure",
    "classic",
}
_PEOPLE = {"editors": "editor", "translators": "translator", "book-author": "container-author"}
_NAME_PARTS = frozenset(("family", "given", "literal", "name"))
_DATES = {"accessed": "accessed", "origdate": "original-date"}
_SPECIAL = frozenset((*_PEOPLE.values(), *_DATES.values(), "note", "keyword"))
_LINE_OF_NOTE = re.compile(
    r"(?:^|\n)\s*(?P<name>PMID|PMCID)\s*:\s*(?P<value>\w{1,20})", re.IGNORECASE
)


def read_csl_json(source: Source) -> Imported:
    """Return the papers of a CSL-JSON array or object; items are counted as they stand,
    from 1.
    """
    entries = Entries(source)
    items = items_of(source, entries.findings)
    objects = [item for item in items if isinstance(item, dict)]
    if objects and all(is_foreign(item, _KINDS) for item in objects):
        return _read_others(source, entries, objects)
    for number, item in enumerate(items, 1):
        if isinstance(item, dict) and is_foreign(item, _KINDS):
            entries.findings.skip(number, _untold(item))
        elif isinstance(item, dict):
            entries.keep(_record_of_any(item, number))
        else:
            entries.findings.skip(number, "this is no item of CSL-JSON")
    return entries.imported("CSL-JSON items")


def _read_others(source: Source, entries: Entries, objects: Sequence[Item]) -> Imported:
    """Return the papers of JSON that is no CSL, where its objects have titles and authors.
    Raises SourceError where it is of something else.
    """
    told = objects_with_titles(objects)
    read = [(at, item, read_other(item, at)) for at, item in enumerate(told, 1)]
    records = [record for _, _, record in read if record]
    if not records or len(records) * 2 < len(told):
        raise refusal(source, objects)
    for at, item, record in read:
        if record:
            entries.keep(record)
        else:
            entries.findings.skip(at, _untold(item))
    return entries.imported("papers")


def _record_of_any(item: Item, number: int) -> Record:
    """Return what an object says in CSL's names, or in those that others use."""
    people = [*objects_of(item, "author"), *objects_of(item, "authors")]
    are_others = bool(people) and not any(_NAME_PARTS & each.keys() for each in people)
    if "title" in item and _is_csl(item) and not are_others:
        return record_of(item, number)
    other = read_other(item, number)
    if other is None or are_others or "title" not in item:
        return other or record_of(item, number)
    said = record_of(item, number)
    for name in ("authors", "date", "date_said", "abstract", "kind", "venue", "doi", "url"):
        setattr(said, name, getattr(said, name) or getattr(other, name))
    if said.date and other.date and said.date.year == other.date.year and other.date.month:
        said.date = other.date
    said.extra = {**other.extra, **said.extra}
    return said


def _is_csl(item: Item) -> bool:
    """Tell whether an object has what CSL alone has."""
    is_typed = "id" in item and text_of(item, "type") in _KINDS
    return is_typed or isinstance(item.get("issued"), dict) or "container-title" in item


def _untold(item: Item) -> str:
    title = clean_text(text_of(item, "title"))[:60]
    return (
        f"nothing beside its title tells of a paper: {title}"
        if title
        else "an entry has no title"
    )


def record_of(item: Item, number: int) -> Record:
    """Return what an item says."""
    kind = text_of(item, "type")
    keywords = item.get("keyword")
    said = (
        texts_of(item, "keyword")
        if isinstance(keywords, list)
        else _divided(text_of(item, "keyword"))
    )
    note = text_of(item, "note")
    return Record(
        line=number,
        key=text_of(item, "citation-key", "id"),
        title=text_of(item, "title"),
        subtitle=text_of(item, "subtitle") if isinstance(item.get("subtitle"), list) else "",
        authors=_authors(item),
        date=date_of(item, "issued") or date_of(item, "date") or date_of(item, "year"),
        date_said=_date_said(item),
        abstract=text_of(item, "abstract"),
        kind=kind if kind in _KINDS else None,
        keywords=said,
        venue=text_of(item, "container-title")
        or text_of(item, "event-title", "event")
        or text_of(item, "journal", "venue"),
        doi=text_of(item, "DOI", "doi"),
        url=text_of(item, "URL", "url"),
        arxiv=[
            text_of(item, name) for name in ("number", "URL", "DOI", "note", "archive_location")
        ],
        notes=[_LINE_OF_NOTE.sub("", note)],
        extra=_extra(item, note),
        cut=cut_of_list(_said_authors(item)),
    )


def _said_authors(item: Item) -> object:
    return item.get("author") or item.get("authors")


def _authors(item: Item) -> list[PersonName]:
    """Return the authors, whom other programs than those of CSL write as plain text."""
    value = _said_authors(item)
    if isinstance(value, str):
        return people_in(value)
    values = value if isinstance(value, list) else []
    return [
        name_of(each) if isinstance(each, dict) else read_said(each)
        for each in values
        if isinstance(each, dict | str)
    ]


def names_of(item: Item, name: str) -> list[PersonName]:
    """Return the people under a name, in the parts that they have there."""
    return [name_of(each) for each in objects_of(item, name)]


def name_of(parts: Item) -> PersonName:
    """Return a name of CSL; one that is literal is a collective, unless it is surely a
    person's.
    """
    # CSL knows no "name": it is that of a person more often than not.
    if (name := text_of(parts, "name")) and not is_collective(name):
        return name_of_part(name)
    if literal := text_of(parts, "literal", "name"):
        person = read_said(literal)
        return person if " " not in literal else PersonName(literal, is_collective=True)
    particles = (text_of(parts, "dropping-particle"), text_of(parts, "non-dropping-particle"))
    family = " ".join(part for part in (*particles, text_of(parts, "family")) if part)
    given = text_of(parts, "given")
    is_body = not given and is_collective(family)
    return PersonName(family, given, text_of(parts, "suffix"), is_collective=is_body)


def date_of(item: Item, name: str) -> PartialDate | None:
    """Return a date of CSL, by its parts or as it stands there."""
    issued = item.get(name)
    if not isinstance(issued, dict):
        return read_date(str(issued)) if isinstance(issued, str | int) else None
    lists = issued.get("date-parts")
    first: Sequence[Any] = (
        lists[0] if isinstance(lists, list) and lists and isinstance(lists[0], list) else []
    )
    year, month, day = [_part(part) for part in [*first, None, None, None][:3]]
    found = make_date(year, month, day) or read_date(str(year or ""))
    return found or read_date(text_of(issued, "raw", "literal", "date-time"))


def _date_said(item: Item) -> str:
    """Return the words of a date that has no parts."""
    issued = item.get("issued")
    if isinstance(issued, dict):
        return text_of(issued, "raw", "literal")
    return text_of(item, "issued", "date", "year")


def _part(part: object) -> str | int | None:
    if isinstance(part, float):
        return int(part) if part.is_integer() and abs(part) < 10_000 else None
    return part if isinstance(part, str | int) and not isinstance(part, bool) else None


def _divided(keywords: str) -> list[str]:
    separator = ";" if ";" in keywords else ","
    return [word.strip() for word in keywords.split(separator) if word.strip()]


def _extra(item: Item, note: str) -> dict[str, str]:
    extra = {
        name: text_of(item, field)
        for name, field in CSL_FIELDS.items()
        if field not in _SPECIAL
    }
    extra |= {name: write_names(names_of(item, field)) for name, field in _PEOPLE.items()}
    for name, field in _DATES.items():
        if date := date_of(item, field):
            extra[name] = str(date)
    for found in _LINE_OF_NOTE.finditer(note):
        extra[found["name"].upper()] = found["value"]
    if text_of(item, "container-title") and (event := text_of(item, "event-title", "event")):
        extra["event"] = event
    else:
        extra.pop("event", None)
    extra["number"] = extra["number"] or text_of(item, "collection-number")
    if "arxiv" in extra["number"].lower():
        extra["number"] = ""
    if "arxiv" in extra["publisher"].lower():
        extra["publisher"] = ""
    return {name: value for name, value in extra.items() if value}
