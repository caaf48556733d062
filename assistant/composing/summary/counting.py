"""What is computed about papers that belong together: their years, what was new in them,
what returns.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.composing.lines.names import telling_phrases
from assistant.composing.lines.terms import terms
from assistant.composing.summary.roles import Role, is_quotable, plays, sentences_of
from assistant.language.stems import stem
from store.words import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from assistant.language.sentences import Span
    from store.paper import Paper

_SPLIT_FROM = 4
_PART = 5
_PHRASES = 3
_RETURNING = 3
_SHARED = 2
# The stems of what is used everywhere, which name no problem among themselves.
_TOOLS = frozenset(
    stem(word)
    for word in """
        algorithm model network learning neural deep training equation theory however
        unfortunately pre non multi self state
        """.split()
)
# A problem is spoken of this much more often where problems are told than elsewhere.
_LIFT = 1.5


@dataclass(frozen=True, slots=True)
class Returning:
    """A phrase that stands among the problems of several papers, and the sentence of each."""

    phrase: str
    told: tuple[tuple[Paper, Span], ...]


def period(papers: Sequence[Paper]) -> str:
    """Return `from 2017 to 2024`, `from 2024`, or `without a date`."""
    years = sorted(paper.date.year for paper in papers if paper.date)
    if not years:
        return "without a date"
    return f"from {years[0]}" if years[0] == years[-1] else f"from {years[0]} to {years[-1]}"


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


def returning_problems(papers: Sequence[Paper], topic: Collection[str]) -> list[Returning]:
    """Return the phrases that stand in problem sentences of several papers, the most common
    first.

    A word alone ("prediction") names no problem. `topic` are the stems of what all the papers
    are about, which tell none either.
    """
    spans = [(paper, span) for paper in papers for span in sentences_of(paper.abstract)]
    problems = [
        (paper, span)
        for paper, span in spans
        if plays(span, Role.PROBLEM) and is_quotable(paper.abstract, span)
    ]
    elsewhere = Counter(term for _, span in spans for term in set(terms(span.text)))
    elsewhere.subtract(term for _, span in problems for term in set(terms(span.text)))
    held: dict[str, dict[str, tuple[Paper, Span]]] = {}
    for paper, span in problems:
        for term in terms(span.text):
            held.setdefault(term, {}).setdefault(paper.key, (paper, span))
    others = len(spans) - len(problems)

    def returns(term: str) -> bool:
        rest = _LIFT * elsewhere[term] / max(1, others)
        is_common = " " in term and len(held[term]) >= max(_SHARED, len(papers) // 5)
        return is_common and _is_apart(term, topic) and len(held[term]) / len(problems) >= rest

    ranked = sorted(filter(returns, held), key=lambda term: (-len(held[term]), term))
    return _distinct(ranked, held)


def _distinct(
    ranked: Sequence[str], held: Mapping[str, Mapping[str, tuple[Paper, Span]]]
) -> list[Returning]:
    """Return the first few problems that are not of the same papers as one before."""
    found: dict[frozenset[str], Returning] = {}
    for term in ranked:
        keys = frozenset(held[term])
        if len(found) < _RETURNING and not any(keys <= other for other in found):
            told = tuple(held[term].values())
            found[keys] = Returning(_spelling(term, [span.text for _, span in told]), told)
    return [*found.values()]


def _is_apart(term: str, topic: Collection[str]) -> bool:
    parts = term.split(" ")
    return not any(part in topic for part in parts) and not all(
        part in _TOOLS for part in parts
    )


def _spelling(term: str, texts: Sequence[str]) -> str:
    """Return the words of a term as the texts write them most."""
    parts = term.split(" ")
    spelt = Counter(
        " ".join(run)
        for text in texts
        for run in _runs(words(text), len(parts))
        if [stem(word) for word in run] == parts
    )
    return max(sorted(spelt), key=spelt.__getitem__, default=term)


def _runs(found: Sequence[str], length: int) -> Iterator[Sequence[str]]:
    return (found[at : at + length] for at in range(len(found) - length + 1))
