"""The lines of research in a library: which papers belong together, and how the lines follow
each other.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from store.text import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from store.library import Library
    from store.paper import Paper
    from store.progress import Tell
    from store.vectors import Vectors

# How alike two lines must be, on average, for the later one to be said to follow the earlier
# one.
_FOLLOWS = 0.0
_STEP = 500


@dataclass(frozen=True, slots=True)
class Line:
    """Papers that belong together."""

    number: int
    """From 1, in the order of the lines' first papers."""
    name: str
    papers: tuple[Paper, ...]
    """The oldest first."""
    most_connected: Paper
    """The one that is most like the others."""
    follows: int | None
    """The number of the line that began earlier and is most like it; None where none is."""

    @property
    def first(self) -> Paper:
        """The oldest paper."""
        return self.papers[0]

    @property
    def newest(self) -> Paper:
        """The newest paper with a date; the last one where none has any."""
        dated = [paper for paper in self.papers if paper.date]
        return dated[-1] if dated else self.papers[-1]

    @property
    def years(self) -> Counter[int]:
        """How many papers each year has."""
        return Counter(paper.date.year for paper in self.papers if paper.date)

    @property
    def span(self) -> str:
        """The years in words: `2018–2023`, `2024`, or `n.d.`."""
        years = sorted(self.years)
        if not years:
            return "n.d."
        return str(years[0]) if years[0] == years[-1] else f"{years[0]}–{years[-1]}"


@dataclass(frozen=True, slots=True)
class Lines:
    """All lines of a library, and the papers that belong to none."""

    lines: tuple[Line, ...]
    nowhere: tuple[Paper, ...]

    @property
    def years(self) -> list[int]:
        """The years from the first paper in a line to the last; none where no paper has a
        date.
        """
        held = [year for line in self.lines for year in line.years]
        return list(range(min(held), max(held) + 1)) if held else []

    def named(self, text: str) -> Line | None:
        """Return the line of a number ("3") or of a name, whole; None where there is none."""
        asked = fold(text)
        return next(
            (line for line in self.lines if asked in (str(line.number), fold(line.name))), None
        )

    def among(self, keys: Collection[str]) -> Lines:
        """Return what is left of the lines among some papers, each with its number and name."""
        kept = [
            (line, tuple(paper for paper in line.papers if paper.key in keys))
            for line in self.lines
        ]
        lines = tuple(_left_of(line, papers) for line, papers in kept if papers)
        return Lines(lines, tuple(paper for paper in self.nowhere if paper.key in keys))

    def numbered(self, number: int) -> Line | None:
        """Return the line of a number; None where it is not among these."""
        return next((line for line in self.lines if line.number == number), None)

    def to_json(self) -> dict[str, object]:
        """Return the lines in JSON's own types, papers by their keys."""
        return {
            "lines": [_to_json(line) for line in self.lines],
            "nowhere": [p.key for p in self.nowhere],
        }


def _left_of(line: Line, papers: tuple[Paper, ...]) -> Line:
    kept = line.most_connected if line.most_connected in papers else papers[0]
    return replace(line, papers=papers, most_connected=kept)


class LineFinder:
    """Finds the lines of a library, and keeps them while its papers stay as they are."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._papers: list[Paper] | None = None
        self._lines = Lines((), ())

    def find(self, tell: Tell) -> Lines:
        """Return the lines; `tell` hears how far it is."""
        papers = self._library.list(order="date")
        if papers != self._papers:
            self._lines = group_papers(
                papers, self._library.vectors([paper.key for paper in papers]), tell
            )
            self._papers = papers
        return self._lines


def find_lines(library: Library, tell: Tell) -> Lines:
    """Return the lines of a library; `tell` hears how far it is."""
    return LineFinder(library).find(tell)


def group_papers(papers: Sequence[Paper], stored: Vectors, tell: Tell) -> Lines:
    """Return the lines of papers, the oldest first, by their words and their stored vectors
    (rows).
    """
    from assistant.composing.lines.clusters import cluster
    from assistant.composing.lines.names import name_groups
    from assistant.composing.lines.vectors import paper_vectors

    if not papers:
        return Lines((), ())
    total = len(papers)

    def told(done: int) -> None:
        if total > _STEP and (done % _STEP == 0 or done == total):
            tell("reading the papers", done, total)

    vectors = paper_vectors(papers, stored, told)
    numbers = cluster(vectors, [paper.key for paper in papers]).tolist()
    groups = [
        [row for row, number in enumerate(numbers) if number == wanted]
        for wanted in range(max(numbers, default=-1) + 1)
    ]
    nowhere = tuple(paper for paper, number in zip(papers, numbers, strict=True) if number < 0)
    names = name_groups([[papers[row] for row in group] for group in groups], nowhere)
    means = [vectors[group].mean(axis=0) for group in groups]
    lines = [
        Line(
            number,
            names[number - 1],
            tuple(papers[row] for row in group),
            papers[group[int((vectors[group] @ means[number - 1]).argmax())]],
            _followed(number - 1, means),
        )
        for number, group in enumerate(groups, 1)
    ]
    return Lines(tuple(lines), nowhere)


def _followed(at: int, means: Sequence[Vectors]) -> int | None:
    """Return the number of the earlier line that is most like one."""
    likeness = [float(means[at] @ earlier) for earlier in means[:at]]
    if not likeness or max(likeness) < _FOLLOWS:
        return None
    return likeness.index(max(likeness)) + 1


def _to_json(line: Line) -> dict[str, object]:
    return {
        "number": line.number,
        "name": line.name,
        "years": {str(year): count for year, count in sorted(line.years.items())},
        "papers": [paper.key for paper in line.papers],
        "first": line.first.key,
        "newest": line.newest.key,
        "most_connected": line.most_connected.key,
        "follows": line.follows,
    }
