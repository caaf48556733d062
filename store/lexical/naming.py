"""By what a query may name a paper: its citation key, DOI, arXiv number or whole title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.text import fold
from store.words import identifiers

if TYPE_CHECKING:
    from collections.abc import Iterator


def names_in(query: str) -> Iterator[tuple[str, str]]:
    """Yield the fields and terms by which a query may name a paper: a key holds a digit, or
    stands alone.
    """
    asked = [word.strip("@[]{}()<>\"'`,.;:?!") for word in query.split()]
    for word in filter(str.isascii, asked):
        if len(asked) == 1 or any(letter.isdigit() for letter in word):
            yield "key", word
    for name in (*identifiers(query), f"title:{fold(query)}"):
        yield "names", name
