"""BibTeX: an entry a paper, of the kind that is known to be true."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from store.citekey import is_bibtex_key
from store.errors import InputError
from store.exporters.kinds import Kind, arxiv_number, bare_doi, kind_of
from store.exporters.latex import to_ascii_latex, to_latex
from store.exporters.names import split_name
from store.exporters.titles import title_with_capitals
from store.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bibtexparser.model import Block, Entry
    from bibtexparser.writer import BibtexFormat

    from store.paper import Paper

INFERRED = "The year is inferred; the source gives none"
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_SIGN = re.compile(r"\\[&%#_$]")
"""In braces within names: styles that make labels of the first letters would cut it in two."""
_TYPES = {Kind.ARTICLE: ("article", "journal"), Kind.CONFERENCE: ("inproceedings", "booktitle")}
_OTHER = ("misc", "howpublished")


def bibtex(papers: Iterable[Paper], *, escaped: bool = False) -> str:
    """Return a `.bib` with an entry a paper, sorted by key: in UTF-8, or `escaped` to ASCII for
    8-bit BibTeX.

    Keys are those of the papers; InputError where one has signs that no `.bib` can hold.
    """
    from bibtexparser.library import Library
    from bibtexparser.writer import write

    convert = to_ascii_latex if escaped else to_latex
    by_key = {paper.key: paper for paper in papers}
    entries: list[Block] = [_entry(by_key[key], convert) for key in sorted(by_key)]
    return write(Library(entries), _layout())


def _layout() -> BibtexFormat:
    from bibtexparser.writer import BibtexFormat

    layout = BibtexFormat()  # type: ignore[no-untyped-call]
    layout.indent, layout.block_separator, layout.trailing_comma = "  ", "\n", True
    return layout


def _entry(paper: Paper, convert: Callable[[str], str]) -> Entry:
    from bibtexparser.model import Entry, Field

    if not is_bibtex_key(paper.key):
        raise InputError(
            f"The key {paper.key!r} cannot stand in a .bib",
            why="it has signs other than letters, digits and _:.+/-",
            advice=(
                f"Give the paper another key, leave it out, or export another format: "
                f"{paper.title}"
            ),
        )
    kind, venue_field = _type(paper)
    authors = _authors(paper, convert)
    texts = {
        "author": authors,
        "title": title_with_capitals(paper, convert),
        venue_field: "" if _is_told_by_number(paper) else convert(paper.venue or ""),
        "year": f"{paper.date.year:04d}" if paper.date else "",
        "month": "",
        "day": str(paper.date.day)
        if paper.date and paper.date.month and paper.date.day
        else "",
        "doi": _address(bare_doi(paper)),
        "eprint": _address(arxiv_number(paper)),
        "archiveprefix": "arXiv" if paper.arxiv_id else "",
        "url": _address(paper.url or ""),
        "keywords": convert(paper.field or ""),
        "key": "" if authors else fold(paper.title) or fold(paper.key),
        "note": _note(paper),
        "abstract": convert(paper.abstract),
    }
    values = {name: f"{{{text}}}" for name, text in texts.items() if text}
    if paper.date and paper.date.month:
        values["month"] = _MONTHS[paper.date.month - 1]
    return Entry(
        kind, paper.key, [Field(name, values[name]) for name in texts if name in values]
    )


def _type(paper: Paper) -> tuple[str, str]:
    """Return the type of entry and the name of its venue's field; styles miss what is not
    known in others.
    """
    is_whole = bool(paper.title.strip() and paper.authors and paper.date)
    return _TYPES.get(kind_of(paper), _OTHER) if is_whole else _OTHER


def _is_told_by_number(paper: Paper) -> bool:
    return bool(paper.arxiv_id) and kind_of(paper) is Kind.OTHER


def _authors(paper: Paper, convert: Callable[[str], str]) -> str:
    names = [
        _SIGN.sub(r"{\g<0>}", said)
        for author in paper.authors
        if (said := _author(author, convert))
    ]
    return " and ".join([*names, *([] if paper.authors_complete or not names else ["others"])])


def _author(author: str, convert: Callable[[str], str]) -> str:
    """Return a name as BibTeX reads it right: "Berg, Jr., Jan", or in braces where it has no
    parts.
    """
    name = split_name(author)
    if name is None:
        return ""
    if not name.given and (" " in name.family or name.family.lower() == "others"):
        return f"{{{convert(name.family)}}}"
    parts = (name.family, name.suffix, name.given) if name.suffix else (name.family, name.given)
    return ", ".join(convert(part) for part in parts if part)


def _note(paper: Paper) -> str:
    notes = [] if paper.title.strip() else ["Title unknown"]
    if paper.date and paper.date.inferred:
        notes.append(INFERRED)
    return ". ".join(notes)


def _address(address: str) -> str:
    """Return an address or a number as it can stand in a `.bib`, which takes it as it is."""
    return quote("".join(address.split()), safe="!$&'()*+,-./:;<=>?@[]_~%#|")
