"""BibTeX and biblatex: an entry a paper, of the kind that is known to be true."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from store.citekey import is_bibtex_key
from store.errors import InputError
from store.exporters.entry_types import EntryType, entry_type
from store.exporters.kinds import VenueKind, arxiv_number, bare_doi, kind_of
from store.exporters.latex import to_ascii_latex, to_latex
from store.exporters.people import people
from store.exporters.titles import title_with_capitals
from store.kinds import BIBTEX_FIELDS, SOME_THESIS
from store.names import names_of, read_names
from store.text import fold
from store.undated import status_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bibtexparser.model import Block, Entry
    from bibtexparser.writer import BibtexFormat

    from store.paper import Paper

_NO_KEY = re.compile(r"[{}\\%#~\"]")
"""What no key can hold."""
_CLASS = re.compile(r"[a-z-]+\.[A-Za-z-]+|[a-z]{2,5}-[a-z]{2,3}|[A-Z]{2}")
"""A class of arXiv's, and no keyword: "cs.LG", "hep-th", "CV"."""
INFERRED = "The year is inferred; the source gives none"
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_ROLES = {"editors": "editor", "translators": "translator"}
_OWN_ROLES = frozenset(("editora", "bookauthor", "afterword", "foreword", "introduction"))
_ELSEWHERE = frozenset(
    ("entry", "subtitle", "note", "keywords", "publisher", "issue", "number")
)
_AS_THEY_ARE = frozenset(("ISBN", "ISSN", "PMID", "PMCID", "accessed"))


@dataclass(frozen=True, slots=True)
class Dialect:
    """Which of the two is written, and how text becomes LaTeX."""

    convert: Callable[[str], str]
    is_biblatex: bool = False
    is_classic: bool = False
    """True where only the types are used that BibTeX's own styles know."""


def bibtex(papers: Iterable[Paper], *, escaped: bool = False) -> str:
    """Return a `.bib` with an entry a paper, sorted by key: in UTF-8, or `escaped` to ASCII for
    8-bit BibTeX.

    Keys are those of the papers; InputError where one has signs that no `.bib` can hold.
    """
    convert = to_ascii_latex if escaped else to_latex
    return _written(papers, Dialect(convert, is_classic=escaped))


def biblatex(papers: Iterable[Paper]) -> str:
    """Return a `.bib` in UTF-8 with biblatex's types and fields, sorted by key.

    Keys are those of the papers; InputError where one has signs that no `.bib` can hold.
    """
    return _written(papers, Dialect(to_latex, is_biblatex=True))


def _written(papers: Iterable[Paper], dialect: Dialect) -> str:
    from bibtexparser.library import Library
    from bibtexparser.writer import write

    by_key = {paper.key: paper for paper in papers}
    entries: list[Block] = [_entry(by_key[key], dialect) for key in sorted(by_key)]
    return write(Library(entries), _layout())


def _layout() -> BibtexFormat:
    from bibtexparser.writer import BibtexFormat

    layout = BibtexFormat()  # type: ignore[no-untyped-call]
    layout.indent, layout.block_separator, layout.trailing_comma = "  ", "\n", True
    return layout


def _entry(paper: Paper, dialect: Dialect) -> Entry:
    from bibtexparser.model import Entry, Field

    if not is_bibtex_key(paper.key):
        raise InputError(
            f"The key {paper.key!r} cannot stand in a .bib",
            why="it has signs that BibTeX or LaTeX does not take",
            advice=(
                f"Give the paper another key, leave it out, or export another format: "
                f"{paper.title}"
            ),
        )
    kind = entry_type(paper, is_biblatex=dialect.is_biblatex, is_classic=dialect.is_classic)
    texts = dict(_texts(paper, kind, dialect))
    values = {name: f"{{{text}}}" for name, text in texts.items() if text}
    if paper.date and paper.date.month and not dialect.is_biblatex:
        values["month"] = _MONTHS[paper.date.month - 1]
    return Entry(
        kind.name, paper.key, [Field(name, values[name]) for name in texts if name in values]
    )


def _texts(paper: Paper, kind: EntryType, dialect: Dialect) -> Iterator[tuple[str, str]]:
    """Yield the fields in the order in which they stand in an entry."""
    convert = dialect.convert
    authors = people(names_of(paper), paper.authors_complete, convert)
    yield "author", authors
    yield from _titles(paper, dialect)
    yield kind.venue, "" if _is_told_by_number(paper) else convert(paper.venue or "")
    yield from _dates(paper, dialect)
    yield from _numbers(paper, kind, dialect)
    yield "doi", _address(bare_doi(paper))
    number = arxiv_number(paper)
    yield "eprint", _address(number)
    yield ("eprinttype" if dialect.is_biblatex else "archiveprefix"), "arXiv" if number else ""
    yield "url", _address(paper.url or "")
    yield from _keywords(paper, dialect)
    yield "key", "" if authors else fold(paper.title) or fold(paper.key)
    yield "entrysubtype", kind.subtype
    yield "note", _note(paper, convert)
    yield "abstract", convert(paper.abstract)


