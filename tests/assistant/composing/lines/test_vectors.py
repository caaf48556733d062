"""Vectors of what papers are about: of many papers, about what they would be of few."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import numpy as np

from assistant.composing.lines import vectors
from tests.store.samples import bare

if TYPE_CHECKING:
    import pytest

WORDS = [f"w{letter}{other}" for letter in "abcdefghij" for other in "klmnopqrst"]


def test_many_papers_are_about_as_alike_as_few(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(3)
    papers = [bare(f"p{n}", "", " ".join(chance.choices(WORDS, k=60))) for n in range(60)]
    stored = np.zeros((60, 4), dtype=np.float32)
    exact = vectors.paper_vectors(papers, stored, lambda _: None)
    monkeypatch.setattr(vectors, "_MANY", 10)
    projected = vectors.paper_vectors(papers, stored, lambda _: None)
    assert projected.shape[1] == vectors._PROJECTED + 4
    assert np.abs(exact @ exact.T - projected @ projected.T).max() < 0.2
