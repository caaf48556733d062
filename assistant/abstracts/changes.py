"""Which numbers say by how much something changed, and are no value of it: `by 4.5 AP`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.abstracts.quantities import are_joined
from assistant.abstracts.reading import Change
from assistant.language.lexicons import read_groups
from assistant.language.patterns import any_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.abstracts.measuring import Measured
    from assistant.abstracts.quantities import Quantity

_SAID = frozenset(word for way in ("more", "less") for word in read_groups("changes")[way])
"""Words by which a measure is itself a change: `PSNR gain`, `faster`."""
_DIRECTIONS = {
    stem: direction for direction, stems in read_groups("changes_by").items() for stem in stems
}
_COMPARATIVES = frozenset(
    "better superior faster worse slower more higher greater larger longer additional extra"
    " fewer less lower smaller shorter cheaper".split()
)
_COMPARED = any_word(_COMPARATIVES)
_STEMS = any_word(_DIRECTIONS.keys() - _COMPARATIVES)
_VERB = re.compile(rf"\b(?P<word>(?:{_STEMS})[a-z]{{0,6}})\b", re.IGNORECASE)
_COMPARATIVE = re.compile(rf"\b(?P<word>{_COMPARED})\b")
_NOUN = (
    r"(?:improve|enhance|incre)ments?|increases?|gains?|reductions?|decreases?|drops?|boosts?"
    r"|rises?|declines?|savings?|margins?|uplifts?"
)
_ABOUT = (
    r"(?:(?:an?|the|about|around|approximately|roughly|nearly|almost|over|up to|as much as"
    r"|more than|at least|only|just|some|further|additional|absolute|relative"
    r"|(?:average|mean|median|total|margin|factor) of) |[~≈] ?)*"
)
_BY = re.compile(rf"\bby {_ABOUT}$")
_OF = re.compile(
    rf"\b(?P<word>{_NOUN})(?: (?:in|of|for|over|on|to) [^,;:()\d]{{0,50}}?)? of {_ABOUT}$"
)
_VERBAL = re.compile(
    r"(?<!\ban )(?<!\ba )(?<!\bthe )(?<!\bits )(?<!\bour )"
    r"\b(?P<word>gain(?:s|ed|ing)?|(?:increas|decreas|reduc|declin|improv|sav)(?:es?|ed|ing)"
    rf"|rose|rises?|risen|grew|grown|grows?|fell|falls?|fallen|drop(?:s|ped)?|cuts?) {_ABOUT}$"
)
_PLUS = re.compile(r"(?:^|[\s(])\+ ?$")
_BEHIND = re.compile(
    rf"(?: (?:absolute|relative|average|mean|points?))*(?: (?P<word>{_COMPARED}|{_NOUN})\b)"
)
_LISTED = re.compile(r"[^;:.]{0,60}?(?:,|\band|\bor|/|-|–|\bto)\s?(?:by )?")
_OTHER_CLAUSE = re.compile(
    r"\b(?:achiev|reach|obtain|attain|scor|yield|record|set|result|is|are|was|were|from|to)"
)


def find_change(
    text: str,
    quantities: Sequence[Quantity],
    at: int,
    measured: Measured,
    last: Change | None,
) -> Change | None:
    """Return in which way a number says that its measure changed; None for a value of it.

    `last` is what the number before it says, which may stand in the same list.
    """
    if measured.is_measure and not _SAID.isdisjoint(measured.text.split()):
        return None
    before = text[: quantities[at].start]
    if _PLUS.search(before):
        return Change.MORE
    word = _word_behind(text, quantities, at, measured) or _word_before(before)
    if word:
        return _turned(_direction(word), measured.better)
    return last if last and _goes_on(text, quantities[at - 1], quantities[at]) else None


def _word_behind(text: str, quantities: Sequence[Quantity], at: int, measured: Measured) -> str:
    """Return what says so behind a number or its list: `44% and 55% fewer`, `2 AP gain`."""
    while at + 1 < len(quantities) and are_joined(text, quantities[at], quantities[at + 1]):
        at += 1
    end = quantities[at].end
    named = f" {measured.text}"
    found = _BEHIND.match(text, end)
    if found is None and measured.text and text.startswith(named, end):
        found = _BEHIND.match(text, end + len(named))
    return found["word"] if found else ""


def _word_before(before: str) -> str:
    """Return what says so before a number: `reduces it by`, `a gain of`, `it rose`."""
    if found := _OF.search(before) or _VERBAL.search(before):
        return found["word"]
    if not _BY.search(before):
        return ""
    verbs = list(_VERB.finditer(before)) or list(_COMPARATIVE.finditer(before))
    return verbs[-1]["word"] if verbs else ""


def _direction(word: str) -> str:
    plain = word.casefold()
    return next(_DIRECTIONS[stem] for stem in _BY_LENGTH if plain.startswith(stem))


_BY_LENGTH = sorted(_DIRECTIONS, key=len, reverse=True)


def _turned(direction: str, better: str | None) -> Change:
    """Return the way a measure went that is said to be better or worse."""
    is_up = direction == "up" or direction == ("bad" if better == "lower" else "good")
    return Change.MORE if is_up else Change.LESS


def _goes_on(text: str, first: Quantity, second: Quantity) -> bool:
    """Whether a number stands in one list with the change before it: `by 2 AP and 3 AP`."""
    gap = text[first.end : second.start]
    if _LISTED.fullmatch(gap) is None:
        return False
    is_range = gap.strip() == "to" and text[first.end - 1].isdigit()
    return is_range or _OTHER_CLAUSE.search(gap) is None
