"""One state of a library, read from what is derived of it: exact, and without Chroma."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Self

import numpy as np

from store.errors import DamagedIndex
from store.sketch import Sketch

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from store.paper_cache import PaperCache
    from store.vectors import Vectors

LARGEST = 200_000
"""Papers whose vectors are held in memory to be searched: 200 MB. Beyond that Chroma searches,
which reads them through an index.
"""
_EXACT = 20_000
"""Papers of which a search looks at all vectors, 4 ms a question."""
_LIKELY, _LIKELY_EACH = 1_000, 30
"""Of more papers, those whose sketches are nearest are looked at: so many, and so many more for
each paper that is asked for. Of 100,000 recombined abstracts, .97 of the 30 nearest are among
them (docs/retrieval.md).
"""


class Snapshot:
    """The vectors of all papers in one state of the library, read when they are asked for."""

    def __init__(self, read: Callable[[], tuple[Sequence[str], Vectors]]) -> None:
        """Take what reads the papers' keys and their vectors, shape (keys, dimension)."""
        self._read = read
        self._latest: tuple[Sequence[str], NDArray[np.intp]] | None = None

    @cached_property
    def _all(self) -> tuple[NDArray[np.object_], Vectors, dict[str, int]]:
        keys, vectors = self._read()
        places = {key: place for place, key in enumerate(keys)}
        return np.array(keys, dtype=object), vectors, places

    @cached_property
    def _sketch(self) -> Sketch | None:
        _, vectors, _ = self._all
        return Sketch.of(vectors) if len(vectors) > _EXACT else None

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
        keys, rows, _ = self._all
        chosen = None if among is None else self._places_of(among)
        likely = _LIKELY + _LIKELY_EACH * k
        if self._sketch and likely < (len(keys) if chosen is None else len(chosen)):
            chosen = self._sketch.nearest(vector, likely, chosen)
        if chosen is not None:
            rows = rows.take(chosen, axis=0)
        if not len(rows) or k < 1:
            return {}
        # `@` would share this out among threads, which takes longer where others work.
        cosines = np.vecdot(rows, vector)
        rounded = cosines.round(6)
        least = np.partition(rounded, -k)[-k] if k < len(rounded) else -np.inf
        best = np.flatnonzero(rounded >= least)
        named = keys[best if chosen is None else chosen[best]]
        order = np.lexsort((named, -rounded[best]))[:k]
        return dict(zip(named[order].tolist(), cosines[best[order]].tolist(), strict=True))

    def _places_of(self, among: Sequence[str]) -> NDArray[np.intp]:
        """Return where the papers of these keys are; the latest answer is remembered."""
        if self._latest is None or self._latest[0] is not among:
            _, _, places = self._all
            found = [places[key] for key in among if key in places]
            self._latest = among, np.array(found, dtype=np.intp)
        return self._latest[1]
