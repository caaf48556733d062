"""Whether what a claim takes from a sentence stands there in the same roles: who beats whom,
what causes what, which belongs to which.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from assistant.language.clause_words import BREAKS, JOINTS, TO_BE
from assistant.language.lexicons import read_groups, read_words

if TYPE_CHECKING:
    from assistant.grounding.alignment import Alignment
    from assistant.grounding.claim_reading import ClaimReading

_PARTICIPLE = re.compile(r"[^e]ed$")
_AHEAD = {"cause": 1, "effect": -1, "ahead": 1, "behind": -1, "chosen": 1}
_KINDS = {"cause": "cause", "effect": "cause"}


class Pivot(NamedTuple):
    """A wording that sets two sides against each other."""

    kind: str
    """`cause`, `comparison` or `voice`."""
    way: int
    """1 where the cause, or what is ahead, is named first; -1 where it is named last."""
    first: int
    last: int
    """The chunks that it takes, from `first` to before `last`."""


class Swap(NamedTuple):
    """Two items of a claim, by their places, that stand in each other's role."""

    kind: str
    one: int
    other: int


@cache
def _wordings() -> dict[tuple[str, ...], tuple[str, int]]:
    groups = read_groups("causes") | read_groups("comparisons")
    return {
        tuple(wording.split()): (_KINDS.get(label, "comparison"), _AHEAD[label])
        for label, wordings in groups.items()
        for wording in wordings
    }


@cache
def prepositions() -> frozenset[str]:
    """Return the words that tie a phrase to the rest of its sentence."""
    return read_words("prepositions")


def find_pivots(reading: ClaimReading) -> list[Pivot]:
    """Return the wordings of cause and comparison in a sentence, the longest at each place."""
    chunks = [chunk.casefold() for chunk in reading.chunks]
    found: list[Pivot] = []
    at = 0
    while at < len(chunks):
        size = next((n for n in (4, 3, 2, 1) if tuple(chunks[at : at + n]) in _wordings()), 0)
        if size:
            kind, way = _wordings()[tuple(chunks[at : at + size])]
            found.append(Pivot(kind, way, at, at + size))
        at += size or 1
    return found


def find_exchange(alignment: Alignment, own: frozenset[str] = frozenset()) -> Swap | None:
    """Return two items that are exchanged in the claim; None where each is in its role.

    `own` are the claim's names for what its papers bring.
    """
    kept = _Roles(alignment, own)
    return kept.across_pivots() or kept.anywhere()


