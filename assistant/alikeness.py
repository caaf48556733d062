"""How alike two sentences are by their vectors; asked for only where their words alone do not show it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.vectors import Vectors


def measure_alikeness(one: str, other: str) -> float:
    """Return the cosine of two sentences' vectors: WordLlama's, on which the thresholds are set."""
    return float(_vector(one) @ _vector(other))


@lru_cache(maxsize=2_000)
def _vector(text: str) -> Vectors:
    from store.embedders import WordLlama, load_embedder

    return load_embedder(WordLlama.name).embed_query(text)
