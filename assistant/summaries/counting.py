"""What is computed about papers that belong together: their years, what was new in them, what returns."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.lines.names import telling_phrases
from assistant.lines.terms import terms
from assistant.question import stem
from assistant.summaries.roles import Role, plays, sentences_of
from store.words import words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from assistant.sentences import Span
    from store.paper import Paper

_SPLIT_FROM = 4
_PHRASES = 3
_RETURNING = 3
_SHARED = 2
# The stems of what is used everywhere, which name no problem by themselves.
_TOOLS = frozenset(
    stem(word) for word in "algorithm model network learning neural deep training equation theory".split()
)


@dataclass(frozen=True, slots=True)
class Returning:
    """A word that stands among the problems of several papers, and the sentence of each."""

    word: str
    told: tuple[tuple[Paper, Span], ...]


def period(papers: Sequence[Paper]) -> str:
    """Return `from 2017 to 2024`, `from 2024`, or `without a date`."""
    years = sorted(paper.date.year for paper in papers if paper.date)
    if not years:
        return "without a date"
    return f"from {years[0]}" if years[0] == years[-1] else f"from {years[0]} to {years[-1]}"


def cite_all(papers: Sequence[Paper], markers: Mapping[str, int]) -> str:
    """Return `[1, 4]`."""
    return f"[{', '.join(str(marker) for marker in sorted(markers[paper.key] for paper in papers))}]"


def split_in_time(papers: Sequence[Paper]) -> tuple[list[Paper], list[Paper]] | None:
    """Return the early and the late ones of dated papers, cut between two years; None for a few papers."""
    dated = [paper for paper in papers if paper.date]
    years = [paper.date.year for paper in dated if paper.date]
    cuts = [at for at in range(1, len(dated)) if years[at] > years[at - 1]]
    if len(dated) < _SPLIT_FROM or not cuts:
        return None
    at = min(cuts, key=lambda cut: abs(2 * cut - len(dated)))
    return dated[:at], dated[at:]


def tell_change(papers: Sequence[Paper], markers: Mapping[str, int]) -> list[str]:
    """Return what the early papers speak of and the late ones do not, and the other way round."""
    halves = split_in_time(papers)
    if halves is None:
        return []
    told = []
    for half, other, when in ((halves[0], halves[1], "not later"), (halves[1], halves[0], "not before")):
        phrases = telling_phrases(half, other)[:_PHRASES]
        if phrases:
            named = [f"“{phrase}” {cite_all([half[at] for at in held], markers)}" for phrase, held in phrases]
            told.append(f"Spoken of {period(half)} and {when}: {', '.join(named)}.")
    return told


def returning_problems(papers: Sequence[Paper], topic: Collection[str]) -> list[Returning]:
    """Return the words that stand in problem sentences of several papers, the most common first.

    `topic` are the stems of what all the papers are about, which tell no problem.
    """
    held: dict[str, dict[str, tuple[Paper, Span]]] = {}
    spelt: dict[str, Counter[str]] = {}
    for paper in papers:
        for span in sentences_of(paper.abstract):
            if plays(span, Role.PROBLEM):
                for term in set(terms(span.text)) - set(topic):
                    held.setdefault(term, {}).setdefault(paper.key, (paper, span))
                for word in words(span.text):
                    spelt.setdefault(stem(word), Counter())[word] += 1
    least = max(_SHARED, len(papers) // 5)
    common = sorted(
        (term for term in held if len(held[term]) >= least and _is_apart(term, topic)),
        key=lambda term: (-len(held[term]) - 0.5 * term.count(" "), term),
    )
    found: list[Returning] = []
    told: set[frozenset[str]] = set()
    for term in common:
        keys = frozenset(held[term])
        if len(found) < _RETURNING and not any(keys <= other for other in told):
            found.append(Returning(_spelling(term, spelt), tuple(held[term].values())))
            told.add(keys)
    return found


def _is_apart(term: str, topic: Collection[str]) -> bool:
    return not any(part in topic for part in term.split(" ")) and term not in _TOOLS


def _spelling(term: str, spelt: Mapping[str, Counter[str]]) -> str:
    return " ".join(max(sorted(spelt[part]), key=spelt[part].__getitem__) for part in term.split(" "))
