"""Everyday words, and the words that papers use for the same: a picture is an image, a sprinter
is fast.

Looked up only where the words as they were typed lead nowhere, so it may be generous.
"""

from __future__ import annotations

from functools import cache

from assistant.language.lexicons import read_lexicon
from assistant.language.stems import stem
from store.words import words


@cache
def _by_stem() -> dict[str, tuple[str, ...]]:
    known: dict[str, dict[str, None]] = {}
    for entry in read_lexicon("thesaurus"):
        everyday, written = entry.split(": ")
        for word in everyday.split():
            known.setdefault(stem(word), {}).update(dict.fromkeys(written.split()))
    return {word: tuple(written) for word, written in known.items()}


def written_for(word: str) -> tuple[str, ...]:
    """Return the words that papers use for an everyday word; none where it is not known."""
    own = stem(word)
    return tuple(
        other for other in _by_stem().get(own, ()) if own not in map(stem, words(other))
    )
