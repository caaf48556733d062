"""Stems of English words, as the index of words makes them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import tantivy


def stem_of(word: str) -> str:
    """Return the stem of an English word in lower case."""
    stemmed: list[str] = _stemmer().analyze(word)
    return stemmed[0] if stemmed else word


@cache
def _stemmer() -> tantivy.TextAnalyzer:
    from store.lexical.schema import build_stemmer

    return build_stemmer()
