"""Which papers stand together: average linkage, asked many times with some papers left out."""

from __future__ import annotations

import zlib
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from store.vectors import Vectors

    Numbers = NDArray[np.int64]

NOWHERE = -1
# Two groups are joined while their papers are, on average, at least this alike; measured in
# docs/lines.md.
_ALIKE = (0.03, 0.05, 0.07)
_TRIALS = 32
_LEFT_OUT = 0.2
# More papers than this stand firm by their number; still more are told by a sample of them.
_TRIED = 1000
_SAMPLE = 4000


def cluster(vectors: Vectors, keys: Sequence[str]) -> Numbers:
    """Return the number of each row's cluster, NOWHERE for a row that stands alone.

    A paper takes part in a trial by its key alone, so that one more leaves the trials of the
    others as they are.
    """
    if len(keys) > _SAMPLE:
        return _cluster_sample(vectors, keys)
    likeness = vectors @ vectors.T
    if len(keys) > _TRIED:
        return _without_single(_linked(1 - likeness, _ALIKE[1:2])[0])
    return _without_single(_agreed(likeness, keys))


def _cluster_sample(vectors: Vectors, keys: Sequence[str]) -> Numbers:
    """Cluster a sample, and let each other paper join the cluster that it is most like, or
    none.
    """
    draws = np.array([_draw("sample", key) for key in keys])
    sample = np.sort(np.argsort(draws, kind="stable")[:_SAMPLE])
    found = cluster(vectors[sample], [keys[row] for row in sample])
    numbers = np.full(len(keys), NOWHERE)
    numbers[sample] = found
    if found.max(initial=NOWHERE) == NOWHERE:
        return numbers
    means = np.stack(
        [
            vectors[sample[found == number]].mean(axis=0)
            for number in range(int(found.max()) + 1)
        ]
    )
    others = np.setdiff1d(np.arange(len(keys)), sample)
    likeness = vectors[others] @ means.T
    numbers[others] = np.where(
        likeness.max(axis=1) >= _ALIKE[1], likeness.argmax(axis=1), NOWHERE
    )
    return numbers


def _agreed(likeness: Vectors, keys: Sequence[str]) -> Numbers:
    """Return the clusters of papers that stand together in most trials of those that both
    take part in.
    """
    together = np.zeros_like(likeness)
    both = np.zeros_like(likeness)
    for trial in range(_TRIALS):
        rows = np.array(
            [row for row, key in enumerate(keys) if _draw(str(trial), key) >= _LEFT_OUT], int
        )
        if len(rows) < 2:
            continue
        at = np.ix_(rows, rows)
        for numbers in _linked(1 - likeness[at], _ALIKE):
            together[at] += numbers[:, None] == numbers[None, :]
            both[at] += 1
    agreement = np.divide(together, both, out=np.zeros_like(together), where=both > 0)
    return _linked(1 - agreement, (0.5,))[0]


def _linked(distances: Vectors, alike: Sequence[float]) -> list[Numbers]:
    """Return the numbers of the clusters at each of some degrees of likeness."""
    from scipy.cluster.hierarchy import fcluster, linkage

    if len(distances) < 2:
        return [np.arange(len(distances)) for _ in alike]
    tree = linkage(np.maximum(distances[np.triu_indices(len(distances), 1)], 0), "average")
    return [fcluster(tree, 1 - least, "distance") for least in alike]


def _without_single(numbers: Numbers) -> Numbers:
    """Number the clusters from 0 in the order of their first paper; one paper alone is no
    cluster.
    """
    sizes = Counter(numbers.tolist())
    order: dict[int, int] = {}
    for number in numbers.tolist():
        if sizes[number] > 1:
            order.setdefault(number, len(order))
    return np.array([order.get(number, NOWHERE) for number in numbers.tolist()], dtype=np.int64)


def _draw(trial: str, key: str) -> float:
    return zlib.crc32(f"{trial}:{key}".encode()) / 2**32
