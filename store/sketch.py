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
    # New arrays for each step would take as long as the steps.
    differing, masked = np.empty_like(signs[0]), np.empty_like(signs[0])
    bits = np.empty(signs.shape[1], dtype=np.uint8)
    for place, word in enumerate(signs):
        np.bitwise_xor(word, asked[place], out=differing)
        for plane, masks in enumerate(planes):
            np.bitwise_count(np.bitwise_and(differing, masks[place], out=masked), out=bits)
            distances += np.left_shift(bits, plane, out=bits)
    return distances


def _packed(bits: NDArray[np.bool_]) -> Words:
    """Return bits, shape (vectors, dimension), 64 in a word, shape (vectors, words)."""
    missing = -bits.shape[1] % _WORD
    padded = np.pad(bits, ((0, 0), (0, missing))) if missing else bits
    return np.packbits(padded, axis=1).view(np.uint64)
