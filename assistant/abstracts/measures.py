"""Nouns that name what is measured, with their modifiers, and which way of each is better."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.language.lexicons import read_groups
from assistant.language.patterns import any_word
from assistant.language.word_lists import FUNCTION_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIRECTIONS = {
    noun.casefold(): direction
    for direction, nouns in read_groups("measures").items()
    for noun in nouns
}


_WRITTEN = [noun for nouns in read_groups("measures").values() for noun in nouns]
# `OR` is a ratio and `or` none: what has capitals is found as it is written.
_HEAD = re.compile(
    rf"(?<![\w-])(?:{any_word(noun for noun in _WRITTEN if noun != noun.lower())}"
    rf"|(?i:{any_word(noun for noun in _WRITTEN if noun == noun.lower())}))s?(?![\w-])"
)
_MODIFIER = re.compile(r"(?<![\w.])(?P<word>[^\W\d_][\w'’@+-]*)\s$")
_NUMBER = re.compile(r" ~?\d")
_DOING = re.compile(r"\b(?:[Ww]e|can|could|may|will|to) $")
_CAPITAL = re.compile(r" (?P<word>[A-Z])")
_MOST_MODIFIERS = 3
CHANGES = frozenset(word for words in read_groups("changes").values() for word in words)
"""Words that say by how much something changes, and not what."""
CHANGING = (*read_groups("result_verbs")["up"], *read_groups("result_verbs")["down"])
"""How verbs of change begin."""
_NO_MODIFIER = FUNCTION_WORDS | CHANGES


@dataclass(frozen=True, slots=True)
class Measure:
    """A noun phrase that says what is measured, `text[start:end]`."""

    start: int
    end: int
    better: str | None
    is_weak: bool
    """Whether its noun may as well name what is done or counted: use, effect, number."""


def find_measures(text: str) -> list[Measure]:
    """Return the phrases of a sentence that name something measured, with modifiers."""
    return list(_measures(text))


def _measures(text: str) -> Iterator[Measure]:
    last: Measure | None = None
    for head in _HEAD.finditer(text):
        if _is_in_name(text, head):
            continue
        noun = head[0].casefold()
        direction = _DIRECTIONS.get(noun) or _DIRECTIONS[noun.removesuffix("s")]
        better = direction if direction in {"higher", "lower"} else None
        is_weak = direction == "weak"
        if is_weak and _is_verb(text, head):
            continue
        start = _with_modifiers(text, head.start(), last.end if last else 0)
        if last and text[last.end : start] == " ":
            start, better = last.start, last.better or better
        elif last:
            yield last
        last = Measure(start, head.end(), better, is_weak)
    if last:
        yield last


def ends_measure(text: str) -> bool:
    """Tell whether a text ends in a noun that names something measured."""
    return any(head.end() == len(text) for head in _HEAD.finditer(text))


def _is_verb(text: str, head: re.Match[str]) -> bool:
    """Whether what may be done as well is done: `we lift`, `gains 6.2 points`."""
    is_before_number = head[0].endswith("s") and _NUMBER.match(text, head.end())
    return bool(is_before_number or _DOING.search(text, 0, head.start()))


def _is_in_name(text: str, head: re.Match[str]) -> bool:
    """Whether a noun with a capital begins a name: `Faster R-CNN`, `Energy Forest`."""
    if head[0] in _WRITTEN or not head[0][0].isupper():
        return False
    following = _CAPITAL.match(text, head.end())
    return following is not None and not _HEAD.match(text, following.start("word"))


def _with_modifiers(text: str, start: int, least: int) -> int:
    """Where a noun phrase begins whose head begins at `start`."""
    for _ in range(_MOST_MODIFIERS):
        before = _MODIFIER.search(text, least, start)
        if before is None or _is_no_modifier(before["word"].casefold()):
            break
        start = before.start()
    return start


def _is_no_modifier(word: str) -> bool:
    return word in _NO_MODIFIER or word.startswith(CHANGING)
