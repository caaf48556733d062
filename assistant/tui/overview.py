"""What the first screen says of a library: whose papers, when, which lines, what to ask."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.engine.paper_readings import read_paper
from store.printable import counted, one_line
from store.wording import span_of_years

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.engine.assistant import Assistant
    from assistant.engine.sessions.sessions import SessionSummary
    from store.paper import Paper

_MOSTLY = 0.6
"""From this share of the papers on they count as one author's."""
_OFTEN = 0.2
"""From this share on the author is named who has most."""
_READ = 12
"""Abstracts that are read for questions."""
_NUMBERED = re.compile(r" \(\d+\)$")
"""What tells conversations of one name apart."""
_CHIPS = 3
_RECENT = 3


@dataclass(frozen=True, slots=True)
class Chip:
    """A line of research: its number, its name, and how many papers it has."""

    number: int
    name: str
    papers: int


@dataclass(frozen=True, slots=True)
class Overview:
    """What the first screen says."""

    whose: str
    questions: tuple[str, ...] = ()
    lines: tuple[Chip, ...] = ()
    sessions: tuple[tuple[SessionSummary, str], ...] = ()
    """The last conversations, each with its last question."""

    @property
    def chips(self) -> tuple[Chip, ...]:
        """The largest lines, in their order."""
        largest = sorted(self.lines, key=lambda line: -line.papers)[:_CHIPS]
        return tuple(sorted(largest, key=lambda line: line.number))


def overview_of(assistant: Assistant) -> Overview:
    """Return what can be said at once; it reads a few abstracts, and is for a thread."""
    papers = assistant.library.list()
    asked = assistant.sessions.find("")
    recent = assistant.sessions.list()[:_RECENT]
    return Overview(
        whose_papers(papers),
        questions=tuple(_questions(papers)),
        sessions=tuple((each, asked.get(each.name, "")) for each in recent),
    )


def repeats(name: str, question: str) -> bool:
    """Tell whether a conversation is called by a question, which need not stand beside it."""
    return question.startswith(_NUMBERED.sub("", name).removesuffix("…"))


def lines_of(assistant: Assistant) -> tuple[Chip, ...]:
    """Return the lines of research, in their order; finding them takes a while."""
    lines = assistant.find_lines().lines
    return tuple(Chip(line.number, line.name, len(line.papers)) for line in lines)


def whose_papers(papers: Sequence[Paper]) -> str:
    """Return `47 papers of Guanglu Song, 2018 to 2026`; nobody's where no author has most."""
    if not papers:
        return "There are no papers in this library yet; /ingest FILE brings some."
    authors = Counter(
        one_line(name) for paper in papers for name in dict.fromkeys(paper.authors)
    )
    first = authors.most_common(1)
    held = counted(len(papers), "paper")
    name, share = (first[0][0], first[0][1] / len(papers)) if first else ("", 0.0)
    if share >= _MOSTLY:
        held += f" of {name}"
    elif share >= _OFTEN:
        held += f", {first[0][1]} of them by {name}"
    return f"{held}{_years(papers)}"


def _years(papers: Sequence[Paper]) -> str:
    return f", {years}" if (years := span_of_years(papers)) else ""


def _questions(papers: Sequence[Paper]) -> list[str]:
    dated = [paper for paper in papers if paper.date and paper.abstract]
    step = max(1, len(dated) // _READ)
    looked_at = dated[::step][:_READ]
    # Imported here: the first frame has no questions yet.
    from assistant.questions.suggestions import questions_for

    return questions_for([(paper, read_paper(paper)) for paper in looked_at])
