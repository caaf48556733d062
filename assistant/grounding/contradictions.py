"""Whether a claim denies, directs or ranks otherwise than what it cites, or leaves open what
that denies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.grounding.coverage import family
from assistant.grounding.near_synonyms import is_kin
from assistant.grounding.polarity import CHANGES, IMPROVING, NEEDED, PREFIXES, RANK, SIDES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.grounding.claim_reading import Reading
    from assistant.grounding.polarity import Polarity, Turn


def is_turned(
    claim: Polarity, evidence: Sequence[Polarity], all_said: Sequence[Polarity]
) -> bool:
    """Whether the claim denies, asserts, directs or ranks otherwise than the sentences that it
    rests on.

    Directions are looked for in all that the sources say.
    """
    return (
        _denies_otherwise(claim, evidence)
        or any(_points_otherwise(turn, claim, evidence, all_said) for turn in claim.turns)
        or any(_ranks_otherwise(win, evidence) for win in claim.wins)
        or _has_opposite(claim.reading, evidence)
        or any(
            scope[:1] == (need,)
            for need in claim.needs
            for each in all_said
            for scope in each.denied
        )
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
            told = head - {NEEDED}
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
    """Whether a sentence denies this without a negation; `not overlooked` denies nothing
    overlooked.
    """
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
    is_same = any(is_kin(scope[0], root) for root in other[:2]) and akin > 1
    return (
        family(scope[0]) in families
        or shared > 1
        or is_same
        or _point_alike(scope[:2], other[:2])
    )


def _point_alike(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether both name a change the same way: `no reduction`, `did not impair`."""
    mine = {SIDES[root] for root in some if root in SIDES}
    return any(SIDES.get(root) in mine for root in others)


def _points_otherwise(
    turn: Turn, claim: Polarity, evidence: Sequence[Polarity], all_said: Sequence[Polarity]
) -> bool:
    """Whether the words around it, or what it describes (`local dependency`), have its
    opposite.
    """
    rivals = _rivals(turn, evidence)
    if not rivals:
        return turn.axis < CHANGES and bool(turn.side) and not _is_echoed(turn, 1, all_said)
    sides = {
        other.side for other in rivals if turn.following and other.following == turn.following
    }
    if turn.axis >= CHANGES and len(sides) == 1:
        return turn.side not in sides
    if turn.axis >= CHANGES and {
        other.side for other in claim.turns if other.axis == turn.axis
    } == {0, 1}:
        return False
    overlaps = [(_overlap(turn, other), other.side) for other in rivals]
    best = max(overlap for overlap, _ in overlaps)
    if not best and (turn.axis >= CHANGES or not turn.side):
        return False
    is_turned = all(side != turn.side for overlap, side in overlaps if overlap == best)
    return is_turned and not _is_echoed(turn, max(1, best), all_said)


def _rivals(turn: Turn, said: Sequence[Polarity]) -> list[Turn]:
    """What points either way along the same axis; a rise and a lead are measured against
    each other.
    """
    turns = [other for each in said for other in each.turns]
    found = [other for other in turns if other.axis == turn.axis]
    if found or turn.axis not in (IMPROVING, RANK):
        return found
    return [other for other in turns if other.axis in (IMPROVING, RANK)]


def _is_echoed(turn: Turn, least: int, said: Sequence[Polarity]) -> bool:
    """Whether another sentence points the same way, with at least so many of the words
    around it.
    """
    same = (other for other in _rivals(turn, said) if other.side == turn.side)
    return any(_overlap(turn, other) >= least for other in same)


def _overlap(turn: Turn, other: Turn) -> int:
    """How many words around one have their counterpart around the other."""
    near = set(map(family, other.near - {other.root}))
    return sum(family(root) in near for root in turn.near - {turn.root})


def _ranks_otherwise(
    win: tuple[frozenset[str], frozenset[str]], evidence: Sequence[Polarity]
) -> bool:
    winners, losers = win
    for each in evidence:
        for better, worse in each.wins:
            if (winners & worse - better) or (losers & better - worse):
                return True
    return False


def _has_opposite(claim: Reading, evidence: Sequence[Polarity]) -> bool:
    """Whether a word of the claim stands in the evidence with the opposite prefix alone:
    `unsupervised`.
    """
    said = {root for each in evidence for root in each.reading.content}
    for root in claim.content - said:
        if any(
            prefix + root in said or (root.startswith(prefix) and root[len(prefix) :] in said)
            for prefix in PREFIXES
        ):
            return True
    return False
