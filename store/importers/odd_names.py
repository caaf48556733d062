"""Names that are none: where a title was swallowed by a list of authors."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from store.names import PARTICLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SMALL = re.compile(r"(?<![\w'’-])[a-z]{2,}")
_SMALL_IN_NAMES = frozenset((*PARTICLES, *"do und san st et and".split()))


def words_of_no_name(name: str) -> list[str]:
    """Return the words in small letters that are no parts of a person's name."""
    if name.istitle():
        return []
    return [word for word in _SMALL.findall(name) if word not in _SMALL_IN_NAMES]


def doubts_of(names: Iterable[str]) -> Iterator[str]:
    """Yield what is to be said of each name that has two such words or more."""
    for name in names:
        if len(words_of_no_name(name)) > 1:
            yield f"this may be no name: {name[:60]}"
