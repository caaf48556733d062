"""What tells the role of a sentence: its n-grams, the endings of its words, its place."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

GRAM_BITS = 15
LONGEST_GRAM = 3
PLACES = 36
_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_LEAST_WITH_ENDING = 5
_TENTHS, _FIRST, _LAST, _COUNT, _BIAS = 0, 10, 16, 22, 35


def hash_grams(sentence: str) -> NDArray[np.int64]:
    """Return the rows of a sentence's n-grams, first words and endings, each once."""
    tokens = [
        "0" if token[0].isdigit() else token for token in _TOKEN.findall(sentence.lower())
    ]
    grams = set(tokens)
    for size in range(2, LONGEST_GRAM + 1):
        grams.update("_".join(tokens[at : at + size]) for at in range(len(tokens) - size + 1))
    grams.update("^" + "_".join(tokens[:size]) for size in range(1, LONGEST_GRAM + 1))
    grams.update("~" + token[-3:] for token in tokens if len(token) >= _LEAST_WITH_ENDING)
    mask = (1 << GRAM_BITS) - 1
    return np.unique(
        np.fromiter((zlib.crc32(gram.encode()) & mask for gram in grams), np.int64)
    )


def mark_places(count: int) -> NDArray[np.float32]:
    """Return where each of so many sentences stands, from both ends, shape (count, PLACES)."""
    marks = np.zeros((count, PLACES), dtype=np.float32)
    at = np.arange(count)
    marks[at, _TENTHS + 10 * at // max(1, count)] = 1
    marks[at, _FIRST + np.minimum(at, 5)] = 1
    marks[at, _LAST + np.minimum(count - 1 - at, 5)] = 1
    marks[at, _COUNT + min(count, 12)] = 1
    marks[at, _BIAS] = 1
    return marks


def with_neighbours(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return each sentence's vector beside its neighbours', zeros where there is none."""
    none = np.zeros_like(vectors[:1])
    before, behind = np.vstack([none, vectors[:-1]]), np.vstack([vectors[1:], none])
    return np.hstack(
        [VECTOR_WEIGHT * vectors, NEIGHBOUR_WEIGHT * before, NEIGHBOUR_WEIGHT * behind]
    )


VECTOR_WEIGHT, NEIGHBOUR_WEIGHT, GRAM_WEIGHT = 2.0, 1.0, 4.0
"""How much each kind counts against the penalty that weights pay; found by cross-validation."""
