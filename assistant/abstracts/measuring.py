"""What each number of a sentence measures: by a noun behind or before it, or by its clause."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.abstracts.clauses import changed_subject, tell_counted, tell_measure
from assistant.abstracts.measures import CHANGES, Measure, find_measures
from assistant.abstracts.quantities import are_joined
from assistant.language.patterns import any_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.abstracts.quantities import Quantity

_EQUALS = re.compile(r"(?<![\w-])(?P<name>[^\W\d_][\w-]{0,14})\s?(?P<sign>[=:])\s?$")
_ACRONYM = re.compile(r"\s(?P<what>(?:top-\d )?[A-Z][A-Za-z]?[A-Z0-9][\w-]*)")
_NOT_OF = (
    "varied|ranged|increased|decreased|rose|fell|was|were|is|are|by|to|from|with|in|on|at|and"
    "|for|of|than|has|had"
)
_OF_WHAT = re.compile(
    r"(?:\s?\([\w\s-]{1,20}\))?\s(?:of|for)\s(?:the\s|a\s|an\s)?[^\W\d_][\w-]*"
    rf"(?:\s(?!(?:{_NOT_OF})\b)[^\W\d_][\w-]*){{0,3}}"
)
_CHANGE = re.compile(rf"\s?(?:{any_word(CHANGES)})\b", re.IGNORECASE)
_LINK = re.compile(
    r"\s?(?:in terms of|on average|in the|of the|in|of|on|for|the|an?|lower|mean)\b",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r"[;:]|\.\s|\b(?:while|whereas|but|which|and then|although)\b|, (?:and|with) "
)
_MANNER = re.compile(r"\b(?:with|by|using|when|for)\b")
_NOT_BETWEEN = (
    "and|or|but|of|by|with|while|without|within|when|using|after|as|at|per|than|to|in|on|for"
)
_FEW_WORDS = re.compile(rf"\s?(?:(?!(?:{_NOT_BETWEEN})\b)[\w-]+\s){{0,2}}")
_COMPARATIVE = re.compile(
    r"\s?(?P<word>faster|slower|longer|shorter|larger|smaller|cheaper|deeper"
    r"|more [a-z]+(?:ent|ate|ive|ful|ble))\b"
    r"(?=$|[,.;:)]| (?:than|while|and|or|but|with|on|in|for|to|when|compared)\b)"
)
_PREDICATE = re.compile(
    r"\s(?:were|was|had|have|has|did|do|are|received|reported|showed|used)\b"
)
_PER = re.compile(r" (?P<what>[a-z]+(?: [a-z]+)?) per\b")
_WITHIN = re.compile(r"(?:\s?\([\w\s-]+\))?\s(?:of|for|in)\s[^,;:()\d]{0,60}")
_RATIO = re.compile(r"ratio|risk|odds|difference|\b[a-zA-Z]?[ROH]R\b")
_SHORT = re.compile(r"\((?P<name>[A-Z][\w-]*)\) $")
_FAR, _CLOSE = 110, 12
_WEAK, _COMMA, _CROSSED, _BROKEN, _BEHIND = 20, 12, 14, 45, 25
"""What lies between a number and a phrase, or speaks against it, in characters."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a number measures, in the words of its sentence, and which way is better."""

    text: str
    better: str | None
    is_metric: bool = False
    """Whether it is a score that stands right by the number, so that this needs no unit."""
    is_measure: bool = False
    """Whether its noun names a measure, and nothing that may as well be done or counted."""
    is_behind: bool = False
    """Whether it follows the number at once."""


