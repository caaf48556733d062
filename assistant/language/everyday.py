"""English as it is spoken every day: what it knows, and how common a word of it is."""

from __future__ import annotations

import math
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spellchecker import SpellChecker

# Decimal logarithms of a word's share of all words of subtitles, which pyspellchecker counts.
_RARE, _COMMON = -5.5, -3.5


def is_known(word: str) -> bool:
    """Tell whether English has a word."""
    return bool(_dictionary().known([word]))


@lru_cache(maxsize=20_000)
def commonness(word: str) -> float:
    """Return how common a word is in speech: 0 where it tells what is spoken of ("kidney"), 1
    where it stands in talk on anything ("remember").
    """
    share = float(_dictionary().word_usage_frequency(word))
    place = (math.log10(share) - _RARE) / (_COMMON - _RARE) if share else 0.0
    return min(1.0, max(0.0, place))


@cache
def _dictionary() -> SpellChecker:
    # Read only once a word is met that no paper holds: the dictionary takes 0.3 s to load.
    from spellchecker import SpellChecker

    return SpellChecker()
