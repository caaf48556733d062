"""Support: whether cited abstracts carry a claim that says it in other words.

Every number, with its unit and what it belongs to, and every name must stand there; nothing may
be turned round; and enough of the content words must be found in the few sentences that the
claim rests on.
"""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.grounding.alignment import Alignment
from assistant.grounding.claim_reading import Reading, canonical, normal_name
from assistant.grounding.contradictions import denies, denies_so, is_turned
from assistant.grounding.coverage import find_related
from assistant.grounding.figures import find_figures
from assistant.grounding.polarity import Polarity
from assistant.grounding.sources import Cited
from assistant.language.numbers import MEASURES
from assistant.language.tokens import read_words, stem
from assistant.language.word_lists import CLAIMING, PAPER_WORDS, REPORTING, STARTERS, SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.grounding.alignment import Similarity
    from assistant.grounding.quotes import Abstract
    from assistant.grounding.sources import Said

    Support = list[tuple[Abstract, list[tuple[int, int]]]]

ENOUGH = 0.7
"""Least share of the content words in the sentences that a claim rests on; set on the
labelled sentences.
"""
LONG = 7
ENOUGH_IF_LONG = 0.6
"""The same where the claim has at least so many content words: each of them weighs less."""
# A logistic regression's weights: true sentences against the same cited to the nearest other
# papers.
_LITERAL, _MEANT, _UNHEARD = 4.9, 8.1, -5.3
LEAST = 5.4
"""Least sum of these: the share of words that stand there, the cosine of the nearest
sentence, and the share of words that nothing in the whole abstract is like.
"""
LEAST_FIRST, LEAST_GAIN = 0.5, 1.5
"""What a sentence must add to those gathered, in words of the claim; the first, and each
further one.
"""
FEWEST_IF_ALIKE = 4
"""Content words that a claim must have for its vector to count: in a shorter one each may
turn it round.
"""
TOGETHER = 0.4
"""Share of the content words that must stand in the sentence with a name that is not the
paper's own.
"""
TOGETHER_IF_LONG = 0.3
MOSTLY = 0.55
"""Share of the content words that a sentence must hold for what it denies to be what the
claim denies.
"""
SHARE_OF_EACH = 0.3
"""Least share of the content words that each of several cited papers must hold."""
MOST_SENTENCES = 3
_REPORTING = frozenset(map(stem, REPORTING))
LONGEST = 4000
"""Characters of a claim; a longer text is no sentence, and checking it would take long."""


def find_support(
    claim: str, abstracts: Sequence[Abstract], *, similarity: Similarity | None = None
) -> Support | None:
    """Return the sentences that carry the claim, by abstract; None where one thing in it is not
    there.

    Vectors are made only where the words alone do not show it.
    """
    if len(claim) > LONGEST:
        return None
    reading, cited = Reading(claim), Cited(abstracts)
    found = _Check(reading, cited, Alignment(reading, cited, None)).run()
    if found is not None or similarity is None:
        return found
    return _Check(reading, cited, Alignment(reading, cited, similarity)).run()


