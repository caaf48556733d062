"""The parts of a summary: what papers are about, step by step, what changed, how they belong
together, and what they leave open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.abstracts import Role
from assistant.backends.base import Section
from assistant.backends.extractive.composers.material import ReadPaper
from assistant.backends.extractive.composers.parts import (
    count_results,
    find_limits,
    find_outcome,
    in_brief,
)
from assistant.backends.extractive.composers.telling import Teller
from assistant.backends.extractive.composers.writing import label, title
from assistant.composing.lines.terms import terms
from assistant.composing.relations import tell_relations
from assistant.composing.summary.counting import period, tell_change
from assistant.language.names import capitalised
from assistant.language.third_person.pronouns import speaks_of_itself
from assistant.retrieval.passages import Passage
from store import wording
from store.printable import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from assistant.composing.lines.finding import Line, Lines
    from assistant.composing.summary.periods import Period
    from assistant.language.sentences import Span
    from store.paper import Paper

TIMELINE = "## Timeline"
_CHANGED = "## What changed"
_RELATED = "## How they belong together"
_OPEN = "## What stays open"
_NOWHERE = "## In no line"
_FURTHER = "## Further lines"
_NEAR = "## Near to it"
_INTRODUCED = 2
_TOLD_IN_FULL = 12
_LINES = 10
_NAMED = 20
_ALONE = 8


def number(papers: Sequence[Paper]) -> dict[str, int]:
    """Return the marker of each paper by its key: its place, from 1."""
    return {paper.key: marker for marker, paper in enumerate(papers, 1)}


def outline_topic(about: str, papers: Sequence[Paper], what: str) -> list[Section]:
    """Return the parts of a summary of papers, the oldest first; `what` says in words what
    they are.
    """
    outliner = Outliner(papers)
    return [
        Section("", outliner.introduce(about, papers), opening=f"{what}, {period(papers)}."),
        Section(TIMELINE),
        *outliner.steps(papers),
        *_one(_CHANGED, tell_change(papers, number(papers))),
        *_one(_RELATED, tell_relations(outliner.sources)),
        *outliner.left_open(papers),
    ]


def outline_near(papers: Sequence[Paper]) -> list[Section]:
    """Return the part that names papers near to a topic, which the summary does not tell."""
    named = "; ".join(f"{title(paper)} ({wording.year(paper)})" for paper in papers)
    return [Section(_NEAR, opening=f"Not told here: {named}.")] if papers else []


def outline_periods(about: str, periods: Sequence[Period], what: str) -> list[Section]:
    """Return the parts of a summary of more papers than a reader takes: by periods, with the
    lead papers of each.
    """
    papers = told_of_periods(periods)
    outliner = Outliner(papers)
    told = f"{what}; {counted(len(papers), 'paper')} are told, the closest of each period."
    sections = [Section("", outliner.introduce(about, papers), opening=told)]
    for each in periods:
        sections.append(Section(f"## {each.years}: {counted(each.count, 'paper')}"))
        sections += outliner.steps(each.leads)
    return sections


def outline_parts(
    about: str, parts: Sequence[tuple[str, Sequence[Paper]]], what: str
) -> list[Section]:
    """Return the parts of a summary of papers in groups of the user's, in their order; a group
    without a name has its years.
    """
    papers = [paper for _, held in parts for paper in held]
    outliner = Outliner(papers)
    sections = [
        Section("", outliner.introduce(about, papers), opening=f"{what}, {period(papers)}.")
    ]
    for name, held in parts:
        heading = name or period(held)
        sections.append(Section(f"## {capitalised(heading)}"))
        sections += outliner.steps(held)
    return [*sections, *outliner.left_open(papers)]


def told_of_periods(periods: Iterable[Period]) -> list[Paper]:
    """Return the papers that a summary by periods tells of, the oldest first."""
    return [paper for each in periods for paper in each.leads]


def outline_library(lines: Lines, papers: Sequence[Paper], what: str) -> list[Section]:
    """Return the parts of a summary by lines, the oldest first; `what` says in words what the
    papers are, and `papers` are those that `told_of_lines` gives.
    """
    outliner = Outliner(papers)
    held = f"in {counted(len(lines.lines), 'line')} of research"
    everything = [*(paper for line in lines.lines for paper in line.papers), *lines.nowhere]
    sections = [Section("", opening=f"{what}, {period(everything)}, {held}.")]
    for line in _largest(lines):
        lead = (
            f"{counted(len(line.papers), 'paper')}, "
            f"{period(line.papers)}{_following(line, lines)}."
        )
        told = _told(line)
        introduced = outliner.introduce(line.name, told)[:1]
        sections.append(Section(f"## {line.number}. {line.name}", introduced, opening=lead))
        sections += outliner.steps(told)
    sections += _name_further(lines)
    alone = lines.nowhere[:_ALONE]
    if alone:
        more = len(lines.nowhere) - len(alone)
        opening = f"{counted(more, 'further paper')} are in none either." if more else ""
        sections.append(Section(_NOWHERE, opening=opening))
        sections += outliner.steps(alone)
    return sections


def told_of_lines(lines: Lines) -> list[Paper]:
    """Return the papers that a summary by lines tells of, in the order of the text."""
    told = [paper for line in _largest(lines) for paper in _told(line)]
    return [*told, *lines.nowhere[:_ALONE]]


def _largest(lines: Lines) -> list[Line]:
    """Return the lines that are told, in their order."""
    largest = sorted(lines.lines, key=lambda line: -len(line.papers))[:_LINES]
    return sorted(largest, key=lambda line: line.number)


def _name_further(lines: Lines) -> list[Section]:
    """Return the lines that are not told, by their names."""
    told = _largest(lines)
    further = [line for line in lines.lines if line not in told]
    if not further:
        return []
    named = [
        f"{line.number}. {line.name}, {counted(len(line.papers), 'paper')}"
        for line in further[:_NAMED]
    ]
    more = f"; {counted(len(further) - _NAMED, 'more')}" if len(further) > _NAMED else ""
    return [Section(_FURTHER, opening=f"{'; '.join(named)}{more}.")]


def _told(line: Line) -> Sequence[Paper]:
    """Return the papers of a line; of a long one those that stand for it."""
    if len(line.papers) <= _TOLD_IN_FULL:
        return line.papers
    chosen = {paper.key for paper in (line.first, line.most_connected, line.newest)}
    return [paper for paper in line.papers if paper.key in chosen]


def _following(line: Line, lines: Lines) -> str:
    before = lines.numbered(line.follows) if line.follows else None
    return f", after line {before.number}, {before.name}" if before else ""


def _one(heading: str, sentences: Sequence[str]) -> list[Section]:
    """Return a part of computed sentences; none where there are none."""
    return [Section(heading, opening=" ".join(sentences))] if sentences else []


class Outliner:
    """Makes the parts of a summary about numbered papers; no sentence is told twice."""

    def __init__(self, papers: Sequence[Paper]) -> None:
        self.sources = [ReadPaper(marker, paper) for marker, paper in enumerate(papers, 1)]
        self._by_key: Mapping[str, ReadPaper] = {
            source.paper.key: source for source in self.sources
        }
        self._teller = Teller(self.sources)

    def introduce(self, about: str, papers: Sequence[Paper]) -> tuple[Passage, ...]:
        """Return sentences that say what the work is about: those that speak of its topic
        most, a paper each.
        """
        topic = {stem for term in terms(about) for stem in term.split(" ")}
        found: list[tuple[float, int, ReadPaper, Span]] = []
        for source in map(self._source, papers):
            spans = source.spans(Role.BACKGROUND)[:1]
            for span in (span for span in spans if not speaks_of_itself(span.text)):
                share = len(topic & set(terms(span.text))) / max(1, len(topic))
                found.append((-share, source.marker, source, span))
        told: list[Passage] = []
        for _, _, source, span in sorted(found, key=lambda each: each[:2]):
            self._teller.begin()
            is_new = all(span.text != other.span.text for other in told)
            if is_new and len(told) < _INTRODUCED and (text := self._teller.tell(source, span)):
                told.append(_passage(source, span, text))
        return tuple(sorted(told, key=lambda passage: passage.marker))

    def steps(self, papers: Iterable[Paper]) -> Iterator[Section]:
        """Yield each paper as a step: its year and title, what was new, and the number that
        shows it.
        """
        for source in map(self._source, papers):
            if source.paper.authors:
                self._teller.name(source)
            passages = [*self._new(source), *self._outcome(source)]
            yield Section("", tuple(passages), opening=label(source), is_item=True)

    def left_open(self, papers: Iterable[Paper]) -> Iterator[Section]:
        """Yield what the papers say that they cannot do, or that remains to be done."""
        heading = _OPEN
        for source in map(self._source, papers):
            self._teller.begin()
            passage = self._first(source, find_limits(source))
            if passage:
                yield from [Section(heading)] if heading else []
                heading = ""
                yield Section("", passage, is_item=True)

    def _source(self, paper: Paper) -> ReadPaper:
        return self._by_key[paper.key]

    def _new(self, source: ReadPaper) -> tuple[Passage, ...]:
        return self._first(source, in_brief(source))

    def _outcome(self, source: ReadPaper) -> tuple[Passage, ...]:
        """Return what came out, where it is measured."""
        outcome = find_outcome(source)
        is_measured = outcome is not None and count_results(source, outcome) > 0
        return self._first(source, [outcome] if is_measured and outcome else [])

    def _first(self, source: ReadPaper, spans: Iterable[Span]) -> tuple[Passage, ...]:
        for span in spans:
            if text := self._teller.tell(source, span):
                return (_passage(source, span, text),)
        return ()


def _passage(source: ReadPaper, span: Span, text: str) -> Passage:
    return Passage(source.marker, span, 1.0, 1.0, text)
