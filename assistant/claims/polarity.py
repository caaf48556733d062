"""Negation, direction and who beats whom: what turns a claim round though its words are all there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.claims.coverage import family
from assistant.claims.kinship import is_kin
from assistant.claims.lexicon import AXES, CONTRASTS, NEGATORS, UNSAID
from assistant.claims.reading import PREPOSITIONS, canonical, normal_name
from assistant.claims.words import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.claims.reading import Reading

SCOPE = 5
"""Content words that a negation reaches."""
_STOPS = frozenset({",", ";", ":", "(", ")", "but", "while", "whereas", "and", "so"})
_SIDES = {
    stem(word): (axis, side)
    for axis, sides in enumerate(AXES)
    for side, words in enumerate(sides)
    for word in words
}
_BEATS = frozenset(map(stem, ("outperform", "surpass", "exceed", "beat", "outdo")))
_IMPROVING, _SPEED = _SIDES[stem("improve")][0], _SIDES[stem("fast")][0]
_CHANGES = 3
"""Axes below this are of change, speed and rank; the words of the others describe."""
_RANK = _SIDES[stem("outperform")][0]
_TO_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_NEEDED = canonical("need")
_DURATIONS = frozenset(map(canonical, ("time", "latency", "duration")))
_PREFIXES = ("un", "in", "im", "non", "dis", "ir", "anti", "mis")


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
        """The words that deny without a negation, by their stems, each with the content words in its reach."""
        chunks = self.reading.chunks
        found = [at for at, chunk in enumerate(chunks) if chunk.casefold() in UNSAID]
        return [
            (self.reading.roots[at], self._before(at) if self._is_said_of_subject(at) else self._after(at))
            for at in found
        ]

    @cached_property
    def reversed(self) -> frozenset[str]:
        """What stands in it with a prefix that turns it round: `align` for `misalignment`."""
        pairs = (
            (root, prefix) for root in self.reading.content for prefix in _PREFIXES if root.startswith(prefix)
        )
        return frozenset(root.removeprefix(prefix) for root, prefix in pairs if len(root) > len(prefix) + 3)

    def _is_said_of_subject(self, at: int) -> bool:
        """Whether it says something of what stands before it: `is unclear`, `leaves the rest unharmed`."""
        chunks = self.reading.chunks
        is_last = at + 1 == len(chunks) or chunks[at + 1].casefold() in _STOPS
        return is_last or bool(_TO_BE & set(chunks[max(0, at - 2) : at]))

    def _after(self, at: int) -> tuple[str, ...]:
        chunks = self.reading.chunks
        end = next(
            (place for place in range(at + 1, len(chunks)) if chunks[place].casefold() in _STOPS), len(chunks)
        )
        return tuple(root for root in self.reading.roots[at + 1 : end] if root)[:SCOPE]

    def _before(self, at: int) -> tuple[str, ...]:
        return tuple(root for root in self.reading.roots[max(0, at - 6) : at] if root)[-4:]

    @cached_property
    def needs(self) -> frozenset[str]:
        """What it says is needed."""
        roots = [root for root in self.reading.roots if root]
        denied = {root for scope in self.denied for root in scope}
        return frozenset(second for first, second in pairwise(roots) if first == _NEEDED) - denied

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
            if self._is_set_aside(at):
                continue
            denied = self._is_denied(at, side[0])
            found.append(
                Turn(at, side[0], side[1] ^ denied, self._near(at), self._following(at), canonical(chunk))
            )
            if side[0] == _IMPROVING and _DURATIONS & set(self.reading.roots[at + 1 : at + 4]):
                found.append(Turn(at, _SPEED, 1 - (side[1] ^ denied), self._near(at)))
        return found

    def _is_denied(self, at: int, axis: int) -> bool:
        """Whether a negation reaches this word: `no large drop` denies the drop, `without large nets` no size."""
        before = [chunk.casefold() for chunk in self.reading.chunks[max(0, at - 4) : at]]
        places = [place for place, chunk in enumerate(before) if chunk in NEGATORS]
        if not places:
            return False
        between = [root for root in self.reading.roots[at - len(before) + places[-1] + 1 : at] if root]
        return len(between) <= (1 if axis < _CHANGES else 0)

    def _is_set_aside(self, at: int) -> bool:
        """Whether it is said of a part that it is taken away, and not that a quantity falls: `are dropped`."""
        chunks = self.reading.chunks
        return chunks[at].casefold() == "dropped" and bool(_TO_BE & set(chunks[max(0, at - 2) : at]))

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
            if not PREPOSITIONS & set(chunks[max(0, place - 3) : place])
        )

    def _names_after(self, at: int, last: int) -> frozenset[str]:
        chunks = self.reading.chunks
        end = next((place for place in range(at, last) if chunks[place] in PREPOSITIONS), last)
        return frozenset(normal_name(name) for place, name in self.reading.names.items() if at <= place < end)

    def _is_passive(self, at: int) -> bool:
        return any(chunk in _TO_BE for chunk in self.reading.chunks[max(0, at - 3) : at])


def is_turned(claim: Polarity, evidence: Sequence[Polarity], all_said: Sequence[Polarity]) -> bool:
    """Whether the claim denies, asserts, directs or ranks otherwise than the sentences that it rests on.

    Directions are looked for in all that the sources say.
    """
    return (
        _denies_otherwise(claim, evidence)
        or any(_points_otherwise(turn, claim, evidence, all_said) for turn in claim.turns)
        or any(_ranks_otherwise(win, evidence) for win in claim.wins)
        or _has_opposite(claim.reading, evidence)
        or any(scope[:1] == (need,) for need in claim.needs for each in all_said for scope in each.denied)
    )


def _denies_otherwise(claim: Polarity, evidence: Sequence[Polarity]) -> bool:
    theirs = [scope for each in evidence for scope in each.denied]
    for scope in filter(None, claim.denied):
        counterpart = next((other for other in theirs if _deny_the_same(scope, other)), None)
        if counterpart is not None:
            theirs.remove(counterpart)
        elif not any(_is_unsaid(scope, each) for each in evidence):
            return True
    unsaid = [scope for _, scope in claim.unsaid]
    mine = {root for scope in (*claim.denied, *claim.set_aside, *unsaid) for root in scope}
    said = claim.reading.content
    for each in evidence:
        heads = [scope[:3] for scope in each.denied] + [scope[:2] for scope in each.set_aside]
        for head in map(set, heads):
            told = head - {_NEEDED}
            if told and not head & mine and len(told & said) >= min(2, len(told)):
                return True
    return False


def denies(scope: tuple[str, ...], said: Polarity) -> bool:
    """Whether a sentence denies what stands in the reach of a negation."""
    return denies_so(scope, said) or _is_unsaid(scope, said)


def denies_so(scope: tuple[str, ...], said: Polarity) -> bool:
    """Whether a sentence denies this with a negation."""
    return any(_deny_the_same(scope, other) for other in said.denied)


def _is_unsaid(scope: tuple[str, ...], said: Polarity) -> bool:
    """Whether a sentence denies this without a negation; `is not overlooked` does not deny what is overlooked."""
    if any(is_kin(scope[0], root) for root in said.reversed):
        return True
    return any(
        word not in scope and any(family(scope[0]) == family(root) for root in other)
        for word, other in said.unsaid
    )


def _deny_the_same(scope: tuple[str, ...], other: tuple[str, ...]) -> bool:
    families = set(map(family, other))
    shared = sum(family(root) in families for root in scope)
    akin = sum(any(is_kin(root, each) for each in other) for root in scope)
    return family(scope[0]) in families or shared > 1 or akin > 2 or _point_alike(scope[:2], other[:2])


def _point_alike(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether both name a change the same way: `no reduction`, `did not impair`."""
    mine = {_SIDES[root] for root in some if root in _SIDES}
    return any(_SIDES.get(root) in mine for root in others)


