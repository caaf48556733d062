"""CSL-JSON: what citation processors read, and what the lists in the styles of journals are
made from.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from store.exporters.kinds import Kind, arxiv_number, bare_doi, kind_of
from store.exporters.names import Name, split_name
from store.printable import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from store.paper import Paper, PartialDate

OTHERS = "others"
"""The literal name that stands for the authors whom the source left out."""
INFERRED = "Year inferred"

_TYPES = {
    Kind.ARTICLE: "article-journal",
    Kind.CONFERENCE: "paper-conference",
    Kind.OTHER: "article",
}


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
    is_inferred = bool(paper.date and paper.date.inferred)
    fields = {
        "id": paper.key,
        "type": _type(paper),
        "title": one_line(paper.title),
        "author": _authors(paper),
        "issued": _issued(paper.date),
        "container-title": one_line(paper.venue or ""),
        "publisher": "arXiv" if number and not paper.venue else "",
        "number": f"arXiv:{number}" if number else "",
        "DOI": bare_doi(paper),
        "URL": one_line(paper.url or ""),
        "keyword": one_line(paper.field or ""),
        "note": INFERRED if is_inferred else "",
        "abstract": one_line(paper.abstract),
    }
    return {name: value for name, value in fields.items() if value}


def _type(paper: Paper) -> str:
    """Return the type of CSL; "article" is a preprint there, which is said of nothing that
    may be none.
    """
    kind = kind_of(paper)
    return (
        "document"
        if kind is Kind.OTHER and not (paper.arxiv_id or paper.venue)
        else _TYPES[kind]
    )


def _authors(paper: Paper) -> list[dict[str, str]]:
    names = [_name(author) for author in paper.authors if split_name(author)]
    return names if paper.authors_complete or not names else [*names, {"literal": OTHERS}]


def _name(author: str) -> dict[str, str]:
    name = split_name(author) or Name("")
    if not name.given:
        return {"literal": name.family}
    parts = {"family": name.family, "given": name.given, "suffix": name.suffix}
    return {part: said for part, said in parts.items() if said}


def _issued(date: PartialDate | None) -> dict[str, Any]:
    if date is None:
        return {}
    parts = [date.year, date.month, date.day] if date.month else [date.year]
    issued: dict[str, Any] = {"date-parts": [[part for part in parts if part]]}
    return issued | ({"circa": True} if date.inferred else {})
