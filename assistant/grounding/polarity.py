"""Negation, direction and who beats whom: what turns a claim round though its words are all
there.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.grounding.claim_reading import PREPOSITIONS, canonical, normal_name
from assistant.language.tokens import stem
from assistant.language.word_lists import AXES, CONTRASTS, NEGATORS, UNSAID

if TYPE_CHECKING:
    from assistant.grounding.claim_reading import Reading

SCOPE = 5
"""Content words that a negation reaches."""
_STOPS = frozenset({",", ";", ":", "(", ")", "but", "while", "whereas", "and", "so"})
SIDES = {
    stem(word): (axis, side)
    for axis, sides in enumerate(AXES)
    for side, words in enumerate(sides)
    for word in words
}
_BEATS = frozenset(map(stem, ("outperform", "surpass", "exceed", "beat", "outdo")))
IMPROVING, _SPEED = SIDES[stem("improve")][0], SIDES[stem("fast")][0]
CHANGES = 3
"""Axes below this are of change, speed and rank; the words of the others describe."""
RANK = SIDES[stem("outperform")][0]
_TO_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
NEEDED = canonical("need")
_DURATIONS = frozenset(map(canonical, ("time", "latency", "duration")))
PREFIXES = ("un", "in", "im", "non", "dis", "ir", "anti", "mis")


@dataclass(frozen=True, slots=True)
class Turn:
    """A word that points one way of an axis, with the content words around it."""

    at: int
    axis: int
    side: int
    near: frozenset[str]
    following: str = ""
    """The content word right after it."""
    root: str = ""


@dataclass(frozen=True)
class Polarity:
    """What a sentence denies, which way it points, and what it says beats what."""

    reading: Reading

    @cached_property
    def denied(self) -> list[tuple[str, ...]]:
        """For each negation the content words in its reach."""
        chunks = [chunk.casefold() for chunk in self.reading.chunks]
        return [
            self._scope(at)
            for at, chunk in enumerate(chunks)
            if chunk in NEGATORS and chunks[at + 1 : at + 2] not in (["only"], ["shot"])
        ]

    @cached_property
    def unsaid(self) -> list[tuple[str, tuple[str, ...]]]:
        """The words that deny without a negation, by their stems, each with the content
        words it reaches.
        """
        chunks = self.reading.chunks
        found = [at for at, chunk in enumerate(chunks) if chunk.casefold() in UNSAID]
        return [
            (
                self.reading.roots[at],
                self._before(at) if self._is_said_of_subject(at) else self._after(at),
            )
            for at in found
        ]

    @cached_property
    def reversed(self) -> frozenset[str]:
        """What stands in it with a prefix that turns it round: `align` for `misalignment`."""
        pairs = (
            (root, prefix)
            for root in self.reading.content
            for prefix in PREFIXES
            if root.startswith(prefix)
        )
        return frozenset(
            root.removeprefix(prefix) for root, prefix in pairs if len(root) > len(prefix) + 3
        )

    def _is_said_of_subject(self, at: int) -> bool:
        """Whether it says something of what stands before it: `is unclear`, `leaves the rest
        unharmed`.
        """
        chunks = self.reading.chunks
        is_last = at + 1 == len(chunks) or chunks[at + 1].casefold() in _STOPS
        return is_last or bool(_TO_BE & set(chunks[max(0, at - 2) : at]))

    def _after(self, at: int) -> tuple[str, ...]:
        chunks = self.reading.chunks
        end = next(
            (
                place
                for place in range(at + 1, len(chunks))
                if chunks[place].casefold() in _STOPS
            ),
            len(chunks),
        )
        return tuple(root for root in self.reading.roots[at + 1 : end] if root)[:SCOPE]

    def _before(self, at: int) -> tuple[str, ...]:
        return tuple(root for root in self.reading.roots[max(0, at - 6) : at] if root)[-4:]

    @cached_property
    def needs(self) -> frozenset[str]:
        """What it says is needed."""
        roots = [root for root in self.reading.roots if root]
        denied = {root for scope in self.denied for root in scope}
        return (
            frozenset(second for first, second in pairwise(roots) if first == NEEDED) - denied
        )

    @cached_property
    def set_aside(self) -> list[tuple[str, ...]]:
        """For each `instead of`, `rather than` or `unlike` the content words in its reach."""
        chunks = [chunk.casefold() for chunk in self.reading.chunks]
        return [
            self._scope(at)
            for at, chunk in enumerate(chunks)
            if chunk == "unlike"
            or (chunk in CONTRASTS and chunks[at + 1 : at + 2] in (["of"], ["than"], ["to"]))
        ]

    def _scope(self, at: int) -> tuple[str, ...]:
        if self.reading.chunks[at].casefold() == "free":
            return tuple(root for root in self.reading.roots[max(0, at - 1) : at] if root)
        found: list[str] = []
        for place in range(at + 1, min(at + 12, len(self.reading.chunks))):
            if len(found) == SCOPE or (
                found and self.reading.chunks[place].casefold() in _STOPS
            ):
                break
            word = (
                self.reading.chunks[place]
                if place in self.reading.numeric
                else self.reading.roots[place]
            )
            found += [word] if word else []
        is_need = found[:1] == [NEEDED]
        return tuple([*found[1:], *found[:1]] if is_need else found)

    @cached_property
    def turns(self) -> list[Turn]:
        """The words that point one way, negation taken into account."""
        found = []
        for at, chunk in enumerate(self.reading.chunks):
            side = SIDES.get(stem(chunk))
            if side is None or at in self.reading.numeric:
                continue
            if self._is_set_aside(at):
                continue
            denied = self._is_denied(at, side[0])
            found.append(
                Turn(
                    at,
                    side[0],
                    side[1] ^ denied,
                    self._near(at),
                    self._following(at),
                    canonical(chunk),
                )
            )
            if side[0] == IMPROVING and _DURATIONS & set(self.reading.roots[at + 1 : at + 4]):
                found.append(Turn(at, _SPEED, 1 - (side[1] ^ denied), self._near(at)))
        return found

    def _is_denied(self, at: int, axis: int) -> bool:
        """Whether a negation reaches this word: `no large drop` denies the drop, and no
        size.
        """
        before = [chunk.casefold() for chunk in self.reading.chunks[max(0, at - 4) : at]]
        places = [place for place, chunk in enumerate(before) if chunk in NEGATORS]
        if not places:
            return False
        between = [
            root for root in self.reading.roots[at - len(before) + places[-1] + 1 : at] if root
        ]
        return len(between) <= (2 if axis < CHANGES else 0)

    def _is_set_aside(self, at: int) -> bool:
        """Whether it tells that a part is taken away, and not that a quantity falls: `are
        dropped`.
        """
        chunks = self.reading.chunks
        return chunks[at].casefold() == "dropped" and bool(
            _TO_BE & set(chunks[max(0, at - 2) : at])
        )

    def _following(self, at: int) -> str:
        """The content word right after a place; for `local and global` what follows the last
        of them.
        """
        chunks = self.reading.chunks
        if chunks[at + 1 : at + 2] in (["and"], ["or"]) and at + 2 < len(chunks):
            mine, theirs = SIDES.get(stem(chunks[at])), SIDES.get(stem(chunks[at + 2]))
            if mine and theirs and mine[0] == theirs[0]:
                return self._following(at + 2)
        return next((root for root in self.reading.roots[at + 1 : at + 3] if root), "")

    def _near(self, at: int) -> frozenset[str]:
        return frozenset(root for root in self.reading.roots[max(0, at - 4) : at + 5] if root)

    @cached_property
    def wins(self) -> list[tuple[frozenset[str], frozenset[str]]]:
        """Names said to beat, and names said to be beaten."""
        chunks = self.reading.chunks
        pivots = [
            at for at, chunk in enumerate(chunks) if stem(chunk) in _BEATS or chunk == "than"
        ]
        found = []
        for at, following in pairwise([*pivots, len(chunks)]):
            passive = (
                chunks[at] != "than"
                and "by" in chunks[at + 1 : at + 3]
                and self._is_passive(at)
            )
            left, right = (
                self._names_before(pivots[0]),
                self._names_after(at + 2 if passive else at + 1, following),
            )
            found.append((right, left) if passive else (left, right))
        return found

    def _names_before(self, at: int) -> frozenset[str]:
        chunks = self.reading.chunks
        names = ((place, name) for place, name in self.reading.names.items() if place < at)
        return frozenset(
            normal_name(name)
            for place, name in names
            if not PREPOSITIONS & set(chunks[max(0, place - 3) : place])
        )

    def _names_after(self, at: int, last: int) -> frozenset[str]:
        chunks = self.reading.chunks
        end = next((place for place in range(at, last) if chunks[place] in PREPOSITIONS), last)
        return frozenset(
            normal_name(name) for place, name in self.reading.names.items() if at <= place < end
        )

    def _is_passive(self, at: int) -> bool:
        return any(chunk in _TO_BE for chunk in self.reading.chunks[max(0, at - 3) : at])


def is_faster(reading: Reading) -> bool:
    """Whether a sentence tells of more speed, or of less time."""
    return any(turn.axis == _SPEED and not turn.side for turn in Polarity(reading).turns)
