"""What fails in a claim that its abstracts do not carry, in words that help to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.grounding.alignment import Alignment
from assistant.grounding.claim_reading import Reading
from assistant.grounding.contradictions import is_turned
from assistant.grounding.figures import find_figures, find_misplaced
from assistant.grounding.polarity import Polarity
from assistant.grounding.sources import Cited
from assistant.grounding.support import LONGEST

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.grounding.alignment import Similarity
    from assistant.grounding.quotes import Abstract
    from assistant.language.numbers import Number

_MOST_NAMED = 3


def why_unsupported(
    claim: str, abstracts: Mapping[int, Abstract], *, similarity: Similarity | None = None
) -> str:
    """Return what of a claim its abstracts, by their markers, do not carry: the first thing
    that fails.
    """
    if len(claim) > LONGEST:
        return "it is too long to be checked"
    reading, cited = Reading(claim), Cited(list(abstracts.values()))
    return _Diagnosis(
        reading, cited, Alignment(reading, cited, similarity), _listed(abstracts)
    ).tell()


class _Diagnosis:
    def __init__(self, claim: Reading, cited: Cited, alignment: Alignment, where: str) -> None:
        self._claim = claim
        self._cited = cited
        self._alignment = alignment
        self._where = where

    def tell(self) -> str:
        missing = self._missing_numbers() or self._missing_names()
        if missing:
            return (
                f"{_named(missing)} {'do' if len(missing) > 1 else 'does'} not stand "
                f"in {self._where}"
            )
        if find_figures(self._claim, self._cited, self._alignment) is None:
            misplaced = (
                find_misplaced(self._claim, self._cited, self._alignment) or self._claim.numbers
            )
            numbers = [self._written(number) for number in misplaced]
            are = "are" if len(numbers) > 1 else "is"
            return f"{_named(numbers)} {are} said of something else in {self._where}"
        if words := self._missing_words():
            return (
                f"nothing in {self._where} speaks of {_named([f'“{word}”' for word in words])}"
            )
        polarities = [said.polarity for said in self._cited.said]
        if is_turned(Polarity(self._claim), polarities, polarities):
            return f"{self._where} says it the other way round"
        return f"no sentence in {self._where} says this"

    def _missing_numbers(self) -> list[str]:
        readings = [*self._cited.titles, *(said.reading for said in self._cited.said)]
        known = [
            number for reading in readings for number in (*reading.numbers, *reading.labels)
        ]
        return [
            self._written(number)
            for number in (*self._claim.numbers, *self._claim.labels)
            if not self._cited.dates(number)
            and not any(number.equals(other) for other in known)
        ]

    def _missing_names(self) -> list[str]:
        names = dict.fromkeys(self._claim.names.values())
        return [name for name in names if not self._cited.know([name], self._cited.said)]

    def _missing_words(self) -> list[str]:
        known = self._cited.title_roots.union(
            *(said.reading.content for said in self._cited.said)
        )
        pairs = zip(self._claim.chunks, self._claim.roots, strict=True)
        return list(
            dict.fromkeys(chunk for chunk, root in pairs if root in self._claim.content - known)
        )

    def _written(self, number: Number) -> str:
        return " ".join(self._claim.chunks[number.first : number.last]).replace(" %", "%")


def _listed(markers: Mapping[int, Abstract]) -> str:
    return " or ".join(f"[{marker}]" for marker in markers)


def _named(things: Sequence[str]) -> str:
    return ", ".join(things[:_MOST_NAMED])
