"""What a number belongs to in its sentence: the metric and the dataset that stand with it
alone.
"""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.grounding.claim_reading import BREAKS, PREPOSITIONS

if TYPE_CHECKING:
    from assistant.grounding.claim_reading import Reading
    from assistant.language.numbers import Number

_JOINS = frozenset({",", "and", "or", "/", "&", "to"})
_CONTRASTS = frozenset({"whereas", "while", "but", ";", "versus", "vs", "instead"})
_PARTINGS = frozenset({",", ";", ":"})
_JOINING = frozenset({"that", "which", "who", "where", "while", "whilst"})
_BESIDE = 2
_NEAR_BEFORE, _NEAR_AFTER = 5, 3
"""Content words on either side of a number that are near to it."""
_ROLES = frozenset({"from", "to", "by"})
_ABOUT = frozenset(
    {"about", "around", "approximately", "roughly", "just", "only", "some", "$", "€"}
)
_MORE = frozenset({"over", "above", "exceeding"})
_LESS = frozenset({"under", "below"})
_MORE_THAN = frozenset({"more", "least", "greater", "higher"})
_LESS_THAN = frozenset({"less", "fewer", "most", "up", "lower", "nearly", "almost"})


class Binding:
    """For each number of a sentence the words that are its own, and those that it shares
    with the next.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._numbers = reading.numbers
        self.own = [self._right(number) for number in self._numbers]
        self.shared: list[frozenset[str]] = [frozenset()] * len(self._numbers)
        self._zipped: set[int] = set()
        self._inherit()
        self._zip()
        self._take_left()
        self._share()

    def contradicts(self, index: int, source: Binding, other: int) -> bool:
        """Whether a word of this number belongs, in the source, to another number than its
        counterpart.
        """
        mine = source.own[other] | source.shared[other]
        others = (
            frozenset().union(*(own for at, own in enumerate(source.own) if at != other)) - mine
        )
        others -= source.loose
        number, counterpart = self._numbers[index], source._numbers[other]
        if self.said_of(index) & others:
            return True
        roles = self.role(number), source.role(counterpart)
        if all(roles) and roles[0] != roles[1]:
            return True
        bound = self.bound(number)
        return bool(bound) and bound != source.bound(counterpart)

    @cached_property
    def loose(self) -> frozenset[str]:
        """Words that stand more than once, so that they are no number's own."""
        roots = self._reading.roots
        return frozenset(root for root in roots if root and roots.count(root) > 1)

    def said_of(self, index: int) -> frozenset[str]:
        """The words said of a number; all of them where it is the only one."""
        return (
            self._words(0, len(self._reading.chunks))
            if len(self._numbers) == 1
            else self.own[index]
        )

    def names_with(self, index: int) -> list[str]:
        """The names said of a number: those around it, and the subject where none stands
        before it.
        """
        numbers, names = self._numbers, self._reading.names
        _, last = self._clause_bounds(numbers[index])
        after = min(last, numbers[index + 1].first if index + 1 < len(numbers) else last)
        found = [name for at, name in names.items() if numbers[index].last <= at < after]
        for earlier in range(index, -1, -1):
            first, _ = self._clause_bounds(numbers[earlier])
            before = max(first, numbers[earlier - 1].last if earlier else 0)
            if left := [
                name for at, name in names.items() if before <= at < numbers[earlier].first
            ]:
                return left + found
        return found

    def names_near(self, index: int) -> list[str]:
        """Of the names said of a number those in its own part of the sentence, after the
        last break.
        """
        numbers, names = self._numbers, self._reading.names
        with_it = self.names_with(index)
        last = max((at for at in names if at < numbers[index].first), default=None)
        if last is None:
            return with_it
        while last > 0 and self._reading.chunks[last - 1].casefold() not in BREAKS:
            last -= 1
        return [name for at, name in names.items() if at >= last and name in with_it]

    def around(self, index: int) -> frozenset[str]:
        """The words between a number's neighbours."""
        before = self._numbers[index - 1].last if index else 0
        after = (
            self._numbers[index + 1].first
            if index + 1 < len(self._numbers)
            else len(self._reading.chunks)
        )
        first, last = self._phrase_bounds(self._numbers[index])
        near = self._near(self._numbers[index], max(before, first), min(after, last))
        return near if len(near) > _BESIDE else self._near(self._numbers[index], before, after)

    def phrase(self, index: int) -> frozenset[str]:
        """The words of the part of the sentence between commas that a number stands in."""
        return self._words(*self._phrase_bounds(self._numbers[index]))

    def _near(self, number: Number, first: int, last: int) -> frozenset[str]:
        """The words nearest to a number within bounds."""
        before = [root for root in self._reading.roots[first : number.first] if root][
            -_NEAR_BEFORE:
        ]
        return frozenset(
            before
            + [root for root in self._reading.roots[number.last : last] if root][:_NEAR_AFTER]
        )

    def _phrase_bounds(self, number: Number) -> tuple[int, int]:
        """Where the part of the sentence between commas begins and ends."""
        chunks = self._reading.chunks
        first = next(
            (at for at in range(number.first, 0, -1) if chunks[at - 1] in _PARTINGS), 0
        )
        return first, next(
            (at for at in range(number.last, len(chunks)) if self._parts(at)), len(chunks)
        )

    def _parts(self, at: int) -> bool:
        """Whether another part of the sentence begins here, which need not speak of the
        number.
        """
        return self._reading.chunks[at] in _PARTINGS or self._joins(at) or self._tells_how(at)

    def _joins(self, at: int) -> bool:
        """Whether another clause begins here: with `which`, and not with `of which`."""
        chunks = self._reading.chunks
        return chunks[at] in _JOINING and not (at and chunks[at - 1] in PREPOSITIONS)

    def clause(self, number: Number) -> list[str]:
        """The chunks of the clause that holds a number, and of a phrase that opens the whole
        sentence.
        """
        chunks = self._reading.chunks
        first, last = self._clause_bounds(number)
        opening = (
            chunks.index(",")
            if first and chunks[0].casefold() in PREPOSITIONS and "," in chunks
            else 0
        )
        return chunks[:opening] + chunks[first:last]

    def _clause_bounds(self, number: Number) -> tuple[int, int]:
        count = len(self._reading.chunks)
        first = next((at for at in range(number.first, 0, -1) if self._contrasts(at - 1)), 0)
        return first, next(
            (at for at in range(number.last, count) if self._contrasts(at)), count
        )

    def _contrasts(self, at: int) -> bool:
        """Whether a clause begins here that is set against the one before; `while keeping`
        begins none.
        """
        following = self._reading.chunks[at + 1] if at + 1 < len(self._reading.chunks) else ""
        return self._reading.chunks[at].casefold() in _CONTRASTS and not following.endswith(
            "ing"
        )

    def role(self, number: Number) -> str:
        """Whether it is where a change starts, where it ends, or how much it is."""
        before = self._before(number, 1)
        return before[0] if before and before[0] in _ROLES else ""

    def bound(self, number: Number) -> str:
        """Whether it is said to be a lower or an upper bound."""
        if bound := self._bound_after(number):
            return bound
        before = self._before(number, 2)
        if not before:
            return ""
        nearest, farther = before[0], before[-1]
        if nearest in _MORE or (
            nearest in {"than", "least"} and farther in _MORE_THAN | {"at"}
        ):
            return "less" if self._is_denied(number) else "more"
        if nearest in _LESS or (
            nearest in {"than", "to", "most"} and farther in _LESS_THAN | {"at"}
        ):
            return "more" if self._is_denied(number) else "less"
        return ""

    def _is_denied(self, number: Number) -> bool:
        """Whether a bound is turned round: `no higher than`."""
        return self._before(number, 3)[-1] in {"no", "not"}

    def _bound_after(self, number: Number) -> str:
        """Whether `and less` or `or more` stands behind it."""
        chunks = [
            chunk.casefold() for chunk in self._reading.chunks[number.last : number.last + 2]
        ]
        if len(chunks) < 2 or chunks[0] not in {"and", "or"}:
            return ""
        if chunks[1] in _MORE | _MORE_THAN - {"least"}:
            return "more"
        return "less" if chunks[1] in _LESS | {"less", "fewer", "lower"} else ""

    def _before(self, number: Number, count: int) -> list[str]:
        chunks = self._reading.chunks[max(0, number.first - count - 2) : number.first]
        return [
            chunk.casefold() for chunk in reversed(chunks) if chunk.casefold() not in _ABOUT
        ][:count]

    def _words(self, first: int, last: int) -> frozenset[str]:
        roots = self._reading.roots
        return frozenset(
            roots[at] for at in range(max(0, first), min(last, len(roots))) if roots[at]
        )

    def _right_end(self, number: Number) -> int:
        starts = {each.first for each in self._numbers}
        for at in range(number.last, len(self._reading.chunks)):
            is_break = self._reading.chunks[at].casefold() in BREAKS
            if at in starts or is_break or self._joins(at) or self._tells_how(at):
                return at
        return len(self._reading.chunks)

    def _tells_how(self, at: int) -> bool:
        """Whether a phrase begins that says how it was reached: `by reusing …`."""
        chunks = self._reading.chunks
        return chunks[at] == "by" and at + 1 < len(chunks) and chunks[at + 1].endswith("ing")

    def _right(self, number: Number) -> frozenset[str]:
        return self._words(number.last, self._right_end(number))

    def _are_joined(self, first: Number, second: Number) -> bool:
        between = self._reading.chunks[first.last : second.first]
        return len(between) <= 2 and all(chunk.casefold() in _JOINS for chunk in between)

    def _inherit(self) -> None:
        for index in range(len(self._numbers) - 2, -1, -1):
            if not self.own[index] and self._are_joined(*self._numbers[index : index + 2]):
                self.own[index] = self.own[index + 1]

    def _zip(self) -> None:
        for first, last in self._groups():
            items = self._items_after(self._numbers[last - 1], last - first)
            items = items or self._items_before(self._numbers[first], last - first)
            named = frozenset().union(*items)
            for index, item in zip(range(first, last), items, strict=False):
                self.own[index] = (self.own[index] - named) | item
                self._zipped.add(index)

    def _groups(self) -> list[tuple[int, int]]:
        cuts = [
            at
            for at, pair in enumerate(pairwise(self._numbers), 1)
            if not self._are_joined(*pair)
        ]
        bounds = [0, *cuts, len(self._numbers)]
        return [(first, last) for first, last in pairwise(bounds) if last - first > 1]

    def _items_after(self, number: Number, count: int) -> list[frozenset[str]]:
        """The list as long as the numbers' that follows them: `92 and 76 on A and B`."""
        chunks = self._reading.chunks
        at = next(
            (
                at
                for at in range(number.last, min(number.last + 8, len(chunks)))
                if chunks[at] in PREPOSITIONS
            ),
            None,
        )
        if at is None:
            return []
        items: list[list[int]] = [[]]
        for place in range(at + 1, len(chunks)):
            if chunks[place].casefold() in _JOINS:
                items += [[]] if items[-1] else []
            elif chunks[place].casefold() in BREAKS | PREPOSITIONS | {"which", "that"}:
                break
            else:
                items[-1].append(place)
        return self._named_items([item for item in items if item], count)

    def _items_before(self, number: Number, count: int) -> list[frozenset[str]]:
        """The list that stands before them: `A and B with 44 and 55`."""
        chunks, names = self._reading.chunks, self._reading.names
        at = number.first - 1
        while at >= 0 and (
            chunks[at].casefold() in PREPOSITIONS or (self._is_respective and at not in names)
        ):
            at -= 1
        for joins in (_JOINS - {"/"}, _JOINS):
            items: list[list[int]] = [[]]
            for place in range(at, -1, -1):
                if chunks[place].casefold() in joins:
                    items += [[]] if items[-1] else []
                elif place in names or chunks[place] == "/":
                    items[-1].insert(0, place)
                else:
                    break
            if found := self._named_items([item for item in reversed(items) if item], count):
                return found
        return []

    def _named_items(self, items: list[list[int]], count: int) -> list[frozenset[str]]:
        names = self._reading.names
        if len(items) != count or not all(any(at in names for at in item) for item in items):
            return []
        return [
            frozenset(root for at in item if (root := self._reading.roots[at]))
            for item in items
        ]

    @property
    def _is_respective(self) -> bool:
        return "respectively" in self._reading.chunks

    def _take_left(self) -> None:
        """A number with nothing after it owns the names before it in its clause: `and on A
        67.9`.
        """
        bare = [index for index, own in enumerate(self.own) if not own]
        taken = {index: self._left_names(index) for index in bare}
        if any(index and names for index, names in taken.items()):
            owned = frozenset().union(*self.own)
            for index, names in taken.items():
                self.own[index] = names - owned

    def _left_names(self, index: int) -> frozenset[str]:
        """Names between a break before the number and the number, that stand nowhere else in
        the sentence.
        """
        chunks, roots, names = self._reading.chunks, self._reading.roots, self._reading.names
        first = last = self._numbers[index].first
        floor = self._numbers[index - 1].last if index else max(0, last - _BESIDE)
        while first > floor and chunks[first - 1].casefold() not in BREAKS - {","}:
            first -= 1
        return frozenset(
            roots[at]
            for at in range(first, last)
            if at in names and roots.count(roots[at]) == 1
        )

    def _share(self) -> None:
        """`68.5 % NDS and 62.4 % mAP on A`: what follows the last one's preposition is said
        of both.
        """
        for index in range(len(self._numbers) - 2, -1, -1):
            number, following = self._numbers[index : index + 2]
            end = self._right_end(number)
            has_place = any(
                chunk in PREPOSITIONS for chunk in self._reading.chunks[number.last : end]
            )
            if not has_place and index not in self._zipped and end + 2 >= following.first:
                self.shared[index] = self._after_preposition(following) | self.shared[index + 1]

    def _after_preposition(self, number: Number) -> frozenset[str]:
        end = self._right_end(number)
        chunks = self._reading.chunks
        at = next((at for at in range(number.last, end) if chunks[at] in PREPOSITIONS), end)
        return self._words(at, end)
