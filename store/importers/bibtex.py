"""Papers from BibTeX, under the keys that the file gives them."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from store.importers.base import read_text
from store.importers.bibtex_values import (
    addresses,
    joined,
    month_and_day,
    person_names,
    plain_value,
)
from store.importers.entries import (
    Entries,
    read_arxiv,
    read_date,
    read_doi,
    read_venue,
    without_others,
)
from store.paper import Paper

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from bibtexparser.library import Library
    from bibtexparser.model import Block, Entry

    from store.importers.base import Imported
    from store.paper import PartialDate

    Fields = Mapping[str, str]

# Without a handler of its own, what bibtexparser logs about odd input would land on the screen.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())

_VENUES = (
    "journal",
    "journaltitle",
    "booktitle",
    "howpublished",
    "school",
    "institution",
    "publisher",
)


def read_bibtex(path: Path) -> Imported:
    """Return the papers of a `.bib`; what cannot be read is reported with its line, and the
    rest is kept.
    """
    from bibtexparser.entrypoint import parse_string

    library = parse_string(re.sub(r"\r\n?", "\n", read_text(path)), parse_stack=[])
    strings = _strings(library)
    entries = Entries(path)
    read = [(entry, _fields(entry, strings)) for entry in _entries(library.blocks, entries)]
    parents = {entry.key.lower(): fields for entry, fields in read}
    for entry, own in read:
        fields = _with_inherited(own, parents)
        entries.keep(_paper(fields), entry.key.strip(), (entry.start_line or 0) + 1)
    return entries.imported("BibTeX entries")


def _entries(blocks: Iterable[Block], entries: Entries) -> Iterator[Entry]:
    """Yield the entries, those with repeated keys or fields among them; skip what is broken."""
    from bibtexparser.model import DuplicateFieldKeyBlock, Entry, ParsingFailedBlock

    for block in blocks:
        line = (block.start_line or 0) + 1
        if isinstance(block, Entry):
            yield block
        elif isinstance(block, ParsingFailedBlock):
            inner = block.ignore_error_block
            if isinstance(inner, Entry):
                yield inner
            if isinstance(block, DuplicateFieldKeyBlock):
                entries.findings.warn_at(
                    line, f"a field stands twice; the first is taken: {_first_line(block)}"
                )
            elif inner is None:
                entries.findings.skip(line, f"this is no whole entry: {_first_line(block)}")


def _first_line(block: Block) -> str:
    return (block.raw or "").strip().partition("\n")[0][:60]


def _strings(library: Library) -> dict[str, str]:
    """Return the values of all `@string`s by name, each made of those before it."""
    strings: dict[str, str] = {}
    for string in library.strings:
        strings[string.key.lower()] = joined(str(string.value), strings)
    return strings


def _fields(entry: Entry, strings: Mapping[str, str]) -> dict[str, str]:
    """Return the fields by their names in small letters; of those that stand twice, the
    first.
    """
    return {
        field.key.lower(): joined(str(field.value), strings) for field in reversed(entry.fields)
    }


def _with_inherited(fields: Fields, parents: Mapping[str, Fields]) -> Fields:
    """Return the fields with those of the entry that `crossref` names; its title names the
    book.
    """
    parent = parents.get(fields.get("crossref", "").strip().lower())
    if parent is None:
        return fields
    inherited = {
        name: value for name, value in parent.items() if name not in ("title", "crossref")
    }
    return {"booktitle": parent.get("title", "")} | inherited | dict(fields)


def _paper(fields: Fields) -> Paper:
    authors, are_all = without_others(person_names(fields.get("author", "")))
    places = [
        fields.get(name, "")
        for name in ("eprint", "doi", "url", "journal", "note", "howpublished")
    ]
    address = addresses(fields.get("howpublished", "")) or ""
    return Paper(
        key="",
        title=plain_value(fields.get("title", "")),
        authors=authors,
        authors_complete=are_all,
        date=_date(fields),
        abstract=plain_value(fields.get("abstract", "")),
        field=_category(fields),
        has_code=None,
        venue=_venue(fields),
        doi=read_doi(fields.get("doi", "")),
        arxiv_id=_eprint(fields) or read_arxiv(*places),
        url=fields.get("url", "").strip() or address or None,
    )


def _date(fields: Fields) -> PartialDate | None:
    year, *rest = (fields.get("date") or fields.get("year", "")).strip().split("-")
    month, day = month_and_day(fields.get("month", ""))
    within = fields.get("day", "").strip()
    day = int(within) if within.isdecimal() else day
    numbers = [int(part) for part in rest if part.isdecimal()]
    if numbers:
        month, day = numbers[0], (numbers[1] if len(numbers) > 1 else None)
    return read_date(year, month, day, plain_value(fields.get("note", "")))


def _venue(fields: Fields) -> str | None:
    named = (
        plain_value(fields.get(name, ""))
        for name in _VENUES
        if not addresses(fields.get(name, ""))
    )
    return next((venue for name in named if (venue := read_venue(name))), None)


def _eprint(fields: Fields) -> str | None:
    """Return the eprint where arXiv made it, as a number alone would not tell."""
    kind = fields.get("archiveprefix") or fields.get("eprinttype") or ""
    number = fields.get("eprint", "").strip()
    return (
        read_arxiv(f"arXiv:{number}") or number or None
        if kind.strip().lower() == "arxiv"
        else None
    )


def _category(fields: Fields) -> str | None:
    """Return what arXiv calls the field, or the one keyword that an entry has."""
    keywords = plain_value(fields.get("keywords", ""))
    lone = "" if re.search(r"[,;]", keywords) else keywords
    return plain_value(fields.get("primaryclass", "")) or lone or None
