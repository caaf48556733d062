"""Fit what speaks for a sentence as the first of an answer.

    python -m tests.train.leading SHARED FOLDER

prints the weights for `assistant/backends/extractive/composers/leading.py`, added to the log odds that
the retrieval gives a sentence, and in how many answers the sentence so chosen states the facts, with
weights fitted on the other libraries.
"""  # noqa: E501

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize

from assistant.backends.extractive.composers.leading import FEATURES, describe_lead, log_odds
from tests.bench.facts_first import answered, states
from tests.eval.libraries import is_tuned_on, library_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tests.bench.facts_first import Answered

    Array = NDArray[np.float64]
    Case = tuple[str, Array, Array, Array]

_PENALTY = 0.1


def main(shared: Path, folder: Path) -> None:
    """Fit on all, and report by library held out."""
    cases = [case for each in answered(shared, folder, is_tuned_on) for case in _case(each)]
    for name, weight in zip(FEATURES, fit(cases), strict=True):
        print(f'    "{name}": {weight:.2f},')
    libraries = sorted({library for library, *_ in cases})
    right = 0
    for library in libraries:
        weights = fit([case for case in cases if case[0] != library])
        right += sum(_is_right(case, weights) for case in cases if case[0] == library)
    plain = sum(_is_right(case, np.zeros(len(FEATURES))) for case in cases)
    print(f"{len(cases)} answers: held out {right} right, by the log odds alone {plain}")


def _case(each: Answered) -> list[Case]:
    """Return log odds (sentences,), features (sentences, features) and which state the facts,
    of the papers that the answer is from; none where no sentence states them alone.
    """
    meant = {passage.marker for passage in each.chosen}
    passages = [passage for passage in each.ranked if passage.marker in meant]
    right = np.array([float(states(each.facts, each_.span.text)) for each_ in passages])
    if not right.any() or right.all():
        return []
    odds = np.array([log_odds(passage) for passage in passages])
    table = np.array([describe_lead(each.question, passage) for passage in passages])
    return [(library_of(each.file) or "", odds, table, right)]


def _is_right(case: Case, weights: Array) -> bool:
    _, odds, table, right = case
    return bool(right[int((odds + table @ weights).argmax())])


def fit(cases: Sequence[Case]) -> Array:
    """Return the weights by which the sentences that state the facts are likeliest."""

    def loss(weights: Array) -> float:
        total = 0.0
        for _, odds, table, right in cases:
            scores = odds + table @ weights
            chance = np.exp(scores - scores.max())
            total -= float(np.log(chance @ right / chance.sum()))
        return total + _PENALTY * float(weights @ weights)

    fitted: Array = minimize(loss, np.zeros(len(FEATURES)), method="L-BFGS-B").x
    return fitted


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
