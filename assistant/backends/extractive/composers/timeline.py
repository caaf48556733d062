"""How a topic developed: its first and newest papers, and what each was new with, year by
year.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.backends.extractive.composers.paper_list import IN_FULL, listed, period, when
from assistant.backends.extractive.composers.parts import (
    count_results,
    find_idea,
    find_outcome,
    in_brief,
)
from assistant.backends.extractive.composers.telling import Teller
from assistant.backends.extractive.composers.writing import computed, item, label
from assistant.questions.intents import Intent
from store.printable import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.backends.base import Piece
    from assistant.backends.extractive.composers.material import Material, ReadPaper

_LONGEST = 15
_FIRST = "first"
_NEWEST = "newest"
_BOTH = "both"


def compose(material: Material) -> list[Piece]:
    """Return the papers on a topic along their years; only an end of them where that is
    asked.
    """
    papers = sorted(listed(material), key=when)
    if not papers:
        return []
    teller = Teller(material.sources)
    if material.question.intent is Intent.START:
        return _ends(material, papers, teller)
    shown = _spread(papers)
    pieces = [computed(_span(papers, shown))]
    for source in shown:
        pieces += item(source, _new(source, teller, len(shown)))
    return pieces


def _ends(material: Material, papers: Sequence[ReadPaper], teller: Teller) -> list[Piece]:
    """Return the first or the newest paper on a topic, or both, and what was new in it."""
    dated = [source for source in papers if source.paper.date] or list(papers)
    asked = material.question.slots.get("end", _FIRST)
    pieces: list[Piece] = []
    for end, source in ((_FIRST, dated[0]), (_NEWEST, dated[-1])):
        if asked in (end, _BOTH):
            count = (
                f"The {end} of {counted(len(papers), 'paper')} found on this: {label(source)}"
            )
            pieces.append(computed(count, "\n\n" if pieces else ""))
            teller.name(source)
            pieces += item(source, _new(source, teller, 1))[1:]
    return pieces


def _span(papers: Sequence[ReadPaper], shown: Sequence[ReadPaper]) -> str:
    left = len(papers) - len(shown)
    out = f", of which {len(shown)} are told" if left else ""
    return f"{counted(len(papers), 'paper')} found{period(papers)}{out}:"


def _spread(papers: Sequence[ReadPaper]) -> list[ReadPaper]:
    """Return the papers to tell of: of many, the first, the newest, and some between at even
    steps.
    """
    if len(papers) <= _LONGEST:
        return list(papers)
    last = len(papers) - 1
    places = dict.fromkeys(round(at * last / (_LONGEST - 1)) for at in range(_LONGEST))
    return [papers[place] for place in places]


def _new(source: ReadPaper, teller: Teller, shown: int) -> list[str]:
    """Return what was new in a paper, and of few papers the number that shows it."""
    if source.paper.authors:
        teller.name(source)
    spans = [find_idea(source)]
    outcome = find_outcome(source) if shown <= IN_FULL else None
    if outcome and count_results(source, outcome):
        spans.append(outcome)
    told = [text for span in spans if (text := teller.tell(source, span))]
    brief = None if told else teller.tell_first(source, in_brief(source))
    return [brief] if brief else told
