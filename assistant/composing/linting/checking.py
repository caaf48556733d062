"""Drafts against bibliographies: keys that do not agree, and sentences that their citations
do not carry.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from assistant.composing.linting.attributions import Bibliography, points_elsewhere
from assistant.composing.linting.bibliography import identities, shared_identity
from assistant.composing.linting.finding import Finding, FindingKind
from assistant.composing.linting.holdings import find_held, find_merged, find_retracted
from assistant.composing.linting.marks import PART, prepare
from assistant.composing.related.difference import is_true_meeting
from assistant.composing.related.group_openings import is_true_opening
from assistant.composing.relations import is_true_relation
from assistant.grounding.checking import Grounder
from assistant.grounding.claim_reading import ClaimReading
from assistant.grounding.facts import find_missing
from assistant.grounding.quotes import abstract_of
from assistant.grounding.sources import Cited
from assistant.grounding.verdicts import Verdict
from assistant.language.markers import read_citations
from assistant.language.sentences import cut_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from assistant.composing.linting.bibliography import Entry
    from assistant.composing.linting.marks import MarkedDraft
    from assistant.grounding.verdicts import GroundedSentence
    from store.library import Library
    from store.paper import Paper

_PASSAGE = re.compile(rf"\n[ \t]*\n|{PART}")
_MARKER = re.compile(r"\[(\d+)\]")
_PART_CITED = re.compile(r"[^\[\]]+(?:\[\d+\][\s,;]*)+")
_ALL = "*"
_MOST = 50
"""Entries of one title that are compared: some bibliographies have hundreds of editorials."""


# What the product itself writes of several papers.
_COMPUTED = (is_true_opening, is_true_relation, is_true_meeting)


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in drafts."""

    findings: tuple[Finding, ...]
    notes: tuple[Finding, ...]
    cited: tuple[str, ...]
    """The keys that the drafts cite, in order."""
    checked: int
    """How many sentences were held against abstracts."""
    open: int
    """How many of these the words of the abstracts neither show nor contradict."""


def check_drafts(
    drafts: Sequence[MarkedDraft],
    entries: Sequence[Entry] | None,
    library: Library,
    *,
    keys_only: bool = False,
) -> Report:
    """Return what is wrong with drafts; without a bibliography, the library says what may be
    cited. With `keys_only` no sentence is held against an abstract.
    """
    used = dict.fromkeys(
        key for draft in drafts for mark in draft.marks for key in mark.keys if key != _ALL
    )
    if entries is None:
        known = {key: paper for key in used if (paper := library.get(key))}
        merged = find_merged(used.keys() - known.keys(), library)
        known |= {key: replace(paper, key=key) for key, paper in merged.items()}
        held = dict(known)
    else:
        by_key = {
            key: entry.paper for entry in entries for key in (*entry.aliases, entry.paper.key)
        }
        cited = {key: by_key[key] for key in used if key in by_key}
        held = {
            key: paper
            for key, entry in cited.items()
            if (paper := find_held(entry, library, by_key_alone=keys_only))
        }
        known = {
            key: replace(_with_abstract(paper, held.get(key), entries), key=key)
            for key, paper in cited.items()
        }
    names = (
        [entry.paper.key for entry in entries]
        if entries is not None
        else [paper.key for paper in library.list()]
    )
    findings = list(_find_unknown(drafts, known, names))
    findings += find_retracted(drafts, (known, held))
    if entries and not any(_ALL in mark.keys for draft in drafts for mark in draft.marks):
        findings += _find_unused(entries, used)
    findings += _find_same_papers(entries or ())
    sources = [paper for paper in known.values() if paper.abstract]
    checker = _Sentences(sources, {key for key, paper in known.items() if not paper.abstract})
    if not keys_only:
        findings += [finding for draft in drafts for finding in checker.check(draft)]
    notes = [
        Finding(draft.name, line, FindingKind.NOTE, (), f"{name} is included, and not checked")
        for draft in drafts
        for line, name in draft.included
    ]
    notes += [] if keys_only else [*checker.notes(drafts), *checker.doubts]
    order = {draft.name: number for number, draft in enumerate(drafts)}
    ranked = sorted(
        findings, key=lambda each: (order.get(each.file, len(order)), each.file, each.line)
    )
    return Report(tuple(ranked), tuple(notes), tuple(used), checker.checked, checker.open)


def _with_abstract(paper: Paper, held: Paper | None, entries: Sequence[Entry]) -> Paper:
    """Return a bibliography's paper with an abstract: as the library has it, or as another
    entry of it does.
    """
    if held and held.abstract:
        return held
    if paper.abstract:
        return paper
    others = (entry.paper for entry in entries if entry.paper.abstract)
    same = next((other for other in others if shared_identity(paper, other)), paper)
    return replace(paper, abstract=same.abstract)


