"""What a number of a claim is said of, beside what its sentence says it of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.grounding.order import lead
from assistant.language.clause_words import PARTINGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.grounding.alignment import Alignment
    from assistant.grounding.claim_reading import Item


def is_bound_otherwise(alignment: Alignment, at: int) -> bool:
    """Whether an item of a claim is a number joined to what the sentence says of another, or
    of none: `68.5 % NDS and 62.4 % mAP` is no `68.5 % mAP`.
    """
    if not alignment.mine[at].number:
        return False
    is_tied = False
    behind = (to for place, to in alignment.pairs.items() if place > at)
    for nearness, to in enumerate(behind):
        skipped = _skipped(alignment, alignment.pairs[at], to)
        is_rival = any(alignment.theirs[each].number for each in skipped)
        is_tied = is_tied or not is_rival
        if is_rival and (nearness == 0 or _ties_alike(alignment, to, skipped)):
            return True
    return (
        _is_owned(alignment, at, is_tied=is_tied)
        or _follows_other(alignment, at)
        or _counts_other(alignment, at)
    )


def _skipped(alignment: Alignment, first: int, last: int) -> list[int]:
    """Places of the sentence between two that the claim leaves out."""
    used = set(alignment.matched.values())
    return [each for each in range(first + 1, last) if each not in used]


def _is_owned(alignment: Alignment, at: int, *, is_tied: bool) -> bool:
    """Whether what stands before a number is said there of another number, which is left out:
    `B7 with 44 % and T7 with 55 %` is no `B7 with 55 %`.
    """
    before = [place for place in alignment.pairs if place < at]
    if not before:
        return False
    first, last = alignment.pairs[before[-1]], alignment.pairs[at]
    skipped = _skipped(alignment, first, last)
    if not any(alignment.theirs[each].number for each in skipped):
        return False
    return not is_tied or bool(alignment.mine[before[-1]].name)


def _follows_other(alignment: Alignment, at: int) -> bool:
    """Whether something that the claim ties to a number closes what is said of another: `83 %
    on A and 79 % on B` is no `79 % on A`.
    """
    theirs, own = alignment.theirs, alignment.pairs[at]
    used = set(alignment.matched.values())
    rivals = [to for to in range(own) if theirs[to].number and to not in used]
    things = [to for to in used if to < own and not theirs[to].number]
    return any(
        rival < thing
        and not _has_break(alignment, rival, thing)
        and _has_break(alignment, thing, own)
        for rival in rivals
        for thing in things
    )


def _counts_other(alignment: Alignment, at: int) -> bool:
    """Whether what stands behind a number stands elsewhere there, and of what stands behind it
    there the claim has nothing: `37 heads of schools with pupils` is no `37 pupils`.
    """
    mine = _behind(alignment.mine, at)
    theirs = _behind(alignment.theirs, alignment.pairs[at])
    matched = alignment.matched
    is_moved = bool(mine and theirs) and all(place in matched for place in mine)
    return is_moved and set(theirs).isdisjoint(matched.values())


def _behind(items: Sequence[Item], at: int) -> list[int]:
    """Return the places of the items in the row of chunks behind a number."""
    number = items[at].number
    assert number is not None
    rest = items[at + 1 :]
    return [at + 1 + nth for nth, item in enumerate(rest) if item.at == number.last + nth]


def _has_break(alignment: Alignment, first: int, last: int) -> bool:
    chunks = alignment.source.chunks[alignment.theirs[first].at : alignment.theirs[last].at]
    return not PARTINGS.isdisjoint(chunk.casefold() for chunk in chunks)


def _ties_alike(alignment: Alignment, to: int, skipped: Sequence[int]) -> bool:
    """Whether something that is skipped is tied to its number as this is: `on A` and `on B`."""
    source, theirs = alignment.source, alignment.theirs
    tie = lead(source, theirs[to].at)
    return bool(tie) and any(
        lead(source, theirs[each].at) == tie for each in skipped if not theirs[each].number
    )
