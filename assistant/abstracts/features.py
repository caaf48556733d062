"""What tells the role of a sentence: its n-grams, the endings of its words, its place."""

from __future__ import annotations

import re
import zlib
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

GRAM_BITS = 15
LONGEST_GRAM = 3
PLACES = 36
_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_LEAST_WITH_ENDING = 5
# Odd numbers without a pattern: products with them spread over all bits (Knuth's method).
_MIX, _SPREAD = np.uint64(0x9E3779B1), np.uint64(0x9E3779B97F4A7C15)
_AT_START = np.uint64(0x85EBCA6B)
_TENTHS, _FIRST, _LAST, _COUNT, _BIAS = 0, 10, 16, 22, 35


def hash_grams(sentence: str) -> NDArray[np.int64]:
    """Return the rows of a sentence's n-grams, first words and endings, each once."""
    tokens = _TOKEN.findall(sentence.lower())
    codes = np.array([_code(token) for token in tokens], dtype=np.uint64)
    endings = {_code("~" + token[-3:]) for token in tokens if len(token) >= _LEAST_WITH_ENDING}
    grams = [codes, np.fromiter(endings, dtype=np.uint64)]
    longer = codes
    for size in range(1, LONGEST_GRAM):
        longer = longer[:-1] * _MIX + codes[size:]
        grams += [longer, longer[:1] + _AT_START]
    grams.append(codes[:1] + _AT_START)
    spread = np.concatenate(grams) * _SPREAD >> np.uint64(64 - GRAM_BITS)
    # As np.unique, which imports masked arrays.
    spread.sort()
    differs = np.append(True, spread[1:] != spread[:-1])[: len(spread)]
    once: NDArray[np.int64] = spread[differs].astype(np.int64)
    return once


@lru_cache(maxsize=65536)
def _code(token: str) -> int:
    """Return the number that stands for a token, all figures alike."""
    return zlib.crc32(b"0" if token[0].isdigit() else token.encode())


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
