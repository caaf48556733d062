"""What names a paper among all others: DOIs, numbers of arXiv and PubMed, addresses; and
dates.
"""

from __future__ import annotations

import re
from calendar import monthrange
from functools import cache
from html import unescape
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import unquote

from store.importers.base import clean_text
from store.paper import PartialDate
from store.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

INFERRED = re.compile(
    r"(?:the )?year (?:is )?inferred(?:; the source gives none)?\.?", re.IGNORECASE
)
"""How our own exports mark a year that no source gave."""

_ARXIV = re.compile(
    r"arxiv(?:\.org/(?:abs|pdf|html)/|[:.]\s{0,9}|\s{1,9}(?:preprint\s{1,9}(?:arxiv:)?)?)"
    r"(?P<number>\d{4}\.\d{4,5}|[a-z-]{1,20}(?:\.[A-Z]{2})?/\d{7})(?P<version>v\d{1,3})?",
    re.IGNORECASE,
)
_DOI = re.compile(r"10\.\d{1,9}(?:\.\d{1,9}){0,5}/[^\s\"]{1,500}")
_AS_FORMULA = re.compile(r"\$(?:\\backslash\s?)?([<>_]?)\$")
"""A sign as Mendeley and others set it: `$<$`, `$\\backslash$_`."""
_LATEX = re.compile(
    r"\\href\s*\{[^{}]{0,500}\}|\\url\s*(?=\{)|\\(?P<sign>textunderscore|textless|textgreater|slash)\s?"
    r"|\\(?=[_%&#~${}^/:-])|\\_\s?"
)
_SIGNS = {"textunderscore": "_", "textless": "<", "textgreater": ">", "slash": "/"}
_RESOLVER = re.compile(r"\s*(?:https?://)?(?:dx\.|www\.)?doi\.org/", re.IGNORECASE)
_AT_PUBLISHER = re.compile(
    r"\s*https?://[^\s/]{4,80}/(?:doi|article|chapter|book)/(?:[a-z]{2,10}/)?(?P<doi>10\.\d{4,9}/\S+)"
)
_ASKED = re.compile(r"(?:\?[A-Za-z_]{1,20}=|#).*$")
"""What an address says behind a DOI."""
_VIEW = re.compile(r"(?:/(?:full|abstract|pdf|epdf|html|meta)|\.pdf)$")
"""Which view of a paper an address is of."""
_QUOTED = re.compile(r"%(?:2[0-9A-F]|3[A-F]|5[B-F]|7[B-E])", re.IGNORECASE)
"""A sign as addresses write it: `%3C` is "<"."""
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_DATE = re.compile(
    r"\s*(?P<year>-?\d{4})[~?%]?(?:[-/.](?P<month>\d{1,2}|XX)(?:[-/.](?P<day>\d{1,2}|XX)(?![\d:]))?)?(?!\d)"
)
_NUMERIC = re.compile(
    r"\s*(?P<first>\d{1,2})(?P<sign>[./-])(?P<second>\d{1,2})(?P=sign)(?P<year>\d{4})\s*"
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH_NAME = re.compile(rf"\b(?P<month>{'|'.join(_MONTHS)})[a-z]{{0,6}}\b", re.IGNORECASE)
_LETTER = re.compile("[A-Za-z]")
_DAY = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?(?!\d)")


def read_doi(text: str) -> str | None:
    """Return a DOI without an address before it, or braces and escapes of BibTeX in it."""
    if not text:
        return None
    bare = _without_latex(text[:2000])
    if _QUOTED.search(bare):
        bare = _without_latex(unquote(bare))
    found = _DOI.search(bare)
    if found is None:
        return None
    doi = unescape(found[0]) if "&" in found[0] else found[0]
    if "://" in bare[: found.start()]:
        doi = _ASKED.sub("", doi)
    while doi and (
        doi[-1] in ".,;:>}]'" or (doi[-1] == ")" and doi.count(")") > doi.count("("))
    ):
        if doi[-1] == ">" and doi.count("<") >= doi.count(">"):
            break
        doi = doi[:-1]
    return clean_text(doi) or None


def doi_in_address(text: str) -> str | None:
    """Return the DOI that an address at doi.org names, or one of a publisher who has his
    papers by DOI.
    """
    if _RESOLVER.match(text):
        return read_doi(text)
    found = _AT_PUBLISHER.match(text)
    return read_doi(_VIEW.sub("", _ASKED.sub("", found["doi"]))) if found else None


def read_arxiv(*texts: str) -> str | None:
    """Return the number, and the version where one is given, of the first text that names
    arXiv's.
    """
    found = next((found for text in texts if (found := _ARXIV.search(text[:2000]))), None)
    return f"{found['number']}{found['version'] or ''}" if found else None


def read_url(text: str) -> str | None:
    """Return the first address of a value, without the braces and escapes of BibTeX."""
    bare = clean_text(_without_latex(text[:4000])) if text else ""
    return bare.split(" ")[0] if bare else None


def read_venue(text: str) -> str | None:
    """Return the name of a journal or a meeting; arXiv is none."""
    return None if re.match(r"arxiv|corr\b", text, re.IGNORECASE) else text or None


def read_date(text: str) -> PartialDate | None:
    """Return the date of "2016-05-03/2016-05-07" (its first), "2021 Mar 2", "3 May 2016", or a
    year in words.
    """
    if numbers := _NUMERIC.fullmatch(text[:200]):
        return _numeric_date(numbers)
    start = text[:200].strip().split("/")[0] if re.match(r"\s*\d{4}-", text) else text[:200]
    found = _DATE.match(start)
    if found and not re.search("[A-Za-z]{3}", start[found.end() :]):
        return make_date(found["year"], found["month"], found["day"])
    year = _YEAR.search(start)
    if year is None:
        return None
    rest = f"{start[: year.start()]} {start[year.end() :]}"
    month, day = month_and_day(rest)
    return make_date(year[1], month, day)


def _numeric_date(found: re.Match[str]) -> PartialDate | None:
    """Return the date of "20.05.2011" or "5/20/2011"; the year alone of "3/5/2011", where
    either may be the month.
    """
    first, second = int(found["first"]), int(found["second"])
    if found["sign"] == "." or first > 12 or first == second:
        return make_date(found["year"], second, first)
    return make_date(found["year"], first, second) if second > 12 else make_date(found["year"])


def month_and_day(text: str) -> tuple[int | None, int | None]:
    """Return what "apr", "4", "April 3" or "Mar-Apr" tells; "Spring" and "1st Quarter" tell of
    no month.
    """
    words = text[:100]
    named = _MONTH_NAME.search(words)
    numbers = [int(number) for number in _DAY.findall(words)]
    month = _MONTHS.index(named["month"].lower()) + 1 if named else _month_elsewhere(words)
    if month:
        return month, numbers[0] if numbers else None
    return numbers[0] if numbers and not _LETTER.search(words) else None, None


def _month_elsewhere(text: str) -> int | None:
    """Return the month that a word of another language names."""
    if text.isascii() and not _LETTER.search(text):
        return None
    return next((_months()[word] for word in fold(text).split() if word in _months()), None)


@cache
def _months() -> dict[str, int]:
    text = files("store.importers").joinpath("months.txt").read_text(encoding="utf-8")
    rows = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return {name: int(number) for number, *names in rows for name in names}


def make_date(
    year: str | int | None, month: str | int | None = None, day: str | int | None = None
) -> PartialDate | None:
    """Return the date of these parts as far as it exists; None where the year is none."""
    numbers: Sequence[int] = [_number(part) for part in (year, month, day)]
    if not 1 <= numbers[0] <= 9999:
        return None
    known = numbers[1] if 1 <= numbers[1] <= 12 else None
    days = monthrange(numbers[0], known)[1] if known else 0
    within = numbers[2] if 1 <= numbers[2] <= days else None
    return PartialDate(numbers[0], known, within)


def _number(part: str | int | None) -> int:
    """Return a small number; 0 where there is none. Python refuses to read numbers of 4,300
    digits.
    """
    text = (
        str(part).strip()
        if isinstance(part, str) or (part is not None and abs(part) < 10**6)
        else ""
    )
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 6 else 0


def _without_latex(text: str) -> str:
    if "\\" in text:
        text = _LATEX.sub(lambda found: _SIGNS.get(found["sign"], ""), text)
    bare = text.replace("{", "").replace("}", "")
    return _AS_FORMULA.sub(r"\1", bare) if "$" in bare else bare
