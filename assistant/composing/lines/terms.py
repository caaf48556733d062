"""The words that say what a text is about, as stems, alone and side by side."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.language.stems import stem
from assistant.language.stopwords import STYLE
from store.words import STOP_WORDS, words

if TYPE_CHECKING:
    from collections.abc import Iterator


def terms(text: str) -> Iterator[str]:
    """Yield the stems of the words that say what a text is about, and of those that stand
    side by side.
    """
    found = [_term(word) for word in words(text)]
    yield from (term for term in found if term)
    yield from (f"{left} {right}" for left, right in pairwise(found) if left and right)


@lru_cache(maxsize=65536)
def _term(word: str) -> str | None:
    says_nothing = word in STYLE or word in STOP_WORDS or len(word) < 2 or word.isdigit()
    return None if says_nothing else stem(word)
