"""How alike words or sentences are by their vectors; asked for only where words alone do not show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.vectors import Vectors

_MOST = 20_000
_known: dict[str, Vectors] = {}


def measure_alikeness(ones: Sequence[str], others: Sequence[str]) -> list[list[float]]:
    """Return the cosine of each with each other, by WordLlama's vectors: the thresholds are set on them."""
    cosines: list[list[float]] = (_stack(ones) @ _stack(others).T).tolist()
    return cosines


def _stack(texts: Sequence[str]) -> Vectors:
    import numpy as np

    from store.embedders import WordLlama, load_embedder

    missing = [text for text in dict.fromkeys(texts) if text not in _known]
    found = dict(zip(missing, load_embedder(WordLlama.name).embed(missing), strict=True)) if missing else {}
    vectors = np.stack([found[text] if text in found else _known[text] for text in texts])
    if len(_known) > _MOST:
        _known.clear()
    _known.update(found)
    return vectors
