"""Lists that belong together item by item, laid out in pairs: `92 and 76 on A and B` is `92 on
A and 76 on B`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.grounding.claim_reading import ClaimReading
from assistant.language.clause_words import LIST_ENDS, LIST_JOINS, LIST_TIES

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_IN_ITEM = 3
_MOST_BETWEEN = 6
"""Chunks that may stand between two lists that belong together."""


def in_pairs(reading: ClaimReading) -> ClaimReading:
    """Return a sentence with the numbers of a list beside what each is said of; the sentence
    itself where it has no such lists.
    """
    chunks = reading.written()
    for numbers in _lists_of_numbers(reading):
        count = len(numbers)
        behind = _items_behind(reading, numbers[-1][1], count)
        if behind:
            return ClaimReading(" ".join(_spread(chunks, numbers, behind)))
        before = _items_before(reading, numbers[0][0], count)
        if before:
            return ClaimReading(" ".join(_spread(chunks, before, numbers)))
    return reading


def _lists_of_numbers(reading: ClaimReading) -> list[list[tuple[int, int]]]:
    """Return the runs of two or more numbers that only joins part, as spans of chunks."""
    runs: list[list[tuple[int, int]]] = []
    for number in reading.numbers:
        span = (number.first, number.last)
        between = reading.chunks[runs[-1][-1][1] : number.first] if runs else [""]
        if (
            between
            and len(between) <= 2
            and {each.casefold() for each in between} <= LIST_JOINS
        ):
            runs[-1].append(span)
        else:
            runs.append([span])
    return [run for run in runs if len(run) > 1]


def _items_behind(reading: ClaimReading, at: int, count: int) -> list[tuple[int, int]]:
    """Return the list of so many names behind the first preposition after a place."""
    chunks = reading.chunks
    for place in range(at, min(at + _MOST_BETWEEN, len(chunks))):
        if chunks[place].casefold() in LIST_TIES:
            return _cut(reading, place + 1, count)
    return []


def _items_before(reading: ClaimReading, at: int, count: int) -> list[tuple[int, int]]:
    """Return the list of so many names that ends shortly before a place."""
    between = len(reading.chunks) if "respectively" in reading.chunks else _MOST_BETWEEN
    for first in range(at - 1, max(-1, at - between - count * (_MOST_IN_ITEM + 1) - 1), -1):
        is_start = first == 0 or reading.chunks[first - 1].casefold() not in LIST_JOINS
        items = _cut(reading, first, count) if is_start and first in reading.names else []
        if items and items[-1][1] <= at <= items[-1][1] + between:
            return items
    return []


def _cut(reading: ClaimReading, first: int, count: int) -> list[tuple[int, int]]:
    """Cut the list of so many items that begins here, each with a name; a slash may be part of
    a name, or part two of them. None where there is no such list.
    """
    return _cut_at(LIST_JOINS - {"/"}, reading, first, count) or _cut_at(
        LIST_JOINS, reading, first, count
    )


def _cut_at(
    joins: frozenset[str], reading: ClaimReading, first: int, count: int
) -> list[tuple[int, int]]:
    items: list[tuple[int, int]] = []
    start = first
    for at in range(start, len(reading.chunks) + 1):
        chunk = reading.chunks[at].casefold() if at < len(reading.chunks) else "respectively"
        is_last = len(items) == count - 1
        is_over = (
            chunk in LIST_ENDS - {","}
            or at - start > _MOST_IN_ITEM
            or (is_last and chunk in joins)
        )
        if is_over or chunk in joins:
            items += [(start, at)] if at > start else []
            start = at + 1
        if is_over:
            break
    named = all(any(place in reading.names for place in range(*item)) for item in items)
    is_list = len(items) == count and reading.chunks[items[-1][0] - 1].casefold() != ","
    return items if named and is_list else []


def _spread(
    chunks: Sequence[str], ones: Sequence[tuple[int, int]], others: Sequence[tuple[int, int]]
) -> list[str]:
    """Return the chunks with each item of the second list behind its counterpart in the first,
    tied by the words that part the lists.
    """
    tie = list(chunks[ones[-1][1] : others[0][0]])
    found = list(chunks[: ones[0][0]])
    for at, (one, other) in enumerate(zip(ones, others, strict=True)):
        found += ["and"] if at else []
        found += [*chunks[slice(*one)], *tie, *chunks[slice(*other)]]
    return found + list(chunks[others[-1][1] :])
