"""Vectors that are made once, however often they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from store.embedders import load_embedder
from store.remembering import Remembering

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.vectors import Vectors

TEXTS = st.lists(
    st.sampled_from(["frogs", "ponds", "tax law", "a frog in a pond", ""]), max_size=6
)


class Counting:
    """WordLlama, with a note of what it was asked for."""

    def __init__(self) -> None:
        self._embedder = load_embedder("wordllama")
        self.dimension = self._embedder.dimension
        self.asked: list[str] = []

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return self._embedder.embed(texts)


@given(st.lists(TEXTS, max_size=4), st.integers(1, 5))
def test_the_vectors_are_those_of_the_embedder(batches: list[list[str]], most: int) -> None:
    embedder = load_embedder("wordllama")
    remembering = Remembering(embedder, most=most)
    for texts in batches:
        np.testing.assert_array_equal(remembering.embed(texts), embedder.embed(texts))


def test_a_text_is_embedded_once() -> None:
    counting = Counting()
    remembering = Remembering(counting)  # type: ignore[arg-type]
    remembering.embed(["frogs", "ponds", "frogs"])
    remembering.embed(["ponds", "tax law"])
    assert counting.asked == ["frogs", "ponds", "tax law"]


def test_what_is_kept_has_an_end() -> None:
    counting = Counting()
    remembering = Remembering(counting, most=1)  # type: ignore[arg-type]
    remembering.embed(["frogs", "ponds"])
    remembering.embed(["frogs"])
    assert counting.asked == ["frogs", "ponds", "frogs"]
