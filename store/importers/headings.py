"""The line above each record of a publication page: field, date and code mark, as in `CVSep
19, 2024Code`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from store.paper import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterable

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAME = re.compile(
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|"
    r"aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"(?P<field>[A-Za-z][A-Za-z-]*(?:\.[A-Za-z-]+)*?|)(?P<month>[A-Z][a-z]{2,8})\.?"
    r"(?: (?P<day>\d{1,2}))?(?:,? (?P<year>\d{4}))? ?(?P<code>Code)?"
)
_AREAS = frozenset(
    "AI AR CC CE CG CL CR CV CY DB DC DL DM DS ET FL GL GR GT HC IR IT LG LO MA MM MS NA"
    " NE NI OH OS PF"
    " PL RO SC SD SE SI SY AS IV SP AP CO ME ML OT TH BM CB GN MN NC PE QM TO".split()
)
"""Areas of arXiv, by their two letters (https://arxiv.org/category_taxonomy)."""
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Heading:
    """The field, date and code mark of a record; `month` is None where its name is no month."""

    text: str
    field: str | None
    year: int | None
    month: int | None
    day: int | None
    has_code: bool


def parse_heading(text: str, *, after_blank: bool) -> Heading | None:
    """Return the heading that a cleaned line holds, or None where it is another kind of
    line.
    """
    if len(text) > _LONGEST or not (found := _HEADING.fullmatch(text)):
        return None
    is_month = bool(_MONTH_NAME.fullmatch(found["month"]))
    has_whole_date = after_blank and found["day"] and found["year"]
    # A date alone may be a piece of an abstract, and so may a word and a number, as in "Table
    # 2".
    if not (found["day"] or found["year"]) or not (
        (found["field"] and is_month) or has_whole_date
    ):
        return None
    if not (found["field"] or is_month):
        return None
    return Heading(
        text=text,
        field=_areas(found["field"]) or None,
        year=int(found["year"]) if found["year"] else None,
        month=_MONTHS.index(found["month"][:3].lower()) + 1 if is_month else None,
        day=int(found["day"]) if found["day"] else None,
        has_code=bool(found["code"]),
    )


def _areas(field: str) -> str:
    """Return the areas of a heading apart that names several: `CVLGRO` is CV, LG, RO."""
    pairs = [field[place : place + 2] for place in range(0, len(field), 2)]
    return ", ".join(pairs) if len(pairs) > 1 and _AREAS.issuperset(pairs) else field


def inferred_year(headings: Iterable[Heading]) -> int | None:
    """Return the year that a page leaves out: the first after the newest that it names.

    Such a page leaves out the year of the day on which it was taken.
    """
    newest = max((heading.year for heading in headings if heading.year), default=None)
    return newest + 1 if newest else None


def date_of(
    heading: Heading, missing_year: int | None
) -> tuple[PartialDate | None, str | None]:
    """Return the date as far as it exists, and what is wrong with it."""
    year = heading.year if heading.year is not None else missing_year
    if year is None:
        return None, None
    inferred = heading.year is None
    if not 1 <= year <= 9999:
        return None, f"`{heading.text}` names a year that does not exist; the date is left out"
    if heading.month is None:
        return PartialDate(
            year, inferred=inferred
        ), f"`{heading.text}` names no month that is known; kept the year"
    if heading.day is not None and not _exists(year, heading.month, heading.day):
        trouble = f"`{heading.text}` is a day that does not exist in {year}; kept the month"
        return PartialDate(year, heading.month, inferred=inferred), trouble
    return PartialDate(year, heading.month, heading.day, inferred), None


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
