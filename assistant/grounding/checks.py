"""The checks of a claim beside the sentence that it is nearest to, in their order: each returns
what differs and where, or nothing.

A difference contradicts the sentence where the claim is close to it, and else only keeps it
from being shown; how close, is fitted (`weights.py`).
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.grounding.alignment import relation
from assistant.grounding.bindings import is_bound_otherwise
from assistant.grounding.facts import written
from assistant.grounding.negation import denied_in, find_reversed
from assistant.grounding.order import find_pivots, lead
from assistant.language.clause_words import ALL_IN_IDIOMS, PARTINGS
from assistant.language.word_relations import Relation, degree, sides

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.grounding.alignment import Alignment
    from assistant.grounding.claim_reading import ClaimReading
    from assistant.grounding.comparison import Comparison

_NEAR = 2


@dataclass(frozen=True, slots=True)
class Failure:
    """What is wrong with a claim."""

    kind: str
    reason: str
    span: tuple[int, int] | None = None
    """The chunks of the claim that it is about, from the first to before the last."""


def find_differences(
    comparison: Comparison, checks: Sequence[Check] | None = None
) -> Iterator[Failure]:
    """Yield what a claim says otherwise than the sentence that it is nearest to."""
    found = (check(comparison) for check in checks or DIFFERENCES)
    yield from (failure for failure in found if failure)


def check_number_place(comparison: Comparison) -> Failure | None:
    """A number must not stand where the sentence has another."""
    mine, theirs = comparison.alignment.mine, comparison.alignment.theirs
    for at, to in comparison.substituted:
        if mine[at].number and theirs[to].number:
            return _said_of_other(comparison, at)
    bound = (
        at for at in comparison.alignment.pairs if is_bound_otherwise(comparison.alignment, at)
    )
    return next((_said_of_other(comparison, at) for at in bound), None)


def _said_of_other(comparison: Comparison, at: int) -> Failure:
    item = comparison.alignment.mine[at]
    assert item.number is not None
    number = written(comparison.claim, item.number)
    reason = f"{number} is said of something else in {comparison.cited.where}"
    return Failure("binding", reason, (item.at, item.at + 1))


def check_sign(comparison: Comparison) -> Failure | None:
    """A number below zero must not stand above it, where no word tells which way it goes: a
    change of -5 is a fall of 5.
    """
    alignment = comparison.alignment
    claim, source = alignment.claim, alignment.source
    if any(sides(alignment.mine[at].word) for at in comparison.open):
        return None
    for at, to in alignment.matched.items():
        one, other = alignment.mine[at], alignment.theirs[to]
        if one.number and (one.at in claim.negative) != (other.at in source.negative):
            mine, theirs = claim.written()[one.at], source.written()[other.at]
            reason = f"{comparison.cited.where} says {theirs}, not {mine}"
            return Failure("sign", reason, (one.at, one.at + 1))
    return None


def check_negation(comparison: Comparison) -> Failure | None:
    """What the sentence denies the claim must deny, and the reverse."""
    found = find_reversed(comparison.alignment)
    if found is None:
        return None
    item = comparison.alignment.mine[found.place]
    reason = f"{comparison.cited.where} says it the other way round of “{item.word}”"
    return Failure(found.kind, reason, (item.at, item.at + 1))


def check_opposites(comparison: Comparison) -> Failure | None:
    """No word may stand where the sentence has its opposite."""
    alignment = comparison.alignment
    mine, theirs = denied_in(alignment.claim), denied_in(alignment.source)
    used = set(alignment.matched.values())
    free = [to for to in range(len(alignment.theirs)) if to not in used]
    near = ((at, to) for at in comparison.open for to in free if _are_near(alignment, at, to))
    behind = ((at, to) for to in free for at in _left_before(alignment, to))
    pairs = [*alignment.pairs.items(), *near, *behind]
    for at, to in pairs:
        one, other = alignment.mine[at], alignment.theirs[to]
        if relation(one, other) is Relation.OPPOSITE and (at in mine) == (to in theirs):
            reason = f"{comparison.cited.where} says “{other.word}”, not “{one.word}”"
            return Failure("opposite", reason, (one.at, one.at + 1))
    return None


def _left_before(alignment: Alignment, to: int) -> list[int]:
    """Return what the claim takes from before a place that it leaves out, and joins to what it
    takes from behind it: `A rises and B falls` is no `B rises`.
    """
    pairs, mine = alignment.pairs, alignment.mine
    behind = next((at for at, other in pairs.items() if other > to), None)
    if behind is None:
        return []
    return [
        at
        for at in pairs
        if at < behind and not _are_parted(alignment.claim, mine[at].at, mine[behind].at)
    ]


def _are_near(alignment: Alignment, at: int, to: int) -> bool:
    """Whether a neighbour of an item has its counterpart close to an item of the sentence."""
    beside = [alignment.matched[each] for each in (at - 1, at + 1) if each in alignment.matched]
    return any(abs(other - to) <= _NEAR for other in beside)


def _degrees_of(chunks: Sequence[str]) -> list[str]:
    """Return for each chunk what it does to a claim; "" for nothing, as `in all,`."""
    words = ["", *(chunk.casefold() for chunk in chunks), ","]
    return [
        "" if (before, following) in ALL_IN_IDIOMS and word == "all" else degree(word)
        for before, word, following in zip(words, words[1:], words[2:], strict=False)
    ]


def check_quantifiers(comparison: Comparison) -> Failure | None:
    """`All`, `only`, `always` or `first` must not be added."""
    said = Counter(_degrees_of(comparison.said.reading.chunks))
    for at, label in enumerate(_degrees_of(comparison.claim.chunks)):
        chunk = comparison.claim.chunks[at]
        said[label] -= 1
        if label and said[label] < 0:
            reason = f"“{chunk}” is added: {comparison.cited.where} does not say so"
            return Failure(label, reason, (at, at + 1))
        if label == "only" and _is_of_other_part(comparison.alignment, at):
            reason = f"{comparison.cited.where} says “{chunk}” of something else"
            return Failure(label, reason, (at, at + 1))
    return None


def _is_of_other_part(alignment: Alignment, only: int) -> bool:
    """Whether what follows an `only` stands in another part of the sentence than its own:
    `only to A, although to B later` is no `only to B`.
    """
    following = next((at for at, item in enumerate(alignment.mine) if item.at > only), -1)
    to = alignment.matched.get(following)
    said = _degrees_of(alignment.source.chunks)
    places = [at for at, label in enumerate(said) if label == "only"]
    if to is None or _are_parted(alignment.claim, only, alignment.mine[following].at):
        return False
    there = alignment.theirs[to].at
    return all(_are_parted(alignment.source, at, there) for at in places)


def _are_parted(reading: ClaimReading, one: int, other: int) -> bool:
    between = reading.chunks[min(one, other) + 1 : max(one, other)]
    return not PARTINGS.isdisjoint(chunk.casefold() for chunk in between)


def check_order(comparison: Comparison) -> Failure | None:
    """Two things must not be in each other's place."""
    found = comparison.exchange
    if found is None:
        return None
    one, other = (comparison.alignment.mine[at] for at in (found.one, found.other))
    tie = {
        "cause": "cause and effect are exchanged",
        "comparison": "the sides are exchanged",
    }.get(found.kind, "they are in each other's place")
    reason = f"“{one.word}”, “{other.word}”: {tie} in {comparison.cited.where}"
    return Failure(found.kind, reason, (one.at, other.at + 1))