def _titles(paper: Paper, dialect: Dialect) -> Iterator[tuple[str, str]]:
    subtitle = paper.extra.get("subtitle", "")
    if dialect.is_biblatex and subtitle and paper.title.endswith(subtitle):
        main = paper.title[: -len(subtitle)].rstrip().removesuffix(":")
        yield "title", title_with_capitals(main, paper.abstract, dialect.convert)
        yield "subtitle", title_with_capitals(subtitle, paper.abstract, dialect.convert)
    else:
        yield "title", title_with_capitals(paper.title, paper.abstract, dialect.convert)


def _dates(paper: Paper, dialect: Dialect) -> Iterator[tuple[str, str]]:
    date = paper.date
    if dialect.is_biblatex:
        yield "date", str(date) if date else ""
        return
    yield "year", f"{date.year:04d}" if date else dialect.convert(_status_in_press(paper))
    yield "month", dialect.convert(paper.extra.get("month", ""))
    yield "day", str(date.day) if date and date.month and date.day else ""


def _status_in_press(paper: Paper) -> str:
    """Return what BibTeX's styles print in place of a year that is still to come."""
    return status_of(paper.extra.get("status", ""))


def _numbers(paper: Paper, kind: EntryType, dialect: Dialect) -> Iterator[tuple[str, str]]:
    """Yield what else the source says, under the names of the format."""
    extra = paper.extra
    yield "number", dialect.convert(extra.get("issue") or extra.get("number", ""))
    yield kind.publisher, dialect.convert(extra.get("publisher", ""))
    for name, text in extra.items():
        if name in _ROLES or name in _OWN_ROLES:
            field = _ROLES.get(name, name)
            yield field, people(read_names(text), True, dialect.convert)  # noqa: FBT003
        elif name not in _ELSEWHERE and name != "month":
            field = _field(name, dialect)
            if field and not (name == "genre" and text == kind.genre):
                yield field, _number(name, text, dialect)
    if kind.genre and "genre" not in extra:
        yield BIBTEX_FIELDS["genre"], SOME_THESIS


def _field(name: str, dialect: Dialect) -> str:
    """Return what BibTeX calls a thing; "" where it can have no such field."""
    field = BIBTEX_FIELDS.get(name, name)
    if dialect.is_biblatex and name == "place":
        return "location"
    return (
        field if field.replace("-", "").replace("_", "").isalnum() and field.isascii() else ""
    )


def _number(name: str, text: str, dialect: Dialect) -> str:
    if name in _AS_THEY_ARE:
        return _address(text)
    if name == "ids":
        keys = _NO_KEY.sub("", text)
        return keys if keys.isascii() or not dialect.is_classic else ""
    said = dialect.convert(text)
    if name == "collections":
        return said.replace("; ", ", ")
    return said.replace("–", "--") if name == "pages" else said


def _is_told_by_number(paper: Paper) -> bool:
    return bool(paper.arxiv_id) and paper.kind is None and kind_of(paper) is VenueKind.OTHER


def _keywords(paper: Paper, dialect: Dialect) -> Iterator[tuple[str, str]]:
    words = paper.extra.get("keywords", "").replace("; ", ", ")
    is_class = bool(paper.field) and bool(
        words or (paper.arxiv_id and _CLASS.fullmatch(paper.field or ""))
    )
    yield (
        "eprintclass" if dialect.is_biblatex else "primaryclass",
        dialect.convert(paper.field or "") if is_class else "",
    )
    yield "keywords", dialect.convert(words if is_class else words or paper.field or "")


def _note(paper: Paper, convert: Callable[[str], str]) -> str:
    notes = [] if paper.title.strip() else ["Title unknown"]
    if said := paper.extra.get("note", ""):
        notes.append(convert(said))
    if paper.date and paper.date.inferred:
        notes.append(INFERRED)
    return ". ".join(notes)


def _address(address: str) -> str:
    """Return an address or a number as it can stand in a `.bib`, which takes it as it is."""
    return quote("".join(address.split()), safe="!$&'()*+,-./:;<=>?@[]_~%#|")
