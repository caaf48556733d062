"""What stands where a year would and is none, or two: "in press", "n.d.", "1859/1964"."""

from __future__ import annotations

import re

from store.printable import one_line
from store.text import fold

_STATES = re.compile(
    r"\b(?:forthcoming|in press|to appear|in (?:preparation|review|revision)|submitted|accepted"
    r"|under (?:review|revision)|(?:ahead of|in) print|online first|early view"
    r"|im (?:druck|erscheinen)|eingereicht|angenommen|sous presse|a paraitre|soumis"
    r"|en (?:prensa|preparacion)|in corso di stampa|no prelo)\b"
)
"""Where a work stands on its way to its readers, folded."""
_NO_DATE = re.compile(
    r"n d|n y|s d|s a|s f|o j|nd|no (?:date|year)|undated|unknown|sin fecha|none|null|tba|"
)
"""What says that there is no year, folded."""
_LONGEST = 60
_YEAR = r"(1[0-9]\d\d|20\d\d)"
_ORIGINAL_FIRST = re.compile(rf"\s*(?:\[{_YEAR}\]\s*|{_YEAR}\s*/\s*){_YEAR}\W*")
_ORIGINAL_BEHIND = re.compile(
    rf"\s*{_YEAR}\s*[\[(](?:[a-z0-9.]{{2,12}}[ .]+){{0,3}}{_YEAR}[\])]\W*", re.IGNORECASE
)


def status_of(text: str) -> str:
    """Return where a work stands that has no year yet, as its source says it; "" where what
    stands there says no such thing.
    """
    said = one_line(text[:_LONGEST]).strip(" ()[]{}.,;")
    found = _STATES.search(fold(said))
    return said.lower() if found and len(said) < _LONGEST and not re.search(r"\d", said) else ""


def says_no_date(text: str) -> bool:
    """Tell whether a source says itself that there is no date."""
    return bool(_NO_DATE.fullmatch(fold(text)))


def reprinted(text: str) -> tuple[str, str] | None:
    """Return the year of a reprint and that of the work: of "1859/1964", "[1859] 1964" and
    "1964 (1859)"; None of one year, and of the turn of two.
    """
    if found := _ORIGINAL_FIRST.fullmatch(text[:_LONGEST]):
        original, year = found[1] or found[2], found[3]
        return (year, original) if int(year) - int(original) > 1 else None
    if found := _ORIGINAL_BEHIND.fullmatch(text[:_LONGEST]):
        year, original = found[1], found[2]
        return (year, original) if int(original) < int(year) else None
    return None
