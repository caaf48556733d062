"""A small embedding function, registered with Chroma as a user would register one."""

from __future__ import annotations

import hashlib
from itertools import pairwise
from typing import Any

import numpy as np
from chromadb.api.types import Documents, EmbeddingFunction, Embeddings
from chromadb.utils.embedding_functions import register_embedding_function

DIMENSION = 32


@register_embedding_function
class LetterPairs(EmbeddingFunction[Documents]):
    """Counts pairs of letters in thirty-two buckets; `calls` notes how many texts each call
    had.
    """

    # EmbeddingFunction is a Protocol, where ClassVar is refused.
    calls: list[int] = []  # noqa: RUF012

    def __init__(self, flavour: str = "plain") -> None:
        self._flavour = flavour

    def __call__(self, input: Documents) -> Embeddings:  # noqa: A002 (Chroma's own name)
        self.calls.append(len(input))
        return [self._vector(text) for text in input]

    @staticmethod
    def name() -> str:
        return "letter_pairs"

    @staticmethod
    def build_from_config(config: dict[str, Any]) -> LetterPairs:
        return LetterPairs(**config)

    def get_config(self) -> dict[str, Any]:
        return {"flavour": self._flavour}

    def _vector(self, text: str) -> Any:
        vector = np.zeros(DIMENSION, dtype=np.float32)
        for left, right in pairwise(text):
            vector[
                hashlib.sha256(f"{self._flavour}{left}{right}".encode()).digest()[0] % DIMENSION
            ] += 1
        return vector + 0.01
