"""The facts that a claim states, however far it is from the words of its abstracts: what it
quotes, names and counts must stand there.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.grounding.quotes import find_words, quoted_parts
from assistant.language.word_lists import (
    CLAIMING,
    NEGATORS,
    PAPER_WORDS,
    REPORTING,
    STARTERS,
    SUBJECTS,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.grounding.claim_reading import ClaimReading
    from assistant.grounding.sources import Cited
    from assistant.language.numbers import Number

_MOST_NAMED = 3
_MOST_COUNTED = 12


@dataclass(frozen=True, slots=True)
class Missing:
    """What a claim names and counts that none of its abstracts has."""

    names: dict[int, str]
    """By the place of their chunk."""
    numbers: tuple[Number, ...]

    def __bool__(self) -> bool:
        return bool(self.names or self.numbers)

    def reason(self, claim: ClaimReading, where: str) -> str:
        """Say what is missing: the numbers, else the names."""
        things = [written(claim, number) for number in self.numbers]
        things = things or list(dict.fromkeys(self.names.values()))
        verb = "do" if len(things) > 1 else "does"
        return f"{', '.join(things[:_MOST_NAMED])} {verb} not stand in {where}"


def find_misquoted(claim: ClaimReading, cited: Cited) -> str:
    """Return the first words in quotation marks that stand nowhere in a row; "" for none."""
    for part in quoted_parts(claim.text):
        if not any(find_words(part, abstract) for abstract in cited.abstracts):
            return part
    return ""


def find_missing(claim: ClaimReading, cited: Cited) -> Missing:
    """Return each name that stands neither there, nor in a title, nor among the authors, and
    each number that does not stand there with its unit.
    """
    return Missing(_missing_names(claim, cited), tuple(_missing_numbers(claim, cited)))


def _missing_numbers(claim: ClaimReading, cited: Cited) -> list[Number]:
    """A small count may be the writer's own, and so may the difference of two numbers."""
    return [
        number
        for number in claim.numbers
        if not (
            cited.dates(number) or _is_a_count(claim, number) or _is_difference(claim, number)
        )
        and not any(number.equals(other) for other in cited.numbers)
    ]


def _missing_names(claim: ClaimReading, cited: Cited) -> dict[int, str]:
    names = dict(claim.names)
    if _begins_with_unknown_subject(claim):
        names[0] = claim.chunks[0]
    return {
        at: name
        for at, name in names.items()
        if not (cited.knows(name) or _is_joined_there(claim.chunks, at, cited))
    }


def _is_joined_there(chunks: Sequence[str], at: int, cited: Cited) -> bool:
    """Whether a name and the chunk beside it are one there: `BRCA 1` for `BRCA1`."""
    return any(
        cited.knows(first + second)
        for first, second in pairwise(chunks[max(0, at - 1) : at + 2])
        if first[0].isalnum() and second[0].isalnum()
    )


def _begins_with_unknown_subject(claim: ClaimReading) -> bool:
    """Whether a sentence begins with a capital word that does something, as a name would."""
    chunks = claim.chunks
    if len(chunks) < 2 or not chunks[0][0].isupper():
        return False
    first, second = chunks[0].casefold(), chunks[1]
    acts = second in CLAIMING | PAPER_WORDS or second.removesuffix("s") in REPORTING
    return acts and first not in STARTERS | SUBJECTS | PAPER_WORDS | NEGATORS


def _is_a_count(claim: ClaimReading, number: Number) -> bool:
    """Whether a number only counts, in a word, what the sentence tells of: `two factors`."""
    return (
        claim.chunks[number.first].isalpha()
        and not number.unit
        and 2 <= number.value <= _MOST_COUNTED
    )


def _is_difference(claim: ClaimReading, number: Number) -> bool:
    """Whether it is what lies between two others: `by 1.0 points, from 58.5 % to 59.5 %`."""
    return number.unit == "points" and any(
        one.unit == other.unit and abs(other.value - one.value) == number.value
        for one, other in pairwise(claim.numbers)
    )


def written(claim: ClaimReading, number: Number) -> str:
    """Return a number as the claim writes it."""
    return " ".join(claim.chunks[number.first : number.last]).replace(" %", "%")
