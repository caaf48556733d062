"""Sentences that cite facts computed from the catalogue, `[F1]`, held against those facts."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.grounding.verdicts import GroundedSentence, Verdict
from assistant.language.names import find_names
from assistant.language.refusals import is_refusal
from assistant.language.stems import stems, telling_words
from store.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.grounding.checking import Grounder
    from assistant.language.sentences import Span

_MARKER = re.compile(r" ?[\[(](F\d{1,2}(?:[,;] ?F\d{1,2})*)[\])]")
_NUMBER = re.compile(r"\d+")
_VALUE = re.compile(r"\d+(?:[.,]\d+)*")


class FactGrounder:
    """Grounds an answer as a Grounder does; what cites facts is judged by these instead, and
    what only says that the sources do not tell need not cite one.
    """

    def __init__(self, grounder: Grounder, facts: Sequence[str]) -> None:
        self._grounder = grounder
        self._facts = tuple(facts)

    @property
    def spans(self) -> list[Span]:
        """Where each of the sentences stands in the text."""
        return self._grounder.spans

    def feed(self, piece: str) -> list[GroundedSentence]:
        """Take the next piece of text and return the sentences that it completes."""
        return [self._judge(each) for each in self._grounder.feed(piece)]

    def finish(self) -> list[GroundedSentence]:
        """Return the sentences that the end of the text completes."""
        return [self._judge(each) for each in self._grounder.finish()]

    def over(self, text: str) -> tuple[list[GroundedSentence], list[Span]]:
        """Return the sentences of another text about the same sources, and where they stand
        in it.
        """
        sentences, spans = self._grounder.over(text)
        return [self._judge(each) for each in sentences], spans

    def _judge(self, sentence: GroundedSentence) -> GroundedSentence:
        if _MARKER.search(sentence.text) and not sentence.markers:
            return self._hold_against_facts(sentence)
        if sentence.verdict is Verdict.UNCITED and is_refusal(sentence.text):
            return replace(sentence, verdict=Verdict.UNVERIFIED, why="")
        return sentence

    def _hold_against_facts(self, sentence: GroundedSentence) -> GroundedSentence:
        numbers = cited_facts(sentence.text)
        if unknown := [number for number in numbers if not 0 < number <= len(self._facts)]:
            return _failing(sentence, f"there is no fact [F{unknown[0]}]")
        told = " ".join(self._facts[number - 1] for number in numbers)
        claim = _MARKER.sub("", sentence.text)
        known = {*_VALUE.findall(told), *words(told)}
        asked = [*_VALUE.findall(claim), *find_names(claim)]
        if missing := [value for value in asked if not known.issuperset(_parts(value))]:
            return _failing(sentence, f"{missing[0]} does not stand in [F{numbers[0]}]")
        is_told = all(term & stems(told) for term in telling_words(claim).values())
        verdict = Verdict.CATALOGUE if is_told else Verdict.UNVERIFIED
        return replace(sentence, verdict=verdict, why="", evidence=())


def _failing(sentence: GroundedSentence, why: str) -> GroundedSentence:
    return replace(sentence, verdict=Verdict.UNSUPPORTED, why=why)


def _parts(value: str) -> list[str]:
    return [value] if _VALUE.fullmatch(value) else words(value)


def cited_facts(text: str) -> list[int]:
    """Return the numbers of the facts that a text cites, in their order."""
    found = (int(number) for each in _MARKER.findall(text) for number in _NUMBER.findall(each))
    return sorted(set(found))
