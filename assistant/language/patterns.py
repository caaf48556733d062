"""Regular expressions, written as lists of wordings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def any_of(*wordings: str) -> re.Pattern[str]:
    """Return the pattern that matches any of some wordings, whatever their capitals."""
    return re.compile("|".join(wordings), re.IGNORECASE)


def cased(*wordings: str) -> re.Pattern[str]:
    """Return the pattern of some wordings in which capitals matter: names begin with one."""
    return re.compile("|".join(wordings))


def any_word(words: Iterable[str]) -> str:
    """Return the pattern that matches any of some words, the longest that does."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def named_in(found: re.Match[str]) -> str:
    """Return the name in whichever of the wordings matched."""
    return next(group for group in found.groups() if group)
