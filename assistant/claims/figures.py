"""A claim's numbers looked up in the cited abstracts: value, unit, and what they are said of."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.claims.binding import Binding
from assistant.claims.polarity import Polarity
from assistant.claims.reading import normal_name
from assistant.claims.sources import Cited, name_forms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.claims.numbers import Number
    from assistant.claims.reading import Reading
    from assistant.claims.sources import Said

ENOUGH_AROUND = 0.6
"""Least share of the words around a number that must stand in the sentence that holds it."""
ENOUGH_AFTER = 2 / 3
_BEFORE_A_YEAR = frozenset({"in", "since", "year", "("})


def find_figures(claim: Reading, cited: Cited) -> list[Said] | None:
    """Return the sentences that hold the claim's numbers for the same things; None where one is not held."""
    return _Figures(claim, cited).find()


def find_misplaced(claim: Reading, cited: Cited) -> list[Number]:
    """Return the claim's numbers that no sentence holds for the same thing."""
    return _Figures(claim, cited).misplaced()


class _Figures:
    def __init__(self, claim: Reading, cited: Cited) -> None:
        self._claim = claim
        self._cited = cited
        self._binding = Binding(claim)

    def misplaced(self) -> list[Number]:
        """The numbers that have no place, dates aside."""
        numbers = enumerate(self._claim.numbers)
        return [each for at, each in numbers if not self._needs_no_place(each) and self._place(at) is None]

    def find(self) -> list[Said] | None:
        if not self._labels_stand():
            return None
        places = [
            self._place(at)
            for at, number in enumerate(self._claim.numbers)
            if not self._needs_no_place(number)
        ]
        found = [place for place in places if place is not None]
        if len(found) < len(places) or self._skips_a_rival(found):
            return None
        return list(dict.fromkeys(said for said, _, _ in found))

    def _needs_no_place(self, number: Number) -> bool:
        return self._is_a_date(number) or self._is_a_difference(number)

    def _is_a_difference(self, number: Number) -> bool:
        """Whether it is what lies between two others of the claim: `by 1.0 points, from 58.5 % to 59.5 %`."""
        numbers, role = self._claim.numbers, self._binding.role
        if number.unit != "points" or role(number) != "by":
            return False
        return any(
            (role(start), role(end), start.unit) == ("from", "to", end.unit)
            and abs(end.value - start.value) == number.value
            for start, end in pairwise(numbers)
        )

    def _is_a_date(self, number: Number) -> bool:
        """Whether a number is said as the year of one of the papers."""
        before = self._claim.chunks[number.first - 1].casefold() if number.first else ""
        return before in _BEFORE_A_YEAR and self._cited.dates(number)

    def _labels_stand(self) -> bool:
        readings = [*self._cited.titles, *(each.reading for each in self._cited.said)]
        known = [number for reading in readings for number in (*reading.labels, *reading.numbers)]
        return all(any(label.equals(other) for other in known) for label in self._claim.labels)

    def _place(self, index: int) -> tuple[Said, int, int] | None:
        """The sentence that holds this number, which of its numbers it is, and which of the claim's."""
        return next(
            (
                (said, at, index)
                for said in self._cited.said
                for at, other in enumerate(said.reading.numbers)
                if self._claim.numbers[index].equals(other) and self._is_the_same(index, said, at)
            ),
            None,
        )

    def _is_the_same(self, index: int, said: Said, at: int) -> bool:
        return (
            not self._binding.contradicts(index, said.binding, at)
            and self._names_fit(said, said.reading.numbers[at], self._binding.names_with(index))
            and self._is_the_papers_own(said, index)
            and self._points_the_same_way(said, index, at)
            and self._words_fit(said, index)
        )

    def _names_fit(self, said: Said, number: Number, names: Sequence[str]) -> bool:
        """Whether names stand with the number: not in a clause that is set against its own."""
        near = name_forms(said.binding.clause(number))
        apart = (name for name in names if normal_name(name) in said.names and normal_name(name) not in near)
        return self._cited.know(names, [said]) and next(apart, None) is None

    def _is_the_papers_own(self, said: Said, index: int) -> bool:
        """Whether, of several papers cited, the one that holds the number knows the names nearest to it."""
        if len(self._cited.abstracts) == 1:
            return True
        return Cited([said.abstract]).know(self._binding.names_near(index), [said])

    def _points_the_same_way(self, said: Said, index: int, at: int) -> bool:
        """Whether `44 % fewer` is not `44 % more` there."""
        mine = _turns_after(self._claim, self._claim.numbers[index])
        theirs = _turns_after(said.reading, said.reading.numbers[at])
        return not any((axis, 1 - side) in theirs and (axis, side) not in theirs for axis, side in mine)

    def _elsewhere(self, said: Said) -> frozenset[str]:
        """What the other cited papers say and this one does not."""
        own = [each.reading.content for each in self._cited.said if each.abstract is said.abstract]
        others = [each.reading.content for each in self._cited.said if each.abstract is not said.abstract]
        return frozenset().union(*others).difference(*own)

    def _words_fit(self, said: Said, index: int) -> bool:
        """Whether most words around the number, and those that follow it, stand in the sentence too."""
        number, held = self._claim.numbers[index], said.held
        known = held | self._cited.title_roots
        after = self._binding.own[index] & set(self._claim.roots[number.last :])
        first = next((root for root in self._claim.roots[number.last : number.last + 2] if root), "")
        if first in after and first not in known:
            return False
        around = (self._binding.around(index) & self._claim.content) - self._own_names - self._elsewhere(said)
        return len(after & known) >= ENOUGH_AFTER * len(after) and len(around & held) >= ENOUGH_AROUND * len(
            around
        )

    @cached_property
    def _own_names(self) -> frozenset[str]:
        """What the papers call their own, at the start of the claim too, where any word has a capital."""
        chunks = self._claim.chunks
        names = ({0: chunks[0]} if chunks[0][0].isupper() else {}) | self._claim.names
        return frozenset(self._claim.roots[at] for at, name in names.items() if self._cited.know([name]))

    def _skips_a_rival(self, found: Sequence[tuple[Said, int, int]]) -> bool:
        """Whether a bare number is joined to one that is said of its rival: `1.7x, and 3.6x at 97 %`."""
        return any(
            said is following and not self._binding.own[index] and self._has_rival(said, at, later)
            for (said, at, index), (following, later, _) in pairwise(found)
        )

    @staticmethod
    def _has_rival(said: Said, first: int, last: int) -> bool:
        numbers = said.reading.numbers
        return any(number.unit == numbers[first].unit for number in numbers[first + 1 : last])


def _turns_after(reading: Reading, number: Number) -> set[tuple[int, int]]:
    """The directions that the words right after a number point."""
    return {
        (turn.axis, turn.side) for turn in Polarity(reading).turns if number.last <= turn.at < number.last + 2
    }
