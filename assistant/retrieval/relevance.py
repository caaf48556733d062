"""What belongs to a question, by weights that are fitted: `python -m tests.train.relevance`."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.language.names import missing_names
from assistant.questions.question import Kind
from assistant.retrieval.features import paper_features

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.questions.question import Question
    from assistant.retrieval.features import Column, Similarities
    from store.ranking import Hit

_CLOSE = 2.2
"""Log odds by which a paper may stand behind the best and still be the one that is meant: of 96
questions with so close a second, the best was right for 54 of 100, the second for 27.
"""
_MOST_CLOSE = 2
_LOOKED_AT = 10
"""In how many of the best papers it is looked whether anything is there."""
_FILE = Path(__file__).with_name("relevance.json")


class Task(StrEnum):
    """What a score decides."""

    TOPIC = "topic"
    """Whether a paper is on a topic."""
    ANSWER = "answer"
    """Whether a paper is the one that answers, or that is described."""
    ABSENT = "absent"
    """Whether nothing found is on a topic; seen in the best of what was found."""
    UNTOLD = "untold"
    """Whether the paper that comes closest does not answer a question of content."""
    PASSAGE = "passage"
    """Whether a sentence answers."""
    LEAD = "lead"
    """Which sentence of a paper answers best: not compared across papers."""
    FURTHER = "further"
    """Whether another sentence of its paper belongs beside the one that answers."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic regression: what each feature adds, and from which sum on it is a yes."""

    bias: float
    threshold: float
    weights: Mapping[str, float]

    def score(self, features: Mapping[str, Column]) -> Column:
        """Return the sum for each row of the features."""
        parts = [weight * features[name] for name, weight in self.weights.items()]
        return np.asarray(sum(parts, start=np.asarray(self.bias)))

    def says_so(self, features: Mapping[str, Column]) -> bool:
        """Tell whether one row of features is a yes."""
        return float(self.score(features)) >= self.threshold


@dataclass(frozen=True, eq=False)
class Relevance:
    """What was found for a question, judged."""

    question: Question
    hits: Sequence[Hit]
    features: Mapping[str, Column]

    @classmethod
    def of(
        cls, question: Question, hits: Sequence[Hit], similarities: Similarities
    ) -> Relevance:
        """Judge the hits of one search."""
        return cls(question, hits, paper_features(question, hits, similarities))

    def asked_as(self, kind: Kind) -> Relevance:
        """Return the same of the same words asked as a question of another kind."""
        if kind is self.question.kind:
            return self
        return replace(self, question=replace(self.question, kind=kind))

    def scores(self, task: Task) -> Column:
        """Return how far above its task's threshold each hit is, in log odds."""
        if not self.features:
            return np.zeros(len(self.hits))
        weights = weights_of(task)
        return weights.score(self.features) - weights.threshold

    def ranked(self, task: Task) -> list[Hit]:
        """Return the hits, the most relevant first."""
        order = np.argsort(-self.scores(task), kind="stable")
        return [self.hits[at] for at in order]

    def count_close(self) -> int:
        """Return how many of the best may be the one that is meant: no more than a few."""
        scores = np.sort(self.scores(Task.ANSWER))[::-1][:_MOST_CLOSE]
        return int((scores >= scores[0] - _CLOSE).sum())

    def members(self) -> list[Hit]:
        """Return the papers that are on the topic, as the search ordered them."""
        scores = self.scores(Task.TOPIC)
        return [hit for hit, score in zip(self.hits, scores, strict=True) if score >= 0.0]

    @cached_property
    def is_absent(self) -> bool:
        """Whether nothing found is on the topic, or the paper that comes closest does not
        answer.
        """
        if not self.features:
            return True
        is_topic = self.question.kind is Kind.SURVEY
        is_phrase = is_topic or self.question.is_phrase
        if is_phrase and weights_of(Task.ABSENT).says_so(strongest(self.features)):
            return True
        return not is_topic and weights_of(Task.UNTOLD).says_so(self.closest())

    def closest(self) -> dict[str, Column]:
        """Return the features of the paper that answers if any does, one with all names of
        the question before others, and what share of the names it lacks.
        """
        hits, names = self.ranked(Task.ANSWER), self.question.names
        best = next((hit for hit in hits if not missing_names(names, hit.paper)), hits[0])
        lacking = missing_names(names, best.paper)
        asked = {
            "named": bool(names),
            "names_lacking": len(lacking) / max(1, len(names)),
            "brief": 1.0 / len(self.question.words),
        }
        at = self.hits.index(best)
        own = {name: column[at] for name, column in self.features.items()}
        return own | {name: np.asarray(float(number)) for name, number in asked.items()}


def strongest(features: Mapping[str, Column]) -> dict[str, Column]:
    """Return the largest number of each feature among the best papers."""
    best = np.argsort(-weights_of(Task.TOPIC).score(features), kind="stable")[:_LOOKED_AT]
    return {name: column[best].max() for name, column in features.items()}


@cache
def weights_of(task: Task) -> Weights:
    """Return the fitted weights of a task."""
    return Weights(**json.loads(_FILE.read_text(encoding="utf-8"))[task])
