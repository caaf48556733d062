"""A sentence read for checking: its chunks, its numbers, its names and its content words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from assistant.language.numbers import Number, read_number
from assistant.language.tokens import stem
from assistant.language.word_lists import FUNCTION_WORDS, NEGATORS, PAPER_WORDS, SYNONYMS

_CHUNK = re.compile(r"[^\W_](?:[^\W_]|[-–+.,'’](?=[^\W_]))*\+*|[%×<>≤≥$€°]|[,;:()/&]")
_COMPOUND = re.compile(r"(?P<number>\d{1,15}(?:\.\d{1,15})?)(?:[-–](?P<rest>.+))")
_CONTRACTION = re.compile(r"(?:n['’]t|['’](?:s|re|ve|ll|d))$", re.IGNORECASE)
_LISTED_VERSIONS = re.compile(r"([^\W\d_][\w-]*-)(\d+)/(\d+)")

BREAKS = frozenset(", ; : ( ) and or but while whereas respectively".split())
PREPOSITIONS = frozenset("on for with in at of over across by using under from to via".split())
_BRITISH = re.compile(r"(?<=\w{3})is(?=(?:ed?|es|ers?|ing|ations?)$)", re.IGNORECASE)


def _root(word: str) -> str:
    return stem(_BRITISH.sub("iz", word))


_CANONICAL = {_root(word): _root(group[0]) for group in SYNONYMS for word in group}


def canonical(word: str) -> str:
    """The stem that stands for a word, its British spelling and its synonyms."""
    root = _root(word)
    return _CANONICAL.get(root, root)


def normal_name(name: str) -> str:
    """A name as it is compared: in lower case, without hyphens."""
    return re.sub(r"[-–]", "", name).casefold()


@dataclass(frozen=True)
class Reading:
    """What a sentence says, taken apart; places are indices into `chunks`."""

    text: str

    @cached_property
    def chunks(self) -> list[str]:
        """Words, names whole, numbers, and the punctuation that parts clauses."""
        text = _LISTED_VERSIONS.sub(r"\1\2 / \1\3", self.text)
        return [part for match in _CHUNK.finditer(text) for part in _part(match.group())]

    @cached_property
    def numbers(self) -> list[Number]:
        """Numbers in order, those aside that belong to a name (`Challenge 2019`)."""
        return [number for number in self._all_numbers if not self._is_label(number)]

    @cached_property
    def labels(self) -> list[Number]:
        """Numbers that belong to the name before them."""
        return [number for number in self._all_numbers if self._is_label(number)]

    @cached_property
    def _all_numbers(self) -> list[Number]:
        found: list[Number] = []
        for at in range(len(self.chunks)):
            if (not found or at >= found[-1].last) and (number := read_number(self.chunks, at)):
                found.append(number)
        return self._with_units([number for number in found if not self._enumerates(number)])

    def _enumerates(self, number: Number) -> bool:
        """Whether it only numbers a point of a list: `(2)` at the start, `/2/`."""
        around = (
            self.chunks[max(0, number.first - 1) : number.first]
            + self.chunks[number.last : number.last + 1]
        )
        is_point = around == ["/", "/"] or (around == ["(", ")"] and number.first == 1)
        return is_point and not number.unit and self.chunks[number.first].isdecimal()

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
    def ranges(self) -> list[tuple[Number, Number]]:
        """Numbers that are the ends of a range."""
        return [
            (first, last)
            for first, last in pairwise(self.numbers)
            if self._is_range(first, last)
        ]

    def _is_label(self, number: Number) -> bool:
        if (
            number.unit
            or not number.first
            or number.value != int(number.value)
            or number.value > 9999
        ):
            return False
        before = self.chunks[number.first - 1]
        return before[0].isupper() and (number.first > 1 or is_technical(before))

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
    def content(self) -> frozenset[str]:
        """What the sentence is about: canonical stems, without words that speak of a paper
        as such.
        """
        return frozenset(
            root
            for root, chunk in zip(self.roots, self.chunks, strict=True)
            if root and chunk.casefold() not in PAPER_WORDS | NEGATORS
        )

    @cached_property
    def plain(self) -> dict[str, str]:
        """Words by their stems, without names and numbers: those whose meaning a vector may
        tell.
        """
        pairs = enumerate(zip(self.roots, self.chunks, strict=True))
        found = [(root, chunk) for at, (root, chunk) in pairs if root and at not in self.names]
        return {root: chunk.casefold() for root, chunk in reversed(found) if chunk.isalpha()}


def is_technical(chunk: str) -> bool:
    """Whether a chunk is spelled as only names are: `nuScenes`, `GPT-4`, `COCO`."""
    return chunk[0].isalnum() and (
        any(sign.isupper() for sign in chunk[1:]) or _mixes_digits(chunk)
    )


def _mixes_digits(chunk: str) -> bool:
    return any(sign.isdigit() for sign in chunk) and any(sign.isalpha() for sign in chunk)


def _part(chunk: str) -> list[str]:
    """Split what is written together: `36-epoch`, `text-to-image`, `don't`, `2-4x`; names
    stay whole.
    """
    if not chunk[0].isalnum():
        return [chunk]
    if chunk[0].isdigit():
        compound = _COMPOUND.fullmatch(chunk)
        return (
            [compound["number"], *_part(compound["rest"])]
            if compound
            else chunk.rstrip(",").split(",")
            if _is_list(chunk)
            else [chunk]
        )
    if contraction := _CONTRACTION.search(chunk):
        head, tail = chunk[: contraction.start()], contraction.group().casefold()
        return [*_part(head), *(["not"] if tail.startswith("n") else [])] if head else []
    if is_technical(chunk):
        return [chunk]
    return [word for word in re.split(r"[-–.,'’+]", chunk) if word]


def _is_list(chunk: str) -> bool:
    return "," in chunk and not re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?\w*", chunk)
