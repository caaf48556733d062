"""Negation, direction and who beats whom: what turns a claim round though its words are all there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.claims.lexicon import AXES, CONTRASTS, NEGATORS
from assistant.claims.reading import PREPOSITIONS, canonical, normal_name
from assistant.claims.words import stem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.claims.reading import Reading

SCOPE = 5
"""Content words that a negation reaches."""
_STOPS = frozenset({",", ";", ":", "(", ")", "but", "while", "whereas", "and"})
_SIDES = {
    stem(word): (axis, side)
    for axis, sides in enumerate(AXES)
    for side, words in enumerate(sides)
    for word in words
}
_BEATS = frozenset(map(stem, ("outperform", "surpass", "exceed", "beat", "outdo")))
_IMPROVING, _SPEED = _SIDES[stem("improve")][0], _SIDES[stem("fast")][0]
_NEEDED = canonical("need")
_DURATIONS = frozenset(map(canonical, ("time", "latency", "duration")))
_PREFIXES = ("un", "in", "im", "non", "dis", "ir", "anti")


@dataclass(frozen=True, slots=True)
class Turn:
    """A word that points one way of an axis, with the content words around it."""

    at: int
    axis: int
    side: int
    near: frozenset[str]
    following: str = ""
    """The content word right after it."""


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
            if len(found) == SCOPE or (found and self.reading.chunks[place].casefold() in _STOPS):
                break
            word = self.reading.chunks[place] if place in self.reading.numeric else self.reading.roots[place]
            found += [word] if word else []
        is_need = found[:1] == [_NEEDED]
        return tuple([*found[1:], *found[:1]] if is_need else found)

    @cached_property
    def turns(self) -> list[Turn]:
        """The words that point one way, negation taken into account."""
        found = []
        for at, chunk in enumerate(self.reading.chunks):
            side = _SIDES.get(stem(chunk))
            if side is None or at in self.reading.numeric:
                continue
            denied = any(word.casefold() in NEGATORS for word in self.reading.chunks[max(0, at - 3) : at])
            found.append(Turn(at, side[0], side[1] ^ denied, self._near(at), self._following(at)))
            if side[0] == _IMPROVING and _DURATIONS & set(self.reading.roots[at + 1 : at + 4]):
                found.append(Turn(at, _SPEED, 1 - (side[1] ^ denied), self._near(at)))
        return found

    def _following(self, at: int) -> str:
        return next((root for root in self.reading.roots[at + 1 : at + 3] if root), "")

    def _near(self, at: int) -> frozenset[str]:
        return frozenset(root for root in self.reading.roots[max(0, at - 4) : at + 5] if root)

    @cached_property
    def wins(self) -> list[tuple[frozenset[str], frozenset[str]]]:
        """Names said to beat, and names said to be beaten."""
        chunks = self.reading.chunks
        pivots = [at for at, chunk in enumerate(chunks) if stem(chunk) in _BEATS or chunk == "than"]
        found = []
        for at, following in pairwise([*pivots, len(chunks)]):
            passive = chunks[at] != "than" and "by" in chunks[at + 1 : at + 3] and self._is_passive(at)
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
            if not PREPOSITIONS & set(chunks[max(0, place - 2) : place])
        )

    def _names_after(self, at: int, last: int) -> frozenset[str]:
        chunks = self.reading.chunks
        end = next((place for place in range(at, last) if chunks[place] in PREPOSITIONS), last)
        return frozenset(normal_name(name) for place, name in self.reading.names.items() if at <= place < end)

    def _is_passive(self, at: int) -> bool:
        return any(
            chunk in {"is", "are", "was", "were", "be", "been"}
            for chunk in self.reading.chunks[max(0, at - 3) : at]
        )


def is_turned(claim: Polarity, evidence: Sequence[Polarity]) -> bool:
    """Whether the claim denies, asserts, directs or ranks otherwise than the sentences that it rests on."""
    return (
        _denies_otherwise(claim, evidence)
        or any(_points_otherwise(turn, evidence) for turn in claim.turns)
        or any(_ranks_otherwise(win, evidence) for win in claim.wins)
        or _has_opposite(claim.reading, evidence)
    )


def _denies_otherwise(claim: Polarity, evidence: Sequence[Polarity]) -> bool:
    theirs = [scope for each in evidence for scope in each.denied]
    for scope in filter(None, claim.denied):
        counterpart = next((other for other in theirs if _deny_the_same(scope, other)), None)
        if counterpart is None:
            return True
        theirs.remove(counterpart)
    mine = {root for scope in claim.denied for root in scope}
    mine |= {root for scope in claim.set_aside for root in scope}
    said = claim.reading.content
    for each in evidence:
        heads = [scope[:3] for scope in each.denied] + [scope[:2] for scope in each.set_aside]
        for head in map(set, heads):
            if head and not head & mine and len(head & said) >= min(2, len(head)):
                return True
    return False


def denies(scope: tuple[str, ...], said: Polarity) -> bool:
    """Whether a sentence denies what stands in the reach of a negation."""
    return any(_deny_the_same(scope, other) for other in said.denied)


def _deny_the_same(scope: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return scope[0] in other or len(set(scope) & set(other)) > 1


def _points_otherwise(turn: Turn, evidence: Sequence[Polarity]) -> bool:
    """Whether the words around it, or what it describes (`local dependency`), have its opposite."""
    rivals = [other for each in evidence for other in each.turns if other.axis == turn.axis]
    if not rivals:
        return turn.axis < 3
    sides = {other.side for other in rivals if turn.following and other.following == turn.following}
    if turn.axis >= 3 and len(sides) == 1:
        return turn.side not in sides
    best = max(len(turn.near & other.near) for other in rivals)
    return all(other.side != turn.side for other in rivals if len(turn.near & other.near) == best)


def is_faster(reading: Reading) -> bool:
    """Whether a sentence tells of more speed, or of less time."""
    return any(turn.axis == _SPEED and not turn.side for turn in Polarity(reading).turns)


def _ranks_otherwise(win: tuple[frozenset[str], frozenset[str]], evidence: Sequence[Polarity]) -> bool:
    winners, losers = win
    for each in evidence:
        for better, worse in each.wins:
            if (winners & worse - better) or (losers & better - worse):
                return True
    return False


def _has_opposite(claim: Reading, evidence: Sequence[Polarity]) -> bool:
    """Whether a word of the claim stands in the evidence with the opposite prefix alone: `unsupervised`."""
    said = {root for each in evidence for root in each.reading.content}
    for root in claim.content - said:
        if any(
            prefix + root in said or (root.startswith(prefix) and root[len(prefix) :] in said)
            for prefix in _PREFIXES
        ):
            return True
    return False
