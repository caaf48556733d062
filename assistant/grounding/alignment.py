"""A claim laid along a sentence of what it cites: what stands there in order, what elsewhere in
it, and what is left on either side.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.language.word_relations import Relation, relate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.grounding.claim_reading import ClaimReading, Item

_WORTH = (0.0, 0.55, 0.7, 1.0)
"""What a match is worth by its relation, from none to the same."""
_SAME = Relation.SAME
_LEAST = 0.1
"""What a match of words without weight is worth, so that they are matched at all."""

_SHORTEST_HEAD = 4
"""Letters of a word that may stand for a name that ends with it: `index` for `DriftIndex`."""


@dataclass(frozen=True, slots=True)
class Gap:
    """What is left between two neighbouring matches, as places in the items of either side."""

    claim: tuple[int, ...]
    source: tuple[int, ...]


class Alignment:
    """The best match in order of a claim's items with a sentence's; places are in `items`."""

    def __init__(self, claim: ClaimReading, source: ClaimReading) -> None:
        self.claim = claim
        self.source = source
        self.mine = claim.items
        self.theirs = source.items
        self._relations = _relate_all(self.mine, self.theirs)
        self.pairs = self._align()
        """Places of the claim's items with those of the sentence's, in order."""
        self.moved = self._find_moved()
        """The same for what stands elsewhere in the sentence."""

    def _align(self) -> dict[int, int]:
        gains = self._gains()
        rows = [[0.0] * (len(self.theirs) + 1)]
        for gain in gains:
            above, row = rows[-1], [0.0]
            if not any(gain):
                rows.append(above)
                continue
            for at, each in enumerate(gain):
                best = max(row[at], above[at + 1])
                row.append(max(best, above[at] + each) if each else best)
            rows.append(row)
        return self._trace(rows)

    def _gains(self) -> list[list[float]]:
        """Return what a match of each item with each is worth; one with its opposite is worth
        nothing where the same word stands elsewhere.
        """
        same = {at for at, row in enumerate(self._relations) if _SAME in row}
        theirs = {to for row in self._relations for to, each in enumerate(row) if each is _SAME}
        opposite, weights = Relation.OPPOSITE, [max(_LEAST, each.weight) for each in self.mine]
        return [
            [
                _WORTH[each] * weights[at]
                if each and not (each is opposite and (at in same or to in theirs))
                else 0.0
                for to, each in enumerate(row)
            ]
            for at, row in enumerate(self._relations)
        ]

    def _trace(self, rows: list[list[float]]) -> dict[int, int]:
        """Read the best match off the table of its sums, from the end."""
        found: dict[int, int] = {}
        mine, theirs = len(self.mine), len(self.theirs)
        while mine and theirs:
            here = rows[mine][theirs]
            if here == rows[mine - 1][theirs]:
                mine -= 1
            elif here == rows[mine][theirs - 1]:
                theirs -= 1
            else:
                mine, theirs = mine - 1, theirs - 1
                found[mine] = theirs
        return dict(reversed(found.items()))

    def _find_moved(self) -> dict[int, int]:
        found: dict[int, int] = {}
        free = sorted(set(range(len(self.theirs))) - set(self.pairs.values()))
        for at, row in enumerate(self._relations):
            if at in self.pairs or not free:
                continue
            best = max(free, key=row.__getitem__)
            if row[best] >= Relation.NEAR:
                found[at] = best
                free.remove(best)
        return found

    @cached_property
    def matched(self) -> dict[int, int]:
        """All that stands in the sentence, in order or elsewhere."""
        return self.pairs | self.moved

    def anchorage(self, place: int) -> float:
        """Return how surely a chunk of the claim stands between two neighbours of the sentence:
        1 where nothing else does, here or there, .5 where one thing more may.
        """
        known = [(-1, -1), *self.matched.items(), (len(self.mine), len(self.theirs))]
        places = [-1, *(item.at for item in self.mine), len(self.claim.chunks)]
        before = max(pair for pair in known if places[pair[0] + 1] < place)
        behind = min(pair for pair in known if places[pair[0] + 1] > place)
        mine, theirs = behind[0] - before[0], behind[1] - before[1]
        if not self.matched or theirs < 1:
            return 0.0
        return {2: 1.0, 3: 0.5}.get(max(2, mine, theirs), 0.0)

    @cached_property
    def gaps(self) -> list[Gap]:
        """What is left on either side between neighbouring matches in order."""
        ends = [(-1, -1), *self.pairs.items(), (len(self.mine), len(self.theirs))]
        used = set(self.matched.values())
        return [
            Gap(
                tuple(at for at in range(first[0] + 1, last[0]) if at not in self.moved),
                tuple(at for at in range(first[1] + 1, last[1]) if at not in used),
            )
            for first, last in pairwise(ends)
        ]

    @cached_property
    def score(self) -> float:
        """The weight of what stands in order, and half of what stands elsewhere."""
        return self._worth(self.pairs) + self._worth(self.moved) / 2

    def _worth(self, matched: Mapping[int, int]) -> float:
        return sum(
            _WORTH[self._relations[at][to]] * max(_LEAST, self.mine[at].weight)
            for at, to in matched.items()
        )


def _relate_all(mine: Sequence[Item], theirs: Sequence[Item]) -> list[list[Relation]]:
    """Return how each item of one side stands to each of the other; most are plain words."""
    words = ["" if each.number or each.technical else each.word for each in theirs]
    return [
        [relation(one, other) for other in theirs]
        if one.number or one.technical
        else [
            relate(one.word, word) if word else relation(one, other)
            for word, other in zip(words, theirs, strict=True)
        ]
        for one in mine
    ]


def relation(one: Item, other: Item) -> Relation:
    """Return how two items stand to each other: numbers by value, names by their spelling."""
    if one.number or other.number:
        is_same = one.number and other.number and one.number.equals(other.number)
        return Relation.SAME if is_same else Relation.NONE
    if one.technical or other.technical:
        if (one.technical or one.word) == (other.technical or other.word):
            return Relation.SAME
        is_short_for = len(one.word) >= _SHORTEST_HEAD and not one.technical
        ends = other.technical.endswith(one.word.removesuffix("s"))
        return Relation.NEAR if is_short_for and ends else Relation.NONE
    return relate(one.word, other.word)
