"""Sentences of drafts held against the abstracts, and the entries, of what they cite."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.composing.linting.attributions import Bibliography, points_elsewhere
from assistant.composing.linting.finding import Finding, FindingKind
from assistant.composing.linting.marks import CITED, PART, line_at, prepare
from assistant.composing.related.difference import is_true_meeting
from assistant.composing.related.group_openings import is_true_opening
from assistant.composing.relations import is_true_relation
from assistant.grounding.checking import Grounder
from assistant.grounding.claim_reading import ClaimReading
from assistant.grounding.facts import find_missing
from assistant.grounding.quotes import abstract_of
from assistant.grounding.sources import Cited
from assistant.grounding.verdicts import Verdict
from assistant.language.attributions import FOR_ALL
from assistant.language.markers import MARKER, read_citations
from assistant.language.sentences import cut_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from assistant.composing.linting.marks import MarkedDraft
    from assistant.grounding.verdicts import GroundedSentence
    from assistant.language.markers import CitingSentence
    from store.paper import Paper

_PASSAGE = re.compile(rf"\n[ \t]*\n|{PART}")
_PART_CITED = re.compile(r"[^\[\]]+(?:\[\d+\][\s,;]*)+")
_COMPUTED = (is_true_opening, is_true_relation, is_true_meeting)
"""What the product itself writes of several papers."""


class SentenceChecker:
    """Holds the sentences of drafts against the abstracts and entries of what they cite."""

    def __init__(self, papers: Sequence[Paper]) -> None:
        telling = [paper for paper in papers if paper.abstract]
        silent = [paper for paper in papers if not paper.abstract]
        self._sources = [*telling, *silent]
        self._telling = range(1, len(telling) + 1)
        self._numbers = {paper.key: number for number, paper in enumerate(self._sources, 1)}
        self._grounder = Grounder(telling)
        self._bibliography = Bibliography(self._sources)
        self.checked = self.open = 0
        self.doubts: list[Finding] = []
        """What stands in no abstract, though the words alone do not say that it is wrong."""

    def check(self, draft: MarkedDraft) -> Iterator[Finding]:
        """Yield a finding for each sentence that what it cites does not carry."""
        for part in (draft, draft.asides):
            text = prepare(part, self._mark) if part else ""
            for start, passage in _passages(text):
                for span in cut_sentences(passage):
                    if finding := self._judge(
                        draft, span.text, line_at(text, start + span.start)
                    ):
                        yield finding

    def notes(self, drafts: Sequence[MarkedDraft]) -> list[Finding]:
        """Return a note for each paper that has no abstract to hold anything against."""
        found: dict[str, Finding] = {}
        for draft in drafts:
            for key, mark in draft.cited():
                if self._is_silent(key) and key not in found:
                    line = draft.line_of(mark.place)
                    text = (
                        f"{key} has no abstract: of what cites it, only who, when and where"
                        " are checked"
                    )
                    found[key] = Finding(draft.name, line, FindingKind.NOTE, (key,), text)
        return list(found.values())

    def _mark(self, keys: Iterable[str]) -> Sequence[int]:
        return [self._numbers[key] for key in keys if key in self._numbers]

    def _is_silent(self, key: str) -> bool:
        return key in self._numbers and self._numbers[key] not in self._telling

    def _judge(self, draft: MarkedDraft, text: str, line: int) -> Finding | None:
        whole = FOR_ALL.sub("", draft.clean(" ".join(text.split())))
        for span in cut_sentences(whole):
            if wrong := self._bibliography.contradiction(span.text):
                self.checked += 1
                cited = read_citations(span.text, self._sources)
                return self._finding(draft, line, cited, wrong)
        marked = CITED.sub(self._unless_silent, whole)
        for sentence, span in zip(*self._grounder.over(marked), strict=True):
            if not sentence.markers:
                continue
            self.checked += 1
            reason = self._reason(sentence, span.text, marked)
            if reason is not None:
                return self._finding(draft, line, sentence, reason)
            if sentence.verdict is Verdict.UNVERIFIED and self._is_open(sentence, span.text):
                self.open += 1
                self.doubts += self._doubts(draft, line, sentence, span.text)
        return None

    def _unless_silent(self, found: re.Match[str]) -> str:
        """Return a citation, but nothing of one with a paper that has no abstract, which may
        be what carries the sentence.
        """
        numbers = map(int, re.findall(r"\d+", found[0]))
        return found[0] if all(number in self._telling for number in numbers) else ""

    def _finding(
        self,
        draft: MarkedDraft,
        line: int,
        failed: GroundedSentence | CitingSentence,
        reason: str,
    ) -> Finding:
        keys = self._keys_in(reason, self._papers_of(failed))
        verb = "does" if len(keys) == 1 else "do"
        why = f": {MARKER.sub(self._name, reason)}" if reason else ""
        text = f"{' and '.join(keys)} {verb} not carry this{why}"
        return Finding(draft.name, line, FindingKind.UNSUPPORTED, keys, text, failed.text)

    def _doubts(
        self, draft: MarkedDraft, line: int, sentence: GroundedSentence, marked: str
    ) -> Iterator[Finding]:
        """Yield a remark where a number or a name of a sentence stands in no abstract."""
        if points_elsewhere(marked):
            return
        claim = ClaimReading(read_citations(sentence.text, self._sources).claim)
        cited = Cited(
            {
                marker: abstract_of(self._sources[marker - 1])
                for marker in sentence.markers
                if 0 < marker <= len(self._sources)
            }
        )
        if missing := find_missing(claim, cited):
            keys = tuple(paper.key for paper in self._papers_of(sentence))
            text = MARKER.sub(self._name, missing.reason(claim, cited.where))
            kind = FindingKind.UNVERIFIED
            yield Finding(draft.name, line, kind, keys, text, sentence.text)

    def _reason(self, sentence: GroundedSentence, marked: str, whole: str) -> str | None:
        """Return what of a sentence its abstracts say otherwise, None where that is nothing;
        `whole` is what it stands in.
        """
        if sentence.verdict is not Verdict.UNSUPPORTED:
            return None
        if _is_computed(sentence.text, self._papers_of(sentence)) or points_elsewhere(marked):
            return None
        rest = self._bibliography.without_metadata(marked)
        again = self._grounder.over(rest)[0] if rest else []
        failed = next((each for each in again if each.verdict is Verdict.UNSUPPORTED), None)
        if failed is None:
            return None
        return (self._failing_part(whole, sentence) or failed).why

    def _is_open(self, sentence: GroundedSentence, marked: str) -> bool:
        """Whether nothing shows a sentence: no abstract, no entry and no count of ours."""
        return bool(self._bibliography.without_metadata(marked)) and not _is_computed(
            sentence.text, self._papers_of(sentence)
        )

    def _failing_part(self, marked: str, failed: GroundedSentence) -> GroundedSentence | None:
        """Return the one part of a sentence, up to where it cites, that fails by itself as
        well; None where there are several, or none.
        """
        parts = [match[0] for match in _PART_CITED.finditer(marked)]
        found = [each for part in parts for each in self._grounder.over(part)[0]]
        own = [each for each in found if set(each.markers) < set(failed.markers)]
        failing = [each for each in own if each.verdict is Verdict.UNSUPPORTED]
        return failing[0] if len(failing) == 1 else None

    def _keys_in(self, reason: str, papers: Sequence[Paper]) -> tuple[str, ...]:
        """Return the keys of the papers whose numbers a reason gives; of all where it gives
        none.
        """
        named = {self._name(marker) for marker in MARKER.finditer(reason)}
        keys = tuple(paper.key for paper in papers)
        return tuple(key for key in keys if key in named) or keys

    def _papers_of(self, sentence: GroundedSentence | CitingSentence) -> list[Paper]:
        return [
            self._sources[marker - 1]
            for marker in sentence.markers
            if 0 < marker <= len(self._sources)
        ]

    def _name(self, marker: re.Match[str]) -> str:
        """Return the key that a number in an explanation means."""
        number = int(marker[1])
        return self._sources[number - 1].key if 0 < number <= len(self._sources) else marker[0]


def _is_computed(sentence: str, papers: Sequence[Paper]) -> bool:
    return any(is_true(sentence, papers) for is_true in _COMPUTED)


def _passages(text: str) -> Iterator[tuple[int, str]]:
    """Yield the passages of prepared text with their places, each as one line of the same
    length.
    """
    start = 0
    for match in _PASSAGE.finditer(text):
        yield start, text[start : match.start()].replace("\n", " ")
        start = match.end()
    yield start, text[start:].replace("\n", " ")