class _Roles:
    def __init__(self, alignment: Alignment, own: frozenset[str]) -> None:
        self._alignment = alignment
        self._own = own
        self._mine = alignment.mine
        self._theirs = alignment.theirs
        self._places = [
            at
            for at in sorted(alignment.matched)
            if self._mine[at].weight and at in alignment.matched
        ]
        self._turned: list[int] = []
        """Chunks of the claim about which the sentence is told the other way round."""

    def across_pivots(self) -> Swap | None:
        """Look for sides that are exchanged about a wording of cause, comparison or voice."""
        for mine, theirs in self._pairs_of_pivots():
            if found := self._exchanged_about(mine, theirs):
                return found
        return None

    def _pairs_of_pivots(self) -> list[tuple[Pivot, Pivot]]:
        claim, source = self._alignment.claim, self._alignment.source
        theirs = find_pivots(source)
        told = [
            (one, other)
            for one in find_pivots(claim)
            for other in theirs
            if one.kind == other.kind
        ]
        voices = [
            (
                Pivot(
                    "voice",
                    _voice(claim, self._mine[at].at),
                    self._mine[at].at,
                    self._mine[at].at + 1,
                ),
                Pivot(
                    "voice",
                    _voice(source, self._theirs[to].at),
                    self._theirs[to].at,
                    self._theirs[to].at + 1,
                ),
            )
            for at, to in self._alignment.matched.items()
        ]
        return told + [pair for pair in voices if pair[0].way != pair[1].way]

    def _exchanged_about(self, mine: Pivot, theirs: Pivot) -> Swap | None:
        sides: dict[tuple[bool, bool], list[int]] = {}
        for at in self._places:
            one, other = self._mine[at].at, self._theirs[self._alignment.matched[at]].at
            if mine.first <= one < mine.last or theirs.first <= other < theirs.last:
                continue
            sides.setdefault((one < mine.first, other < theirs.first), []).append(at)
        stay = sides.get((True, True), []), sides.get((False, False), [])
        cross = sides.get((True, False), []), sides.get((False, True), [])
        if mine.way == theirs.way:
            wrong = cross
        elif any(cross):
            self._turned.append(mine.first)
            return None
        else:
            wrong = stay
        if not all(wrong):
            return None
        return Swap(mine.kind, wrong[0][-1], wrong[1][0])

    def anywhere(self) -> Swap | None:
        """Look for two items in the other's order, without anything that explains it: best
        about a third that stays between them, as no phrase that is only moved leaves it.
        """
        to = self._alignment.matched
        turned = [pair for pair in combinations(self._places, 2) if to[pair[0]] > to[pair[1]]]
        about = [
            (one, other)
            for one, other in turned
            if any(one < at < other and to[one] > to[at] > to[other] for at in self._places)
        ]
        for kind, pairs in (("reversal", about), ("order", turned)):
            for one, other in pairs:
                if not self._is_explained(one, other):
                    return Swap(kind, one, other)
        return None

    def _is_explained(self, one: int, other: int) -> bool:
        first, last = self._mine[one].at, self._mine[other].at
        if self._binds_number(one, other):
            return False
        return (
            any(first <= at <= last for at in self._turned)
            or self._are_compounded(one, other)
            or self._is_loose(one, other)
            or self._loses_its_doer(one, other)
            or self._adjunct(one) != self._adjunct(other)
        )

    def _binds_number(self, one: int, other: int) -> bool:
        """Whether one is a number, and another number is nearer to the other there."""
        number, thing = (one, other) if self._mine[one].number else (other, one)
        if not self._mine[number].number:
            return False
        place, own = self._alignment.matched[thing], self._alignment.matched[number]
        numbers = (to for to, item in enumerate(self._theirs) if item.number)
        return any(abs(to - place) < abs(own - place) for to in numbers)

    def _is_loose(self, one: int, other: int) -> bool:
        """Whether one is an adverb, or the paper's own name beside what is no name."""
        items = (self._mine[one], self._mine[other])
        if any(item.word.endswith("ly") for item in items):
            return True
        is_plain = not all(item.name or item.number for item in items)
        return is_plain and any(item.name in self._own for item in items if item.name)

    def _loses_its_doer(self, one: int, other: int) -> bool:
        """Whether a verb with its object is a passive with its subject: `keeping 97%`, `97%
        is kept`.
        """
        mine, theirs = self._alignment.claim, self._alignment.source
        to = self._alignment.matched
        return (
            _is_passive(mine, self._mine[other].at)
            and not _is_passive(theirs, self._theirs[to[other]].at)
        ) or (
            _is_passive(theirs, self._theirs[to[one]].at)
            and not _is_passive(mine, self._mine[one].at)
        )

    def _adjunct(self, at: int) -> str:
        """The preposition that ties an item to its sentence on either side; "" where there is
        none, or another.
        """
        to = self._alignment.matched[at]
        mine = lead(self._alignment.claim, self._mine[at].at)
        return mine if mine == lead(self._alignment.source, self._theirs[to].at) else ""

    def _are_compounded(self, one: int, other: int) -> bool:
        """Whether they are joined in one phrase: `the accuracy of models`, `model accuracy`."""
        mine = self._alignment.claim.chunks[self._mine[one].at + 1 : self._mine[other].at]
        first, last = self._ends(one, other)
        theirs = self._alignment.source.chunks[first + 1 : last]
        return (not mine and set(theirs) <= JOINTS) or (not theirs and set(mine) <= JOINTS)

    def _ends(self, one: int, other: int) -> tuple[int, int]:
        places = [self._theirs[self._alignment.matched[at]].at for at in (one, other)]
        return min(places), max(places)


def lead(reading: ClaimReading, at: int) -> str:
    """Return the preposition that ties what stands here to its sentence; "" for none."""
    for place in range(at - 1, max(-1, at - 7), -1):
        chunk = reading.chunks[place].casefold()
        if chunk in prepositions():
            return chunk
        if chunk in BREAKS or chunk in TO_BE:
            return ""
    return ""


def _voice(reading: ClaimReading, at: int) -> int:
    """Return -1 where a word is a passive verb whose doer is named behind it, else 1."""
    behind = [chunk.casefold() for chunk in reading.chunks[at + 1 : at + 5]]
    if "by" not in behind or BREAKS & set(behind[: behind.index("by")]):
        return 1
    doer = (behind[behind.index("by") + 1 :] or ["ing"])[0]
    is_done = _is_passive(reading, at) or _PARTICIPLE.search(reading.chunks[at])
    return -1 if is_done and not doer.endswith("ing") and not doer[0].isdigit() else 1


def _is_passive(reading: ClaimReading, at: int) -> bool:
    before = {chunk.casefold() for chunk in reading.chunks[max(0, at - 3) : at]}
    return bool(TO_BE & before)
