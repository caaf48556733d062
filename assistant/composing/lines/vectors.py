"""What papers are about, as vectors: the words of their titles and abstracts beside the
library's vectors.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from assistant.composing.lines.terms import terms

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from store.paper import Paper
    from store.vectors import Vectors


# Measured in docs/lines.md. A word counts the same however rare it is: what many papers share
# makes a line.
_TITLE = 4
_WORDS_SHARE = 0.65
_MOST_COMMON = 0.5
_VOCABULARY = 4096


def paper_vectors(
    papers: Sequence[Paper], stored: Vectors, told: Callable[[int], None]
) -> Vectors:
    """Return one vector a paper, shape (papers, dimension); their products say how much two are
    about one.

    Both parts are taken relative to the mean of the library; a paper without words, or without
    a stored vector, has zeros in that part. `told` hears how many papers have been read.
    """
    read = _counted(papers, told)
    in_words = _relative(_term_matrix(read))
    by_meaning = _relative(np.asarray(stored, dtype=np.float32))
    shares = np.sqrt(np.array([_WORDS_SHARE, 1 - _WORDS_SHARE], dtype=np.float32))
    return np.hstack([shares[0] * in_words, shares[1] * by_meaning])


def _counted(papers: Sequence[Paper], told: Callable[[int], None]) -> list[Counter[str]]:
    counted = []
    for done, paper in enumerate(papers, 1):
        counts = Counter(terms(paper.abstract))
        for term in terms(paper.title):
            counts[term] += _TITLE
        counted.append(counts)
        told(done)
    return counted


def _term_matrix(counted: Sequence[Counter[str]]) -> Vectors:
    """Return the weights of the most shared terms, shape (papers, terms)."""
    held = Counter(term for counts in counted for term in counts)
    most = _MOST_COMMON * len(counted) + 1
    shared = [term for term, times in held.items() if 2 <= times <= most]
    columns = {
        term: column
        for column, term in enumerate(
            sorted(shared, key=lambda term: (-held[term], term))[:_VOCABULARY]
        )
    }
    weights = np.zeros((len(counted), len(columns)), dtype=np.float32)
    for row, counts in enumerate(counted):
        for term, times in counts.items():
            if term in columns:
                weights[row, columns[term]] = 1 + math.log(times)
    return weights


def _relative(rows: Vectors) -> Vectors:
    """Return the rows at length 1, less their mean, at length 1 again; a row of zeros stays
    one.
    """
    is_known = np.any(rows, axis=1)
    known = _at_length_one(rows[is_known])
    relative = np.zeros_like(rows)
    if len(known) > 1:
        relative[is_known] = _at_length_one(known - known.mean(axis=0))
    return relative


def _at_length_one(rows: Vectors) -> Vectors:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: Vectors = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 1e-6)
    return scaled
