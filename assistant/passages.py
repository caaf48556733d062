"""Which sentences of the retrieved abstracts answer a question, and how much of it they cover."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.question import holds_number, stems
from assistant.sentences import cut_sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.question import Question
    from assistant.sentences import Span
    from store.paper import Paper
    from store.ranking import Hit

    Similarities = Callable[[str, Sequence[str]], Sequence[float]]

# How much each sign counts beside the words of the question that stand in the sentence itself.
_CONTEXT = 0.5
_MEANING = 0.5
_NUMBER = 0.25
_RETRIEVAL = 0.3


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of an abstract, as an answer to a question."""

    marker: int
    """The number of its paper in the list of sources, from 1."""
    span: Span
    score: float
    covered: float
    """Share of the question's weight that the sentence and its paper's title hold, 0 to 1."""
    paper_covered: float
    """The same for the whole abstract."""
    meaning: float
    """Cosine between the vectors of question and sentence."""


def rank_passages(question: Question, hits: Sequence[Hit], similarities: Similarities) -> list[Passage]:
    """Return every sentence of the hits' abstracts, the one that answers best first; ties in order of the hits.

    `similarities` gives the cosine between a text and each of some others.
    """
    weights = _term_weights(question, hits)
    top = max((hit.score for hit in hits), default=0.0) or 1.0
    spans = [
        (marker, span) for marker, hit in enumerate(hits, 1) for span in cut_sentences(hit.paper.abstract)
    ]
    meanings = similarities(question.text, [span.text for _, span in spans]) if spans else ()
    passages = [
        _weigh(question, hits[marker - 1], marker, span, weights, meaning, top)
        for (marker, span), meaning in zip(spans, meanings, strict=True)
    ]
    return sorted(passages, key=lambda passage: -passage.score)


def _weigh(
    question: Question,
    hit: Hit,
    marker: int,
    span: Span,
    weights: dict[frozenset[str], float],
    meaning: float,
    top: float,
) -> Passage:
    in_sentence = _coverage(weights, stems(span.text))
    covered = _coverage(weights, stems(span.text) | stems(hit.paper.title))
    paper_covered = _coverage(weights, paper_stems(hit.paper))
    context = _CONTEXT * (covered - in_sentence) + _CONTEXT / 2 * (paper_covered - covered)
    number = _NUMBER if question.asks_number and holds_number(span.text) else 0.0
    score = in_sentence + context + _MEANING * meaning + number + _RETRIEVAL * hit.score / top
    return Passage(marker, span, score, covered, paper_covered, meaning)


def paper_stems(paper: Paper) -> frozenset[str]:
    """Return the stems of all that is known of a paper in words."""
    return stems(f"{paper.title}. {paper.abstract}") | stems(" ".join(paper.authors))


def _coverage(weights: dict[frozenset[str], float], found: frozenset[str]) -> float:
    total = math.fsum(weights.values())
    return math.fsum(weight for term, weight in weights.items() if term & found) / total if total else 0.0


def _term_weights(question: Question, hits: Sequence[Hit]) -> dict[frozenset[str], float]:
    """Return what each word of the question tells: the rarer among the hits, the more."""
    held = Counter(
        term for hit in hits for found in (paper_stems(hit.paper),) for term in question.terms if term & found
    )
    return {term: math.log(1 + (len(hits) + 1) / (held[term] + 0.5)) for term in question.terms}
