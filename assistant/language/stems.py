"""Stems of words, and the words of a text that tell what it is about."""

from __future__ import annotations

from functools import lru_cache

from assistant.language.stopwords import ASKING, PARTICLES
from store.stems import stem_of
from store.words import STOP_WORDS, joined, words


def telling_words(text: str) -> dict[str, frozenset[str]]:
    """Return the words of a question that say what it is about, each with the stems that may
    stand for it.
    """
    whole = {
        part: compound for compound in joined(text) for part in words(text) if part in compound
    }
    telling = [word for word in words(text) if word not in STOP_WORDS | ASKING | PARTICLES]
    return {word: frozenset({stem(word), stem(whole.get(word, word))}) for word in telling}


@lru_cache(maxsize=16384)
def stems(text: str) -> frozenset[str]:
    """Return the stems of all words of a text, compounds also as one word."""
    return frozenset(stem(word) for word in [*words(text), *joined(text)])


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the stem of an English word; who does a thing counts as the thing done
    (detector, detection).
    """
    stemmed = stem_of(word)
    if stemmed.endswith("tor"):
        return stemmed.removesuffix("or")
    return stemmed if stemmed.endswith("ss") or len(stemmed) < 4 else stemmed.removesuffix("s")


def ends_in_participle(phrase: str) -> bool:
    """Tell whether a phrase of an abstract ends in a past participle, as no name does."""
    last = phrase.rpartition(" ")[2]
    return len(last) > 5 and last.endswith("ed") and not last.endswith("eed")
