"""Support: whether cited abstracts carry a claim that says it in other words.

Every number, with its unit and what it belongs to, and every name must stand there; nothing may be turned
round; and enough of the content words must be found in the few sentences that the claim rests on.
"""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.claims.coverage import find_related, find_synonyms, weigh
from assistant.claims.figures import find_figures
from assistant.claims.lexicon import CLAIMING, PAPER_WORDS, STARTERS, SUBJECTS
from assistant.claims.numbers import MEASURES
from assistant.claims.polarity import Polarity, denies, is_turned
from assistant.claims.reading import Reading, canonical, normal_name
from assistant.claims.sources import Cited
from assistant.claims.words import read_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.claims.quotes import Abstract
    from assistant.claims.sources import Said

    Similarity = Callable[[str, str], float]
    Support = list[tuple[Abstract, list[tuple[int, int]]]]

ENOUGH = 0.7
"""Least share of the content words in the sentences that a claim rests on; set on the labelled sentences."""
LONG = 7
ENOUGH_IF_LONG = 0.6
"""The same where the claim has at least so many content words: each of them weighs less."""
ENOUGH_IF_ALIKE = 0.6
"""Least weight of the content words that stand there in some form, where the sentence vectors agree."""
ALIKE = 0.6
FEWEST_IF_ALIKE = 4
"""Content words that a claim must have for its vector to count: in a shorter one each may turn it round."""
TOGETHER = 0.4
"""Share of the content words that must stand in the sentence with a name that is not the paper's own."""
TOGETHER_IF_LONG = 0.3
SHARE_OF_EACH = 0.3
"""Least share of the content words that each of several cited papers must hold."""
MOST_SENTENCES = 3
LONGEST = 4000
"""Characters of a claim; a longer text is no sentence, and checking it would take long."""


def find_support(
    claim: str, abstracts: Sequence[Abstract], *, similarity: Similarity | None = None
) -> Support | None:
    """Return the sentences that carry the claim, by abstract; None where one thing in it is not there."""
    if len(claim) > LONGEST:
        return None
    return _Check(Reading(claim), Cited(abstracts), similarity).run()


