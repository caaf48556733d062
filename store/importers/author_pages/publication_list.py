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
    tells_career,
    without_other_sections,
)
from store.importers.odd_names import words_of_no_name
from store.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from store.importers.author_pages.reading import PageLine
    from store.importers.entries import Entries
    from store.importers.record import Record
    from store.names import PersonName

_MARK = re.compile(r"\s*(?:\[[A-Z]{0,3}\d{1,4}\]+\s*|(?:\(?\d{1,4}[.)]|[-•*·▪◦–])\s+)(?=\S)")
_HEADING = re.compile(r"[A-ZÀ-Þ][\w’'()&/ -]{2,40}:?")
"""A line of a few words that says what sort of publications follows."""
_DATE = re.compile(r"\((?:1[5-9]|20)\d\d[a-z]?\)[.:]")
"""A year as it stands behind authors."""
_DOI = re.compile(r"(?:doi:|doi\.org/)\s*10\.", re.IGNORECASE)
_SAME_AUTHORS = re.compile(r"\s*(?:[—–―]{2,}|-{3,}|_{3,})[.,:]?\s+")
_YEAR_ALONE = re.compile(r"[-–—*#\s]*((?:19|20)\d\d)[-–—*#:\s]*")
_YEAR_OF_MARK = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_GOES_ON = re.compile(r"[\w,(]$")
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
    year: str = ""
    """That of the heading above it."""

    @property
    def dated(self) -> str:
        """The text with the year of its heading where it names none."""
        return self.text if DATED.search(self.text) else f"{self.text} ({self.year})"


def is_make(lines: Sequence[PageLine]) -> bool:
    """Tell whether some items are references: two that are numbered, or half of all
    paragraphs.
    """
    items = [item for item in _items(publication_lines(lines)) if not tells_career(item.text)]
    read = [item for item in items if _is_dated(item) and read_reference(item.dated)]
    marked = [item for item in read if item.is_marked]
    return len(marked) > 1 or (len(read) > 1 and len(read) * 2 >= len(items))


def read(lines: Sequence[PageLine], entries: Entries) -> None:
    """Read each item; one that is no reference is reported where it might be one."""
    before: list[PersonName] = []
    for item in _items(without_other_sections(lines, entries)):
        if tells_career(item.text):
            told = "this tells of a career, and is left out"
            entries.findings.warn_at(item.number, f"{told}: {item.text[:60]}")
            continue
        if _has_odd_quotes(item.text) or any(
            len(each.findall(item.text)) > 1 for each in (_DATE, _DOI)
        ):
            told = "another publication may stand in this one"
            entries.findings.warn_at(item.number, f"{told}: {item.text[:60]}")
        if (item.is_marked or _is_dated(item)) and (
            record := read_reference(_with_authors(item.dated, before))
        ):
            record.line, before = item.number, record.authors
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


def _is_dated(item: _Item) -> bool:
    return bool(item.year or DATED.search(item.text))


def _with_authors(text: str, before: Sequence[PersonName]) -> str:
    """Return a reference with the authors of the one before, where a dash stands for them."""
    dash = _SAME_AUTHORS.match(text)
    if dash is None or not before:
        return text
    return f"{'; '.join(name.written for name in before).rstrip('.')}. {text[dash.end() :]}"


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
    year = ""
    for line in lines:
        is_wrapped = begun and not line.is_after_blank and _GOES_ON.search(begun.text)
        alone = None if is_wrapped else _YEAR_ALONE.fullmatch(line.text)
        year = alone[1] if alone else year
        if alone or _HEADING.fullmatch(line.text) or is_section_heading(line.text):
            if begun is not None:
                yield begun
            begun = None
            continue
        mark = _MARK.match(line.text)
        ends = begun is not None and (mark or line.is_after_blank or _is_whole(begun, line))
        if begun is None or ends:
            if begun is not None:
                yield begun
            text = line.text[mark.end() if mark else 0 :]
            dated = _YEAR_OF_MARK.search(mark[0]) if mark else None
            begun = _Item(line.number, text, bool(mark), dated[0] if dated else year)
        else:
            begun = begun._replace(text=f"{begun.text} {line.text.strip()}")
    if begun is not None:
        yield begun


def _is_whole(item: _Item, line: PageLine) -> bool:
    """Tell whether an item without a mark ends where a line without one begins another."""
    if item.is_marked:
        return False
    if not item.year:
        return bool(DATED.search(item.text) and DATED.search(line.text))
    following = item._replace(text=line.text)
    return bool(read_reference(item.dated) and read_reference(following.dated))
