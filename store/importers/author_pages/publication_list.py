"""Lists of publications as CVs and homepages have them: numbered, with marks, or a
paragraph each.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from store.importers.author_pages.leftovers import words_in, words_of
from store.importers.author_pages.references import DATED, LONGEST, read_reference
from store.importers.author_pages.sections import (
    is_section_heading,
    publication_lines,
    without_other_sections,
)
from store.importers.odd_names import words_of_no_name
from store.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from store.importers.author_pages.reading import PageLine
    from store.importers.entries import Entries
    from store.importers.record import Record

_MARK = re.compile(r"\s*(?:\[[A-Z]{0,3}\d{1,4}\]+\s*|(?:\(?\d{1,4}[.)]|[-•*·▪◦–])\s+)(?=\S)")
_HEADING = re.compile(r"[A-ZÀ-Þ][\w’'()&/ -]{2,40}:?")
"""A line of a few words that says what sort of publications follows."""
_DATE = re.compile(r"\((?:1[5-9]|20)\d\d[a-z]?\)[.:]")
"""A year as it stands behind authors."""
_DOI = re.compile(r"(?:doi:|doi\.org/)\s*10\.", re.IGNORECASE)
_LEAST = 25
_SHOWN, _ALIKE, _LEAST_WORDS = 80, 10, 2
_FURNITURE = frozenset(
    "proceedings journal conference volume number pages issue press preprint arxiv doi https"
    " http www available online january february march april june july august september october"
    " november december best paper award oral spotlight honorable mention nominated nominee"
    " invited equal contribution cited code project page video slides poster accepted appear"
    " published under review supplementary material".split()
)
"""Words of a reference that are no part of what it says."""


class _Item(NamedTuple):
    number: int
    text: str
    is_marked: bool


def is_make(lines: Sequence[PageLine]) -> bool:
    """Tell whether some items are references: two that are numbered, or half of all
    paragraphs.
    """
    items = list(_items(publication_lines(lines)))
    read = [item for item in items if DATED.search(item.text) and read_reference(item.text)]
    marked = [item for item in read if item.is_marked]
    return len(marked) > 1 or (len(read) > 1 and len(read) * 2 >= len(items))


def read(lines: Sequence[PageLine], entries: Entries) -> None:
    """Read each item; one that is no reference is reported where it might be one."""
    for item in _items(without_other_sections(lines, entries)):
        if _has_odd_quotes(item.text) or any(
            len(each.findall(item.text)) > 1 for each in (_DATE, _DOI)
        ):
            told = "another publication may stand in this one"
            entries.findings.warn_at(item.number, f"{told}: {item.text[:60]}")
        if (item.is_marked or DATED.search(item.text)) and (
            record := read_reference(item.text)
        ):
            record.line = item.number
            entries.keep(record)
            if (left := _left_of(item, record)) or (left := _behind_date(item, record)):
                told = "this part of it was not understood"
                entries.findings.warn_at(item.number, f"{told}: {left[:60]}")
        elif len(item.text) >= _LEAST and (
            item.is_marked
            or DATED.search(item.text)
            or (re.search(r"\d", item.text) and read_reference(item.text))
        ):
            entries.findings.skip(item.number, f"this cannot be read: {item.text[:60]}")


def _has_odd_quotes(text: str) -> bool:
    """Tell whether more than one title stands in quotes, or a quote is missing."""
    curly = max(text.count(mark) for mark in "“”„«»")
    return (
        curly > 1
        or text.count('"') == 1
        or sum(text.count(mark) for mark in '"“”„«»') not in (0, 2)
    )


def _left_of(item: _Item, record: Record) -> str:
    """Return the words of an item that went into no field of what was read of it."""
    known = _FURNITURE | words_of(record.paper())
    left = [word for word in words_in(item.text) if word not in known]
    odd = [name.said for name in record.authors if words_of_no_name(name.said)]
    return " ".join([*left, *odd]) or ("" if len(item.text) <= LONGEST else "what is too long")


def _behind_date(item: _Item, record: Record) -> str:
    """Return what stands behind the year, where a title does, and is none of what was read."""
    found = _DATE.search(item.text)
    behind = item.text[found.end() :][:_SHOWN] if found else ""
    is_title = fold(behind).startswith(fold(record.title)[:_ALIKE])
    return "" if is_title or len(words_in(behind)) < _LEAST_WORDS else behind.strip()


def _items(lines: Sequence[PageLine]) -> Iterator[_Item]:
    """Yield what a mark or a blank line begins, put together of its lines."""
    begun: _Item | None = None
    for line in lines:
        if _HEADING.fullmatch(line.text) or is_section_heading(line.text):
            if begun is not None:
                yield begun
            begun = None
            continue
        mark = _MARK.match(line.text)
        ends = begun is not None and (mark or line.is_after_blank or _is_whole(begun, line))
        if begun is None or ends:
            if begun is not None:
                yield begun
            begun = _Item(line.number, line.text[mark.end() if mark else 0 :], bool(mark))
        else:
            begun = begun._replace(text=f"{begun.text} {line.text.strip()}")
    if begun is not None:
        yield begun


def _is_whole(item: _Item, line: PageLine) -> bool:
    """Tell whether an item without a mark ends where a line without one begins another."""
    return (
        not item.is_marked and bool(DATED.search(item.text)) and bool(DATED.search(line.text))
    )
