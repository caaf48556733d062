"""In which order of time a list of papers is asked for."""

from __future__ import annotations

from typing import NamedTuple

from assistant.language.patterns import any_of

_BEGINS = r"[\s,;:(–-]*(?:\b(?:and|but|please)\s+)?"
_ENDS = r"\)?[ ?.!]*$"
_SORTED = r"(?:sort|order|arrange|list)(?:ed)?(?: (?:it|them))?"
_TIME = r"(?:the )?(?:(?:publication )?(?:year|date|time)|(?:year|date) of publication)"
_ORDER = any_of(
    rf"{_BEGINS}(?:with )?(?:the )?(?:oldest|earliest|(?P<new>newest|latest|most recent))"
    rf"(?: (?:ones?|papers?|work))? first{_ENDS}",
    rf"{_BEGINS}{_SORTED} by {_TIME}{_ENDS}",
    rf"{_BEGINS}in (?P<back>reverse) chronological order{_ENDS}",
)
# "In order of the year" and "chronologically" ask for a timeline (`intents.toml`).
# An order may be what a paper tells of: only where papers are listed it is that of the list.
_OF_PAPERS = any_of(
    r"^(?:list|show|give|name|all)\b",
    r"\b(?:papers?|publications?|articles?|works?|abstracts?)\b",
)


class InOrder(NamedTuple):
    """A question without the order that it asks for, and whether that is the newest first."""

    text: str
    is_newest_first: bool


def take_order(text: str) -> InOrder:
    """Return a question without the order of a list that it ends with."""
    found = _ORDER.search(text)
    rest = text[: found.start()] if found else text
    if found is None or not _OF_PAPERS.search(rest):
        return InOrder(text, is_newest_first=False)
    return InOrder(rest, is_newest_first=bool(found["new"] or found["back"]))
