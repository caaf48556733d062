"""Volume, pages and year as styles of references have them, put as others do."""

from __future__ import annotations

import re

_VANCOUVER = re.compile(
    r"\.? (?P<year>(?:19|20)\d\d)(?: [A-Z][a-z]{2}(?: \d{1,2})?)?;\s?"
    r"(?P<volume>\d+(?:\s?\(\d+\))?)\s?:\s?(?P<pages>[\w-]+)"
)
_WHEN = r"\((?P<{}>(?:[A-Z][a-z]{{2,8}}\.? )?(?:19|20)\d\d)\)"
_ACM = re.compile(
    r" (?P<volume>\d{1,4}), (?P<issue>\d{1,2}(?:[–-]\d{1,2})?)"
    rf"(?:, Article (?P<article>\d{{1,6}}) {_WHEN.format('when')}(?:, \d+ pages)?"
    rf"| {_WHEN.format('date')}, (?:(?P<pages>\d+[–-]\d+)|\d+ pages))"
)
_ELSEVIER = re.compile(
    r"(?<=[A-Za-z.]) (?P<volume>\d{1,4}) \((?P<year>(?:19|20)\d\d)\),? "
    r"(?P<pages>\d[\d–-]*)(?=\W|$)"
)
_LIBRARY = re.compile(
    r", Vol(?:ume|\.) (?P<volume>\d{1,4})(?:, (?:Issue|No\.|Iss\.) (?P<issue>\d{1,4}))?"
    r"(?:, (?:[A-Z][a-z]{2,8} )?(?P<year>(?:19|20)\d\d))?(?:, Article No\.?:? ?\w{1,9})?"
    r"(?:, pp?\.? ?(?P<pages>\d[\d–-]*))?"
)
"""As the libraries of publishers show them."""
_GERMAN = re.compile(
    r"(?P<name>\s\d{1,4}(?:[./]\d{1,3})?) \((?P<year>(?:19|20)\d\d)\), S\.\s?(?P<pages>\d+)"
)


def with_plain_numbers(text: str) -> str:
    """Return a reference with the numbers of Vancouver, Elsevier, ACM and German lists as
    physicists have them: "12(3), 5-9 (2015)".
    """
    plain = text
    if ";" in text:
        plain = _VANCOUVER.sub(r" \g<volume>, \g<pages> (\g<year>)", text)
    plain = _ELSEVIER.sub(r" \g<volume>, \g<pages> (\g<year>)", plain)
    plain = _ACM.sub(_acm_numbers, plain)
    if ", Vol" in plain:
        plain = _LIBRARY.sub(_library_numbers, plain)
    if "), S." not in plain:
        return plain
    return _GERMAN.sub(r"\g<name>, \g<pages>", plain) + _german_year(plain)


def _acm_numbers(found: re.Match[str]) -> str:
    """Return "6, 3, Article 12 (Nov. 2018), 25 pages" as other styles write it."""
    pages, when = found["pages"] or found["article"], found["when"] or found["date"]
    numbers = f" {found['volume']}({found['issue']})"
    return f"{numbers}, {pages} ({when})" if pages else f"{numbers} ({when})"


def _library_numbers(found: re.Match[str]) -> str:
    """Return "Volume 6, Issue 3, May 2018, pp 3–9" as other styles write it."""
    issue, pages, year = (found[name] for name in ("issue", "pages", "year"))
    numbers = f" {found['volume']}{f'({issue})' if issue else ''}"
    return f"{numbers}{f', {pages}' if pages else ''}{f' ({year})' if year else ''}"


def _german_year(text: str) -> str:
    """Return the year of "12 (2003), S. 33-47", to stand at the end as elsewhere."""
    found = _GERMAN.search(text)
    return f" ({found['year']})" if found else ""
