"""A claim's numbers looked up in the cited abstracts: value, unit, and what they are said
of.
"""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.grounding.claim_reading import BREAKS, normal_name
from assistant.grounding.number_scope import Binding
from assistant.grounding.polarity import Polarity
from assistant.grounding.sources import Cited, name_forms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.grounding.alignment import Alignment
    from assistant.grounding.claim_reading import Reading
    from assistant.grounding.sources import Said
    from assistant.language.numbers import Number

ENOUGH_AROUND = 0.5
"""Least share of the words around a number that must stand in the sentence that holds it."""
ENOUGH_AFTER, ENOUGH_WITH_NAMES = 0.5, 2 / 3
FOLLOWING = 4
FEWEST = 2
"""Words whose share says something; a single one may be missing."""
CLEARLY = 0.9
"""How many more words of what is said of a number make another sentence the one that it is
taken from.
"""
_MOST_COUNTED = 12
_BEFORE_A_YEAR = frozenset({"in", "since", "year", "("})


def find_figures(claim: Reading, cited: Cited, alignment: Alignment) -> list[Said] | None:
    """Return the sentences that hold the claim's numbers for the same things; None where one
    is not held.
    """
    return _Figures(claim, cited, alignment).find()


def find_misplaced(claim: Reading, cited: Cited, alignment: Alignment) -> list[Number]:
    """Return the claim's numbers that no sentence holds for the same thing."""
    return _Figures(claim, cited, alignment).misplaced()