def _find_unknown(
    drafts: Sequence[MarkedDraft], known: Mapping[str, Paper], names: Sequence[str]
) -> Iterator[Finding]:
    for draft in drafts:
        for mark in draft.marks:
            for key in mark.keys:
                if key not in known and key != _ALL:
                    near = get_close_matches(key, names, n=1)
                    hint = f"; did you mean {near[0]}?" if near else ""
                    yield Finding(
                        draft.name,
                        draft.line_of(mark.place),
                        FindingKind.UNKNOWN_KEY,
                        (key,),
                        f"there is no entry {key}{hint}",
                    )


def _find_unused(entries: Sequence[Entry], used: Mapping[str, None]) -> Iterator[Finding]:
    """Yield a finding for each entry that is cited nowhere, by no alias and through no
    other.
    """
    needed = _with_parents(entries, used)
    for entry in entries:
        key = entry.paper.key
        if key not in needed and not needed.intersection(entry.aliases) and not entry.is_listed:
            text = f"{key} is cited nowhere"
            yield Finding(entry.file, entry.line, FindingKind.UNUSED_ENTRY, (key,), text)


def _with_parents(entries: Sequence[Entry], used: Mapping[str, None]) -> set[str]:
    """Return the keys that are cited, and those of the entries that these take something
    from.
    """
    by_key = {key: entry for entry in entries for key in (entry.paper.key, *entry.aliases)}
    needed: set[str] = set()
    waiting = list(used)
    while waiting:
        key = waiting.pop()
        if key not in needed:
            needed.add(key)
            waiting += by_key[key].names if key in by_key else ()
    return needed


def _find_same_papers(entries: Sequence[Entry]) -> Iterator[Finding]:
    """Yield a finding for each entry that is of the same paper as one before it."""
    holders: dict[str, list[Paper]] = {}
    for entry in entries:
        paper = entry.paper
        others = [one for name in identities(paper) for one in holders.get(name, [])[:_MOST]]
        shared = ((one, shared_identity(one, paper)) for one in others if one.key != paper.key)
        first, what = next((pair for pair in shared if pair[1]), (None, ""))
        if first is not None:
            text = f"{paper.key} and {first.key} are one paper: the same {what}"
            yield Finding(
                entry.file, entry.line, FindingKind.SAME_PAPER, (first.key, paper.key), text
            )
        for name in identities(paper):
            holders.setdefault(name, []).append(paper)


class _Sentences:
    """Holds the sentences of drafts against the abstracts of what they cite."""

    def __init__(self, sources: Sequence[Paper], silent: set[str]) -> None:
        self._sources = sources
        self._numbers = {paper.key: number for number, paper in enumerate(sources, 1)}
        self._silent = silent
        self._grounder = Grounder(sources)
        self._bibliography = Bibliography(sources)
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
                        draft, span.text, text.count("\n", 0, start + span.start) + 1
                    ):
                        yield finding

    def notes(self, drafts: Sequence[MarkedDraft]) -> list[Finding]:
        """Return a note for each paper that has no abstract to hold anything against."""
        found: dict[str, Finding] = {}
        for draft in drafts:
            for mark in draft.marks:
                for key in mark.keys:
                    if key in self._silent and key not in found:
                        text = f"{key} has no abstract: what cites it is not checked"
                        found[key] = Finding(
                            draft.name,
                            draft.line_of(mark.place),
                            FindingKind.NOTE,
                            (key,),
                            text,
                        )
        return list(found.values())

    def _mark(self, keys: Iterable[str]) -> Sequence[int]:
        """Return the numbers of keys; none where one has no abstract, which may be what
        carries it.
        """
        keys = list(keys)
        if any(key in self._silent for key in keys):
            return []
        return [self._numbers[key] for key in keys if key in self._numbers]

    def _judge(self, draft: MarkedDraft, text: str, line: int) -> Finding | None:
        marked = draft.clean(" ".join(text.split()))
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

    def _finding(
        self, draft: MarkedDraft, line: int, failed: GroundedSentence, reason: str
    ) -> Finding:
        keys = self._keys_in(reason, self._papers_of(failed))
        verb = "does" if len(keys) == 1 else "do"
        why = f": {_MARKER.sub(self._name, reason)}" if reason else ""
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
            text = _MARKER.sub(self._name, missing.reason(claim, cited.where))
            kind = FindingKind.UNVERIFIED
            yield Finding(draft.name, line, kind, keys, text, sentence.text)

    def _reason(self, sentence: GroundedSentence, marked: str, whole: str) -> str | None:
        """Return what of a sentence its abstracts or entries say otherwise, None where that is
        nothing; `whole` is what it stands in.
        """
        if wrong := self._bibliography.contradiction(marked):
            return wrong
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
        named = {self._name(marker) for marker in _MARKER.finditer(reason)}
        keys = tuple(paper.key for paper in papers)
        return tuple(key for key in keys if key in named) or keys

    def _papers_of(self, sentence: GroundedSentence) -> list[Paper]:
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
