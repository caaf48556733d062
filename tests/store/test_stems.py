"""Stems of words: those of the index of words."""

from __future__ import annotations

import pytest

from store.stems import stem_of


@pytest.mark.parametrize(
    ("word", "stem"),
    [("detection", "detect"), ("studies", "studi"), ("gas", "gas"), ("3d", "3d"), ("", "")],
)
def test_stems(word: str, stem: str) -> None:
    assert stem_of(word) == stem
