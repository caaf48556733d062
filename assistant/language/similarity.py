"""How alike words or sentences are by their vectors; asked for only where words alone do not
show it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.remembering import Remembering
    from store.vectors import Vectors


def cosines(ones: Sequence[str], others: Sequence[str]) -> Vectors:
    """Return the cosine of each with each other, shape (ones, others), by WordLlama's vectors:
    the weights are fitted on them.
    """
    embedder = _embedder()
    return embedder.embed(ones) @ embedder.embed(others).T


@cache
def _embedder() -> Remembering:
    """What makes the vectors, whatever made the library's, so that nothing is sent for their
    sake.
    """
    from store.embedders import WordLlama, load_embedder
    from store.remembering import Remembering

    return Remembering(load_embedder(WordLlama.name), most=20_000)