class _Check:
    def __init__(self, claim: Reading, cited: Cited, similarity: Similarity | None) -> None:
        self._claim = claim
        self._cited = cited
        self._similarity = similarity

    def run(self) -> Support | None:
        if self._stands_in_a_title():
            return []
        numbered = find_figures(self._claim, self._cited)
        if numbered is None or self._names_an_unknown_subject():
            return None
        evidence = self._gather(numbered)
        if not evidence or not self._names_are_together(evidence) or not self._is_covered(evidence):
            return None
        if self._is_said_of_a_variant(evidence):
            return None
        if is_turned(Polarity(self._claim), [Polarity(each.reading) for each in evidence]):
            return None
        return self._by_abstract(evidence)

    def _stands_in_a_title(self) -> bool:
        words = _plain(self._claim.text)
        return words.count(" ") > 2 and any(words in _plain(title.text) for title in self._cited.titles)

    def _names_an_unknown_subject(self) -> bool:
        """Whether the sentence begins with a capital word that does something and that nobody else knows."""
        chunks = self._claim.chunks
        if len(chunks) < 2 or not chunks[0][0].isupper() or chunks[1] not in CLAIMING | PAPER_WORDS:
            return False
        first = chunks[0].casefold()
        if first in STARTERS | SUBJECTS | PAPER_WORDS or first in self._cited.metadata:
            return False
        return not any(canonical(first) in each.reading.roots for each in self._cited.said)

    def _gather(self, numbered: list[Said]) -> list[Said]:
        """The sentences with the numbers, and those that add most of the words that are still missing."""
        evidence = list(numbered)
        missing = set(self._claim.content).difference(*(each.held for each in evidence))
        while self._cited.said and len(evidence) < len(numbered) + MOST_SENTENCES:
            best = max(self._cited.said, key=lambda each: len(each.held & missing))
            gain = best.held & missing
            if not gain or (evidence and len(gain) < 2):
                break
            evidence.append(best)
            missing -= gain
        return evidence + self._denials(evidence)

    def _denials(self, evidence: Sequence[Said]) -> list[Said]:
        """The sentences that deny what the claim denies, where those gathered do not."""
        found: list[Said] = []
        for scope in filter(None, Polarity(self._claim).denied):
            if not any(denies(scope, Polarity(each.reading)) for each in (*evidence, *found)):
                said = (each for each in self._cited.said if (scope in Polarity(each.reading).denied))
                found += [each for each in (next(said, None),) if each]
        return found

    def _names_are_together(self, evidence: Sequence[Said]) -> bool:
        """Whether each name that is not the paper's own stands where much of the claim stands."""
        content = self._claim.content
        least = (TOGETHER_IF_LONG if len(content) >= LONG else TOGETHER) * len(content)
        near = [each for each in evidence if len(each.reading.content & content) > least]
        return all(
            self._cited.know([name]) or any(self._cited.know([name], [each]) for each in near)
            for name in self._claim.names.values()
        )

    def _is_said_of_a_variant(self, evidence: Sequence[Said]) -> bool:
        """Whether most of it stands where a variant is named in a name's stead: `X-Small` for `X-Large`."""
        main = max(evidence, key=lambda each: len(each.held & self._claim.content))
        names = self._claim.names.values()
        mine = {normal_name(name) for name in names}
        missing = {_head(name) for name in names if "-" in name and normal_name(name) not in main.names}
        theirs = [name for name in main.reading.names.values() if "-" in name]
        return any(_head(name) in missing and normal_name(name) not in mine for name in theirs)

    def _is_covered(self, evidence: Sequence[Said]) -> bool:
        said = {chunk.casefold() for each in evidence for chunk in each.reading.chunks}
        if any(
            chunk in MEASURES and canonical(chunk) not in map(canonical, said) for chunk in self._loose_chunks
        ):
            return False
        content = self._claim.content - self._titled
        held = [find_related(content, self._held(abstract, evidence)) for abstract in self._cited.abstracts]
        if len(held) > 1 and any(len(each) < SHARE_OF_EACH * len(content) for each in held):
            return False
        found = frozenset().union(*held)
        share = len(found) / len(content) if content else float(bool(self._claim.content))
        enough = ENOUGH_IF_LONG if len(content) >= LONG else ENOUGH
        return share >= enough or self._is_said_otherwise(content, found, evidence)

    def _is_said_otherwise(
        self, content: frozenset[str], found: frozenset[str], evidence: Sequence[Said]
    ) -> bool:
        """Whether the vectors agree where half of the words do; only then are vectors made."""
        if self._similarity is None or len(content) < FEWEST_IF_ALIKE:
            return False
        held = frozenset().union(*(each.held for each in evidence))
        known = found | find_synonyms(content - found, held)
        return weigh(known) >= ENOUGH_IF_ALIKE * weigh(content) and self._is_alike(evidence)

    @property
    def _loose_chunks(self) -> list[str]:
        """Words outside numbers, where a unit may stand alone (`GPU hours`)."""
        return [
            chunk.casefold() for at, chunk in enumerate(self._claim.chunks) if at not in self._claim.numeric
        ]

    @cached_property
    def _titled(self) -> frozenset[str]:
        """Roots of the claim that title, authors or the paper's own names account for."""
        claim = self._claim
        return frozenset(
            claim.roots[at]
            for at, chunk in enumerate(claim.chunks)
            if chunk.casefold() in self._cited.metadata or (at in claim.names and self._cited.know([chunk]))
        )

    def _held(self, abstract: Abstract, evidence: Sequence[Said]) -> frozenset[str]:
        return frozenset().union(*(each.held for each in evidence if each.abstract is abstract))

    def _is_alike(self, evidence: Sequence[Said]) -> bool:
        alike = self._similarity
        texts = [each.reading.text for each in evidence]
        pairs = [" ".join(pair) for pair in pairwise(texts)]
        return alike is not None and any(alike(self._claim.text, text) >= ALIKE for text in texts + pairs)

    def _by_abstract(self, evidence: Sequence[Said]) -> Support:
        return [
            (abstract, sorted({each.span for each in evidence if each.abstract is abstract}))
            for abstract in self._cited.abstracts
        ]


def _head(name: str) -> str:
    return name.split("-")[0].casefold()


def _plain(text: str) -> str:
    return f" {' '.join(word.text.casefold() for word in read_words(text))} "
