"""A detail asked of a paper, and whether a sentence tells it: a count, a measure, a share, a
name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from itertools import dropwhile, takewhile
from typing import TYPE_CHECKING

from assistant.language.lexicons import read_lexicon
from assistant.language.names import find_names
from assistant.language.patterns import any_of
from assistant.language.quantities import holds_number, holds_quantity
from assistant.language.stems import stem
from assistant.language.stopwords import ASKING
from store.words import STOP_WORDS, words

if TYPE_CHECKING:
    from collections.abc import Callable

_COUNTED = any_of(r"\bhow many (?P<thing>[^,?.;:]+)")
_SHARED = any_of(
    r"\b(?:what|which) (?:percentage|percent|share|fraction|proportion) of (?P<thing>[^,?.;:]+)"
)
_VALUE = any_of(r"\b(?:what|which) (?:\w+ )?values? (?:of|for) (?P<thing>\w+)")
_DATA = r"(?:data ?sets?|benchmarks?|corpus|corpora)"
_NAMED = any_of(
    rf"\b(?:which|what) (?:[\w-]+ ){{0,3}}{_DATA}\b",
    rf"\bnames? of (?:the |its |their )?(?:[\w-]+ ){{0,3}}(?P<thing>{_DATA})\b",
)
_NUMBERS = frozenset(
    """
        one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
        sixteen seventeen eighteen nineteen twenty thirty forty fifty hundred hundreds thousand
        thousands million millions billion billions dozen dozens single pair
        """.split()
)
_AMOUNT = (
    r"(?:(?<!\d)\d|\b(?:an?|half|several|one|two|three|four|five|six|seven|"
    r"eight|nine|ten|few|many)\b)"
    r"[\d.,\s-]{0,20}"
)
_TIME = (
    r"(?:ms|msec|s|secs?|seconds?|mins?|minutes?|h|hrs?|hours?|days?|weeks?|"
    r"months?|years?|steps?|epochs?)"
)
_LENGTH = (
    r"(?:mm|cm|km|m|in\.|inch(?:es)?|ft|feet|foot|met(?:er|re)s?|miles?|yards?|"
    r"diameters?|tokens?|words?)"
)
_MASS = r"(?:mg|g|kg|grams?|kilograms?|tons?|tonnes?|lbs?|pounds?|ounces?|per ?cent|%)"
_HEAT = r"(?:k|c|f|r|degrees?|deg|kelvin|celsius|fahrenheit|rankine)"
# What is asked by the adjective, and the wording of a sentence that tells it.
_MEASURES = (
    (
        any_of(r"\bhow long\b"),
        any_of(rf"{_AMOUNT}(?:{_TIME}|{_LENGTH})\b", r"\b(?:linear|running|real)[- ]time\b"),
    ),
    (any_of(r"\bhow (?:heavy|light)\b"), any_of(rf"{_AMOUNT}{_MASS}(?!\w)")),
    (any_of(r"\bhow (?:hot|warm|cold)\b"), any_of(rf"{_AMOUNT}{_HEAT}\b", r"\btemperature")),
    (any_of(r"\bhow (?:tall|wide|thick)\b"), any_of(rf"{_AMOUNT}{_LENGTH}\b", r"\d")),
)
_PEOPLE = frozenset(
    entry.strip() for line in read_lexicon("people_nouns") for entry in line.split(",")
)
# People are called by what they do or are: guitarists, drivers, patients.
_AGENT = any_of(r"(?:ists?|[^u]ers?|ors?|ants?|ents?|ees?|ians?|[^aeiou]men)$")
# Counted of a measure, which may be told with its own name alone: "by 4.5 AP".
_POINTS = frozenset(("point", "points", "percent", "times"))
_DETERMINERS = frozenset("a all an its of such the their these those".split())
_SLIPS = frozenset(("dos", "dose"))
_VERBS = _SLIPS | frozenset(
    "does do did is was were are has have had can could will would should may might".split()
)
_REACH = 5
_NAME_REACH = 40


@dataclass(frozen=True, slots=True)
class Detail:
    """Something particular that is asked of a paper."""

    said: str
    """What it is, in words: how many “tracklets”."""
    is_told_by: Callable[[str], bool]
    """Tells whether a sentence holds it."""


def read_detail(text: str) -> Detail | None:
    """Return the detail that a question asks for, None where it asks for none that has a
    form.
    """
    if (found := _COUNTED.search(text)) and (heads := _heads(found["thing"])):
        if not _PEOPLE.isdisjoint(heads):
            return Detail("how many people", _counts_people)
        if not _POINTS.isdisjoint(heads):
            return Detail("by how much", gives_number)
        return Detail(f"how many “{' '.join(heads)}”", partial(_counts, heads))
    if (found := _SHARED.search(text)) and (heads := _heads(found["thing"])):
        return Detail(f"what share of “{' '.join(heads)}”", partial(_shares, heads))
    if found := _VALUE.search(text):
        return Detail(f"a value of “{found['thing']}”", partial(_counts, words(found["thing"])))
    if found := _NAMED.search(text):
        return Detail("a name of such data", partial(_names_data, text))
    measured = ((found[0], told) for asked, told in _MEASURES if (found := asked.search(text)))
    return next((Detail(said.lower(), partial(_holds, told)) for said, told in measured), None)


def _holds(told: re.Pattern[str], sentence: str) -> bool:
    return bool(told.search(sentence))


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


def _counts_people(sentence: str) -> bool:
    """Tell whether a number stands near to people, whatever they are called."""
    people = [word for word in words(sentence) if word in _PEOPLE or _AGENT.search(word)]
    return bool(people) and _counts(people, sentence)


def gives_number(sentence: str) -> bool:
    """Tell whether a sentence gives any number, in digits or in words."""
    in_words = not _NUMBERS.isdisjoint(words(sentence))
    return in_words or holds_number(sentence) or holds_quantity(sentence)


def _beginning(word: str) -> str:
    """Return what a word has in common with its other forms: params and parameters."""
    return stem(word)[:_REACH]


def _shares(heads: list[str], sentence: str) -> bool:
    begun = {_beginning(head) for head in heads}
    is_share = "%" in sentence or holds_quantity(sentence)
    return is_share and any(_beginning(token) in begun for token in words(sentence))


def _names_data(asked: str, sentence: str) -> bool:
    """Tell whether a sentence gives the name of some data: a name beside the word, or behind
    "on".
    """
    if not any(letter.isupper() for letter in sentence):
        return bool(re.search(rf"\b{_DATA}\b", sentence, re.IGNORECASE))
    known = asked.casefold()
    names = "|".join(
        re.escape(name) for name in find_names(sentence) if name.casefold() not in known
    )
    return bool(names) and bool(
        re.search(
            rf"(?:\b(?i:{_DATA})\b.{{0,{_NAME_REACH}}}|\bon (?:the )?(?:\w+ )?)\b(?:{names})\b"
            rf"|\b(?:{names})\b.{{0,{_NAME_REACH}}}\b(?i:{_DATA})\b",
            sentence,
        )
    )
