"""How many authors a message asks papers to have: "more than three authors", "all alone"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from assistant.language.patterns import any_of
from assistant.questions.catalogue import AMOUNTS

if TYPE_CHECKING:
    from collections.abc import Callable

_NOT_BEFORE = r"(?<![\w-])(?<!not )(?<!n't )(?<!n’t )"
_ALONE = any_of(
    _NOT_BEFORE + r"(?:(?:all|completely|entirely) )?(?:alone|solo|by (?:him|her|my)self|"
    r"on (?:his|her|my) own|without (?:any )?(?:co-?authors?|collaborators?)|"
    r"(?:as |is |was |am )?(?:the |an? )?(?:only|sole) author)\b",
    r"\b(?:and |with )?(?:nobody|no one) else\b",
)
_ONLY = any_of(r" only(?=\s*[?.!]*$)", r"\bthe only authors\b", r"\bby (?:just|only)\b")
_OF_ONE = any_of(
    _NOT_BEFORE + r"(?:single|sole)[- ]author(?:ed|s)?\b",
    _NOT_BEFORE + r"solo(?= (?:papers?|works?|ones?)\b)",
)
_N = rf"(\d\d?|{'|'.join(('one', *AMOUNTS))})"
_LAST = r"authors?\b(?!['’])"
_CO = r"co-?authors?\b(?!['’])"
_HAVING = r"(?:with|by|of|has|have|had|having|exactly|precisely|just|only)"
_ANY = 0
"""No bound above."""
_BOUNDS: tuple[tuple[str, Callable[..., tuple[int, int]]], ...] = (
    (rf"between {_N} and {_N} {_LAST}", lambda low, high: (low, high)),
    (rf"{_N}(?: to | or |-|–){_N} {_LAST}", lambda low, high: (low, high)),
    (
        rf"more than {_N} (?:but|and) (?:fewer|less) than {_N} {_LAST}",
        lambda low, high: (low + 1, high - 1),
    ),
    (rf"(?:no|not) more than {_N} {_LAST}", lambda most: (1, most)),
    (rf"(?:no|not) (?:fewer|less) than {_N} {_LAST}", lambda least: (least, _ANY)),
    (rf"(?:more than|over|above) {_N} {_LAST}", lambda least: (least + 1, _ANY)),
    (rf"(?:fewer than|less than|under|below) {_N} {_LAST}", lambda most: (1, most - 1)),
    (rf"(?:at least|minimum(?: of)?) {_N} {_LAST}", lambda least: (least, _ANY)),
    (rf"(?:at most|up to|maximum(?: of)?) {_N} {_LAST}", lambda most: (1, most)),
    (r"(?:several|multiple|(?<!how )many) authors\b", lambda: (2, _ANY)),
    (rf"{_HAVING} {_N} {_CO}", lambda others: (others + 1, others + 1)),
    (r"(?:with|has|have|had|and) (?:a single|one) co-?author\b", lambda: (2, 2)),
    (rf"{_N}\+ {_LAST}", lambda least: (least, _ANY)),
    (rf"{_N} or more {_LAST}", lambda least: (least, _ANY)),
    (rf"{_N} authors (?:or more|and up)\b", lambda least: (least, _ANY)),
    (
        rf"{_N} (?:or (?:fewer|less) authors|authors or (?:fewer|less))\b",
        lambda most: (1, most),
    ),
    (rf"{_HAVING} {_N} {_LAST}(?: (?:exactly|only|in total))?", lambda size: (size, size)),
    (rf"{_N}[- ]author(?= (?:papers?|works?|ones?)\b)", lambda size: (size, size)),
)
_SIZES = tuple((any_of(rf"\b(?:with )?(?:{said})"), bounds) for said, bounds in _BOUNDS)


class TeamSize(NamedTuple):
    """How many authors are wanted, in words, and where a text says so."""

    said: str
    begin: int
    end: int


def find_team_size(text: str, named: int) -> TeamSize | None:
    """Return how many authors papers are to have; so many people are named."""
    alone = _OF_ONE.search(text) or (_ALONE.search(text) if named else None)
    alone = alone or (_ONLY.search(text) if named > 1 else None)
    if alone:
        size = max(named, 1)
        return TeamSize(_in_words(size, size), *alone.span())
    for pattern, bounds in _SIZES:
        if found := pattern.search(text):
            least, most = bounds(*(_number(group) for group in found.groups() if group))
            is_possible = least > 0 and most in (_ANY, max(least, most))
            return TeamSize(_in_words(least, most), *found.span()) if is_possible else None
    return None


def _number(said: str) -> int:
    return int(said) if said.isdigit() else ("one", *AMOUNTS).index(said.lower()) + 1


def _in_words(least: int, most: int) -> str:
    if least == most:
        return f"with {least} authors" if least > 1 else "with a single author"
    if most == _ANY:
        return f"with at least {least} authors"
    return f"with {least} to {most} authors" if least > 1 else f"with at most {most} authors"
