"""RIS: lines of two letters and a value, which every manager of references reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.exporters.csl import INFERRED
from store.exporters.kinds import Kind, arxiv_number, bare_doi, kind_of
from store.exporters.names import split_name
from store.printable import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from store.paper import Paper, PartialDate

ET_AL = "et al."
"""The author that stands for those whom the source left out."""

_TYPES = {Kind.ARTICLE: "JOUR", Kind.CONFERENCE: "CPAPER", Kind.OTHER: "GEN"}


def ris(papers: Iterable[Paper]) -> str:
    """Return a RIS record a paper, sorted by key."""
    by_key = {paper.key: paper for paper in papers}
    return "\n".join(_record(by_key[key]) for key in sorted(by_key))


def _record(paper: Paper) -> str:
    lines = [f"{tag}  - {value}" for tag, text in _tags(paper) if (value := one_line(text))]
    return "\n".join([*lines, "ER  - ", ""])


def _tags(paper: Paper) -> Iterator[tuple[str, str]]:
    yield "TY", _TYPES[kind_of(paper)]
    yield "ID", paper.key
    yield "TI", paper.title
    for author in paper.authors:
        yield "AU", _author(author)
    if paper.authors and not paper.authors_complete:
        yield "AU", ET_AL
    if paper.date:
        yield "PY", f"{paper.date.year:04d}"
        yield "DA", _date(paper.date)
        yield "N1", INFERRED if paper.date.inferred else ""
    yield "JO" if kind_of(paper) is Kind.ARTICLE else "T2", paper.venue or ""
    yield "DO", bare_doi(paper)
    yield "AN", f"arXiv:{number}" if (number := arxiv_number(paper)) else ""
    yield "UR", paper.url or ""
    yield "KW", paper.field or ""
    yield "AB", paper.abstract


def _author(author: str) -> str:
    """Return "Family, Given, Suffix"; a name of one part as it stands."""
    name = split_name(author)
    parts = (name.family, name.given, name.suffix) if name else ()
    return ", ".join(part for part in parts if part)


def _date(date: PartialDate) -> str:
    """Return "2023/04/03/", with what is not known left empty."""
    month = f"{date.month:02d}" if date.month else ""
    return f"{date.year:04d}/{month}/{f'{date.day:02d}' if date.day and month else ''}/"
