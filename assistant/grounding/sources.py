"""The cited abstracts as a claim meets them: their sentences, and the names that they may be
called by.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from assistant.grounding.claim_reading import Reading, canonical, is_technical, normal_name
from assistant.grounding.coverage import family
from assistant.grounding.number_scope import Binding
from assistant.grounding.polarity import Polarity, is_faster

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.grounding.quotes import Abstract
    from assistant.language.numbers import Number


@dataclass(frozen=True)
class Said:
    """One sentence of a cited abstract."""

    abstract: Abstract
    span: tuple[int, int]

    @cached_property
    def reading(self) -> Reading:
        """The sentence taken apart."""
        return Reading(self.abstract.text[slice(*self.span)])

    @cached_property
    def held(self) -> frozenset[str]:
        """Every stem that stands in it, and `fast` where it takes less time."""
        roots = frozenset(filter(None, self.reading.roots))
        return roots | {canonical("fast")} if is_faster(self.reading) else roots

    @cached_property
    def families(self) -> frozenset[str]:
        """The families of these stems."""
        return frozenset(map(family, self.held))

    @cached_property
    def polarity(self) -> Polarity:
        """What it denies and which way it points."""
        return Polarity(self.reading)

    @cached_property
    def binding(self) -> Binding:
        """What its numbers belong to."""
        return Binding(self.reading)

    @cached_property
    def names(self) -> frozenset[str]:
        """What it names, in every form that counts as the same."""
        return name_forms(self.reading.chunks)

    def spells_out(self, name: str) -> bool:
        """Whether its words are what the letters of a name stand for: `mean average
        precision` for `mAP`.
        """
        letters = name.casefold().removesuffix("s")
        if not (2 < len(letters) < 7 and letters.isalpha() and is_technical(name)):
            return False
        firsts = "".join(
            chunk[0].casefold() if root else " "
            for chunk, root in zip(self.reading.chunks, self.reading.roots, strict=True)
        )
        return letters in firsts


@lru_cache(maxsize=500)
def _read_said(abstract: Abstract) -> tuple[Said, ...]:
    """The sentences of an abstract, read once for all the claims that cite it."""
    return tuple(Said(abstract, span) for span in abstract.spans)


class Cited:
    """The papers that a claim cites, taken together."""

    def __init__(self, abstracts: Sequence[Abstract]) -> None:
        self.abstracts = abstracts
        self.said = [said for abstract in abstracts for said in _read_said(abstract)]
        self.titles = [Reading(abstract.paper.title) for abstract in abstracts]
        self.metadata = name_forms(
            chunk for title in self.titles for chunk in title.chunks
        ) | _author_names(abstracts)

    @cached_property
    def title_roots(self) -> frozenset[str]:
        """Stems of the words of titles and authors."""
        return frozenset(canonical(word) for word in self.metadata)

    def dates(self, number: Number) -> bool:
        """Whether a number is the year of one of the papers."""
        dates = [abstract.paper.date for abstract in self.abstracts]
        return not number.unit and any(
            date is not None and number.value == date.year for date in dates
        )

    @cached_property
    def _small(self) -> frozenset[str]:
        pairs = (
            zip(each.reading.roots, each.reading.chunks, strict=True) for each in self.said
        )
        return frozenset(
            root for pair in pairs for root, chunk in pair if root and chunk.islower()
        )

    def writes_small(self, name: str) -> bool:
        """Whether an abstract writes as a common word, in lower case, what looks like a
        name.
        """
        return not is_technical(name) and canonical(name) in self._small

    def know(self, names: Iterable[str], evidence: Iterable[Said] = ()) -> bool:
        """Whether each name is a paper's own, is in its title or authors, or stands in these
        sentences.
        """
        evidence = tuple(evidence)
        known = self.metadata.union(*(each.names for each in evidence))
        plain = {root for each in evidence for root in each.reading.roots}
        return all(
            normal_name(name) in known
            or normal_name(name).removesuffix("s") in known
            or (not is_technical(name) and canonical(name) in plain)
            or any(abstract.owns(name) for abstract in self.abstracts)
            or any(each.spells_out(name) for each in evidence)
            for name in names
        )


def name_forms(chunks: Iterable[str]) -> frozenset[str]:
    """Ways to name what the chunks name: whole, and as the head before a hyphen (`GPT` of
    `GPT-4`).
    """
    forms: set[str] = set()
    for chunk in chunks:
        forms.add(normal_name(chunk))
        parts = chunk.replace("–", "-").split("-")
        forms.update(normal_name("-".join(parts[:length])) for length in range(1, len(parts)))
    return frozenset(forms)


def _author_names(abstracts: Iterable[Abstract]) -> frozenset[str]:
    authors = (author for abstract in abstracts for author in abstract.paper.authors)
    return name_forms(part for author in authors for part in author.replace(",", " ").split())
