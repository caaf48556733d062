"""Homepages that give a paper three lines: its title, its authors, and where it appeared."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from store.importers.author_pages.listed_names import (
    FULL_NAME,
    is_list_alone,
    people_of,
)
from store.importers.author_pages.people import people
from store.importers.author_pages.references import DATED, read_whereabouts
from store.importers.bylines import is_surely_byline
from store.importers.identifiers import make_date
from store.importers.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from store.importers.author_pages.reading import PageLine
    from store.importers.entries import Entries

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_YEAR_ALONE = re.compile(r"\W*((?:19|20)\d\d)\W*")
_LEAST_WORDS, _LONGEST_VENUE = 2, 200
_FEW = 4
_REFERENCE = re.compile(r"\d[^\d]{0,3}\.$")
"""How references end, and no line of authors does: they are not looked at further."""
_LINES_APART = 7
"""Lines from the authors of a paper to those of the next, with a few of buttons."""
_OPEN_TO_ALL = re.compile(r"(?i:open access|free access|full text available)")
_ONE_WORD = re.compile(r"[A-ZÀ-Þ][\w-]{3,}[?!]?")
_NAME = re.compile(FULL_NAME)
_NUMBER_ALONE = re.compile(r"PMID|(?:https?://(?:dx\.)?doi\.org/|(?:doi|DOI):?\s?)10\.\d{4}")
"""What stands alone below a venue, and is of the same paper."""
_IN_BRACKETS = re.compile(r"\s*\([^()]{1,60}\)")
_MARKS = re.compile(r"[*†‡§¶∗]+")
_NOTE = re.compile(
    r"\s*[\[(](?:oral|spotlight|poster|best|award|highlight|notable)[^()\[\]]*[\])]", re.I
)
FURNITURE = (
    "publications selected recent paper papers code video project page slides poster bibtex"
    " abstract data demo arxiv preprint oral spotlight best award conference journal equal"
    " contribution present dataset supplementary website news research teaching students"
    " cite share epub free article clinical trial review"
)
"""Words that the page has itself."""
OWN = re.compile(rf"PMID: \d+.*|{_OPEN_TO_ALL.pattern}|(?:[Ee]-?[Mm]ail:?\s*)?\S+@\S+\.\w+")
"""Lines that the page has itself."""


def is_make(lines: Sequence[PageLine]) -> bool:
    """Tell whether two papers and more stand on three lines each, of which few titles name a
    year, as all references do, and most stand below a blank line or another paper, as none
    does in a text that is wrapped.
    """
    places = [place for place, _ in _places(lines)]
    titles = [lines[place - 1] for place in places]
    dated = sum(bool(DATED.search(title.text)) for title in titles)
    begun = sum(title.is_after_blank for title in titles)
    begun += sum(
        not title.is_after_blank and place - before <= _LINES_APART
        for title, (before, place) in zip(titles[1:], pairwise(places), strict=True)
    )
    return len(titles) > 1 and dated * _FEW <= len(titles) <= begun * 2


def read(lines: Sequence[PageLine], entries: Entries) -> None:
    """Read each paper: its authors have the title above, and the venue below them."""
    for place, year in _places(lines):
        title = lines[_above(lines, place)]
        below, *more = [line.text for line in lines[place + 1 : place + 3]]
        below += "".join(f" {text}" for text in more if _NUMBER_ALONE.match(text))
        venue, doi = read_whereabouts(_NOTE.sub("", below))
        authors = _bare(lines[place].text)
        if authors.count(".") == 1:  # It ends the list, and is of no initial.
            authors = authors.rstrip(".")
        entries.keep(
            Record(
                line=title.number,
                title=title.text.strip(" .,\t"),
                authors=people_of(authors) if is_list_alone(authors) else people(authors),
                date=make_date(year),
                kind=venue.kind,
                venue=venue.name,
                doi=doi,
                arxiv=[below],
                extra=venue.extra,
            )
        )


def _places(lines: Sequence[PageLine]) -> Iterator[tuple[int, str]]:
    """Yield where a line of authors has a title above it and a venue below it, and the year:
    of the venue, or that which stands alone on a line above.
    """
    above = ""
    bare = [_bare(line.text) for line in lines]
    listed = {text for text in bare if not _REFERENCE.search(text) and _is_byline(text)}
    # One of those whom lists name may have written alone.
    listed |= {name.said for text in listed for name in people(text)}
    for place in range(1, len(lines) - 1):
        title, below = lines[_above(lines, place)].text, lines[place + 1].text
        if alone := _YEAR_ALONE.fullmatch(title):
            above = alone[1]
        elif (bare[place] in listed or _is_block(lines, place)) and _is_paper(
            title, below, listed
        ):
            years = _YEAR.findall(below)
            if year := years[-1] if years else above:
                yield place, year


def _is_byline(text: str) -> bool:
    return is_surely_byline(text) or is_list_alone(text)


def _above(lines: Sequence[PageLine], place: int) -> int:
    """Return where the title of a line of authors stands; a line may be between that says who
    may read the paper.
    """
    is_between = place > 1 and _OPEN_TO_ALL.fullmatch(lines[place - 1].text)
    return place - 2 if is_between else place - 1


def _is_block(lines: Sequence[PageLine], place: int) -> bool:
    """Tell whether a line that may be a name stands in a block of three, a title of some words
    above it and a venue with its year below.
    """
    title, author, below = lines[place - 1 : place + 2]
    return (
        title.is_after_blank
        and not (author.is_after_blank or below.is_after_blank)
        and (place + 2 == len(lines) or lines[place + 2].is_after_blank)
        and len(title.text.split()) > _LEAST_WORDS
        and bool(_NAME.fullmatch(_bare(author.text)))
        and bool(_YEAR.search(below.text))
    )


def _bare(authors: str) -> str:
    """Return a line of authors without marks, and what is said of these in brackets."""
    bare = _IN_BRACKETS.sub("", authors) if "(" in authors else authors
    return _MARKS.sub("", bare).strip()


def _is_paper(title: str, below: str, listed: set[str]) -> bool:
    return (
        len(below) <= _LONGEST_VENUE
        and (len(title.split()) >= _LEAST_WORDS or _is_one_word(title))
        and not _YEAR_ALONE.fullmatch(below)
        and title.strip() not in listed
        and not is_surely_byline(title)
    )


def _is_one_word(title: str) -> bool:
    """Tell whether a title is of one word, which is none of the page's own."""
    is_word = _ONE_WORD.fullmatch(title.strip())
    return bool(is_word) and title.strip(" ?!").casefold() not in FURNITURE.split()
