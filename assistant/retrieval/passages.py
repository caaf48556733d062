"""Which sentences of the retrieved abstracts answer a question."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assistant.abstracts import Role
from assistant.abstracts.wordings import tells_limits
from assistant.questions.intents import Intent
from assistant.questions.question import Kind
from assistant.retrieval.relevance import Task, weights_of
from assistant.retrieval.sentence_features import quotable, sentence_features
from store.ordering import when

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.language.sentences import Span
    from assistant.questions.question import Question
    from assistant.retrieval.features import Similarities
    from store.ranking import Hit

_AT_MOST = 3
_LIKELY = 0.5
_EXPLAINS = (Role.OBJECTIVE, Role.METHOD)


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of an abstract, as an answer to a question."""

    marker: int
    """The number of its paper in the list of sources, from 1."""
    span: Span
    score: float
    """How likely it is to answer, 0 to 1."""
    covered: float
    """Share of the question's weight that the sentence holds, 0 to 1."""
    retold: str | None = None
    """The sentence in the third person, with its citation, for a text that is to be told so."""
    role: Role | None = None
    """What it does in its abstract."""
    lead: float = 0.0
    """What speaks for it, among the sentences of its paper, as the one that answers."""


def rank_passages(
    question: Question, hits: Sequence[Hit], similarities: Similarities
) -> list[Passage]:
    """Return every sentence of the abstracts that may be quoted, the one that answers best
    first; ties in order of the hits.

    `similarities` gives the cosine between a text and each of some others.
    """
    sentences = quotable([hit.paper for hit in hits])
    if not sentences:
        return []
    features = sentence_features(question, hits, sentences, similarities)
    weights = weights_of(Task.PASSAGE)
    scores = 1.0 / (1.0 + np.exp(weights.threshold - weights.score(features)))
    leads = weights_of(Task.LEAD).score(features)
    columns = (scores.tolist(), features["covered"].tolist(), leads.tolist())
    passages = [
        Passage(each.paper + 1, each.span, score, covered, role=each.role, lead=lead)
        for each, score, covered, lead in zip(sentences, *columns, strict=True)
    ]
    return sorted(passages, key=lambda passage: -passage.score)


def choose_passages(
    question: Question, hits: Sequence[Hit], passages: Sequence[Passage]
) -> list[Passage]:
    """Return the passages that make an answer, in reading order.

    A question of content is answered from one paper, its best sentence first; a survey or a
    comparison by the best sentence of each paper, in the order of time.
    """
    if not passages:
        return []
    if question.kind is Kind.CONTENT:
        return _answer(question, passages)
    each = 2 if question.kind is Kind.COMPARISON and len(hits) <= _AT_MOST else 1
    taken: Counter[int] = Counter()
    best = []
    for passage in passages:
        taken[passage.marker] += 1
        if taken[passage.marker] <= each:
            best.append(passage)
    return sorted(
        best,
        key=lambda passage: (
            when(hits[passage.marker - 1].paper),
            passage.marker,
            passage.span.start,
        ),
    )


def _answer(question: Question, passages: Sequence[Passage]) -> list[Passage]:
    """Return the best sentence, and the others of its paper that are likely to answer, or that
    explain what is done.
    """
    if question.intent is Intent.LIMITS:
        passages = sorted(passages, key=lambda each: not tells_limits(each.span.text))
    if question.intent is Intent.HOW and question.names_alone:
        passages = _explaining_first(passages)
    lead, *others = passages
    likely = [each for each in others if each.score >= _LIKELY]
    close = [each for each in likely if each.marker == lead.marker]
    if question.intent is Intent.HOW:
        close = _explanation(lead, others) or close
    most = 0 if question.asks_number else _AT_MOST - 1
    return [lead, *sorted(close[:most], key=lambda passage: passage.span.start)]


def _explaining_first(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, first those of the best paper that explain, in reading order."""
    best = passages[0].marker
    told = [each for each in passages if each.marker == best and each.role in _EXPLAINS]
    first = sorted(told, key=lambda passage: passage.span.start)
    return [*first, *(each for each in passages if each not in first)]


def _explanation(lead: Passage, others: Sequence[Passage]) -> list[Passage]:
    """Return the sentences of a paper that say what is brought, and how it is done."""
    telling = [each for each in others if each.marker == lead.marker and each.role in _EXPLAINS]
    return sorted(telling, key=lambda passage: passage.span.start)


def best_of_each(passages: Sequence[Passage]) -> list[Passage]:
    """Return the best passage of each paper, in the order of the papers."""
    best = {passage.marker: passage for passage in reversed(passages)}
    return [best[marker] for marker in sorted(best)]


def rank_leads(passages: Iterable[Passage]) -> list[Passage]:
    """Return sentences of one paper, the one to begin an answer with first."""
    return sorted(passages, key=lambda each: -each.lead)
