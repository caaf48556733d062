"""English as it is spoken every day: whether it knows a word, and which it has for a slip."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spellchecker import SpellChecker

_OFTEN = 1e-5
"""The share of what is said from which on a word is no rare one."""


def is_known(word: str) -> bool:
    """Tell whether English has a word."""
    return bool(_dictionary().known([word]))


def frequent(words: Iterable[str]) -> list[str]:
    """Return those of some words that are said often, the most frequent first."""
    dictionary = _dictionary()
    said = {word: dictionary.word_usage_frequency(word) for word in dictionary.known(words)}
    often = [word for word, share in said.items() if share >= _OFTEN]
    return sorted(often, key=lambda word: (-said[word], word))


@cache
def _dictionary() -> SpellChecker:
    # Read only once a word is met that no paper holds, or one with a capital that seems no
    # name: the dictionary takes 0.3 s to load.
    from spellchecker import SpellChecker

    return SpellChecker()
