"""Word lists, one a file; the first line of each says where it is from and what for."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


@cache
def read_lexicon(name: str) -> tuple[str, ...]:
    """Return the lines of a word list, without its first line and what is empty."""
    lines = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()[1:]
    return tuple(line.strip() for line in lines if line.strip())


@cache
def read_groups(name: str) -> dict[str, tuple[str, ...]]:
    """Return the entries of a word list by the label that begins each of its lines."""
    groups: dict[str, tuple[str, ...]] = {}
    for line in read_lexicon(name):
        label, _, entries = line.partition(":")
        groups[label] = (
            *groups.get(label, ()),
            *(entry.strip() for entry in entries.split(",")),
        )
    return groups


@cache
def read_words(name: str) -> frozenset[str]:
    """Return the words of a word list that has nothing but words."""
    return frozenset(" ".join(read_lexicon(name)).split())
