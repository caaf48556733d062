"""Vectors told by the signs of their numbers: which of many are likely to lie near to one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from store.vectors import Vectors

    Words = NDArray[np.uint64]
    Places = NDArray[np.intp]

_WORD = 64
_PLANES = 2
"""Bits to which the size of each number of what is asked is rounded (docs/retrieval.md)."""
_COUNTED = 16_384
"""Vectors of which it is counted how far most lie."""
_BLOCK = 32_768
"""Vectors whose words are compared at once."""


class Sketch:
    """One bit for each number of each vector: whether it is above the mean."""

    def __init__(self, signs: Words) -> None:
        """Take the signs, 64 in a word, shape (words, vectors)."""
        self._signs = signs

    @classmethod
    def of(cls, vectors: Vectors) -> Self:
        """Return the sketch of vectors, shape (vectors, dimension)."""
        means = vectors.mean(axis=0)
        return cls(np.ascontiguousarray(_packed(vectors > means).T))

    def nearest(self, vector: Vectors, count: int, among: Places | None = None) -> Places:
        """Return the places of about so many vectors that are likely to be nearest to one,
        shape (dimension,); those of equal distance all or none.

        Where places are given, only the vectors there are looked at.
        """
        signs = self._signs if among is None else self._signs[:, among]
        distances = _distances(signs, vector)
        few = distances[:: max(1, len(distances) // _COUNTED)]
        within = np.bincount(few).cumsum().searchsorted(count * len(few) / len(distances))
        near: Places = np.flatnonzero(distances <= within)
        return near if among is None else among[near]


def _distances(signs: Words, vector: Vectors) -> NDArray[np.uint16]:
    """Return the sum of the sizes of all numbers whose sign is another, one a vector."""
    sizes = np.abs(vector)
    most = float(sizes.max(initial=0.0)) or 1.0
    steps = (sizes * ((2**_PLANES - 1) / most)).round().astype(np.uint8)
    (asked,) = _packed(vector[np.newaxis] > 0.0)
    planes = [_packed((steps[np.newaxis] & (1 << plane)) > 0)[0] for plane in range(_PLANES)]
    distances = np.zeros(signs.shape[1], dtype=np.uint16)
    # New arrays for each step would take as long as the steps, those of all vectors would not
    # stay in the processor's cache, and to double is quicker than to shift.
    wide = np.empty((2, min(_BLOCK, len(distances))), dtype=np.uint64)
    narrow = np.empty(wide.shape, dtype=np.uint8)
    highest, *others = reversed(planes)
    for start in range(0, len(distances), _BLOCK):
        near = distances[start : start + _BLOCK]
        differing, masked = wide[:, : len(near)]
        found, counted = narrow[:, : len(near)]
        for place, words in enumerate(signs[:, start : start + _BLOCK]):
            np.bitwise_xor(words, asked[place], out=differing)
            np.bitwise_and(differing, highest[place], out=masked)
            np.bitwise_count(masked, out=found)
            for masks in others:
                np.bitwise_and(differing, masks[place], out=masked)
                np.bitwise_count(masked, out=counted)
                np.add(found, found, out=found)
                np.add(found, counted, out=found)
            near += found
    return distances


def _packed(bits: NDArray[np.bool_]) -> Words:
    """Return bits, shape (vectors, dimension), 64 in a word, shape (vectors, words)."""
    missing = -bits.shape[1] % _WORD
    padded = np.pad(bits, ((0, 0), (0, missing))) if missing else bits
    return np.packbits(padded, axis=1).view(np.uint64)
