"""What is known against a paper: that it was retracted or withdrawn, or is doubted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.printable import one_line

if TYPE_CHECKING:
    from store.paper import Paper

MARKS = {
    "retracted": "was retracted",
    "withdrawn": "was withdrawn",
    "concern": "is under an expression of concern",
}
"""By their names in `Paper.extra`, the gravest first; the value is the DOI of the notice, or
"yes" where no source names one.
"""
_KINDS = {
    "retraction": "retracted",
    "partial_retraction": "concern",
    "removal": "withdrawn",
    "withdrawal": "withdrawn",
    "expression_of_concern": "concern",
    "expression-of-concern": "concern",
}
# What publishers, PubMed and Web of Science put before or behind the titles of such papers.
_TITLE = re.compile(
    r"\W{0,3}(?P<what>retracted|withdrawn)(?: (?:article|paper|chapter))?\s*[:\]\)–—]"
    r"|.{5,}[\(\[](?P<behind>retracted|withdrawn)(?: (?:article|paper|chapter))?\b",
    re.IGNORECASE | re.DOTALL,
)
# What Scopus calls the type of such a document, and people write into notes.
_NOTE = re.compile(r"(?P<what>retracted|withdrawn)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Retraction:
    """What became of a paper, and the notice that says so."""

    what: str
    """One of MARKS."""
    notice: str = ""
    """The DOI of the notice, "" where no source names it."""

    def __str__(self) -> str:
        notice = f" (notice: {one_line(self.notice)})" if self.notice else ""
        return f"{MARKS[self.what]}{notice}"

    @property
    def word(self) -> str:
        """The word that marks the paper in a list."""
        return "doubted" if self.what == "concern" else self.what


def retraction_of(paper: Paper) -> Retraction | None:
    """Return what the paper's sources say against it; None where they say nothing."""
    for what in MARKS:
        if said := paper.extra.get(what):
            return Retraction(what, said if "/" in said else "")
    if found := _TITLE.match(paper.title):
        return Retraction((found["what"] or found["behind"]).lower())
    texts = (paper.extra.get(name, "") for name in ("note", "genre", "status"))
    found = next(filter(None, map(_NOTE.match, texts)), None)
    return Retraction(found["what"].lower()) if found else None


def mark_of(kind: str) -> str:
    """Return the name in `Paper.extra` of a kind of Crossref's updates; "" for corrections and
    the like.
    """
    return _KINDS.get(kind.strip().lower(), "")


def notices_in(paper: Paper) -> list[tuple[str, str]]:
    """Return the marks and DOIs of the papers that a paper is a notice about."""
    pairs = (each.split(" ", 1) for each in paper.extra.get("notice-of", "").split("; "))
    return [(pair[0], pair[1]) for pair in pairs if len(pair) == 2 and pair[0] in MARKS]


def noted(notice: str | None) -> str:
    """Return the value in `Paper.extra` for a notice, whose DOI may not be known."""
    return notice if notice and "/" in notice else "yes"


def better_notice(known: str, other: str) -> str:
    """Return what tells more: the DOI of a notice rather than that there is one."""
    return known if "/" in known or "/" not in other else other
