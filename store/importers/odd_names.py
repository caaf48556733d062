"""Names that are none: where a title was swallowed by a list of authors."""

from __future__ import annotations

import re

_SMALL = re.compile(r"(?<![\w'’-])[a-z]{2,}")
_PARTICLES = frozenset(
    "van von de der den des di da do du dos das del della la le el al bin ibn ben ten ter zu af"
    " av und vom zum degli dalla san st et and".split()
)


def words_of_no_name(name: str) -> list[str]:
    """Return the words in small letters that are no parts of a person's name."""
    return [word for word in _SMALL.findall(name) if word not in _PARTICLES]
