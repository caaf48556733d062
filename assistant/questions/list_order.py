"""In which order of time a list of papers is asked for."""

from __future__ import annotations

from typing import NamedTuple

from assistant.language.patterns import any_of

_BEGINS = r"(?P<apart>[\s,;:(–-]*)(?:\b(?:and|but|please|from)\s+)?"
_ENDS = r"\)?[ ?.!]*$"
_NEW, _OLD = r"(?:newest|latest|most recent)", r"(?:oldest|earliest)"
_SORTED = r"(?:sort|order|arrang)ed(?: (?:it|them))? by"
_TIME = r"(?:the )?(?:(?:publication )?(?:year|date|time)|(?:year|date) of publication)"
_ORDER = any_of(
    rf"{_BEGINS}(?:"
    rf"(?:{_SORTED} |with )?(?:the )?(?:{_OLD}|(?P<new>{_NEW}))"
    r"(?: (?:ones?|papers?|work))? first"
    rf"|(?:{_OLD}|(?P<down>{_NEW})) to (?:{_OLD}|{_NEW})"
    rf"|{_SORTED} {_TIME}(?:,? (?:ascending|(?P<fall>descending)))?"
    rf"|in (?P<back>reverse) chronological order){_ENDS}"
)
_BACK = ("new", "down", "fall", "back")
# "In order of the year" and "chronologically" ask for a timeline (`intents.toml`).
# An order may be what a paper tells of: only where papers are listed it is that of the list.
_OF_PAPERS = any_of(r"\b(?:papers?|publications?|articles?|works?|abstracts?)\b")
_ASKS = any_of(r"^(?:which|what|who|when|is|are|was|were|do|does|did)\b")


class InOrder(NamedTuple):
    """A question without the order that it asks for, and whether that is the newest first."""

    text: str
    is_newest_first: bool


def take_order(text: str) -> InOrder:
    """Return a question without the order of a list that it ends with."""
    rest, is_newest_first = text, False
    while found := _ORDER.search(rest):
        is_apart = not _ASKS.match(text) or found["apart"].strip()
        if not is_apart or not _OF_PAPERS.search(rest[: found.start()]):
            break
        rest = rest[: found.start()]
        is_newest_first |= any(found[name] for name in _BACK)
    return InOrder(rest, is_newest_first)
