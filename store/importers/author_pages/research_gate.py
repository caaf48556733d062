"""ResearchGate's profiles: title, kind, date, authors a line each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from store.importers.furniture import is_furniture
from store.importers.identifiers import read_date
from store.importers.record import Record
from store.names import PersonName, read_said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.importers.author_pages.reading import PageLine
    from store.importers.entries import Entries

_KINDS = {
    "Article": "article-journal",
    "Conference Paper": "paper-conference",
    "Preprint": "article",
    "Chapter": "chapter",
    "Book": "book",
    "Thesis": "thesis",
    "Technical Report": "report",
    "Data": "dataset",
    "Poster": "paper-conference",
    "Presentation": "speech",
    "Patent": "patent",
}
_DATE = re.compile(
    r"(?P<date>(?:[A-Z][a-z]{2,8} )?(?:1[5-9]|20)\d\d)(?:\s?[·•]\s?(?P<venue>\S.*))?"
)
_LEFT_OUT = re.compile(r"\[\.\.\.\]|\[…\]|…|\.\.\.|\+\s?\d+(?: (?:more|others))?")
_COUNT = re.compile(r"[·•]|[·•\s]*[\d,]+ (?:Reads?|Citations?|Recommendations?)[·•\s]*")
_VENUE = re.compile(
    r"^(?=.{8,80}$)[A-Z][\w ,&:-]*\b(?:and|of|for|in|on)\b [A-Z][\w ,&:-]*$"
    r"|^[A-Z][\w ]* (?:Journal|Letters|Review|Reports|Conference|Proceedings)$"
    r"|^(?:Journal|Proceedings|Annals|Acta) "
)
"""Where a paper appeared, on the line below its date: "Building and Environment"."""
_ENDS = frozenset(
    "View|View full-text|Download|Recommend|Follow|Share|Request full-text|Cite".split("|")
)
_A_TITLE = 4
"""Words from which on a line above a kind is no filter or button of the page."""
_ENDED = re.compile(r"(?:[.!?…\]])$")
_CUT = re.compile(r"(?:…|\.\.\.|\[\.\.\.\])$")
FURNITURE = (
    "publications article full text available conference paper chapter view download "
    "recommend follow share request cite poster presentation thesis technical report "
    "patent preprint data book reads citations about skills expertise"
)
"""Words that the page has itself."""
OWN = re.compile(rf"[\d,]+ Publications|{_COUNT.pattern}|.*(?:…|\.\.\.)")
"""Lines that the page has itself."""


def is_make(lines: Sequence[PageLine]) -> bool:
    """Tell whether the lines are those of ResearchGate."""
    return any(_is_kind(lines, place) for place in range(1, len(lines) - 1))


def read(lines: Sequence[PageLine], entries: Entries) -> None:
    """Read each paper: its kind has the title above it, and date and authors below."""
    for place in range(1, len(lines) - 1):
        if _is_kind(lines, place):
            _keep(lines, place, entries)
        elif lines[place].text in _KINDS and len(lines[place - 1].text.split()) >= _A_TITLE:
            title = lines[place - 1]
            told = f"no date stands below this kind of paper: {title.text[:60]}"
            entries.findings.skip(title.number, told)
    if len(lines[-1].text.split()) >= _A_TITLE and not _ENDED.search(lines[-1].text):
        entries.findings.warn_at(
            lines[-1].number, f"the page breaks off: {lines[-1].text[:60]}"
        )


def _is_kind(lines: Sequence[PageLine], place: int) -> bool:
    if lines[place].text not in _KINDS:
        return False
    return any(_DATE.fullmatch(line.text) for line in lines[place + 1 : place + 3])


def _keep(lines: Sequence[PageLine], place: int, entries: Entries) -> None:
    date, told = next(
        (below, found)
        for below in range(place + 1, place + 3)
        if (found := _DATE.fullmatch(lines[below].text))
    )
    names: list[PersonName] = []
    abstract, venue = "", told["venue"] or ""
    for at in range(date + 1, len(lines)):
        line = lines[at]
        if at + 1 < len(lines) and _is_kind(lines, at + 1):
            break
        if _COUNT.fullmatch(line.text):
            continue
        if not (names or venue) and _VENUE.search(line.text):
            venue = line.text
            continue
        if _LEFT_OUT.fullmatch(line.text):
            names.append(PersonName("et al."))
            continue
        if line.text in _ENDS or line.text in _KINDS or is_furniture(line.text):
            break
        if len(line.text.split()) > 5 or line.text.endswith("."):
            abstract = "" if _CUT.search(line.text) else line.text
            break
        names.append(read_said(line.text))
    entries.keep(
        Record(
            line=lines[place - 1].number,
            title=lines[place - 1].text,
            authors=names,
            date=read_date(told["date"]),
            venue=venue,
            abstract=abstract,
            kind=_KINDS[lines[place].text],
        )
    )