def check_rival(comparison: Comparison) -> Failure | None:
    """What a sentence sets something against must not be told of in its stead: of `faster than
    B` nothing follows for B alone.
    """
    alignment = comparison.alignment
    if any(pivot.kind == "comparison" for pivot in find_pivots(alignment.claim)):
        return None
    pivots = [pivot for pivot in find_pivots(alignment.source) if pivot.kind == "comparison"]
    behind = {pivot.last + further for pivot in pivots for further in (0, 1)}
    for at, to in alignment.matched.items():
        one, other = alignment.mine[at], alignment.theirs[to]
        is_rival = other.at in behind and lead(alignment.claim, one.at) != "than"
        if other.name and is_rival:
            reason = f"{comparison.cited.where} only compares with “{other.name}”"
            return Failure("comparison", reason, (one.at, one.at + 1))
    return None


def check_substitution(comparison: Comparison) -> Failure | None:
    """No thing may stand where the sentence has another."""
    for at, to in comparison.substituted:
        one, other = comparison.alignment.mine[at], comparison.alignment.theirs[to]
        reason = f"{comparison.cited.where} says “{other.word}”, not “{one.word}”"
        return Failure("substitution", reason, (one.at, one.at + 1))
    return None


def check_addition(comparison: Comparison) -> Failure | None:
    """Nothing may be added that the sentence does not have."""
    replaced = {at for at, _ in comparison.substituted}
    for at in comparison.open:
        if at not in replaced:
            item = comparison.alignment.mine[at]
            reason = f"“{item.word}” is added: {comparison.cited.where} does not say so"
            return Failure("addition", reason, (item.at, item.at + 1))
    return None


def check_displacement(comparison: Comparison) -> Failure | None:
    """A word of another part of the sentence must not stand between two neighbours in the place
    of what does.
    """
    alignment = comparison.alignment
    used = set(alignment.matched.values())
    for at in alignment.moved:
        before, behind = alignment.pairs.get(at - 1), alignment.pairs.get(at + 1)
        if before is None or behind is None or behind - before != 2 or before + 1 in used:
            continue
        one, other = alignment.mine[at], alignment.theirs[before + 1]
        if one.weight and other.weight:
            reason = f"{comparison.cited.where} says “{other.word}” here, not “{one.word}”"
            return Failure("displacement", reason, (one.at, one.at + 1))
    return None


def check_mixture(comparison: Comparison) -> Failure | None:
    """What is taken from two sentences, or from either side of a semicolon, must be parted in
    the claim too.
    """
    alignment = comparison.alignment
    starts = comparison.said.statements
    for one, other in pairwise(sorted(alignment.matched)):
        froms = [
            bisect(starts, alignment.theirs[alignment.matched[at]].at) for at in (one, other)
        ]
        first, last = alignment.mine[one], alignment.mine[other]
        is_parted = not PARTINGS.isdisjoint(
            chunk.casefold() for chunk in alignment.claim.chunks[first.at + 1 : last.at]
        )
        if (
            froms[0] != froms[1]
            and not is_parted
            and not comparison.cited.owns(alignment.claim.chunks[first.at])
        ):
            reason = f"“{first.word}”, “{last.word}”: {comparison.cited.where} says them apart"
            return Failure("mixture", reason, (first.at, last.at + 1))
    return None


Check = Callable[["Comparison"], Failure | None]
DIFFERENCES: tuple[Check, ...] = (
    check_number_place,
    check_sign,
    check_negation,
    check_opposites,
    check_displacement,
    check_quantifiers,
    check_order,
    check_rival,
    check_substitution,
    check_mixture,
    check_addition,
)
DIFFERENCES_OF_CELLS: tuple[Check, ...] = (
    check_number_place,
    check_negation,
    check_opposites,
    check_substitution,
    check_addition,
)
"""What is asked of a row of a table, whose cells stand in an order of their own."""
