"""A publication page cut into its header and its records."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from store.importers.furniture import is_furniture
from store.importers.headings import Heading, parse_heading

if TYPE_CHECKING:
    from collections.abc import Sequence

_COUNT = re.compile(r"(\d[\d,]{0,8})\s*papers?", re.IGNORECASE)
_STATISTIC = re.compile(
    r"h-index.*|.*\d\s*(?:papers?|citations?)|novelty.*|ai score.*|(?-i:[A-Z]{2})|[\W\d]*",
    re.IGNORECASE,
)
_CUT_HEADING = re.compile(r"[A-Za-z.-]{1,20}(?: \d{0,2}(?:, ?\d{0,4})? ?(?:C(?:od?)?)?)?")
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class HeadedRecord:
    """A heading, the number of its line, and the lines below it that are not blank."""

    line: int
    heading: Heading
    texts: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    """The number of the line of each text."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page's records, and what its header says: whose it is, and how many papers it lists."""

    owner: str | None
    counts: tuple[int, ...]
    records: tuple[HeadedRecord, ...]
    header: tuple[tuple[int, str], ...] = ()
    """The lines before the first record, with their numbers."""
    cut_line: int | None = None
    """The last line, where it is the beginning of a heading of which the rest is missing."""


def split_page(lines: Sequence[str]) -> Page:
    """Return the page that cleaned lines hold."""
    header: list[tuple[int, str]] = []
    records: list[HeadedRecord] = []
    for number, text in enumerate(lines):
        if heading := parse_heading(text, after_blank=number == 0 or not lines[number - 1]):
            records.append(HeadedRecord(number + 1, heading))
        elif text and records:
            records[-1].texts.append(text)
            records[-1].numbers.append(number + 1)
        elif text:
            header.append((number + 1, text))
    counts = {
        int(found[1].replace(",", ""))
        for _, text in header
        if (found := _COUNT.fullmatch(text))
    }
    return _without_cut_heading(
        Page(_owner(header), tuple(sorted(counts)), tuple(records), tuple(header)), lines
    )


def _owner(header: Sequence[tuple[int, str]]) -> str | None:
    name = next((text for _, text in header if not is_furniture(text)), "")
    is_name = 0 < len(name) <= _LONGEST_NAME and not _STATISTIC.fullmatch(name)
    return name if is_name else None


def _without_cut_heading(page: Page, lines: Sequence[str]) -> Page:
    """Take a heading that was cut, as in `CVNov 23, 20`, out of the abstract above it."""
    last = next((number for number in range(len(lines) - 1, 0, -1) if lines[number]), 0)
    is_short = not page.counts or len(page.records) < max(page.counts)
    if not is_short or not last or lines[last - 1] or not _CUT_HEADING.fullmatch(lines[last]):
        return page
    # A title, authors and an abstract stand above it: with fewer, the line is one of them.
    if not page.records or len(page.records[-1].texts) < 4:
        return page
    page.records[-1].texts.pop()
    page.records[-1].numbers.pop()
    return replace(page, cut_line=last + 1)
