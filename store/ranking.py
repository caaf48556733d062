"""How the evidence of the two indexes becomes one ranking: pure functions, no index, no disk."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from store.paper import Paper

    Vectors = NDArray[np.float32]

Ranked = tuple[str, float, dict[str, float]]

# What each number is worth, measured: docs/retrieval.md.
VECTOR_WEIGHT = 0.4


@dataclass(frozen=True, slots=True)
class Hit:
    """A paper that a search found; scores are comparable within one search, higher is better."""

    paper: Paper
    score: float
    parts: Mapping[str, float]
    """What each side contributed: `{"lexical": …, "vector": …}`; they add up to the score."""


def fuse(
    lexical: Mapping[str, float],
    vector: Mapping[str, float],
    *,
    exact: Sequence[str] = (),
    vector_weight: float = VECTOR_WEIGHT,
) -> list[Ranked]:
    """Return every candidate as (key, score, parts), best first; equal scores are ordered by key.

    `lexical` and `vector` hold the true scores of the candidates of both sides: a key that is missing on
    one side scores nothing there. The papers that the query names (`exact`) come before all others, in
    the order given, with a part of their own.
    """
    keys = {*lexical, *vector, *exact}
    words = _scaled({key: max(0.0, lexical.get(key, 0.0)) for key in keys}, floor=0.0)
    known = [score for score in vector.values() if math.isfinite(score)]
    lowest = min(known, default=0.0)
    meaning = _scaled({key: vector.get(key, lowest) for key in keys}, floor=lowest)
    named = {key: float(len(exact) - place) for place, key in enumerate(dict.fromkeys(exact))}
    ranked = [
        _ranked(key, (1.0 - vector_weight) * words[key], vector_weight * meaning[key], named.get(key))
        for key in keys
    ]
    return sorted(ranked, key=lambda hit: (-hit[1], hit[0]))


def feedback(query: Vectors, nearest: Vectors, weights: Sequence[float], *, share: float) -> Vectors:
    """Return the query moved towards the papers that answered it best (Rocchio's step), of unit length.

    Shapes: query (dimension,), nearest (papers, dimension) with one weight a paper. Without papers, or
    where the weights add up to nothing, the query stays what it was.
    """
    import numpy as np

    total = math.fsum(weights)
    if not len(nearest) or total <= 0.0:
        return query
    centre = np.asarray(weights, dtype=np.float32) @ nearest / np.float32(total)
    moved = (1.0 - share) * _unit(query) + share * _unit(centre)
    return _unit(moved).astype(np.float32)


def _ranked(key: str, lexical: float, vector: float, named: float | None) -> Ranked:
    parts = {"lexical": lexical, "vector": vector}
    if named is not None:
        parts["exact"] = named
    return key, math.fsum(parts.values()), parts


def _scaled(scores: dict[str, float], *, floor: float) -> dict[str, float]:
    """Return the scores stretched so that the floor is 0 and the best is 1; all 0 where none is above it."""
    finite = {key: score if math.isfinite(score) else floor for key, score in scores.items()}
    span = max(finite.values(), default=floor) - floor
    if span <= 0.0:
        return dict.fromkeys(finite, 0.0)
    return {key: (score - floor) / span for key, score in finite.items()}


def _unit(vector: Vectors) -> Vectors:
    import numpy as np

    length = float(np.linalg.norm(vector))
    return vector / length if length > 0.0 else vector
