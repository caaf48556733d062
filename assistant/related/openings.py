"""Sentences that are computed from the papers: what a group of them is concerned with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.question import stem
from assistant.related.naming import phrases_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.related.outline import Group
    from store.paper import Paper

_ORDINALS = ("A first line of work", "A second one", "A third one", "A fourth one")
_OPENING = re.compile(
    r"(?:Several papers|Further work|A (?:first line of work|second one|third one|fourth one)),?"
    r"(?: (?P<years>in \d{4}|from \d{4} to \d{4}),?)? (?:are|is) concerned with (?P<about>[^.]+)\.?"
)


def open_group(group: Group, papers: Sequence[Paper], first: int, place: int, groups: int) -> str:
    """Return the sentence that opens a paragraph, "" where nothing can be said of two papers or more.

    `papers` are those of the group, numbered from `first`; it cites those that have the group's phrase.
    """
    holding = [number for number, paper in enumerate(papers, first) if gives_phrase(paper, group.about)]
    if len(holding) < 2:
        return ""
    years = _years([papers[number - first] for number in holding])
    marks = f"[{', '.join(map(str, holding))}]"
    if groups == 1:
        return f"Several papers{f' {years}' if years else ''} are concerned with {group.about} {marks}."
    line = _ORDINALS[place] if place < min(groups - 1, len(_ORDINALS)) or groups == 2 else "Further work"
    return f"{line}{f', {years},' if years else ''} is concerned with {group.about} {marks}."


def is_true_opening(sentence: str, papers: Sequence[Paper]) -> bool:
    """Tell whether a sentence is such an opening, and true of the papers that it cites."""
    opening = _OPENING.fullmatch(sentence)
    if opening is None or not papers:
        return False
    holds = all(gives_phrase(paper, opening["about"].strip()) for paper in papers)
    return holds and (opening["years"] or "") == _years(papers)


def gives_phrase(paper: Paper, phrase: str) -> bool:
    """Tell whether a paper's title or abstract has the words of a phrase in a row, inflected or not."""
    return bool(phrase) and tuple(stem(word.casefold()) for word in phrase.split()) in phrases_of(paper)


def _years(papers: Sequence[Paper]) -> str:
    dates = [paper.date for paper in papers]
    years = sorted({date.year for date in dates if date and not date.inferred})
    if not years or not all(date and not date.inferred for date in dates):
        return ""
    return f"in {years[0]}" if len(years) == 1 else f"from {years[0]} to {years[-1]}"