class Measuring:
    """Finds what each number of one sentence measures."""

    def __init__(self, text: str, quantities: Sequence[Quantity]) -> None:
        self._text = text
        self._quantities = quantities
        self._measures = [self._without_numbers(each) for each in find_measures(text)]

    def _without_numbers(self, measure: Measure) -> Measure:
        inside = [
            each.end for each in self._quantities if measure.start < each.end < measure.end
        ]
        start = max(inside, default=measure.start)
        return replace(measure, start=start + (self._text[start : start + 1] == " "))

    def measure(self, at: int) -> Measured:
        """Return what the number at an index measures.

        The phrase stands behind the number (`84.9% top-1 accuracy`), before it in its clause
        (`a risk ratio of 1.2`), or with an earlier number of the same list. A share that no
        such noun goes with measures what its clause says: `27% contained antibodies`.
        """
        if (inside := self._quantities[at].measure) is not None:
            text = self._text[slice(*inside)]
            return Measured(text, "higher", is_metric=True, is_measure=True, is_behind=True)
        return self._named(at) or self._told(at)

    def _named(self, at: int) -> Measured | None:
        """Return the noun for a measure that goes with a number, or with one listed before."""
        for each in range(at, -1, -1):
            found = self._named_here(each)
            if found is not None:
                return found
            if self._is_told(each) or not (each and self._goes_on(each)):
                return None
        return None

    def _named_here(self, at: int) -> Measured | None:
        """Return the noun behind a number, before it at once, or nearest to it."""
        first, last = self._list_around(at)
        if found := self._behind(last):
            return replace(self._whole(found, is_close=True), is_behind=True)
        if said := self._said_at_once(first, last):
            return said
        found = None if self._is_told(at) else self._nearest(first, last)
        if found is None or (self._is_effect(at) and not self._is_ratio(found)):
            return None
        gap = self._quantities[first].start - found.end
        whole = self._whole(found, is_close=0 <= gap <= _CLOSE)
        subject = changed_subject(self._text, self._quantities[first].start)
        is_part = subject.endswith(self._text[found.start : found.end])
        return replace(whole, text=subject) if is_part else whole

    def _said_at_once(self, first: int, last: int) -> Measured | None:
        """Return what is no noun of the lists and yet measured: `3 times faster`, `62.4 PQ`."""
        end = self._quantities[last].end
        if comparative := _COMPARATIVE.match(self._text, end):
            better = "higher" if comparative["word"] == "faster" else None
            return Measured(comparative["word"], better, is_measure=True, is_behind=True)
        for pattern in (_PER, _ACRONYM):
            if match := pattern.match(self._text, end):
                return Measured(match["what"], None, is_measure=True, is_behind=True)
        equals = _EQUALS.search(self._text, 0, self._quantities[first].start)
        if equals is None:
            return None
        name, ends = equals["name"], equals.end("name")
        known = next((each for each in self._measures if each.end == ends), None)
        if known:
            return self._whole(known, is_close=True)
        is_name = equals["sign"] == "=" or name[1:] != name[1:].lower()
        return Measured(name, None) if is_name else None

    def _is_told(self, at: int) -> bool:
        """Whether a verb behind a share says what it is of: `27% had antibodies`."""
        quantity = self._quantities[at]
        return quantity.unit == "%" and _PREDICATE.match(self._text, quantity.end) is not None

    def _is_effect(self, at: int) -> bool:
        """Whether a number with its interval is in a list: `birth length (1.3 […])`."""
        pair = self._quantities[max(0, at - 1) : at + 1]
        return len(pair) > 1 and all(each.interval and not each.unit for each in pair)

    def _is_ratio(self, measure: Measure) -> bool:
        return _RATIO.search(self._text, measure.start, measure.end) is not None

    def _told(self, at: int) -> Measured:
        quantity = self._quantities[at]
        if quantity.unit not in {"%", "points", ""} and quantity.interval is None:
            return Measured("", None)
        if not quantity.unit and quantity.value.is_integer():
            return Measured(tell_counted(self._text, quantity.end), None)
        while at and self._is_effect(at):
            at -= 1
        told, last = self._tell(at)
        if not told and last + 1 < len(self._quantities):
            told, _ = self._tell(last + 1)
        return Measured(told, None)

    def _tell(self, at: int) -> tuple[str, int]:
        """Return what the clause around a list of numbers says, and its last number."""
        first, last = self._list_around(at)
        start, end = self._quantities[first].start, self._quantities[last].end
        return tell_measure(self._text, start, end), last

    def _list_around(self, at: int) -> tuple[int, int]:
        """Return the first and the last number of the list or range that one stands in."""
        first = last = at
        while first and self._are_joined(first - 1):
            first -= 1
        while last + 1 < len(self._quantities) and self._are_joined(last):
            last += 1
        return first, last

    def _are_joined(self, at: int) -> bool:
        return are_joined(self._text, self._quantities[at], self._quantities[at + 1])

    def _behind(self, last: int) -> Measure | None:
        """Return the phrase that follows a number at once, a change or a preposition aside."""
        at = self._quantities[last].end
        for pattern in (None, _CHANGE, _LINK, _LINK, _CHANGE, _LINK):
            if pattern and (match := pattern.match(self._text, at)):
                at = match.end()
            for each in self._measures:
                is_here = each.start < at < each.end or each.start in (at, at + 1)
                if is_here and each.end > at:
                    return each
        few = (each for each in self._measures if each.start > at)
        return next(
            (each for each in few if _FEW_WORDS.fullmatch(self._text, at, each.start)), None
        )

    def _nearest(self, first: int, last: int) -> Measure | None:
        start, end = self._quantities[first].start, self._quantities[last].end
        ranked = [(self._cost(each, start, end), each.start, each) for each in self._measures]
        cost, _, found = min(ranked, default=(_FAR, 0, None), key=lambda each: each[:2])
        return self._head_of(found) if found and cost < _FAR else None

    def _cost(self, measure: Measure, start: int, end: int) -> float:
        """How far a phrase is from a number, what lies between them counted too."""
        is_behind = measure.start >= end
        begin, stop = (end, measure.start) if is_behind else (measure.end, start)
        if not 0 <= stop - begin < _FAR:
            return _FAR
        if is_behind and measure.is_weak:
            return _FAR
        between = self._text[begin:stop]
        crossed = sum(begin <= each.start < stop for each in self._quantities)
        cost = len(between) + _CROSSED * crossed + _COMMA * between.count(",")
        cost += _BROKEN * len(_BREAK.findall(between)) + _WEAK * measure.is_weak
        if is_behind:
            cost += _BEHIND + _BROKEN * len(_MANNER.findall(between))
        return cost

    def _head_of(self, measure: Measure) -> Measure:
        """Return the phrase that one only adds to: `rate ratio` in `rate ratio of use`."""
        for each in self._measures:
            if not 0 < measure.start - each.end < _FAR:
                continue
            between = self._text[each.end : measure.start]
            is_within = _WITHIN.fullmatch(between) is not None
            if is_within and (measure.is_weak or not each.is_weak):
                return each
        return measure

    def _whole(self, measure: Measure, *, is_close: bool) -> Measured:
        """Return a phrase with what it is of where its noun says little: `risk of stroke`."""
        if short := _SHORT.search(self._text, 0, measure.start):
            known = next(
                (each for each in self._measures if each.end == short.end("name")), measure
            )
            noun = self._text[measure.start : measure.end]
            return Measured(f"{short['name']} {noun}", known.better, is_measure=True)
        rest = _OF_WHAT.match(self._text, measure.end)
        noun = self._text[measure.start : measure.end]
        is_open = measure.better != "higher" and noun == noun.casefold()
        text = self._text[measure.start : rest.end()] if rest and is_open else noun
        is_metric = is_close and measure.better == "higher"
        return Measured(text, measure.better, is_metric, is_measure=not measure.is_weak)

    def _goes_on(self, at: int) -> bool:
        """Whether a number is given as the one before it: same unit, both with intervals."""
        this, before = self._quantities[at], self._quantities[at - 1]
        return this.unit == before.unit and (this.interval is None) == (before.interval is None)
