"""English as it is spoken every day: whether it knows a word, and which it has for a slip."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spellchecker import SpellChecker


def is_known(word: str) -> bool:
    """Tell whether English has a word."""
    return bool(_dictionary().known([word]))


def most_frequent(words: Iterable[str]) -> list[str]:
    """Return those of some words that English has, the most frequent first."""
    dictionary = _dictionary()
    return sorted(dictionary.known(words), key=lambda word: (-dictionary[word], word))


@cache
def _dictionary() -> SpellChecker:
    # Read only once a word is met that no paper holds: the dictionary takes 0.3 s to load.
    from spellchecker import SpellChecker

    return SpellChecker()
