"""A sentence read for checking: its chunks, its numbers, its names and its content words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from assistant.claims.lexicon import FUNCTION_WORDS, NEGATORS, PAPER_WORDS, SYNONYMS
from assistant.claims.numbers import Number, read_number
from assistant.claims.words import stem

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
        return [number for at in range(len(self.chunks)) if (number := read_number(self.chunks, at))]

    def _is_label(self, number: Number) -> bool:
        if number.unit or not number.first or number.value != int(number.value) or number.value > 9999:
            return False
        before = self.chunks[number.first - 1]
        return before[0].isupper() and (number.first > 1 or is_technical(before))

    @cached_property
    def numeric(self) -> frozenset[int]:
        """Places that are part of a number."""
        return frozenset(at for number in self.numbers for at in range(number.first, number.last))

    @cached_property
    def names(self) -> dict[int, str]:
        """Names by place: with capitals inside or digits, or with a capital where no sentence begins."""
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
            if at in self.numeric or not chunk[0].isalnum() or chunk.casefold() in FUNCTION_WORDS
            else canonical(chunk)
            for at, chunk in enumerate(self.chunks)
        ]

    @cached_property
    def content(self) -> frozenset[str]:
        """What the sentence is about: canonical stems, without words that speak of a paper as such."""
        return frozenset(
            root
            for root, chunk in zip(self.roots, self.chunks, strict=True)
            if root and chunk.casefold() not in PAPER_WORDS | NEGATORS
        )


def is_technical(chunk: str) -> bool:
    """Whether a chunk is spelled as only names are: `nuScenes`, `GPT-4`, `COCO`."""
    return chunk[0].isalnum() and (any(sign.isupper() for sign in chunk[1:]) or _mixes_digits(chunk))


def _mixes_digits(chunk: str) -> bool:
    return any(sign.isdigit() for sign in chunk) and any(sign.isalpha() for sign in chunk)


def _part(chunk: str) -> list[str]:
    """Split what is written together: `36-epoch`, `text-to-image`, `don't`, `2-4x`; names stay whole."""
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