def _points_otherwise(
    turn: Turn, claim: Polarity, evidence: Sequence[Polarity], all_said: Sequence[Polarity]
) -> bool:
    """Whether the words around it, or what it describes (`local dependency`), have its opposite."""
    rivals = _rivals(turn, evidence)
    if not rivals:
        return turn.axis < _CHANGES and bool(turn.side) and not _is_echoed(turn, 1, all_said)
    sides = {other.side for other in rivals if turn.following and other.following == turn.following}
    if turn.axis >= _CHANGES and len(sides) == 1:
        return turn.side not in sides
    if turn.axis >= _CHANGES and {other.side for other in claim.turns if other.axis == turn.axis} == {0, 1}:
        return False
    overlaps = [(_overlap(turn, other), other.side) for other in rivals]
    best = max(overlap for overlap, _ in overlaps)
    if not best and (turn.axis >= _CHANGES or not turn.side):
        return False
    is_turned = all(side != turn.side for overlap, side in overlaps if overlap == best)
    return is_turned and not _is_echoed(turn, max(1, best), all_said)


def _rivals(turn: Turn, said: Sequence[Polarity]) -> list[Turn]:
    """What points either way along the same axis; a rise and a lead are measured against each other."""
    turns = [other for each in said for other in each.turns]
    found = [other for other in turns if other.axis == turn.axis]
    if found or turn.axis not in (_IMPROVING, _RANK):
        return found
    return [other for other in turns if other.axis in (_IMPROVING, _RANK)]


def _is_echoed(turn: Turn, least: int, said: Sequence[Polarity]) -> bool:
    """Whether another sentence points the same way, with at least so many of the words around it."""
    same = (other for other in _rivals(turn, said) if other.side == turn.side)
    return any(_overlap(turn, other) >= least for other in same)


def _overlap(turn: Turn, other: Turn) -> int:
    """How many words around one have their counterpart around the other."""
    near = set(map(family, other.near - {other.root}))
    return sum(family(root) in near for root in turn.near - {turn.root})


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