class _Check:
    def __init__(self, claim: Reading, cited: Cited, alignment: Alignment) -> None:
        self._claim = claim
        self._cited = cited
        self._alignment = alignment

    def run(self) -> Support | None:
        if self._stands_in_a_title():
            return []
        numbered = find_figures(self._claim, self._cited, self._alignment)
        if numbered is None or self._names_an_unknown_subject():
            return None
        evidence = self._gather(numbered)
        if (
            not evidence
            or not self._names_are_together(evidence)
            or not self._is_covered(evidence)
        ):
            return None
        if self._is_said_of_a_variant(evidence):
            return None
        if is_turned(
            Polarity(self._claim), _polarities(evidence), _polarities(self._cited.said)
        ):
            return None
        return self._by_abstract(evidence)

    def _stands_in_a_title(self) -> bool:
        words = _plain(self._claim.text)
        return words.count(" ") > 2 and any(
            words in _plain(title.text) for title in self._cited.titles
        )

    def _names_an_unknown_subject(self) -> bool:
        """Whether the sentence begins with a capital word that does something and that
        nobody else knows.
        """
        chunks = self._claim.chunks
        if len(chunks) < 2 or not chunks[0][0].isupper() or not self._is_verb(chunks[1]):
            return False
        first = chunks[0].casefold()
        if first in STARTERS | SUBJECTS | PAPER_WORDS or first in self._cited.metadata:
            return False
        return not self._alignment.knows(canonical(first), self._cited.said)

    @staticmethod
    def _is_verb(chunk: str) -> bool:
        return chunk in CLAIMING | PAPER_WORDS or stem(chunk) in _REPORTING

    def _gather(self, numbered: list[Said]) -> list[Said]:
        """The sentences with the numbers, and those that add most of the words that are
        still missing.
        """
        evidence = list(numbered)
        while self._cited.said and len(evidence) < len(numbered) + MOST_SENTENCES:
            best = max(self._cited.said, key=lambda each: self._gain(each, evidence))
            if self._gain(best, evidence) < (LEAST_GAIN if evidence else LEAST_FIRST):
                break
            evidence.append(best)
        return evidence + self._denials(evidence)

    def _gain(self, said: Said, evidence: Sequence[Said]) -> float:
        """What a sentence adds to those gathered, in words of the claim."""
        score = self._alignment.score
        return sum(
            max(0.0, score(root, [said]) - score(root, evidence))
            for root in self._claim.content
        )

    def _denials(self, evidence: Sequence[Said]) -> list[Said]:
        """The sentences that deny what the claim denies, where those gathered do not."""
        found: list[Said] = []
        for scope in filter(None, Polarity(self._claim).denied):
            if not any(denies(scope, each.polarity) for each in (*evidence, *found)):
                said = (each for each in self._cited.said if self._denies_it(scope, each))
                found += [each for each in (next(said, None),) if each]
        return found

    def _denies_it(self, scope: tuple[str, ...], said: Said) -> bool:
        """Whether a sentence denies this, and is about much of the rest of the claim."""
        is_near = self._alignment.share(self._claim.content, [said]) >= MOSTLY
        return scope in said.polarity.denied or (is_near and denies_so(scope, said.polarity))

    def _names_are_together(self, evidence: Sequence[Said]) -> bool:
        """Whether each name that is not the paper's own stands where much of the claim
        stands.
        """
        content = self._claim.content
        least = (TOGETHER_IF_LONG if len(content) >= LONG else TOGETHER) * len(content)
        score = self._alignment.score
        near = [
            each for each in evidence if sum(score(root, [each]) for root in content) > least
        ]
        return all(
            self._cited.writes_small(name)
            or self._cited.know([name])
            or any(self._cited.know([name], [each]) for each in near)
            for name in self._claim.names.values()
        )

    def _is_said_of_a_variant(self, evidence: Sequence[Said]) -> bool:
        """Whether most of it stands where a variant is named in a name's stead: `X-Small`
        for `X-Large`.
        """
        main = max(evidence, key=lambda each: len(each.held & self._claim.content))
        names = self._claim.names.values()
        mine = {normal_name(name) for name in names}
        missing = {
            _head(name) for name in names if "-" in name and normal_name(name) not in main.names
        }
        theirs = [name for name in main.reading.names.values() if "-" in name]
        return any(_head(name) in missing and normal_name(name) not in mine for name in theirs)

    def _is_covered(self, evidence: Sequence[Said]) -> bool:
        said = {chunk.casefold() for each in evidence for chunk in each.reading.chunks}
        if any(
            chunk in MEASURES and canonical(chunk) not in map(canonical, said)
            for chunk in self._loose_chunks
        ):
            return False
        content = self._claim.content - self._titled
        if not content:
            return bool(self._claim.content)
        return self._each_holds_some(content, evidence) and self._enough_is_said(
            content, evidence
        )

    def _each_holds_some(self, content: frozenset[str], evidence: Sequence[Said]) -> bool:
        """Whether each of several papers holds part of it."""
        abstracts = self._cited.abstracts
        by_paper = [
            [each for each in evidence if each.abstract is abstract] for abstract in abstracts
        ]
        return len(abstracts) == 1 or all(
            sum(self._alignment.score(root, some) for root in content)
            >= SHARE_OF_EACH * len(content)
            for some in by_paper
        )

    def _enough_is_said(self, content: frozenset[str], evidence: Sequence[Said]) -> bool:
        literal = find_related(content, frozenset().union(*(each.held for each in evidence)))
        share = len(literal) / len(content)
        if share >= (ENOUGH_IF_LONG if len(content) >= LONG else ENOUGH):
            return True
        if self._alignment.similarity is None or len(content) < FEWEST_IF_ALIKE:
            return False
        unheard = self._alignment.unheard(content) / len(content)
        alikeness = self._alikeness(evidence)
        return _LITERAL * share + _MEANT * alikeness + _UNHEARD * unheard >= LEAST

    @property
    def _loose_chunks(self) -> list[str]:
        """Words outside numbers, where a unit may stand alone (`GPU hours`)."""
        return [
            chunk.casefold()
            for at, chunk in enumerate(self._claim.chunks)
            if at not in self._claim.numeric
        ]

    @cached_property
    def _titled(self) -> frozenset[str]:
        """Roots of the claim that title, authors or the paper's own names account for."""
        claim = self._claim
        return frozenset(
            claim.roots[at]
            for at, chunk in enumerate(claim.chunks)
            if chunk.casefold() in self._cited.metadata
            or (at in claim.names and self._cited.know([chunk]))
        )

    def _alikeness(self, evidence: Sequence[Said]) -> float:
        """How alike the claim is to the nearest sentence, or the nearest two in a row."""
        texts = [each.reading.text for each in evidence]
        pairs = [" ".join(pair) for pair in pairwise(texts)]
        assert self._alignment.similarity is not None
        return float(max(self._alignment.similarity([self._claim.text], texts + pairs)[0]))

    def _by_abstract(self, evidence: Sequence[Said]) -> Support:
        return [
            (abstract, sorted({each.span for each in evidence if each.abstract is abstract}))
            for abstract in self._cited.abstracts
        ]


def _polarities(said: Sequence[Said]) -> list[Polarity]:
    return [each.polarity for each in said]


def _head(name: str) -> str:
    return name.split("-")[0].casefold()


def _plain(text: str) -> str:
    return f" {' '.join(word.text.casefold() for word in read_words(text))} "
