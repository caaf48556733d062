"""Words of a text with their places, and their stems; what quoting and supporting compare."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from store.stems import stem_of

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[%<>=~±+×/$€£°≈≤≥]|(?<![\w–−-])[-–−](?=\d)")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a number or a sign that bears meaning, at its place in the text."""

    text: str
    start: int
    end: int


def read_words(text: str) -> list[Word]:
    """Return words, numbers and meaningful signs; hyphens, quotes and other punctuation part
    them.
    """
    return [
        Word(_normal(match.group()), match.start(), match.end())
        for match in _WORD.finditer(text)
    ]


def _normal(word: str) -> str:
    if word.isascii():
        return word
    return "-" if word in "–−" else unicodedata.normalize("NFKC", word)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of an English word, in lower case; a very long word is its own."""
    word = word.casefold()
    return stem_of(word) if len(word) <= 40 else word
