"""How the evidence of the two indexes becomes one ranking: pure functions, no index, no
disk.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from store.paper import Paper

    Vector = NDArray[np.float32]

Ranked = tuple[str, float, dict[str, float]]
"""Key, score and parts."""

# What each number is worth is measured in docs/retrieval.md; all of them lie on broad plateaus.
VECTOR_WEIGHTS = (0.3, 0.5)
"""What vectors weigh beside words, in the ranking that feedback learns from and in the last."""
FEEDBACK_PAPERS = 10
FEEDBACK_SHARE = 0.5
_STEEPNESS = 15.0


@dataclass(frozen=True, slots=True)
class Hit:
    """A paper that a search found; scores are comparable within one search, higher is
    better.
    """

    paper: Paper
    score: float
    parts: Mapping[str, float]
    """What each side contributed: `{"lexical": …, "vector": …}`; they add up to the score."""


def rank(
    query: Vector,
    lexical: Mapping[str, float],
    vectors: Mapping[str, Vector],
    *,
    exact: Sequence[str] = (),
    weights: tuple[float, float] = VECTOR_WEIGHTS,
) -> list[Ranked]:
    """Return the candidates ranked as `fuse` does, after one step of feedback from a first
    ranking.

    Shapes: query and each of the vectors (dimension,), all of unit length. Every candidate of
    either side has its vector here, and its lexical score where it holds any of the words.
    """
    import numpy as np

    rows = np.array([*vectors.values()])
    first = fuse(lexical, _similarities(query, vectors, rows), vector_weight=weights[0])
    best = [(key, score) for key, score, _ in first if key in vectors][:FEEDBACK_PAPERS]
    moved = feedback(query, [vectors[key] for key, _ in best], [score for _, score in best])
    meaning = _similarities(moved, vectors, rows)
    return fuse(lexical, meaning, exact=exact, vector_weight=weights[1])


def fuse(
    lexical: Mapping[str, float],
    vector: Mapping[str, float],
    *,
    exact: Sequence[str] = (),
    vector_weight: float = VECTOR_WEIGHTS[1],
) -> list[Ranked]:
    """Return every candidate as (key, score, parts), best first; equal scores are ordered by
    key.

    `lexical` and `vector` hold the true scores of the candidates of both sides; a key that is
    missing on one side has nothing there. Each side is divided by its best score, so that the
    result does not depend on how many candidates there are. The papers that the query names
    (`exact`) come before all others, in the order given, with a part of their own.
    """
    words, meaning = _scaled(lexical, 1.0 - vector_weight), _scaled(vector, vector_weight)
    named = {key: 2.0 * (len(exact) - place) for place, key in enumerate(exact)}
    ranked: list[Ranked] = []
    for key in {*lexical, *vector, *exact}:
        parts = {"lexical": words.get(key, 0.0), "vector": meaning.get(key, 0.0)}
        if key in named:
            parts["exact"] = named[key]
        ranked.append((key, math.fsum(parts.values()), parts))
    return sorted(ranked, key=lambda hit: (-hit[1], hit[0]))


def feedback(
    query: Vector,
    nearest: Sequence[Vector],
    scores: Sequence[float],
    *,
    share: float = FEEDBACK_SHARE,
) -> Vector:
    """Return the query moved towards the papers that a first ranking put on top (Rocchio), of
    unit length.

    Shapes: query (dimension,), each of the nearest likewise, one score a paper. The weight of a
    paper falls steeply with its distance from the best score: where one paper stands out, it
    alone counts. Without papers, or without a direction to begin with, the query stays what it
    was.
    """
    import numpy as np

    if not len(nearest) or not np.any(query):
        return query
    steps = np.asarray(scores, dtype=np.float64)
    weights = np.exp(_STEEPNESS * (steps - steps.max()))
    moved = (1.0 - share) * _unit(query) + share * _unit(weights @ np.asarray(nearest))
    return _unit(moved).astype(np.float32)


def _similarities(
    query: Vector, keys: Iterable[str], rows: NDArray[np.float32]
) -> dict[str, float]:
    """Return the cosine of each key's row with the query, if there are any."""
    import numpy as np

    # `@` adds up otherwise where there are more rows, and the last digits would differ.
    cosines: list[float] = np.vecdot(rows, query).tolist() if rows.size else []
    return dict(zip(keys, cosines, strict=True))


def _scaled(scores: Mapping[str, float], weight: float) -> dict[str, float]:
    """Return the scores as shares of the best, weighted; what is negative or no number counts
    as nothing.
    """
    known = {key: score for key, score in scores.items() if 0.0 < score < math.inf}
    best = max(known.values(), default=1.0)
    return {key: weight * (score / best) for key, score in known.items()}


def _unit(vector: Vector) -> Vector:
    import numpy as np

    length = np.linalg.norm(vector)
    return vector / length if length > 0.0 else vector
