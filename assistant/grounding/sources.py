"""The cited abstracts as a claim meets them: their sentences, and the names that they may be
called by.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from assistant.grounding.claim_reading import ClaimReading, normal_name
from assistant.grounding.quotes import KEPT
from assistant.grounding.respectively import in_pairs
from assistant.language.names import is_technical
from assistant.language.word_relations import canonical, family

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assistant.grounding.quotes import Abstract
    from assistant.language.numbers import Number


@dataclass(frozen=True)
class Said:
    """One sentence of a cited abstract, or several of them taken together."""

    spans: tuple[tuple[Abstract, int, int], ...]

    @cached_property
    def reading(self) -> ClaimReading:
        """The sentence taken apart, its lists laid out in pairs."""
        return in_pairs(ClaimReading(self.text))

    @property
    def text(self) -> str:
        """It as it stands."""
        return " ".join(self._texts)

    @cached_property
    def _texts(self) -> list[str]:
        return [abstract.text[start:end] for abstract, start, end in self.spans]

    @cached_property
    def starts(self) -> list[int]:
        """The chunk that each of its sentences begins with."""
        sizes = [len(in_pairs(ClaimReading(text)).chunks) for text in self._texts]
        return [sum(sizes[:at]) for at in range(len(sizes))]

    @cached_property
    def statements(self) -> list[int]:
        """The chunk that each of its sentences, or what a semicolon parts, begins with."""
        behind = (at + 1 for at, chunk in enumerate(self.reading.chunks) if chunk == ";")
        return sorted({*self.starts, *behind})

    @cached_property
    def families(self) -> frozenset[str]:
        """The families of the words that stand in it."""
        return frozenset(family(canonical(item.word)) for item in self.reading.items)

    @cached_property
    def names(self) -> frozenset[str]:
        """What it names, in every form that counts as the same."""
        return name_forms(self.reading.chunks)

    def __add__(self, other: Said) -> Said:
        return Said(self.spans + other.spans)


@lru_cache(maxsize=KEPT)
def _read_said(abstract: Abstract) -> tuple[Said, ...]:
    """The sentences of an abstract, read once for all the claims that cite it."""
    return tuple(Said(((abstract, start, end),)) for start, end in abstract.spans)


class Cited:
    """The papers that a claim cites, taken together, by their markers."""

    def __init__(self, abstracts: Mapping[int, Abstract]) -> None:
        self.by_marker = abstracts
        self.abstracts = list(abstracts.values())
        self.where = " or ".join(f"[{marker}]" for marker in abstracts)
        self.said = [said for abstract in self.abstracts for said in _read_said(abstract)]
        self.titles = [ClaimReading(abstract.paper.title) for abstract in self.abstracts]
        self.authors = _author_names(self.abstracts)
        self.metadata = self.authors | name_forms(
            chunk for title in self.titles for chunk in title.chunks
        )

    @cached_property
    def families(self) -> frozenset[str]:
        """The families of all words of the abstracts, their titles and authors."""
        told = frozenset(family(canonical(word)) for word in self.metadata)
        return told.union(*(said.families for said in self.said))

    @cached_property
    def numbers(self) -> list[Number]:
        """All numbers of the titles and the abstracts."""
        readings = (*self.titles, *(said.reading for said in self.said))
        return [each for one in readings for each in one.numbers]

    def dates(self, number: Number) -> bool:
        """Whether a number is the year of one of the papers."""
        dates = [abstract.paper.date for abstract in self.abstracts]
        return not number.unit and any(
            date is not None and number.value == date.year for date in dates
        )

    def owns(self, name: str) -> bool:
        """Whether a name is a paper's own, or that of one of its authors."""
        return normal_name(name) in self.authors or any(
            abstract.owns(name) for abstract in self.abstracts
        )

    @cached_property
    def _names(self) -> frozenset[str]:
        return self.metadata.union(*(said.names for said in self.said))

    @cached_property
    def spellings(self) -> frozenset[str]:
        """Every word of the abstracts and titles as names are compared."""
        readings = (*self.titles, *(said.reading for said in self.said))
        chunks = (chunk for reading in readings for chunk in reading.chunks)
        return frozenset(normal_name(chunk) for chunk in chunks if chunk[0].isalnum())

    def knows(self, name: str) -> bool:
        """Whether a name stands in a title, an abstract or among the authors, or is spelled
        out there.
        """
        return normal_name(name) in self._names or any(
            spells_out(each.reading, name) for each in self.said
        )


def spells_out(reading: ClaimReading, name: str) -> bool:
    """Whether words of a sentence are what the letters of a name stand for: `mean average
    precision` for `mAP`.
    """
    letters = name.casefold().removesuffix("s")
    if not (1 < len(letters) < 7 and letters.isalpha() and is_technical(name)):
        return False
    pairs = zip(reading.chunks, reading.roots, strict=True)
    return letters in "".join(chunk[0].casefold() if root else " " for chunk, root in pairs)


def name_forms(chunks: Iterable[str]) -> frozenset[str]:
    """Ways to name what the chunks name: whole, as the head before a hyphen (`GPT` of `GPT-4`),
    and joined with the chunk before.
    """
    forms: set[str] = set()
    last = ""
    for chunk in chunks:
        forms.add(normal_name(chunk))
        if chunk[0].isalnum() and last[:1].isalnum():
            forms.add(normal_name(last + chunk))
        last = chunk
        parts = chunk.replace("–", "-").split("-")
        forms.update(normal_name("-".join(parts[:length])) for length in range(1, len(parts)))
    return frozenset(forms)


def _author_names(abstracts: Iterable[Abstract]) -> frozenset[str]:
    authors = (author for abstract in abstracts for author in abstract.paper.authors)
    return name_forms(part for author in authors for part in author.replace(",", " ").split())
