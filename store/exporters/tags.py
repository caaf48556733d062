"""RIS: lines of two letters and a value, which every manager of references reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.exporters.csl import INFERRED
from store.exporters.kinds import VenueKind, arxiv_number, bare_doi, kind_of
from store.kinds import IN_JOURNALS, RIS_TAGS, RIS_TYPES, WITHIN_BOOKS
from store.names import PersonName, names_of, read_names
from store.printable import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from store.paper import Paper, PartialDate

ET_AL = "et al."
"""The author that stands for those whom the source left out."""

_TYPES = {VenueKind.ARTICLE: "JOUR", VenueKind.CONFERENCE: "CPAPER", VenueKind.OTHER: "GEN"}
_SPECIAL = frozenset(("pages", "editors", "translators", "keywords", "PMID", "note"))
_STANDARDS = ("ISBN", "ISSN")


def ris(papers: Iterable[Paper]) -> str:
    """Return a RIS record a paper, sorted by key."""
    by_key = {paper.key: paper for paper in papers}
    return "\n".join(_record(by_key[key]) for key in sorted(by_key))


def _record(paper: Paper) -> str:
    lines = [f"{tag}  - {value}" for tag, text in _tags(paper) if (value := one_line(text))]
    return "\n".join([*lines, "ER  - ", ""])


def _tags(paper: Paper) -> Iterator[tuple[str, str]]:
    yield "TY", RIS_TYPES.get(paper.kind, "GEN") if paper.kind else _TYPES[kind_of(paper)]
    yield "ID", paper.key
    yield "TI", paper.title
    for name in names_of(paper):
        yield "AU", _author(name)
    if paper.authors and not paper.authors_complete:
        yield "AU", ET_AL
    if paper.date:
        yield "PY", f"{paper.date.year:04d}"
        yield "DA", _date(paper.date)
        yield "N1", INFERRED if paper.date.inferred else ""
    yield _venue_tag(paper), paper.venue or ""
    yield "DO", bare_doi(paper)
    yield "AN", f"arXiv:{number}" if (number := arxiv_number(paper)) else ""
    yield "UR", paper.url or ""
    yield "KW", paper.field or ""
    yield from _extra(paper)
    yield "AB", paper.abstract


def _venue_tag(paper: Paper) -> str:
    """Journals have JO, the books and meetings around a paper T2; no other kind has either."""
    if paper.kind is None:
        return "JO" if kind_of(paper) is VenueKind.ARTICLE else "T2"
    if paper.kind in WITHIN_BOOKS:
        return "T2"
    return "JO" if paper.kind in IN_JOURNALS else "JF"


def _extra(paper: Paper) -> Iterator[tuple[str, str]]:
    extra = paper.extra
    start, dash, end = extra.get("pages", "").partition("–")
    is_span = bool(dash) and "–" not in end and "," not in start + end
    yield "SP", start if is_span else extra.get("pages", "")
    yield "EP", end if is_span else ""
    for name, tag in RIS_TAGS.items():
        if name in extra and name not in _SPECIAL:
            yield tag, extra[name]
    for role, tag in (("editors", "ED"), ("translators", "TA")):
        for person in read_names(extra.get(role, "")):
            yield tag, _author(person)
    for word in extra.get("keywords", "").split("; "):
        yield "KW", word
    yield "C1", f"PMID: {extra['PMID']}" if "PMID" in extra else ""
    yield "N1", extra.get("note", "")


def _author(name: PersonName) -> str:
    """Return "Family, Given, Suffix"; a collective has a comma behind it, as EndNote's have."""
    if name.is_collective or (" " in name.family and not name.given):
        return f"{name.family},"
    parts = (name.family, name.given, name.suffix)
    return ", ".join(part for part in parts if part)


def _date(date: PartialDate) -> str:
    """Return "2023/04/03/", with what is not known left empty."""
    month = f"{date.month:02d}" if date.month else ""
    return f"{date.year:04d}/{month}/{f'{date.day:02d}' if date.day and month else ''}/"
