"""English as it is spoken every day, and whether it knows a word."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spellchecker import SpellChecker


def is_known(word: str) -> bool:
    """Tell whether English has a word."""
    return bool(_dictionary().known([word]))


@cache
def _dictionary() -> SpellChecker:
    # Read only once a word is met that no paper holds: the dictionary takes 0.3 s to load.
    from spellchecker import SpellChecker

    return SpellChecker()
