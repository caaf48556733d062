"""Which sentences of the retrieved abstracts answer a question."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assistant.questions.question import Kind
from assistant.retrieval.answer_words import answer_words
from assistant.retrieval.relevance import Task, weights_of
from assistant.retrieval.sentence_features import quotable, sentence_features
from store.ordering import when

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.abstracts import Role
    from assistant.language.sentences import Span
    from assistant.questions.question import Question
    from assistant.retrieval.features import Column, Similarities
    from store.ranking import Hit

_AT_MOST = 3
"""Papers of a comparison of which two sentences each are told."""
_BESIDE = 3
"""Sentences that are told beside the one that answers, at most."""
# How many sentences away from the one that answers is far: with one between, two are near.
_FAR = 2


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
    worded = answer_words().scores(question.grams, sentences)
    leads = weights_of(Task.LEAD).score(features) + worded
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
        return _answer(passages)
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


def _answer(passages: Sequence[Passage]) -> list[Passage]:
    """Return the sentence of the best paper that answers best, and what belongs beside it."""
    best = passages[0].marker
    lead = rank_leads(passages, best)[0]
    return [lead, *find_further(lead, passages)]


def best_of_each(passages: Sequence[Passage]) -> list[Passage]:
    """Return the best passage of each paper, in the order of the papers."""
    best = {passage.marker: passage for passage in reversed(passages)}
    return [best[marker] for marker in sorted(best)]


def rank_leads(passages: Iterable[Passage], marker: int) -> list[Passage]:
    """Return the sentences of one paper, the one to begin an answer with first."""
    own = (each for each in passages if each.marker == marker)
    return sorted(own, key=lambda each: -each.lead)


def lead_of_each(passages: Sequence[Passage]) -> list[Passage]:
    """Return of each paper the sentence to begin an answer with, in the order in which the
    papers are met.
    """
    markers = dict.fromkeys(each.marker for each in passages)
    return [rank_leads(passages, marker)[0] for marker in markers]


def find_further(lead: Passage, passages: Iterable[Passage]) -> list[Passage]:
    """Return the sentences that belong beside the one of their paper that answers, a few at
    most, in reading order.
    """
    own = sorted(
        (each for each in passages if each.marker == lead.marker),
        key=lambda each: each.span.start,
    )
    if lead not in own:
        return []
    chances = np.array([each.score for each in own]).clip(1e-9, 1.0 - 1e-9)
    features = further_features(
        own.index(lead),
        np.log(chances / (1.0 - chances)),
        np.array([each.lead for each in own]),
    )
    weights = weights_of(Task.FURTHER)
    scores = weights.score(features) - weights.threshold
    best = [at for at in np.argsort(-scores, kind="stable") if own[at] != lead][:_BESIDE]
    return [own[at] for at in sorted(best) if scores[at] >= 0.0]


def further_features(lead: int, scores: Column, leads: Column) -> dict[str, Column]:
    """Return what tells that the sentences of an abstract belong beside one of them, each
    shape (sentences,), from how well each answers and what speaks for it as the one to
    begin with.
    """
    away = np.arange(len(scores)) - lead
    return {
        "score": scores,
        "less": scores - scores[lead],
        "behind": np.maximum(leads[lead] - leads, 0.0),
        "before": (away == -1).astype(float),
        "next": (away == 1).astype(float),
        "far": (abs(away) > _FAR).astype(float),
    }
