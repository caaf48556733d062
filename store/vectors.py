"""Vectors of texts, and what an embedder that makes them looks like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, Self

import numpy as np

from store.errors import EmbedderMismatch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

DEFAULT = "wordllama"
"""The embedder that makes the vectors where none is named."""
_TOLERANCE = 0.01


class Embedder(Protocol):
    """Turns texts into vectors; `name` and `version` are recorded with the vectors and
    checked later.
    """

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def dimension(self) -> int: ...
    @property
    def title_weight(self) -> int:
        """How often a paper's title stands before its abstract in the text that is embedded."""
        ...

    @property
    def vector_weights(self) -> tuple[float, float]:
        """What its vectors weigh beside words, in the first ranking and in the last."""
        ...

    @property
    def download(self) -> str | None:
        """What the first use will download, in words for the user; None where nothing is
        missing.
        """
        ...

    @property
    def sends_to(self) -> str | None:
        """Where the texts are sent, in words for the user; None where they stay on this
        machine.
        """
        ...

    @property
    def files(self) -> str | None:
        """The folder of its model's files, where the user may have put them; None where
        they come with a package, are still to be downloaded, or are elsewhere.
        """
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, shape (texts, dimension); a text without tokens
        gets zeros.
        """
        ...

    def embed_query(self, text: str) -> Vectors:
        """Return the unit vector of a question, shape (dimension,); some embedders treat it
        differently.
        """
        ...


@dataclass(frozen=True, slots=True)
class Identity:
    """Who made the vectors of a collection."""

    embedder: str
    embedder_version: str
    dimension: int

    @classmethod
    def of(cls, embedder: Embedder) -> Self:
        """Return the identity of vectors that this embedder makes."""
        return cls(embedder.name, embedder.version, embedder.dimension)

    def check(self, embedder: Embedder) -> None:
        """Raise EmbedderMismatch where another embedder made the vectors."""
        if self != self.of(embedder):
            raise EmbedderMismatch(
                f"The library cannot be opened with the embedder {self.of(embedder)}",
                why=f"its vectors were made by {self}",
                advice=(
                    f"Make them anew: songline doctor --embedder {embedder.name}, or "
                    f"use what made them."
                ),
            )

    def __str__(self) -> str:
        return f"{self.embedder} ({self.embedder_version}, {self.dimension} dimensions)"


def unit(vectors: Vectors) -> Vectors:
    """Return the vectors at length 1, in place; a vector of zeros stays one. Shape (texts,
    dimension).
    """
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    np.divide(vectors, norms, out=vectors, where=norms > 0)
    return vectors


def are_possible(vectors: Vectors) -> NDArray[np.bool_]:
    """Tell which vectors an embedder can have made: those of length 1, and zeros. Shape
    (texts, dimension) to (texts,).
    """
    # Squares of what damage leaves behind are too large for the numbers they come as.
    lengths = np.linalg.norm(vectors.astype(np.float64), axis=1)
    possible: NDArray[np.bool_] = (np.abs(lengths - 1) < _TOLERANCE) | (lengths == 0)
    return possible
