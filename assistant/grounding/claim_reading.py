"""A sentence read for checking: its chunks, its numbers, its names and its content words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING

from assistant.language.clause_words import DIRECTIONS
from assistant.language.names import is_technical
from assistant.language.numbers import RAISED_POINT, Number, read_number
from assistant.language.word_lists import FUNCTION_WORDS, LIGHT, NEGATORS, PAPER_WORDS
from assistant.language.word_relations import canonical, join_prefix, sides

if TYPE_CHECKING:
    from collections.abc import Sequence

_CHUNK = re.compile(r"[^\W_](?:[^\W_]|[-–+.,'’](?=[^\W_]))*\+*|[%×<>≤≥$€°]|[,;:()/&]")
_COMPOUND = re.compile(r"(?P<number>\d{1,15}(?:\.\d{1,15})?)(?:[-–](?P<rest>.+))")
_CONTRACTION = re.compile(r"(?:n['’]t|['’](?:s|re|ve|ll|d))$", re.IGNORECASE)
_PLAIN_TAIL = re.compile(r"[-–]([a-z]{4,})$")
_UNCOMPARED = re.compile(r"[-–]|(?<=[^+])\+$")
_MINUS = re.compile(r"(?<![^\s(\[=~<>≤≥≈])(?<!\d\s)[-−–](?=\d)")
_SPELLED_MINUS = re.compile(r"(?<!\w)minus\s(?=\d)", re.IGNORECASE)


def normal_name(name: str) -> str:
    """A name as it is compared: in lower case, in the singular, without hyphens and a last
    plus: `CD4+`.
    """
    return _UNCOMPARED.sub("", name).casefold().removesuffix("s")


_NUMBER = 1.5
"""What a number weighs; a content word weighs 1."""


def _weight(word: str) -> float:
    if word in PAPER_WORDS:
        return 0.0
    return 0.5 if word in DIRECTIONS or canonical(word) in _light() else 1.0


@cache
def _light() -> frozenset[str]:
    return frozenset(map(canonical, LIGHT))


@dataclass(frozen=True, slots=True)
class Item:
    """A word, a name or a number that says something, at its place among the chunks."""

    at: int
    word: str
    """In lower case."""
    weight: float
    number: Number | None = None
    name: str = ""
    technical: str = ""
    """Its name as it is compared, where it is spelled as only names are."""


@dataclass(frozen=True)
class ClaimReading:
    """What a sentence says, taken apart; places are indices into `chunks`."""

    text: str

    @cached_property
    def chunks(self) -> list[str]:
        """Words, names whole, numbers without their sign, and the punctuation that parts
        clauses.
        """
        return [chunk for chunk, _ in self._chunks]

    @cached_property
    def negative(self) -> frozenset[int]:
        """Places of the numbers below zero."""
        return frozenset(at for at, (_, is_negative) in enumerate(self._chunks) if is_negative)

    @cached_property
    def _chunks(self) -> list[tuple[str, bool]]:
        text = _SPELLED_MINUS.sub("-", RAISED_POINT.sub(".", self.text))
        signed = {match.end() for match in _MINUS.finditer(text)}
        return [
            (part, at == 0 and match.start() in signed)
            for match in _CHUNK.finditer(text)
            for at, part in enumerate(_part(match.group()))
        ]

    def written(self) -> list[str]:
        """Return the chunks with the signs of the numbers below zero."""
        return [f"-{chunk}" if is_negative else chunk for chunk, is_negative in self._chunks]

    @cached_property
    def numbers(self) -> list[Number]:
        """Numbers in order."""
        found: list[Number] = []
        for at in range(len(self.chunks)):
            if (not found or at >= found[-1].last) and (number := read_number(self.chunks, at)):
                found.append(number)
        return self._with_units(found)

    def _with_units(self, numbers: list[Number]) -> list[Number]:
        """Give the first end of a range the unit of the second: `between 200 and 450 km`,
        `1-3 ms`.
        """
        for at in range(len(numbers) - 2, -1, -1):
            number, following = numbers[at], numbers[at + 1]
            is_joined = self._is_range(number, following) or self.chunks[
                number.last : following.first
            ] == ["to"]
            if is_joined and following.kind != following.unit and not number.unit:
                numbers[at] = replace(number, unit=following.unit)
        return numbers

    def _is_range(self, first: Number, last: Number) -> bool:
        between = self.chunks[first.last : last.first]
        is_span = (
            between == ["and"]
            and "between" in self.chunks[max(0, first.first - 1) : first.first]
        )
        is_hyphened = (
            not between
            and self.chunks[first.first][0].isdigit()
            and self.chunks[last.first][0].isdigit()
        )
        return is_span or (is_hyphened and first.value < last.value)

    @cached_property
    def numeric(self) -> frozenset[int]:
        """Places that are part of a number."""
        return frozenset(
            at for number in self.numbers for at in range(number.first, number.last)
        )

    @cached_property
    def names(self) -> dict[int, str]:
        """Names by place: with capitals inside or digits, or with a capital where no
        sentence begins.
        """
        return {
            at: chunk
            for at, chunk in enumerate(self.chunks)
            if at not in self.numeric
            and (is_technical(chunk) or (at > 0 and len(chunk) > 1 and chunk[0].isupper()))
        }

    @cached_property
    def roots(self) -> list[str]:
        """For each place the canonical stem of its content word; "" where it has none."""
        return [
            ""
            if at in self.numeric
            or not chunk[0].isalnum()
            or chunk.casefold() in FUNCTION_WORDS
            else canonical(chunk)
            for at, chunk in enumerate(self.chunks)
        ]

    @cached_property
    def items(self) -> list[Item]:
        """What the sentence says, in order: content words, names, numbers and directions."""
        numbers = {each.first: each for each in self.numbers}
        inside = {at for each in numbers.values() for at in range(each.first + 1, each.last)}
        found = []
        for at, chunk in enumerate(self.chunks):
            word = chunk.casefold()
            if at in numbers:
                found.append(Item(at, word, _NUMBER, number=numbers[at]))
            elif at not in inside and self._says_something(at, word):
                technical = normal_name(chunk) if is_technical(chunk) else ""
                name = self.names.get(at, "")
                found.append(Item(at, word, _weight(word), name=name, technical=technical))
        return found

    def _says_something(self, at: int, word: str) -> bool:
        if word in NEGATORS:
            return False
        return bool(self.roots[at]) or (word in DIRECTIONS and bool(sides(word)))


@lru_cache(maxsize=20_000)
def _part(chunk: str) -> Sequence[str]:
    """Split what is written together: `36-epoch`, `text-to-image`, `don't`, `2-4x`; names
    stay whole.
    """
    if not chunk[0].isalnum():
        return [chunk]
    if chunk[0].isdigit():
        compound = _COMPOUND.fullmatch(chunk)
        return [compound["number"], *_part(compound["rest"])] if compound else [chunk]
    if contraction := _CONTRACTION.search(chunk):
        head, tail = chunk[: contraction.start()], contraction.group().casefold()
        return [*_part(head), *(["not"] if tail.startswith("n") else [])] if head else []
    if is_technical(chunk):
        return _split_compound(chunk)
    return [word for word in re.split(r"[-–.,'’+]", join_prefix(chunk)) if word]


def _split_compound(chunk: str) -> list[str]:
    """Part plain words from a name that they are joined to: `AMP-activated`, `RAS-driven`."""
    name, *words = _PLAIN_TAIL.split(chunk)
    return [name, *filter(None, words)]
