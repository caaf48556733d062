"""What somebody has worked on, or a library is about: its lines of research, each with its
years, its size, its lead paper and one sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.backends.base import Piece
from assistant.backends.extractive.composers.material import ReadPaper
from assistant.backends.extractive.composers.parts import in_brief
from assistant.backends.extractive.composers.telling import Teller
from assistant.backends.extractive.composers.writing import computed, item, title
from assistant.composing.summary.counting import cite_all, period
from assistant.language.names import capitalised
from store.printable import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.composing.lines.finding import Line, Lines
    from store.paper import Paper

_LINES = 10
_CITED = 12


def compose_overview(
    lines: Lines, what: str
) -> tuple[tuple[Paper, ...], Callable[[], list[Piece]]]:
    """Return the papers that an overview cites, numbered in this order, and what composes it.

    `what` says in words what is looked over: `The library holds 47 papers`. The largest lines
    are told, in the order in which they began; where most papers are in no line, the newest
    papers.
    """
    every = _every(lines)
    if len(lines.nowhere) * 2 > len(every):
        newest = tuple(_by_date(every)[-_CITED:][::-1])
        return newest, lambda: _tell_papers(every, newest, what)
    largest = sorted(lines.lines, key=lambda line: -len(line.papers))[:_LINES]
    told = sorted(largest, key=lambda line: line.number)
    cited = dict.fromkeys(paper for line in told for paper in _cited(line))
    papers = tuple(cited)
    return papers, lambda: _compose(lines, told, papers, what)


def _every(lines: Lines) -> list[Paper]:
    return [*(paper for line in lines.lines for paper in line.papers), *lines.nowhere]


def _by_date(papers: Sequence[Paper]) -> list[Paper]:
    return sorted(papers, key=lambda paper: paper.date.sort_key if paper.date else ())


def _tell_papers(every: Sequence[Paper], newest: Sequence[Paper], what: str) -> list[Piece]:
    """Return papers of which few stand together, each as an item."""
    pieces = [computed(f"{what}, {period(every)}.")]
    for marker, paper in enumerate(newest, 1):
        pieces += item(ReadPaper(marker, paper), [])
    if others := len(every) - len(newest):
        pieces.append(computed(f"Not told here: {counted(others, 'older paper')}.", "\n\n"))
    return pieces


def _cited(line: Line) -> list[Paper]:
    """Return the first papers of a line, and the one that stands for it."""
    return [*line.papers[:_CITED], line.most_connected]


def _compose(
    lines: Lines, told: Sequence[Line], papers: Sequence[Paper], what: str
) -> list[Piece]:
    markers = {paper.key: marker for marker, paper in enumerate(papers, 1)}
    sources = [ReadPaper(marker, paper) for marker, paper in enumerate(papers, 1)]
    teller = Teller(sources)
    pieces = [Piece(_opening(lines, what), is_computed=True)]
    for line in told:
        pieces += _tell_line(line, markers, sources, teller)
    if rest := _left_out(lines, told):
        pieces.append(Piece(f"\n\n{rest}", is_computed=True))
    return pieces


def _opening(lines: Lines, what: str) -> str:
    return (
        f"{what}, {period(_every(lines))}, in {counted(len(lines.lines), 'line')} of research."
    )


def _tell_line(
    line: Line, markers: dict[str, int], sources: Sequence[ReadPaper], teller: Teller
) -> list[Piece]:
    """Return a line as an item: what it is, its lead paper, and what that brings."""
    lead = line.most_connected
    count = counted(len(line.papers), "paper")
    shown = cite_all(line.papers[:_CITED], markers)
    said = f"{capitalised(line.name)}: {count}, {period(line.papers)} {shown}."
    said += f" Lead paper: {title(lead)} [{markers[lead.key]}]."
    source = sources[markers[lead.key] - 1]
    teller.begin()
    told = teller.tell_first(source, in_brief(source))
    item = Piece(f"\n- {said}", is_computed=True)
    return [item, Piece(f" {told}")] if told else [item]


def _left_out(lines: Lines, told: Sequence[Line]) -> str:
    """Return what is not told: smaller lines, and papers in none."""
    smaller = [line for line in lines.lines if line not in told]
    held = sum(len(line.papers) for line in smaller)
    parts = []
    if smaller:
        parts.append(f"{counted(len(smaller), 'smaller line')} with {counted(held, 'paper')}")
    if lines.nowhere:
        parts.append(f"{counted(len(lines.nowhere), 'paper')} in no line")
    return f"Not told here: {' and '.join(parts)}." if parts else ""
