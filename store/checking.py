"""Whether a library is whole: every paper found by its vector and its words, and at hand as
it is stored.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.indexes import Indexes
    from store.vectors import Vectors

_SAMPLE = 2000
_NEAR = 10
_SHOWN = 3
_TWINS = 0.9999


@dataclass(frozen=True, slots=True)
class Health:
    """What a check found; keys of papers that an index has lost."""

    papers: int
    checked: int
    generation: int
    without_vector: tuple[str, ...]
    without_words: tuple[str, ...]
    otherwise_at_hand: tuple[str, ...]

    def __str__(self) -> str:
        if not (self.without_vector or self.without_words or self.otherwise_at_hand):
            extent = (
                "all" if self.checked == self.papers else f"{self.checked} of {self.papers}"
            )
            return (
                f"words and vectors agree at generation {self.generation} ({extent} "
                f"papers checked)"
            )
        flaws = (
            ("not found by their vector", self.without_vector),
            ("not found by their words", self.without_words),
            ("shown otherwise than they are stored", self.otherwise_at_hand),
        )
        lost = [
            f"{len(keys)} of {self.checked} papers are {flaw}: {_shown(keys)}"
            for flaw, keys in flaws
            if keys
        ]
        return "; ".join([*lost, "repair it: songline doctor --repair"])


def check(indexes: Indexes) -> Health:
    """Look for papers that an index has lost: all of them, or two thousand at random where
    there are more.
    """
    with indexes.reading_stored():
        keys = sorted({*indexes.papers.keys(), *indexes.secondary.cache.keys()})
        sample = (
            keys if len(keys) <= _SAMPLE else random.Random(len(keys)).sample(keys, _SAMPLE)
        )
        return Health(
            papers=len(keys),
            checked=len(sample),
            generation=indexes.generation,
            without_vector=_without_vector(indexes, sample),
            without_words=tuple(key for key in sample if key not in indexes.lexical.exact(key)),
            otherwise_at_hand=_otherwise_at_hand(indexes, sample),
        )


def _without_vector(indexes: Indexes, keys: Sequence[str]) -> tuple[str, ...]:
    vectors = indexes.papers.stored_vectors(keys)
    return tuple(
        key for key in keys if key not in vectors or not _is_found(indexes, key, vectors[key])
    )


def _otherwise_at_hand(indexes: Indexes, keys: Sequence[str]) -> tuple[str, ...]:
    stored, at_hand = indexes.papers.get(keys), indexes.secondary.cache.papers(keys)
    return tuple(key for key in keys if stored.get(key) != at_hand.get(key))


def _is_found(indexes: Indexes, key: str, vector: Vectors) -> bool:
    """Tell whether a paper is among those nearest to its own vector; all of those may be its
    twins.
    """
    found = indexes.nearest(vector, k=_NEAR)
    return key in found or min(found.values(), default=0.0) > _TWINS


def _shown(keys: Sequence[str]) -> str:
    return ", ".join(keys[:_SHOWN]) + (", …" if len(keys) > _SHOWN else "")
