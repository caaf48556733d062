"""What stands in brackets behind the words that it abbreviates."""

from __future__ import annotations

import re

from assistant.language.word_lists import FUNCTION_WORDS

_WORD = re.compile(r"[^\W_]+")
_SHORT = re.compile(
    r"[^.;()]{0,60}?\((?:\w+ )?[\"“‘'`]*(?P<name>[^\W_][\w^$-]*(?:[/-]\w+)*)[\"”’'`]*[,;)]"
)


def abbreviation_behind(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where the abbreviation of the words from `start` on stands, if one does."""
    match = _SHORT.match(text, end)
    if match is None or not any(letter.isupper() for letter in match["name"]):
        return None
    begins = long_form_start(text, start, match.start("name") - 1, match["name"])
    is_whole = begins == start or (begins is not None and match.start("name") <= end + 2)
    return match.span("name") if is_whole else None


def long_form_start(text: str, start: int, end: int, name: str) -> int | None:
    """Return where the words begin, from `start` on, that a name behind them abbreviates.

    None where they do not: every letter of the name stands in them in order, and nearly every
    word gives its first one.
    """
    letters = [letter for letter in name.casefold() if letter.isalpha()]
    words = list(_WORD.finditer(text, start, end))
    for size in range(1, min(len(words), len(name) + 3) + 1):
        chosen = [word[0].casefold() for word in words[-size:]]
        if letters and chosen[0][0] == letters[0] and _abbreviate(letters, chosen):
            return words[-size].start()
    return None


def _abbreviate(letters: list[str], words: list[str]) -> bool:
    joined, at = "".join(words), 0
    for letter in letters:
        at = joined.find(letter, at) + 1
        if not at:
            return False
    telling = [word for word in words if word not in FUNCTION_WORDS]
    return len(words) < len(joined) and sum(word[0] in letters for word in telling) >= max(
        1, len(telling) - 1
    )
