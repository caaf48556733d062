"""The line of authors below a title: names, "et al.", affiliations."""

from __future__ import annotations

import re
from dataclasses import dataclass

from store.importers.latex import plain_text
from store.importers.record import MOST_AUTHORS

_ET_AL = re.compile(r"(?:^|[,;]?\s)(?:et\.? al\b\.?|and others)$", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(
    r"[,;](?!\s*(?:Jr|Sr|II|III|IV)\b)(?:\s*(?:and|&)\s)?|\s(?:and|&|\|)\s"
)
_PROSE_END = re.compile(r"[^\W\d_]{4,}[.?!:]$")
_MOST_WORDS = 6
_LONGEST = 400_000
"""Letters of a line of authors that are read; the longest that are known have 200,000."""
_LAST_WORD = 60


@dataclass(frozen=True, slots=True)
class Byline:
    """The authors as the page gives them."""

    authors: tuple[str, ...]
    is_complete: bool
    affiliations: tuple[str, ...]
    is_cut_short: bool = False
    """True where a list is longer than any, and is not read to its end."""


def parse_byline(line: str) -> Byline:
    """Return the names of a line such as `Ada Lovelace, Li Wei et al. · tsinghua`."""
    names, _, affiliations = f"{line[:_LONGEST]} ".partition(" · ")
    complete = _ET_AL.sub("", names.strip())
    listed = _BETWEEN_NAMES.split(complete)
    is_cut_short = len(listed) > MOST_AUTHORS or len(line) > _LONGEST
    return Byline(
        authors=_named(listed),
        is_complete=complete == names.strip() and not is_cut_short,
        affiliations=_named(re.split(r" · |[,;]", affiliations)),
        is_cut_short=is_cut_short,
    )


def is_byline(line: str) -> bool:
    """Tell whether a line may hold authors, rather than prose."""
    names = line[:_LONGEST].partition(" · ")[0].strip()
    if _ET_AL.search(names):
        return True
    parts = [part for part in _BETWEEN_NAMES.split(names) if part]
    return not _PROSE_END.search(names[-_LAST_WORD:]) and all(
        len(part.split()) <= _MOST_WORDS for part in parts
    )


def is_surely_byline(line: str) -> bool:
    """Tell whether a line can hardly be a title: "et al.", or several full names."""
    names = line[:_LONGEST].partition(" · ")[0].strip()
    parts = [part.split() for part in _BETWEEN_NAMES.split(names)]
    are_full_names = all(
        2 <= len(part) <= 4 and part[0][:1].isupper() and part[-1][:1].isupper()
        for part in parts
    )
    return (len(parts) > 1 and are_full_names) or bool(_ET_AL.search(names[-_LAST_WORD:]))


def _named(parts: list[str]) -> tuple[str, ...]:
    return tuple(
        name for part in parts[:MOST_AUTHORS] if (name := plain_text(part).strip(" ·"))
    )
