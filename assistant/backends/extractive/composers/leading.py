"""Which sentence of a paper comes first in an answer: the one that answers best, and that does
in its abstract what is asked for.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from assistant.abstracts import Role
from assistant.abstracts.wordings import tells_outcome, tells_reason
from assistant.questions.intents import Holds, Intent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.questions.question import Question
    from assistant.retrieval.passages import Passage

# What is added to the log odds that a sentence answers, fitted by `tests/train/leading.py`.
_WEIGHTS = {
    "decides": 2.26,
    "decides in words": 0.64,
    "cause": 1.90,
    "cause behind the work": 0.36,
    "how, by its outcome": -1.13,
}
FEATURES = tuple(_WEIGHTS)
_SURE = 1e-6


def rank_leads(question: Question, passages: Iterable[Passage]) -> list[Passage]:
    """Return sentences that may answer, the one to begin with first."""
    return sorted(passages, key=lambda each: -_worth(question, each))


def _worth(question: Question, passage: Passage) -> float:
    told = zip(describe_lead(question, passage), _WEIGHTS.values(), strict=True)
    return log_odds(passage) + sum(weight * feature for feature, weight in told)


def log_odds(passage: Passage) -> float:
    """Return the log odds that a sentence answers."""
    score = min(max(passage.score, _SURE), 1.0 - _SURE)
    return math.log(score / (1.0 - score))


def describe_lead(question: Question, passage: Passage) -> tuple[float, ...]:
    """Return what may speak for a sentence as the first, in the order of FEATURES."""
    holds = question.expects.holds if question.expects else None
    is_why = holds is Holds.CAUSE or question.intent is Intent.WHY
    text, role = passage.span.text, passage.role
    return (
        float(holds is Holds.YES_NO and role is Role.RESULT),
        float(holds is Holds.YES_NO and tells_outcome(text)),
        float(is_why and tells_reason(text)),
        float(is_why and role is Role.BACKGROUND),
        float(question.intent is Intent.HOW and tells_outcome(text)),
    )
