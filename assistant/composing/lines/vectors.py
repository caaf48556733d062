"""What papers are about, as vectors: the words of their titles and abstracts beside the
library's vectors.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from assistant.composing.lines.terms import terms
from store.stopping import checked

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
# Above so many papers, terms are projected onto so many directions (Achlioptas 2003: the
# error of a cosine is about one by the root of these).
_MANY = 4000
_PROJECTED = 1024


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
    for done, paper in enumerate(checked(papers), 1):
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
    basis = _projection(len(columns)) if len(counted) > _MANY else None
    width = len(columns) if basis is None else _PROJECTED
    weights = np.zeros((len(counted), width), dtype=np.float32)
    for row, counts in enumerate(counted):
        known = {
            columns[term]: 1 + math.log(n) for term, n in counts.items() if term in columns
        }
        if basis is None:
            weights[row, [*known]] = [*known.values()]
        elif known:
            weights[row] = np.array([*known.values()], dtype=np.float32) @ basis[[*known]]
    return weights


def _projection(terms: int) -> Vectors:
    """Return random directions, shape (terms, `_PROJECTED`), that leave cosines about as they
    are: the matrix of all terms of 20,000 papers would take 350 MB, several times.
    """
    signs = np.random.default_rng(0).integers(0, 2, (terms, _PROJECTED), dtype=np.int8)
    return (2 * signs.astype(np.float32) - 1) / math.sqrt(_PROJECTED)


def _relative(rows: Vectors) -> Vectors:
    """Return the rows at length 1, less their mean, at length 1 again; a row of zeros stays
    one.
    """
    relative = np.array(rows, dtype=np.float32)
    is_known = np.any(relative, axis=1)
    _scale_to_one(relative)
    if (known := int(is_known.sum())) > 1:
        mean = relative.sum(axis=0) / known
        for row in np.flatnonzero(is_known):
            relative[row] -= mean
        _scale_to_one(relative)
    else:
        relative[:] = 0
    return relative


def _scale_to_one(rows: Vectors) -> None:
    """Bring rows to length 1, in place."""
    lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows))[:, None]
    np.divide(rows, lengths, out=rows, where=lengths > 1e-6)
