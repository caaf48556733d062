"""Vectors of texts that are compared again and again, made once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.vectors import Embedder, Vectors


class Remembering:
    """An embedder that keeps the vectors it has made, as long as they are few; safe to use
    from threads.
    """

    def __init__(self, embedder: Embedder, *, most: int = 10_000) -> None:
        """Keep the vectors of so many texts at most; when there are more, all are made anew."""
        self.embedder = embedder
        self._most = most
        self._known: dict[str, Vectors] = {}

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, shape (texts, dimension)."""
        known = self._known if len(self._known) < self._most else {}
        missing = [text for text in dict.fromkeys(texts) if text not in known]
        if missing:
            known.update(zip(missing, self.embedder.embed(missing), strict=True))
            self._known = known
        found = [known[text] for text in texts]
        return (
            np.stack(found)
            if found
            else np.zeros((0, self.embedder.dimension), dtype=np.float32)
        )
