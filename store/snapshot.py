"""One state of a library, read from what is derived of it: exact, and without Chroma."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.paper_cache import PaperCache
    from store.vectors import Vectors

LARGEST = 20_000
"""Papers of which a search looks at all vectors: 20 MB, 4 ms a question. Beyond that Chroma
searches, which reads them through an index.
"""


class Snapshot:
    """The vectors of all papers in one state of the library."""

    def __init__(self, keys: Sequence[str], vectors: Vectors) -> None:
        """Take the papers' keys and their vectors, shape (keys, dimension)."""
        self._keys = np.array(keys, dtype=object)
        self._vectors = vectors
        self._places = {key: place for place, key in enumerate(keys)}

    @classmethod
    def of(cls, cache: PaperCache, *, papers: int) -> Self | None:
        """Return the snapshot of a paper cache that holds so many papers; None where there
        are too many, or where the vector of one is not there.
        """
        if papers > LARGEST or cache.count() != papers:
            return None
        keys, vectors = cache.all_vectors()
        return cls(keys, vectors) if len(keys) == papers else None

    def vectors(self, keys: Sequence[str]) -> dict[str, Vectors]:
        """Return the vectors of the papers of these keys that are there, by key."""
        return {key: self._vectors[self._places[key]] for key in keys if key in self._places}

    def nearest(
        self, vector: Vectors, *, k: int, among: Sequence[str] | None = None
    ) -> dict[str, float]:
        """Return the cosine of the k papers whose vectors lie nearest to one, shape
        (dimension,), by key; equal ones are ordered by key.

        Where keys are given, only the papers of these are looked at.
        """
        if among is None:
            keys, rows = self._keys, self._vectors
        else:
            places = [self._places[key] for key in among if key in self._places]
            keys, rows = self._keys[places], self._vectors[places]
        if not len(keys):
            return {}
        cosines = rows @ vector
        order = np.lexsort((keys, -cosines.round(6)))[:k]
        return {str(keys[place]): float(cosines[place]) for place in order}
