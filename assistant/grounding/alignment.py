"""A claim's words laid beside those of what it cites: the same, of a family, akin, or near
in meaning.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from assistant.grounding.coverage import family, weigh, written
from assistant.grounding.near_synonyms import kin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from assistant.grounding.claim_reading import Reading
    from assistant.grounding.sources import Cited, Said

    Similarity = Callable[[Sequence[str], Sequence[str]], Sequence[Sequence[float]]]

SYNONYM = 0.9
"""What a word counts for that stands there as a synonym; nearer than that no vector shows it
to be.
"""
FAR, NEAR = 0.2, 0.6
"""Cosines of two words' vectors: 99 of 100 pairs by chance lie below the first, synonyms
about the second.
"""
KNOWN, UNLIKE = 0.5, 0.15
"""Least score of a word that counts as said, and of one that something in the text is like."""


class Alignment:
    """How well each content word of a claim stands in sentences of what it cites, 0 to 1."""

    def __init__(self, claim: Reading, cited: Cited, similarity: Similarity | None) -> None:
        self.claim = claim
        self.similarity = similarity
        self._cited = cited

    def score(self, root: str, said: Iterable[Said]) -> float:
        """Return how well a stem of the claim stands in the best of these sentences."""
        return max((self._score(root, each) for each in said), default=0.0)

    def share(self, roots: Iterable[str], said: Sequence[Said]) -> float:
        """Return which share of these stems stands in the sentences, by weight."""
        roots = sorted(roots)
        held = sum(weigh([root]) * self.score(root, said) for root in roots)
        return held / weigh(roots) if roots else 1.0

    def unheard(self, roots: Iterable[str]) -> int:
        """Return how many of these stems have nothing like them in all that is cited."""
        return sum(self.score(root, self._cited.said) < UNLIKE for root in roots)

    def knows(self, root: str, said: Iterable[Said]) -> bool:
        """Whether a stem stands in one of the sentences, or something that means much the
        same.
        """
        return self.score(root, said) >= KNOWN

    def _score(self, root: str, said: Said) -> float:
        if root in said.held or family(root) in said.families:
            return 1.0
        if said.families & (written(root) | kin(root)):
            return SYNONYM
        if self.similarity is None:
            return 0.0
        near = self._near.get(root, {})
        return SYNONYM * max((near[other] for other in said.held if other in near), default=0.0)

    @cached_property
    def _near(self) -> Mapping[str, Mapping[str, float]]:
        """For each plain word of the claim the sources' words that are near to it, 0 to 1;
        by their stems.
        """
        mine = self.claim.plain
        theirs = {
            root: word for said in self._cited.said for root, word in said.reading.plain.items()
        }
        if self.similarity is None or not mine or not theirs:
            return {}
        rows = self.similarity(list(mine.values()), list(theirs.values()))
        return {root: _near(theirs, row) for root, row in zip(mine, rows, strict=True)}


def _near(roots: Iterable[str], cosines: Sequence[float]) -> dict[str, float]:
    scaled = (min(1.0, (float(each) - FAR) / (NEAR - FAR)) for each in cosines)
    return {root: each for root, each in zip(roots, scaled, strict=True) if each > 0}
