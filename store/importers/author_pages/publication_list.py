"""Lists of publications as CVs and homepages have them: numbered, with marks, or a
paragraph each.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from store.importers.author_pages.leftovers import words_in, words_of
from store.importers.author_pages.listed_names import (
    FULL_NAME,
    VANCOUVER_NAMES,
    begins_with_names,
)
from store.importers.author_pages.reference_styles import WITH
from store.importers.author_pages.references import DATED, LONGEST, read_reference
from store.importers.author_pages.sections import (
    is_section_heading,
    tells_career,
    without_other_sections,
)
from store.importers.odd_names import words_of_no_name
from store.names import is_collective, read_said
from store.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from store.importers.author_pages.reading import PageLine
    from store.importers.entries import Entries
    from store.importers.record import Record
    from store.names import PersonName
    from store.paper import Paper

_MARK = re.compile(
    r"\s*(?:\[[A-Z]{0,3}\d{1,5}\]+\s*|(?:\(?\d{1,5}[.):]|[-•*·▪◦–]|\d{4}(?=\t))\s+)(?=\S)"
)
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
_MOST_LINES = 40
"""Lines of a reference without a mark; behind them another begins in any case."""
_OTHER_LINES = 50
"""Lines of which one may be of another kind, and longer than the text is wide."""
_ENDED = re.compile(r"[.)\]⟩”\"!?]$|(?:doi\S*|https?:)/\S*$")
"""How the last line of a reference ends."""
_DIGIT = re.compile(r"\d")
_OPEN = re.compile(r"[,;:&(–-]$")
"""How no last line does."""
_YEAR_FIRST = re.compile(r"\s*((?:19|20)\d\d)[:.–-]?\s+(?=\S)")
_LABEL = re.compile(r"\s*(?:(?:[Rr]ecommended |[Ss]uggested )?[Cc]itation|[Cc]ite as):\s+")
"""What stands before a reference that a page asks to be cited by."""
_FULL_NAME = re.compile(rf"{FULL_NAME}(?=$|\s?[—–|,(:-])")
_WITH_FIRST = re.compile(r"\W*(?:\d{1,4}\W+)?\(?With [A-Z]|.{0,12}\(with [A-Z]")
_QUOTES = ("“", '"', "„", "«")
_SHOWN, _ALIKE, _LEAST_WORDS = 80, 10, 2
_FURNITURE = frozenset(
    "proceedings journal conference volume number pages issue press preprint arxiv doi https"
    " http www available online january february march april june july august september october"
    " november december best paper award oral spotlight honorable mention nominated nominee"
    " invited equal contribution cited code project page video slides poster accepted appear"
    " published under review supplementary material with joint jointly coauthored"
    " edited".split()
)
"""Words of a reference that are no part of what it says."""


@dataclass(eq=False)
class _Item:
    """What a mark or a blank line begins."""

    number: int
    lines: list[str]
    is_marked: bool
    year: str = ""
    """That of the heading above it."""
    owner: PersonName | None = None
    """Whose page it is, where the page leaves him out of lists of authors."""

    @cached_property
    def text(self) -> str:
        """Its lines, put together."""
        return " ".join(self.lines)

    @cached_property
    def reference(self) -> Record | None:
        """What it says, where it is a reference."""
        return read_reference(self.dated, owner=self.owner)

    @cached_property
    def names_year(self) -> bool:
        """True where it names a year itself."""
        return bool(DATED.search(self.text))

    @cached_property
    def tells_career(self) -> bool:
        """True where it is of a degree or a post, and no work."""
        return tells_career(self.text)

    @property
    def dated(self) -> str:
        """The text with the year of its heading where it names none."""
        return self.text if self.names_year else f"{self.text} ({self.year})"

    @property
    def is_dated(self) -> bool:
        """True where it, or the heading above it, names a year."""
        return bool(self.year or self.names_year)

    def take(self, line: str) -> None:
        """Go on with another line."""
        self.lines.append(line)
        for read_before in ("text", "names_year", "reference"):
            self.__dict__.pop(read_before, None)


def read_list(lines: Sequence[PageLine], entries: Entries) -> bool:
    """Read each item, and report one that is no reference where it might be one; tell whether
    they are references at all: two that are numbered, or half of all paragraphs.
    """
    is_left_out = any(WITH.search(line.text) or _WITH_FIRST.match(line.text) for line in lines)
    owner = _owner(lines) if is_left_out else None
    items = [*_items(without_other_sections(lines, entries), owner)]
    works = [item for item in items if not item.tells_career]
    read = [item for item in works if item.is_dated and item.reference]
    is_list = len(read) > 1 and len(read) * 2 >= len(works)
    if not is_list and sum(item.is_marked for item in read) < 2:
        return False
    people = [name for item in read if item.reference for name in item.reference.authors]
    known = {name.said for name in people} | {_short(name) for name in people}
    before: list[PersonName] = []
    for item in items:
        before = _read(item, before, known, entries)
    return True


def _short(name: PersonName) -> str:
    return f"{name.given[:1]}. {name.family}"


def _read(
    item: _Item, before: list[PersonName], known: AbstractSet[str], entries: Entries
) -> list[PersonName]:
    """Read an item, and return its authors, for whom a dash may stand in the next."""
    findings = entries.findings
    if item.tells_career:
        told = "this tells of a career, and is left out"
        findings.warn_at(item.number, f"{told}: {item.text[:60]}")
        return before
    if _has_odd_quotes(item.text) or any(
        len(each.findall(item.text)) > 1 for each in (_DATE, _DOI)
    ):
        told = "another publication may stand in this one"
        findings.warn_at(item.number, f"{told}: {item.text[:60]}")
    if (item.is_marked or item.is_dated) and (
        record := _reference(item, before) or read_reference(item.dated, known)
    ):
        record.line = item.number
        paper = entries.keep(record)
        if left := _left_of(item, record, paper) or _behind_date(item, record):
            told = "this part of it was not understood"
            findings.warn_at(item.number, f"{told}: {left[:60]}")
        return record.authors
    if len(item.text) >= _LEAST and (
        item.is_marked
        or item.names_year
        or begins_with_names(item.text)
        or _DOI.search(item.text)
        or (re.search(r"\d", item.text) and read_reference(item.text))
    ):
        findings.skip(item.number, f"this cannot be read: {item.text[:60]}")
    return before


def _reference(item: _Item, before: Sequence[PersonName]) -> Record | None:
    """Return what an item says; a dash stands for the authors of the one before."""
    dash = _SAME_AUTHORS.match(item.dated)
    if dash is None or not before:
        return item.reference
    authors = "; ".join(name.written for name in before).rstrip(".")
    return read_reference(f"{authors}. {item.dated[dash.end() :]}")


def _has_odd_quotes(text: str) -> bool:
    """Tell whether more than one title stands in quotes, or a quote is missing."""
    curly = max(text.count(mark) for mark in "“”„«»")
    return (
        curly > 1
        or text.count('"') == 1
        or sum(text.count(mark) for mark in '"“”„«»') not in (0, 2)
    )


def _left_of(item: _Item, record: Record, paper: Paper) -> str:
    """Return the words of an item that went into no field of what was read of it."""
    said = words_of(paper)
    left = [word for word in words_in(item.text) if word not in said and word not in _FURNITURE]
    odd = [name.said for name in record.authors if words_of_no_name(name.said)]
    return " ".join([*left, *odd]) or ("" if len(item.text) <= LONGEST else "what is too long")


def _behind_date(item: _Item, record: Record) -> str:
    """Return what stands behind the year, where a title does, and is none of what was read."""
    found = _DATE.search(item.text)
    behind = item.text[found.end() :][:_SHOWN] if found else ""
    is_title = fold(behind).startswith(fold(record.title)[:_ALIKE])
    return "" if is_title or len(words_in(behind)) < _LEAST_WORDS else behind.strip()


def _owner(lines: Sequence[PageLine]) -> PersonName | None:
    """Return the name that a page begins with."""
    found = _FULL_NAME.match(lines[0].text) if lines else None
    if found is None or is_section_heading(found[0]) or is_collective(found[0]):
        return None
    return read_said(found[0])


def _items(lines: Sequence[PageLine], owner: PersonName | None = None) -> Iterator[_Item]:
    """Yield what a mark or a blank line begins, put together of its lines."""
    begun: _Item | None = None
    year = ""
    width = _width(lines)
    for line in lines:
        is_wrapped = begun and not line.is_after_blank and _GOES_ON.search(begun.lines[-1])
        alone = None if is_wrapped else _YEAR_ALONE.fullmatch(line.text)
        year = alone[1] if alone else year
        if alone or _HEADING.fullmatch(line.text) or is_section_heading(line.text):
            if begun is not None:
                yield begun
            begun = None
            continue
        mark = _mark(line.text)
        text = line.text[mark.end() if mark else 0 :]
        dated = _YEAR_OF_MARK.search(mark[0]) if mark else None
        item = _Item(line.number, [text], bool(mark), dated[0] if dated else year, owner)
        if begun is None:
            begun = item
        elif item.is_marked or line.is_after_blank or _is_whole(begun, item, width):
            yield begun
            begun = item
        else:
            begun.take(line.text.strip())
    if begun is not None:
        yield begun


def _mark(text: str) -> re.Match[str] | None:
    """Return what begins an item: a number, a sign, or a year before names."""
    if mark := _MARK.match(text) or _LABEL.match(text):
        return mark
    year = _YEAR_FIRST.match(text) if text[:1].isdigit() else None
    if year is None:
        return None
    rest = text[year.end() :]
    return year if VANCOUVER_NAMES.match(rest) or begins_with_names(rest) else None


def _width(lines: Sequence[PageLine]) -> int:
    """Return how wide the text is, which its longest lines fill."""
    lengths = sorted(len(line.text) for line in lines)
    return lengths[-1 - len(lengths) // _OTHER_LINES] if lengths else 0


def _is_whole(item: _Item, following: _Item, width: int) -> bool:
    """Tell whether an item without a mark ends where a line without one begins another."""
    last = item.lines[-1]
    if item.is_marked or not item.is_dated:
        return False
    if len(item.lines) > _MOST_LINES:
        return True
    # Where the next word had found room, the line was not broken for want of it.
    has_room = len(last) + len(following.text.partition(" ")[0]) < width
    if has_room and following.names_year and not item.year:
        return True
    is_ended = bool(_ENDED.search(last))
    if not (is_ended or has_room or _DIGIT.search(item.text)):
        # A line that is full, and ends in a word, ends none that has no number yet.
        return False
    if not _OPEN.search(last) and _begins(following.text, item) and _is_read(item):
        return True
    if not item.year and has_room:
        return False
    if has_room and is_ended and _is_sentence(following.text) and _tells_where(item.reference):
        return True
    are_dated = bool(item.year) or following.names_year
    if not (are_dated and (has_room or is_ended) and following.reference):
        return False
    return item.reference is not None or (is_ended and not _is_title(item, following))


def _is_sentence(text: str) -> bool:
    """Tell whether a line begins and ends as a reference does, and has its numbers."""
    is_long = len(text) > _LEAST and text[0].isupper()
    return is_long and bool(_ENDED.search(text) and re.search(r"\d", text))


def _is_title(item: _Item, following: _Item) -> bool:
    """Tell whether an item is the title of the line that follows."""
    record = read_reference(f"{item.text} {following.dated}")
    return record is not None and fold(record.title) == fold(item.text.rstrip(" ."))


def _begins(text: str, item: _Item) -> bool:
    """Tell whether a line begins a reference as others do, or as the one above it does."""
    if _SAME_AUTHORS.match(text) or begins_with_names(text):
        return True
    if "ith " in text and WITH.search(text) and WITH.search(item.text):
        return True
    return text.startswith(_QUOTES) and item.text.startswith(_QUOTES)


def _is_read(item: _Item) -> bool:
    """Tell whether an item is a whole reference, if perhaps of those who wrote the last."""
    return bool(_SAME_AUTHORS.match(item.text)) or _tells_where(item.reference)


def _tells_where(record: Record | None) -> bool:
    """Tell whether a reference goes on behind its title."""
    if record is None:
        return False
    return bool(record.venue or record.doi or record.arxiv or any(record.extra.values()))
