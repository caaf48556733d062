"""The parts of a summary: what papers are about, step by step, what changed, returns and
stays open.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.backends.base import Section
from assistant.composing.lines.terms import terms
from assistant.composing.summary.counting import (
    cite_all,
    period,
    returning_problems,
    tell_change,
)
from assistant.composing.summary.retelling import retell
from assistant.composing.summary.roles import Role, best, gives_number, sentences_of, telling
from assistant.retrieval.passages import Passage
from store import wording
from store.printable import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assistant.composing.lines.finding import Line, Lines
    from assistant.language.sentences import Span
    from store.paper import Paper

TIMELINE = "## Timeline"
_CHANGED = "## What changed"
_RETURNS = "## Problems that return"
_OPEN = "## What stays open"
_NOWHERE = "## In no line"
# A title's own would read as a citation.
_BRACKETS = str.maketrans("[]", "()")
_INTRODUCED = 2
_TOLD_IN_FULL = 12


def number(papers: Sequence[Paper]) -> dict[str, int]:
    """Return the marker of each paper by its key: its place, from 1."""
    return {paper.key: marker for marker, paper in enumerate(papers, 1)}


def outline_topic(about: str, papers: Sequence[Paper], what: str) -> list[Section]:
    """Return the parts of a summary of papers, the oldest first; `what` says in words what
    they are.
    """
    markers = number(papers)
    topic = {stem for term in terms(about) for stem in term.split(" ")}
    return [
        Section(
            "", _introduction(papers, topic, markers), opening=f"{what}, {period(papers)}."
        ),
        *_timeline(papers, markers),
        *_changes(papers, markers),
        *_problems(papers, topic, markers),
        *_left_open(papers, markers),
    ]


def outline_library(lines: Lines, papers: Sequence[Paper], what: str) -> list[Section]:
    """Return the parts of a summary by lines, the oldest first; `what` says in words what
    the papers are.
    """
    markers = number(papers)
    held = f"in {counted(len(lines.lines), 'line')} of research"
    sections = [Section("", opening=f"{what}, {period(papers)}, {held}.")]
    for line in lines.lines:
        topic = {stem for term in terms(line.name) for stem in term.split(" ")}
        lead = (
            f"{counted(len(line.papers), 'paper')}, "
            f"{period(line.papers)}{_following(line, lines)}."
        )
        introduced = _introduction(line.papers, topic, markers)[:1]
        sections.append(Section(f"## {line.number}. {line.name}", introduced, opening=lead))
        sections += [
            _step(paper, markers, told={passage.span for passage in introduced})
            for paper in _told(line)
        ]
    if lines.nowhere:
        sections.append(Section(_NOWHERE))
        sections += [_step(paper, markers) for paper in lines.nowhere]
    return sections


def _told(line: Line) -> Sequence[Paper]:
    """Return the papers of a line; of a long one those that stand for it."""
    if len(line.papers) <= _TOLD_IN_FULL:
        return line.papers
    chosen = {paper.key for paper in (line.first, line.most_connected, line.newest)}
    return [paper for paper in line.papers if paper.key in chosen]


def _following(line: Line, lines: Lines) -> str:
    before = lines.numbered(line.follows) if line.follows else None
    return f", after line {before.number}, {before.name}" if before else ""


def _introduction(
    papers: Sequence[Paper], topic: set[str], markers: Mapping[str, int]
) -> tuple[Passage, ...]:
    """Return sentences that say what the work is about: those that speak of its topic most,
    a paper each.
    """
    found: list[tuple[float, int, Passage]] = []
    for paper in papers:
        span = best(paper.abstract, Role.SUBJECT) or best(paper.abstract, Role.PROBLEM)
        if span:
            said = set(terms(span.text))
            share = len(topic & said) / max(1, len(topic))
            found.append((-share, markers[paper.key], _passage(paper, span, markers)))
    ranked = sorted(found, key=lambda each: each[:2])
    different = {each[2].span.text: each for each in reversed(ranked)}
    chosen = [each for each in ranked if each in different.values()][:_INTRODUCED]
    return tuple(passage for _, _, passage in sorted(chosen, key=lambda each: each[1]))


def _timeline(papers: Sequence[Paper], markers: Mapping[str, int]) -> Iterator[Section]:
    yield Section(TIMELINE)
    for paper in papers:
        yield _step(paper, markers, number=best(paper.abstract, Role.RESULT))


def _step(
    paper: Paper,
    markers: Mapping[str, int],
    *,
    number: Span | None = None,
    told: Sequence[Span] | set[Span] = (),
) -> Section:
    """Return a paper as a step: its year and title, what was new, and the number that shows
    it.
    """
    new = telling(paper.abstract)
    spans = [span for span in dict.fromkeys((new, number)) if span and span not in told]
    opening = f"{_label(paper)}{_title(paper)} [{markers[paper.key]}]."
    passages = tuple(_passage(paper, span, markers, is_named=True) for span in spans)
    return Section("", passages, opening=opening, is_item=True)


def _label(paper: Paper) -> str:
    """Return `2019, Liu et al.: `, so far as year and authors are known."""
    year = [f"{paper.date.year}{' (inferred)' * paper.date.inferred}"] if paper.date else []
    known = [*year, *([wording.first_author(paper)] if paper.authors else [])]
    return f"{', '.join(known)}: " if known else ""


def _title(paper: Paper) -> str:
    """Return the title as the beginning of a sentence, without a full stop and without marks
    of citations.
    """
    title = wording.title(paper).translate(_BRACKETS).rstrip(" .")
    return title or wording.title(replace(paper, title=""))


def _changes(papers: Sequence[Paper], markers: Mapping[str, int]) -> Iterator[Section]:
    told = tell_change(papers, markers)
    if told:
        yield Section(_CHANGED, opening=" ".join(told))


def _problems(
    papers: Sequence[Paper], topic: set[str], markers: Mapping[str, int]
) -> Iterator[Section]:
    heading = _RETURNS
    told: set[Span] = set()
    for problem in returning_problems(papers, topic):
        fresh = [(paper, span) for paper, span in problem.told if span not in told]
        told |= {span for _, span in fresh}
        named = cite_all([paper for paper, _ in problem.told], markers)
        count = counted(len(problem.told), "paper")
        if heading:
            yield Section(heading)
            heading = ""
        passages = tuple(_passage(paper, span, markers) for paper, span in fresh)
        lead = f"“{problem.phrase}” stands among the problems of {count} {named}."
        yield Section("", passages, opening=lead, is_item=True)


def _left_open(papers: Sequence[Paper], markers: Mapping[str, int]) -> Iterator[Section]:
    ahead = [(paper, span) for paper in papers if (span := best(paper.abstract, Role.OPEN))]
    silent = [
        paper
        for paper in papers
        if paper.abstract
        and not any(gives_number(span.text) for span in sentences_of(paper.abstract))
    ]
    without = [paper for paper in papers if not paper.abstract]
    said = []
    if silent:
        said.append(
            f"No measured number is given in {counted(len(silent), 'abstract')} "
            f"{cite_all(silent, markers)}."
        )
    if without:
        said.append(
            f"No abstract is known of {counted(len(without), 'paper')} "
            f"{cite_all(without, markers)}."
        )
    if said or ahead:
        yield Section(_OPEN, opening=" ".join(said))
        for paper, span in ahead:
            yield Section("", (_passage(paper, span, markers),), is_item=True)


def _passage(
    paper: Paper, span: Span, markers: Mapping[str, int], *, is_named: bool = False
) -> Passage:
    marker = markers[paper.key]
    retold = retell(paper, span.text, marker, is_named=is_named)
    return Passage(marker, span, 1.0, 1.0, 1.0, 1.0, retold)
