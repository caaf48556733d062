"""Support: whether cited abstracts carry a claim that says it in other words.

Every number, with its unit and what it belongs to, and every name must stand there; nothing may be turned
round; and enough of the content words must be found in the few sentences that the claim rests on.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.grounding_binding import Binding
from assistant.grounding_lexicon import CLAIMING, PAPER_WORDS, STARTERS, SUBJECTS
from assistant.grounding_polarity import Polarity, is_turned
from assistant.grounding_reading import Reading, canonical, is_technical, normal_name
from assistant.grounding_words import read_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from assistant.grounding_numbers import Number
    from assistant.grounding_quotes import Abstract

    Support = list[tuple[Abstract, list[tuple[int, int]]]]

ENOUGH = 0.7
"""Least share of the content words in the sentences that a claim rests on; set on the labelled sentences."""
ENOUGH_IF_ALIKE = 0.5
ALIKE = 0.75
MOST_SENTENCES = 3
_TOGETHER = 0.4
_AROUND = 0.6
_SHARE = 0.3
"""Least share of the content words that each of several cited papers must hold."""


@dataclass(frozen=True)
class _Said:
    """One sentence of a cited abstract."""

    abstract: Abstract
    span: tuple[int, int]

    @cached_property
    def reading(self) -> Reading:
        return Reading(self.abstract.text[slice(*self.span)])

    @cached_property
    def binding(self) -> Binding:
        return Binding(self.reading)

    @cached_property
    def names(self) -> frozenset[str]:
        return name_forms(self.reading.chunks)


def find_support(
    claim: str, abstracts: Sequence[Abstract], *, similarity: Callable[[str, str], float] | None = None
) -> Support | None:
    """Return the sentences that carry the claim, by abstract; None where one thing in it is not there."""
    if len(claim) > 4000:
        return None
    return _Check(Reading(claim), abstracts, similarity).run()


class _Check:
    def __init__(
        self, claim: Reading, abstracts: Sequence[Abstract], similarity: Callable[[str, str], float] | None
    ) -> None:
        self._claim = claim
        self._abstracts = abstracts
        self._similarity = similarity
        self._said = [_Said(abstract, span) for abstract in abstracts for span in abstract.spans]
        self._metadata = frozenset().union(*(_metadata(abstract) for abstract in abstracts))

    def run(self) -> Support | None:
        if self._stands_in_a_title():
            return []
        numbered = self._rest_numbers()
        if numbered is None or not self._labels_stand() or self._names_an_unknown_subject():
            return None
        evidence = self._gather(numbered)
        if not evidence or not self._names_are_together(evidence) or not self._is_covered(evidence):
            return None
        if is_turned(Polarity(self._claim), [Polarity(each.reading) for each in evidence]):
            return None
        return self._by_abstract(evidence)

    def _stands_in_a_title(self) -> bool:
        words = [word.text.casefold() for word in read_words(self._claim.text)]
        titles = (
            f" {' '.join(w.text.casefold() for w in read_words(a.paper.title))} " for a in self._abstracts
        )
        return len(words) > 1 and any(f" {' '.join(words)} " in title for title in titles)

    def _rest_numbers(self) -> list[_Said] | None:
        """The sentences that hold the claim's numbers for the same things; None where one is not held."""
        binding = Binding(self._claim)
        found: list[_Said] = []
        for index, number in enumerate(self._claim.numbers):
            if self._is_the_year(number):
                continue
            said = next((each for each in self._said if self._holds(each, binding, index)), None)
            if said is None:
                return None
            found += [] if said in found else [said]
        return found

    def _is_the_year(self, number: Number) -> bool:
        dates = [abstract.paper.date for abstract in self._abstracts]
        return not number.unit and any(date is not None and number.value == date.year for date in dates)

    def _holds(self, said: _Said, binding: Binding, index: int) -> bool:
        """Whether a sentence has the number, for what the claim says it of."""
        number = self._claim.numbers[index]
        return any(
            number.equals(other)
            and not binding.contradicts(index, said.binding, at)
            and self._names_fit(said, other, binding.names_with(index))
            for at, other in enumerate(said.reading.numbers)
        ) and self._words_fit(said, number, binding.own[index], binding.around(index))

    def _names_fit(self, said: _Said, number: Number, names: Sequence[str]) -> bool:
        """Whether names stand with the number: not in a clause that is set against its own."""
        near = name_forms(said.binding.clause(number))
        return self._names_stand([said], names) and not any(
            normal_name(name) in said.names and normal_name(name) not in near for name in names
        )

    def _words_fit(self, said: _Said, number: Number, own: frozenset[str], around: frozenset[str]) -> bool:
        """Whether most words around the number, those that follow it and their first stand there too."""
        titled = {canonical(word) for word in self._metadata}
        known = said.reading.content | titled
        first = next((r for r in self._claim.roots[number.last : number.last + 2] if r), "")
        right = own & set(self._claim.roots[number.last :])
        if first in right and first not in known:
            return False
        around = around & self._claim.content - titled
        return 3 * len(right & known) >= 2 * len(right) and len(around & known) >= _AROUND * len(around)

    def _labels_stand(self) -> bool:
        known = [number for each in self._said for number in (*each.reading.labels, *each.reading.numbers)]
        titles = [
            n for a in self._abstracts for r in [Reading(a.paper.title)] for n in (*r.labels, *r.numbers)
        ]
        return all(
            self._is_the_year(label) or any(label.equals(other) for other in (*known, *titles))
            for label in self._claim.labels
        )

    def _names_an_unknown_subject(self) -> bool:
        """Whether the sentence begins with a capital word that does something and that nobody else knows."""
        chunks = self._claim.chunks
        if len(chunks) < 2 or not chunks[0][0].isupper() or chunks[1] not in CLAIMING | PAPER_WORDS:
            return False
        first = chunks[0].casefold()
        if first in STARTERS | SUBJECTS | PAPER_WORDS or first in self._metadata:
            return False
        return not any(canonical(first) in each.reading.roots for each in self._said)

    def _gather(self, numbered: list[_Said]) -> list[_Said]:
        """The sentences with the numbers, and those that add most of the words that are still missing."""
        evidence = list(numbered)
        missing = set(self._claim.content).difference(*(each.reading.content for each in evidence))
        while self._said and len(evidence) < len(numbered) + MOST_SENTENCES:
            best = max(self._said, key=lambda each: len(each.reading.content & missing))
            gain = best.reading.content & missing
            if not gain or (evidence and len(gain) < 2):
                break
            evidence.append(best)
            missing -= gain
        return evidence

    def _names_are_together(self, evidence: Sequence[_Said]) -> bool:
        """Whether each name that is not the paper's own stands where much of the claim stands."""
        content = self._claim.content
        return all(
            self._names_stand([], [name])
            or any(
                self._names_stand([each], [name])
                and len(each.reading.content & content) > _TOGETHER * len(content)
                for each in evidence
            )
            for name in self._claim.names.values()
        )

    def _names_stand(self, evidence: Sequence[_Said], names: Iterable[str] | None = None) -> bool:
        known = self._metadata.union(*(each.names for each in evidence))
        plain = {root for each in evidence for root in each.reading.roots}
        return all(
            normal_name(name) in known
            or normal_name(name).removesuffix("s") in known
            or (not is_technical(name) and canonical(name) in plain)
            or any(abstract.owns(name) for abstract in self._abstracts)
            for name in (self._claim.names.values() if names is None else names)
        )

    def _is_covered(self, evidence: Sequence[_Said]) -> bool:
        content = self._claim.content - {
            canonical(word) for word in self._metadata & {w.casefold() for w in self._claim.chunks}
        }
        if not content:
            return bool(self._claim.content)
        held = [content & self._held(abstract, evidence) for abstract in self._abstracts]
        if len(held) > 1 and any(len(each) < _SHARE * len(content) for each in held):
            return False
        share = len(frozenset().union(*held)) / len(content)
        return share >= ENOUGH or (share >= ENOUGH_IF_ALIKE and self._is_alike(evidence))

    def _held(self, abstract: Abstract, evidence: Sequence[_Said]) -> frozenset[str]:
        return frozenset().union(*(each.reading.content for each in evidence if each.abstract is abstract))

    def _is_alike(self, evidence: Sequence[_Said]) -> bool:
        return self._similarity is not None and any(
            self._similarity(self._claim.text, each.reading.text) >= ALIKE for each in evidence
        )

    def _by_abstract(self, evidence: Sequence[_Said]) -> Support:
        return [
            (abstract, sorted({each.span for each in evidence if each.abstract is abstract}))
            for abstract in self._abstracts
        ]


def name_forms(chunks: Iterable[str]) -> frozenset[str]:
    """The ways to name what the chunks name: whole, and as the head that a hyphen follows (`ImageNet` of `-1K`)."""
    forms: set[str] = set()
    for chunk in chunks:
        forms.add(normal_name(chunk))
        parts = chunk.replace("–", "-").split("-")
        forms.update(normal_name("-".join(parts[:length])) for length in range(1, len(parts)))
    return frozenset(forms)


def _metadata(abstract: Abstract) -> frozenset[str]:
    paper = abstract.paper
    words = [
        *Reading(paper.title).chunks,
        *(part for author in paper.authors for part in author.replace(",", " ").split()),
    ]
    return name_forms(words) | frozenset(str(word).casefold() for word in words)
