"""What a sentence denies: the items that each of its negations reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from assistant.language.clause_words import BEHIND_CONTRASTS, STAYS, STOPS
from assistant.language.word_lists import CONTRASTS, DENYING, NEGATORS, UNSAID

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assistant.grounding.alignment import Alignment
    from assistant.grounding.claim_reading import ClaimReading, Item

REACH = 4
"""Items that a negation reaches."""
_BEFORE = 2
"""Items before a negation that it may be said of: `labels are not needed`."""


class Negation(NamedTuple):
    """A negation, by the places of items: what it denies, and what it may be said of too."""

    denied: list[int]
    around: list[int]
    kind: str = "denial"
    """`negation` where it only denies, as `not` and `no` do, `contrast` for `instead of`, or
    `denial` for a word that says something besides: `lacks`.
    """


class Reversal(NamedTuple):
    """An item of the claim that only the claim denies, or only the sentence."""

    kind: str
    """`negation`, or `denial` where what is denied first is not said on the other side, a word
    denies that says something besides, or the claim sets something aside.
    """
    place: int


def find_negations(reading: ClaimReading) -> list[Negation]:
    """Return the negations of a sentence; `neither` and its `nor` are one."""
    chunks = [chunk.casefold() for chunk in reading.chunks]
    found = []
    for at, chunk in enumerate(chunks):
        following = chunks[at + 1] if at + 1 < len(chunks) else ""
        if chunk == "free":
            found.append(Negation(_before(reading, chunks, at)[:1], []))
        elif chunk in UNSAID and _is_said_of_subject(chunks, at):
            found.append(Negation(_before(reading, chunks, at), []))
        elif chunk in UNSAID or (chunk in NEGATORS and following not in {"only", "shot"}):
            if chunk != "nor" or "neither" not in chunks[:at]:
                before = _before(reading, chunks, at)[:_BEFORE]
                kind = "negation" if chunk in DENYING else "denial"
                denied = _after(reading, chunks, at) or _elided(reading, chunks, at)
                found.append(Negation(denied, before, kind))
        elif chunk in CONTRASTS and following in BEHIND_CONTRASTS:
            found.append(Negation(_after(reading, chunks, at), [], "contrast"))
    return [negation for negation in found if negation.denied]


def denied_in(reading: ClaimReading) -> frozenset[int]:
    """Return the places of the items that a sentence denies."""
    return frozenset(place for each in find_negations(reading) for place in each.denied)


def find_reversed(alignment: Alignment) -> Reversal | None:
    """Return what is denied on one side alone; None where nothing is."""
    matched = alignment.matched
    back = {to: at for at, to in matched.items()}
    mine = find_negations(alignment.claim)
    told = find_negations(alignment.source)
    theirs = [_carried(negation, back) for negation in told]
    firsts = [
        *(_first(each, alignment.mine) in matched for each in mine),
        *(_first(each, alignment.theirs) in back for each in told),
    ]
    for negation, is_direct in zip((*mine, *theirs), firsts, strict=True):
        known = [at for at in negation.denied if at in matched]
        weighty = [at for at in known if alignment.mine[at].weight >= 1] or known
        if weighty and (_count(mine, negation) - _count(theirs, negation)) % 2:
            is_sure = negation.kind == "negation" or (
                negation.kind == "contrast" and negation in theirs
            )
            kind = "negation" if is_sure and is_direct else "denial"
            return Reversal(kind, weighty[0])
    return None


def _first(negation: Negation, items: Sequence[Item]) -> int:
    """Return the place of the first thing that a negation denies and that says something."""
    weighty = (at for at in negation.denied if items[at].weight >= 1)
    return next(weighty, negation.denied[0])


def _carried(negation: Negation, back: Mapping[int, int]) -> Negation:
    """Return a negation of the sentence by the items of the claim that it denies there."""
    denied, around = (
        [back[to] for to in places if to in back]
        for places in (negation.denied, negation.around)
    )
    return Negation(denied, around, negation.kind)


def _count(some: list[Negation], about: Negation) -> int:
    """Return how many of these deny something of what another one denies."""
    wide = {*about.denied, *about.around}
    return sum(
        not wide.isdisjoint(each.denied) or not set(about.denied).isdisjoint(each.around)
        for each in some
    )


def _is_said_of_subject(chunks: list[str], at: int) -> bool:
    """Whether a word says something of what stands before it: `is unclear`."""
    is_last = at + 1 == len(chunks) or chunks[at + 1] in STOPS
    return is_last or bool(STAYS & set(chunks[max(0, at - 2) : at]))


def _elided(reading: ClaimReading, chunks: list[str], at: int) -> list[int]:
    """Return all that stands before a `not` in its part of the sentence, of which it denies
    what another part says: `but the mutant of Y did not`; nothing before `or not`.
    """
    if chunks[at] not in {"not", "cannot"} or chunks[at - 1 : at] == ["or"]:
        return []
    starts = [each for each, chunk in enumerate(chunks[:at]) if chunk in STOPS]
    first = starts[-1] if starts else -1
    return [place for place, item in enumerate(reading.items) if first < item.at < at]


def _before(reading: ClaimReading, chunks: list[str], at: int) -> list[int]:
    places = [place for place, item in enumerate(reading.items) if item.at < at]
    return list(_near(reading, chunks, places[::-1], at))


def _after(reading: ClaimReading, chunks: list[str], at: int) -> list[int]:
    places = [place for place, item in enumerate(reading.items) if item.at > at]
    return list(_near(reading, chunks, places, at))


def _near(
    reading: ClaimReading, chunks: list[str], places: list[int], at: int
) -> Iterator[int]:
    """Yield the first of these places, until the part of the sentence ends."""
    last = at
    for count, place in enumerate(places[:REACH]):
        here = reading.items[place].at
        between = chunks[min(here, last) + 1 : max(here, last)]
        if (count or here < at) and not STOPS.isdisjoint(between):
            return
        yield place
        last = here
