"""What is computed about papers that belong together: their years, and what was new in
them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.composing.lines.names import telling_phrases
from store.wording import span_of_years

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from store.paper import Paper

_SPLIT_FROM = 4
_PART = 5
_PHRASES = 3


def period(papers: Sequence[Paper]) -> str:
    """Return `from 2017 to 2024`, `from 2024`, or `without a date`."""
    return f"from {years}" if (years := span_of_years(papers)) else "without a date"


def _when(papers: Sequence[Paper]) -> str:
    return (
        period(papers).replace("from", "in") if "to" not in period(papers) else period(papers)
    )


def cite_all(papers: Sequence[Paper], markers: Mapping[str, int]) -> str:
    """Return `[1, 4]`."""
    numbers = sorted(markers[paper.key] for paper in papers)
    return f"[{', '.join(map(str, numbers))}]"


def split_in_time(papers: Sequence[Paper]) -> tuple[list[Paper], list[Paper]] | None:
    """Return the early and the late ones of dated papers, cut between two years; None for a
    few papers.
    """
    dated = [paper for paper in papers if paper.date]
    years = [paper.date.year for paper in dated if paper.date]
    least = max(1, -(-len(dated) // _PART))
    cuts = [at for at in range(least, len(dated) - least + 1) if years[at] > years[at - 1]]
    if len(dated) < _SPLIT_FROM or not cuts:
        return None
    at = min(cuts, key=lambda cut: abs(2 * cut - len(dated)))
    return dated[:at], dated[at:]


def tell_change(papers: Sequence[Paper], markers: Mapping[str, int]) -> list[str]:
    """Return what the early papers speak of and the late ones do not, and the other way
    round.
    """
    halves = split_in_time(papers)
    if halves is None:
        return []
    told = []
    for half, other, when in (
        (halves[0], halves[1], "not later"),
        (halves[1], halves[0], "not before"),
    ):
        phrases = telling_phrases(half, other)[:_PHRASES]
        if phrases:
            named = [
                f"“{phrase}” {cite_all([half[at] for at in held], markers)}"
                for phrase, held in phrases
            ]
            told.append(f"Spoken of {_when(half)} and {when}: {', '.join(named)}.")
    return told
