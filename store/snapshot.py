"""One state of a library, read from what is derived of it: exact, and without Chroma."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Self

import numpy as np

from store.errors import DamagedIndex

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from store.paper_cache import PaperCache
    from store.vectors import Vectors

LARGEST = 20_000
"""Papers of which a search looks at all vectors: 20 MB, 4 ms a question. Beyond that Chroma
searches, which reads them through an index.
"""


class Snapshot:
    """The vectors of all papers in one state of the library, read when they are asked for."""

    def __init__(self, read: Callable[[], tuple[Sequence[str], Vectors]]) -> None:
        """Take what reads the papers' keys and their vectors, shape (keys, dimension)."""
        self._read = read

    @cached_property
    def _all(self) -> tuple[NDArray[np.object_], Vectors, dict[str, int]]:
        keys, vectors = self._read()
        places = {key: place for place, key in enumerate(keys)}
        return np.array(keys, dtype=object), vectors, places

    @classmethod
    def of(cls, cache: PaperCache, *, papers: int) -> Self | None:
        """Return the snapshot of a paper cache that holds so many papers; None where there
        are too many, or where the vector of one is not there.
        """
        if papers > LARGEST or cache.count() != papers or cache.count_vectors() != papers:
            return None

        def read() -> tuple[Sequence[str], Vectors]:
            keys, vectors = cache.all_vectors()
            if len(keys) < papers:
                raise DamagedIndex(
                    "The cache of papers has lost vectors",
                    why=f"it holds {len(keys)} of {papers}",
                    advice="It is made anew from the papers: try again.",
                )
            return keys, vectors

        return cls(read)

    def vectors(self, keys: Sequence[str]) -> dict[str, Vectors]:
        """Return the vectors of the papers of these keys that are there, by key."""
        _, vectors, places = self._all
        return {key: vectors[places[key]] for key in keys if key in places}

    def nearest(
        self, vector: Vectors, *, k: int, among: Sequence[str] | None = None
    ) -> dict[str, float]:
        """Return the cosine of the k papers whose vectors lie nearest to one, shape
        (dimension,), by key; equal ones are ordered by key.

        Where keys are given, only the papers of these are looked at.
        """
        keys, rows, places = self._all
        if among is not None:
            chosen = [places[key] for key in among if key in places]
            keys, rows = keys[chosen], rows[chosen]
        if not len(keys):
            return {}
        cosines = rows @ vector
        order = np.lexsort((keys, -cosines.round(6)))[:k]
        return {str(keys[place]): float(cosines[place]) for place in order}
