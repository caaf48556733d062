"""A claim beside the sentences of what it cites that it is nearest to, and what differs."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.grounding.alignment import Alignment
from assistant.grounding.order import find_exchange
from assistant.grounding.respectively import in_pairs
from assistant.grounding.sources import spells_out
from assistant.language.word_relations import canonical, family

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.grounding.alignment import Gap
    from assistant.grounding.claim_reading import ClaimReading, Item
    from assistant.grounding.order import Swap
    from assistant.grounding.sources import Cited, Said

_MOST_CANDIDATES = 3
"""Sentences that are laid beside a claim, those that share most words with it."""
_GAIN = 1.0
"""Weight that a second sentence must add."""


class Comparison:
    """A claim and the sentence, or the two, that it is nearest to."""

    def __init__(self, claim: ClaimReading, cited: Cited, said: Said) -> None:
        self.cited = cited
        self.said = said
        self.claim = claim
        self.alignment = Alignment(claim, said.reading)

    @cached_property
    def open(self) -> list[int]:
        """Places of the claim's items that neither stand there nor are explained."""
        return [
            at
            for at in range(len(self.alignment.mine))
            if at not in self.alignment.matched and not self._is_explained(at)
        ]

    @cached_property
    def substituted(self) -> list[tuple[int, int]]:
        """Of these the places that stand in the stead of something else, with its place."""
        found = []
        for gap in self.alignment.gaps:
            mine = [at for at in gap.claim if at in self.open]
            rivals = self._rivals(gap)
            found += [
                (one, rivals[min(at, len(rivals) - 1)]) for at, one in enumerate(mine) if rivals
            ]
        return found

    def _rivals(self, gap: Gap) -> list[int]:
        """Places of the things in a gap of the sentence."""
        return [at for at in gap.source if self.alignment.theirs[at].weight]

    @cached_property
    def exchange(self) -> Swap | None:
        """Two items that stand in each other's role."""
        names = frozenset(self.claim.names.values())
        return find_exchange(self.alignment, frozenset(filter(self.cited.owns, names)))

    @cached_property
    def weight(self) -> float:
        """What the claim's items weigh that the sentence has to account for."""
        counted = {*self.open, *self.alignment.matched}
        return sum(self.alignment.mine[at].weight for at in counted)

    @cached_property
    def absent(self) -> list[str]:
        """The claim's words that stand nowhere in the abstracts, as they are written."""
        words = [item for item in self.alignment.mine if self._is_foreign(item)]
        return list(dict.fromkeys(self.claim.chunks[item.at] for item in words))

    @cached_property
    def known(self) -> float:
        """The share of the claim's weight that stands anywhere in the abstracts."""
        items = [item for item in self.alignment.mine if not item.number]
        foreign = sum(item.weight for item in items if self._is_foreign(item))
        return 1 - foreign / max(1.0, sum(item.weight for item in items))

    def _is_foreign(self, item: Item) -> bool:
        is_word = bool(item.weight) and not item.number
        return is_word and family(canonical(item.word)) not in self.cited.families

    def share(self, places: Sequence[int]) -> float:
        """Return which share of the claim's weight these places have."""
        return sum(self.alignment.mine[at].weight for at in places) / max(self.weight, 1e-9)

    def _is_explained(self, at: int) -> bool:
        """Whether an item says nothing that would have to stand in the sentence."""
        item = self.alignment.mine[at]
        if item.number:
            return self.cited.dates(item.number)
        return (
            (item.weight < 1 and self._speaks_of_the_paper(at))
            or self.is_own_name(at)
            or (bool(item.name) and spells_out(self.said.reading, item.name))
        )

    def _speaks_of_the_paper(self, at: int) -> bool:
        """Whether a word that says little takes no thing's place: `the method`, `shows`."""
        gap = self._gap_of(at)
        is_first = all(place > at for place in self.alignment.matched)
        return is_first or not self._rivals(gap) or not self._is_tight(gap)

    def _is_tight(self, gap: Gap) -> bool:
        """Whether as much is left on either side, so that one stands for the other."""
        return len(gap.claim) == len(gap.source)

    def is_own_name(self, at: int) -> bool:
        """Whether it names the paper's own thing, and no other name stands in its place."""
        item = self.alignment.mine[at]
        if not (item.name or item.at == 0) or not self.cited.owns(self.claim.chunks[item.at]):
            return False
        gap = self._gap_of(at)
        return not any(self.alignment.theirs[other].name for other in gap.source)

    def _gap_of(self, at: int) -> Gap:
        return next(gap for gap in self.alignment.gaps if at in gap.claim)


def compare(claim: ClaimReading, cited: Cited) -> Comparison | None:
    """Return the claim beside what it is nearest to; None where no word of it stands there."""
    claim = in_pairs(claim)
    told = _ranked(claim, cited)[:_MOST_CANDIDATES]
    singles = [Comparison(claim, cited, said) for said in told]
    if not singles:
        return None
    best = max(singles, key=_fit)
    pairs = [Comparison(claim, cited, said) for said in _with_neighbours(best.said, cited)]
    pairs += [Comparison(claim, cited, said) for said in _across_papers(singles, best)]
    widest = max(pairs, key=_fit, default=best)
    return widest if _fit(widest) >= _fit(best) + _GAIN else best


def nearest(claim: ClaimReading, cited: Cited, count: int) -> list[Said]:
    """Return the sentences that share most words with a claim, in the order in which they
    stand.
    """
    told = _ranked(claim, cited)[:count]
    return [said for said in cited.said if said in told]


def _ranked(claim: ClaimReading, cited: Cited) -> list[Said]:
    wanted = {family(canonical(item.word)) for item in claim.items}
    sharing = [said for said in cited.said if wanted & said.families]
    return sorted(sharing, key=lambda said: -len(wanted & said.families))


def _fit(comparison: Comparison) -> float:
    """Return how well a claim fits; its papers' own names fit any of their sentences."""
    places = set(range(len(comparison.alignment.mine))) - set(comparison.alignment.matched)
    own = (at for at in places if comparison.is_own_name(at))
    return comparison.alignment.score + sum(comparison.alignment.mine[at].weight for at in own)


def _with_neighbours(said: Said, cited: Cited) -> list[Said]:
    at = cited.said.index(said)
    around = cited.said[max(0, at - 1) : at + 2]
    own = said.spans[0][0]
    return [
        one + other
        for one, other in pairwise(around)
        if one.spans[0][0] is own and other.spans[0][0] is own
    ]


def _across_papers(singles: Sequence[Comparison], best: Comparison) -> list[Said]:
    """The nearest sentence with the nearest of another paper, in either order."""
    own = best.said.spans[0][0]
    others = [each.said for each in singles if each.said.spans[0][0] is not own]
    return [pair for other in others[:1] for pair in (best.said + other, other + best.said)]
