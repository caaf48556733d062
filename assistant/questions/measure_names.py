"""Measures under either of their names: AP is average precision."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from assistant.language.lexicons import read_groups
from assistant.language.stems import stem
from store.words import words

if TYPE_CHECKING:
    from collections.abc import Mapping

Terms = dict[str, frozenset[str]]


def under_either_name(text: str, told: Mapping[str, frozenset[str]]) -> Terms:
    """Return the words that tell with the other name of a measure as what may stand for them.

    For a whole name its longest word stands: of a word error rate, few texts say "error" of
    anything else than "rate".
    """
    found = dict(told)
    for short, long in spelled_out(text).items():
        other = frozenset((stem(short), stem(max(long, key=len))))
        for word in (short, *long):
            if word in found:
                found[word] |= other
    return found


def spelled_out(text: str) -> dict[str, tuple[str, ...]]:
    """Return the measures that a text names by either name, each abbreviation with the words
    that it stands for.
    """
    said = words(text)
    joined = f" {' '.join(said)} "
    return {
        short: long
        for short, long in _measures().items()
        if short in said or f" {' '.join(long)} " in joined
    }


@cache
def _measures() -> dict[str, tuple[str, ...]]:
    names = read_groups("measure_names").items()
    return {short: tuple(long[0].split()) for short, long in names}
