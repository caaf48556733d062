"""What a number in a sentence measures, and which way of it is better."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.language.lexicons import read_groups
from assistant.language.word_lists import FUNCTION_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.abstracts.quantities import Quantity

_DIRECTIONS = {
    noun.casefold(): direction
    for direction, nouns in read_groups("measures").items()
    for noun in nouns
}
_HEAD = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(sorted(map(re.escape, _DIRECTIONS), key=len, reverse=True))
    + r")(?![\w-])",
    re.IGNORECASE,
)
_MODIFIER = re.compile(r"(?P<word>[^\W\d_][\w'’@+-]*)(?:\s|\s?\((?:\w|\s)+\)\s)$")
_MOST_MODIFIERS = 3
_NO_MODIFIER = FUNCTION_WORDS | frozenset(
    """fewer less more higher lower faster better greater larger smaller longer shorter
    achieves achieve achieved reaches reached reach obtains obtained improves improve
    improved increases increased increase reduces reduced reduce decreases decreased
    decrease yields yielded has have shows showed show reports reported reporting saving
    reducing improving achieving obtaining reaching including percent times points
    significant significantly approximately consistent new impressive remarkable
    comparable similar best highest lowest maximum minimum state-of-the-art sota
    respectively significantly relative overall additional extra""".split()
) - frozenset({"relative", "overall", "time"})
_OF_WHAT = re.compile(r"\s(?:of|for|in)\s(?:the\s|a\s|an\s)?(?P<what>[\w-]+(?:\s[\w-]+){0,3})")


@dataclass(frozen=True, slots=True)
class Measure:
    """A noun phrase that says what is measured, `text[start:end]`."""

    start: int
    end: int
    better: str | None


def find_measures(text: str) -> list[Measure]:
    """Return the phrases of a sentence that name something measured, with modifiers."""
    return list(_measures(text))


def _measures(text: str) -> Iterator[Measure]:
    last = 0
    for head in _HEAD.finditer(text):
        start = _with_modifiers(text, head.start(), last)
        direction = _DIRECTIONS[head[0].casefold()]
        yield Measure(start, head.end(), None if direction == "either" else direction)
        last = head.end()


def _with_modifiers(text: str, start: int, least: int) -> int:
    """Where a noun phrase begins whose head begins at `start`."""
    for _ in range(_MOST_MODIFIERS):
        before = _MODIFIER.search(text, least, start)
        if before is None or before["word"].casefold() in _NO_MODIFIER:
            break
        start = before.start()
    return start


_FAR = 90
_BREAK = re.compile(r"[;:]|\.\s|, (?:which|and|outperforming|with)\b|\b(?:while|whereas|but)\b")
_LISTING = re.compile(r"[\s,/]|and|or|to|-|–|from|between|respectively")
_COMPARED = re.compile(
    r"\s?(?:in |of |on |more |fewer |less |higher |lower |better |smaller |larger |top-)"
)


def nearest_measure(
    text: str, measures: Sequence[Measure], quantity: Quantity, others: Sequence[Quantity]
) -> Measure | None:
    """Return the phrase that says what a number measures: behind it, or before it."""
    ranked = [
        (_distance(text, measure, quantity, others), measure.start, measure)
        for measure in measures
    ]
    best = min(ranked, default=None, key=lambda each: each[:2])
    return best[2] if best and best[0] < _FAR else None


def _distance(
    text: str, measure: Measure, quantity: Quantity, others: Sequence[Quantity]
) -> float:
    """How far a phrase is from a number, what lies between them counted too."""
    is_behind = measure.start >= quantity.end
    start, end = (quantity.end, measure.start) if is_behind else (measure.end, quantity.start)
    if start > end:
        return _FAR
    between = text[start:end]
    crossed = sum(start <= each.start < end for each in others)
    cost = len(between) + 40 * len(_BREAK.findall(between)) + 8 * crossed
    if is_behind and len(between.split()) <= 2 and not re.search(r"[,;(]", between):
        return 0.2 * cost
    return cost + (15 if is_behind else 0)
