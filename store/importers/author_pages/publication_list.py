"""Lists of publications as CVs and homepages have them: numbered, with marks, or a
paragraph each.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from store.importers.author_pages.references import read_reference

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from store.importers.author_pages.reading import Line
    from store.importers.entries import Entries

_MARK = re.compile(r"\s*(?:\[[A-Z]{0,3}\d{1,4}\]+\s*|(?:\(?\d{1,4}[.)]|[-•*·▪◦–])\s+)(?=\S)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_HEADING = re.compile(r"[A-ZÀ-Þ][\w’'()&/ -]{2,40}:?")
"""A line of a few words that says what sort of publications follows."""
_TITLES = re.compile(r"[\"“][^\"“”]{10,300}[\"”]")
_LEAST = 25


class _Item(NamedTuple):
    number: int
    text: str
    is_marked: bool


def is_make(lines: Sequence[Line]) -> bool:
    """Tell whether some items are references: two that are numbered, or half of all
    paragraphs.
    """
    items = list(_items(lines))
    read = [item for item in items if _YEAR.search(item.text) and read_reference(item.text)]
    marked = [item for item in read if item.is_marked]
    return len(marked) > 1 or (len(read) > 1 and len(read) * 2 >= len(items))


def read(lines: Sequence[Line], entries: Entries) -> None:
    """Read each item; one that is no reference is reported where it might be one."""
    for item in _items(lines):
        if len(_TITLES.findall(item.text)) > 1:
            told = "another publication may stand in this one"
            entries.findings.warn_at(item.number, f"{told}: {item.text[:60]}")
        if (item.is_marked or _YEAR.search(item.text)) and (
            record := read_reference(item.text)
        ):
            record.line = item.number
            entries.keep(record)
        elif (item.is_marked or _YEAR.search(item.text)) and len(item.text) >= _LEAST:
            entries.findings.skip(item.number, f"this cannot be read: {item.text[:60]}")


def _items(lines: Sequence[Line]) -> Iterator[_Item]:
    """Yield what a mark or a blank line begins, put together of its lines."""
    begun: _Item | None = None
    for line in lines:
        if _HEADING.fullmatch(line.text):
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


def _is_whole(item: _Item, line: Line) -> bool:
    """Tell whether an item without a mark ends where a line without one begins another."""
    return (
        not item.is_marked and bool(_YEAR.search(item.text)) and bool(_YEAR.search(line.text))
    )