class _Figures:
    def __init__(self, claim: Reading, cited: Cited, alignment: Alignment) -> None:
        self._claim = claim
        self._cited = cited
        self._alignment = alignment
        self._binding = Binding(claim)

    def misplaced(self) -> list[Number]:
        """The numbers that have no place, dates aside."""
        numbers = enumerate(self._claim.numbers)
        return [
            each
            for at, each in numbers
            if not self._needs_no_place(each) and self._place(at) is None
        ]

    def find(self) -> list[Said] | None:
        if not self._labels_stand() or self._is_repeated() or self._splits_a_range():
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
        """Whether it is what lies between two others of the claim: `by 1.0 points, from 58.5
        % to 59.5 %`.
        """
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
        """Whether each number that belongs to a name stands where the name does."""
        readings = [*self._cited.titles, *(each.reading for each in self._cited.said)]
        return all(
            any(
                label.equals(number) and self._claim.roots[label.first - 1] in reading.roots
                for reading in readings
                for number in (*reading.labels, *reading.numbers)
                if not number.unit
            )
            for label in self._claim.labels
        )

    def _splits_a_range(self) -> bool:
        """Whether the ends of a range stand apart in what is cited: `between 200 and 450
        km`.
        """
        held = [pair for said in self._cited.said for pair in pairwise(said.reading.numbers)]
        return any(
            not any(first.equals(one) and last.equals(other) for one, other in held)
            for first, last in self._claim.ranges
        )

    def _is_repeated(self) -> bool:
        """Whether a figure stands more often in the claim than in all that it cites."""
        said = [number for each in self._cited.said for number in each.reading.numbers]
        figures = [
            each for at, each in enumerate(self._claim.numbers) if not self._is_a_count(at)
        ]
        return any(
            sum(each.equals(other) for other in figures)
            > max(1, sum(each.equals(other) for other in said))
            for each in figures
        )

    def _place(self, index: int) -> tuple[Said, int, int] | None:
        """The sentence that holds this number, which of its numbers it is, and which of the
        claim's.
        """
        return next(
            (
                (said, at, index)
                for said in self._cited.said
                for at, other in enumerate(said.reading.numbers)
                if self._claim.numbers[index].equals(other)
                and self._is_the_same(index, said, at)
            ),
            None,
        )

    def _is_the_same(self, index: int, said: Said, at: int) -> bool:
        if self._is_a_count(index):
            return not self._is_counted_otherwise(index)
        return (
            not self._binding.contradicts(index, said.binding, at)
            and self._names_fit(said, said.reading.numbers[at], self._binding.names_with(index))
            and self._is_the_papers_own(said, index)
            and self._points_the_same_way(said, index, at)
            and self._words_fit(said, index)
            and not self._is_better_said_elsewhere(index, said)
        )

    def _is_a_count(self, index: int) -> bool:
        """Whether a number only counts, in a word, what the sentence tells of: `two
        factors`.
        """
        number = self._claim.numbers[index]
        is_word = self._claim.chunks[number.first].isalpha() and number.last == number.first + 1
        return is_word and not number.unit and 2 <= number.value <= _MOST_COUNTED

    def _is_counted_otherwise(self, index: int) -> bool:
        """Whether what a number counts is counted by another one, and stands nowhere with
        this one.
        """
        mine = self._claim.numbers[index]
        counted = _counted(self._claim, mine)
        found = [
            _counts_so(said.reading, counted, mine)
            for said in self._cited.said
            if any(root in said.held for root in counted)
        ]
        is_part = self._claim.chunks[mine.last : mine.last + 1] == ["of"]
        return False in found and True not in found and not is_part

    def _is_better_said_elsewhere(self, index: int, said: Said) -> bool:
        """Whether another sentence, with another number of this unit, speaks more of what is
        said of it.
        """
        number = self._claim.numbers[index]
        phrase = self._binding.phrase(index) & self._claim.content
        rivals = [
            each
            for each in self._cited.said
            if not any(number.equals(other) for other in each.reading.numbers)
            and any(other.kind == number.kind for other in each.reading.numbers)
        ]
        own = sum(self._alignment.score(root, [said]) for root in phrase)
        best = max(
            (sum(self._alignment.score(root, [each]) for root in phrase) for each in rivals),
            default=0.0,
        )
        return best > own + CLEARLY

    def _names_fit(self, said: Said, number: Number, names: Sequence[str]) -> bool:
        """Whether names stand with the number: not in a clause that is set against its own."""
        near = name_forms(said.binding.clause(number))
        names = [name for name in names if not self._cited.writes_small(name)]
        apart = (
            name
            for name in names
            if normal_name(name) in said.names and normal_name(name) not in near
        )
        return self._cited.know(names, [said]) and next(apart, None) is None

    def _is_the_papers_own(self, said: Said, index: int) -> bool:
        """Whether, of several papers cited, the one that holds the number knows the names
        nearest to it.
        """
        if len(self._cited.abstracts) == 1:
            return True
        return Cited([said.abstract]).know(self._binding.names_near(index), [said])

    def _points_the_same_way(self, said: Said, index: int, at: int) -> bool:
        """Whether `44 % fewer` is not `44 % more` there."""
        mine = _turns_after(self._claim, self._claim.numbers[index])
        theirs = _turns_after(said.reading, said.reading.numbers[at])
        if any(
            (axis, 1 - side) in theirs and (axis, side) not in theirs for axis, side in mine
        ):
            return False
        return not theirs or bool(mine) or self._turns_at_all(index)

    def _turns_at_all(self, index: int) -> bool:
        """Whether the claim has a direction near a number: 45 % fewer is more than a bare 45
        %.
        """
        phrase = self._binding.phrase(index)
        return any(turn.near & phrase for turn in Polarity(self._claim).turns)

    def _elsewhere(self, said: Said) -> frozenset[str]:
        """What the other cited papers say and this one does not."""
        own = [
            each.reading.content for each in self._cited.said if each.abstract is said.abstract
        ]
        others = [
            each.reading.content
            for each in self._cited.said
            if each.abstract is not said.abstract
        ]
        return frozenset().union(*others).difference(*own)

    def _words_fit(self, said: Said, index: int) -> bool:
        """Whether most words around the number, and those that follow it, stand in the
        sentence too.
        """
        number, titled = self._claim.numbers[index], self._cited.title_roots
        following = [root for root in self._claim.roots[number.last :] if root][:FOLLOWING]
        after = self._binding.own[index] & set(following)
        first = next(
            (root for root in self._claim.roots[number.last : number.last + 2] if root), ""
        )
        if first in after and first not in titled and not self._alignment.knows(first, [said]):
            return False
        around = (
            (self._binding.around(index) & self._claim.content)
            - self._own_names
            - self._elsewhere(said)
        )
        around -= titled - said.held
        names = {self._claim.roots[at] for at in self._claim.names}
        least = ENOUGH_WITH_NAMES if after & names else ENOUGH_AFTER
        return self._stand(after, said, least) and self._stand(around, said, ENOUGH_AROUND)

    def _stand(self, roots: frozenset[str], said: Said, least: float) -> bool:
        """Whether at least such a share of the stems stands in a sentence."""
        titled = self._cited.title_roots
        held = sum(
            1.0 if root in titled else self._alignment.score(root, [said]) for root in roots
        )
        return len(roots) < FEWEST or held >= least * len(roots)

    @cached_property
    def _own_names(self) -> frozenset[str]:
        """What the papers call their own, at the start of the claim too, where any word has
        a capital.
        """
        chunks = self._claim.chunks
        names = ({0: chunks[0]} if chunks[0][0].isupper() else {}) | self._claim.names
        return frozenset(
            self._claim.roots[at] for at, name in names.items() if self._cited.know([name])
        )

    def _skips_a_rival(self, found: Sequence[tuple[Said, int, int]]) -> bool:
        """Whether a number is joined to one that is said of its rival: `1.7x, and 3.6x at 97
        %`.
        """
        return any(
            said is following
            and not self._tells_apart(index, said, at)
            and self._has_rival(said, at, later)
            for (said, at, index), (following, later, _) in pairwise(found)
        )

    def _tells_apart(self, index: int, said: Said, at: int) -> bool:
        """Whether what is said of a number is said there of this number alone."""
        others = (own for place, own in enumerate(said.binding.own) if place != at)
        return bool(self._binding.own[index] & said.binding.own[at].difference(*others))

    @staticmethod
    def _has_rival(said: Said, first: int, last: int) -> bool:
        numbers = said.reading.numbers
        return any(number.unit == numbers[first].unit for number in numbers[first + 1 : last])


def _counts_so(reading: Reading, counted: list[str], mine: Number) -> bool | None:
    """Whether a sentence counts these words by this number; None where it counts them not at
    all.
    """
    numbers = [number for number in reading.numbers if not number.unit]
    counts = [number for number in numbers if set(counted) & set(_counted(reading, number))]
    if counts:
        return any(mine.equals(number) for number in counts)
    return True if any(mine.equals(number) for number in numbers) else None


def _counted(reading: Reading, number: Number) -> list[str]:
    """The content words right after a number: what it counts is one of them."""
    return [root for root in reading.roots[number.last : number.last + 3] if root][:2]


def _turns_after(reading: Reading, number: Number) -> set[tuple[int, int]]:
    """The directions that the words right after a number point."""
    chunks = reading.chunks[number.last : number.last + 2]
    reach = next(
        (at for at, chunk in enumerate(chunks) if chunk.casefold() in BREAKS), len(chunks)
    )
    return {
        (turn.axis, turn.side)
        for turn in Polarity(reading).turns
        if number.last <= turn.at < number.last + reach
    }
