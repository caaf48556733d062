"""Sentences that are computed from the papers: what a group of them is concerned with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.composing.related.naming import says
from assistant.language.composed_sentences import GROUP_OPENING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.composing.related.outline import Group
    from store.paper import Paper

_ORDINALS = ("A first line of work", "A second one", "A third one", "A fourth one")


def open_group(
    group: Group, papers: Sequence[Paper], first: int, place: int, groups: int
) -> str:
    """Return the sentence that opens a paragraph, "" where nothing can be said of two papers or
    more.

    `papers` are those of the group, numbered from `first`; it cites those that have the group's
    phrase. `place` is how many groups were opened before, of so many `groups`.
    """
    holding = [number for number, paper in enumerate(papers, first) if says(paper, group.about)]
    if len(holding) < 2:
        return ""
    years = _years([papers[number - first] for number in holding])
    marks = f"[{', '.join(map(str, holding))}]"
    if groups == 1:
        count = "Two" if len(holding) == 2 else "Several"
        return (
            f"{count} papers{f' {years}' if years else ''} are concerned with "
            f"{group.about} {marks}."
        )
    line = (
        _ORDINALS[place] if place < min(max(2, groups - 1), len(_ORDINALS)) else "Further work"
    )
    return f"{line}{f', {years},' if years else ''} is concerned with {group.about} {marks}."


def is_true_opening(sentence: str, papers: Sequence[Paper]) -> bool:
    """Tell whether a sentence is such an opening, and true of the papers that it cites."""
    opening = GROUP_OPENING.fullmatch(sentence)
    if opening is None or not papers:
        return False
    holds = all(says(paper, opening["about"].strip()) for paper in papers)
    return holds and (opening["years"] or "") == _years(papers)


def _years(papers: Sequence[Paper]) -> str:
    dates = [paper.date for paper in papers]
    years = sorted({date.year for date in dates if date and not date.inferred})
    if not years or not all(date and not date.inferred for date in dates):
        return ""
    return f"in {years[0]}" if len(years) == 1 else f"from {years[0]} to {years[-1]}"
