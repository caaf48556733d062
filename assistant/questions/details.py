"""A count asked of a paper, and whether a sentence tells it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import dropwhile, takewhile
from typing import TYPE_CHECKING

from assistant.language.lexicons import read_lexicon
from assistant.language.patterns import any_of
from assistant.language.quantities import holds_number, holds_quantity
from assistant.language.stems import stem
from assistant.language.stopwords import ASKING
from store.words import STOP_WORDS, words

if TYPE_CHECKING:
    from collections.abc import Callable

_COUNTED = any_of(r"\bhow many (?P<thing>[^,?.;:]+)")
_NUMBERS = frozenset(
    """
        one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
        sixteen seventeen eighteen nineteen twenty thirty forty fifty hundred hundreds thousand
        thousands million millions billion billions dozen dozens single pair
        """.split()
)
_PEOPLE = frozenset(
    entry.strip() for line in read_lexicon("people_nouns") for entry in line.split(",")
)
# Counted of a measure, which may be told with its own name alone: "by 4.5 AP".
_POINTS = frozenset(("point", "points", "percent", "times"))
_DETERMINERS = frozenset("a all an its of such the their these those".split())
_SLIPS = frozenset(("dos", "dose"))
_VERBS = _SLIPS | frozenset(
    "does do did is was were are has have had can could will would should may might".split()
)
_REACH = 5


@dataclass(frozen=True, slots=True)
class Detail:
    """Something particular that is asked of a paper."""

    said: str
    """What it is, in words: how many “tracklets”."""
    is_told_by: Callable[[str], bool]
    """Tells whether a sentence holds it."""


def read_detail(text: str) -> Detail | None:
    """Return the count that a question asks for, None where it asks for none."""
    found = _COUNTED.search(text)
    heads = _heads(found["thing"]) if found else []
    # People are called by what they do or are: guitarists, drivers, patients.
    if not heads or not _PEOPLE.isdisjoint(heads):
        return None
    if not _POINTS.isdisjoint(heads):
        return Detail("by how much", gives_number)
    return Detail(f"how many “{' '.join(heads)}”", partial(_counts, heads))


def _heads(thing: str) -> list[str]:
    """Return the words for what is counted: the one before the verb, else those that come
    first.
    """
    rest = [*dropwhile(lambda word: word in _DETERMINERS, words(thing))]
    heads = [*takewhile(lambda word: word not in STOP_WORDS | ASKING | _SLIPS, rest)]
    behind = rest[len(heads) : len(heads) + 1]
    return heads[-1:] if behind and behind[0] in _VERBS else heads[:2]


def _counts(heads: list[str], sentence: str) -> bool:
    """Tell whether a number stands near to what is counted."""
    tokens = words(sentence)
    begun = {_beginning(head) for head in heads}
    things = [at for at, token in enumerate(tokens) if _beginning(token) in begun]
    numbers = [at for at, token in enumerate(tokens) if token[0].isdigit() or token in _NUMBERS]
    return any(0 < abs(at - other) <= _REACH for at in things for other in numbers)


def gives_number(sentence: str) -> bool:
    """Tell whether a sentence gives any number, in digits or in words."""
    in_words = not _NUMBERS.isdisjoint(words(sentence))
    return in_words or holds_number(sentence) or holds_quantity(sentence)


def _beginning(word: str) -> str:
    """Return what a word has in common with its other forms: params and parameters."""
    return stem(word)[:_REACH]
