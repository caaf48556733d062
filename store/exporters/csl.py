"""CSL-JSON: what citation processors read, and what the lists in the styles of journals are
made from.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from store.exporters.kinds import arxiv_number, bare_doi, type_of
from store.kinds import CSL_FIELDS, WITHIN_BOOKS
from store.names import PersonName, names_of, read_names
from store.printable import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from store.paper import Paper, PartialDate

OTHERS = "others"
"""The literal name that stands for the authors whom the source left out."""
INFERRED = "Year inferred"

_PEOPLE = {"editors": "editor", "translators": "translator", "book-author": "container-author"}
_DATES = {"accessed": "accessed", "origdate": "original-date"}
_IN_SERIES = ("book", "collection", *WITHIN_BOOKS)
_SPECIAL = frozenset((*_PEOPLE, *_DATES, "keywords", "note"))


def csl_json(papers: Iterable[Paper]) -> str:
    """Return the papers as a CSL-JSON array, sorted by key."""
    by_key = {paper.key: paper for paper in papers}
    items = [csl_item(by_key[key]) for key in sorted(by_key)]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def csl_item(paper: Paper) -> dict[str, Any]:
    """Return one paper in the fields of CSL; a cut list of authors ends with the literal
    name "others".
    """
    number = arxiv_number(paper)
    fields = {
        "id": paper.key,
        "type": type_of(paper),
        "title": one_line(paper.title),
        "author": _authors(paper),
        "issued": _issued(paper.date),
        "container-title": one_line(paper.venue or ""),
        "publisher": "arXiv" if number and not paper.venue else "",
        "number": f"arXiv:{number}" if number else "",
        "DOI": bare_doi(paper),
        "URL": one_line(paper.url or ""),
        "keyword": _keywords(paper),
        "note": _note(paper),
        "abstract": one_line(paper.abstract),
    }
    said = _extra(paper)
    if number and said.get("number"):
        fields["archive_location"] = fields["number"]
    return {name: value for name, value in (fields | said).items() if value}


def _extra(paper: Paper) -> dict[str, Any]:
    """Return what CSL has variables for, of what else the source says."""
    extra = paper.extra
    fields: dict[str, Any] = {
        field: one_line(extra[name])
        for name, field in CSL_FIELDS.items()
        if name in extra and name not in _SPECIAL
    }
    for name, role in _PEOPLE.items():
        if people := read_names(extra.get(name, "")):
            fields[role] = [_name(person) for person in people]
    for name, field in _DATES.items():
        if name in extra:
            fields[field] = {"raw": one_line(extra[name])}
    if "series" in extra and "number" in fields and type_of(paper) in _IN_SERIES:
        fields["collection-number"] = fields.pop("number")
    if "page" in fields:
        fields["page"] = fields["page"].replace("–", "-")
    return fields


def _keywords(paper: Paper) -> str:
    words = "; ".join(word for word in (paper.field, paper.extra.get("keywords")) if word)
    return one_line(words)


def _note(paper: Paper) -> str:
    is_inferred = bool(paper.date and paper.date.inferred)
    notes = (paper.extra.get("note", ""), INFERRED if is_inferred else "")
    return one_line(". ".join(note for note in notes if note))


def _authors(paper: Paper) -> list[dict[str, str]]:
    names = [_name(name) for name in names_of(paper)]
    return names if paper.authors_complete or not names else [*names, {"literal": OTHERS}]


def _name(name: PersonName) -> dict[str, str]:
    if name.is_collective or not name.given:
        return {"literal": one_line(name.family)}
    particle = name.particle
    parts = {
        "family": name.family.removeprefix(particle).strip(),
        "given": name.given,
        "non-dropping-particle": particle,
        "suffix": name.suffix,
    }
    return {part: one_line(said) for part, said in parts.items() if said}


def _issued(date: PartialDate | None) -> dict[str, Any]:
    if date is None:
        return {}
    parts = [date.year, date.month, date.day] if date.month else [date.year]
    issued: dict[str, Any] = {"date-parts": [[part for part in parts if part]]}
    return issued | ({"circa": True} if date.inferred else {})
