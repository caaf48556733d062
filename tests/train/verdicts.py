"""Fit how close a claim must be to a sentence for a difference to contradict it, how foreign
its words must be for its citation to be wrong, and when a name or a number that stands nowhere
is invented: `python -m tests.train.verdicts [--write]`.

Logistic regressions with an L2 penalty, over the labelled sentences that may be read, SciFact's
training claims, summaries of SciTLDR (true, in free words), and sentences of abstracts with one
thing exchanged by rule. Every source weighs the same, but for those that a rule has made,
which weigh less. Thresholds are set on predictions for sets that the weights were not fitted
to, each left out with all that was made of it, so that a verdict is right often enough on a set
that nobody has seen and that has as many true sentences as false, and of the true sentences of
no set too many are called false.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.optimize import minimize

from assistant.grounding.checks import find_differences
from assistant.grounding.claim_reading import ClaimReading
from assistant.grounding.comparison import compare
from assistant.grounding.facts import find_misquoted, find_missing
from assistant.grounding.quotes import Abstract
from assistant.grounding.sources import Cited
from assistant.grounding.weights import (
    FEATURES,
    FILE,
    Fitted,
    differing,
    foreignness,
    miscount,
    strangeness,
)
from assistant.language.markers import read_citations
from tests.assistant.labelled import sets

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from tests.assistant.labelled.sets import LabelledSentence

PENALTY = 1.0
FOLDS = 5
PRECISION = {"contradicts": 0.92, "names": 0.92, "numbers": 0.9}
"""What the verdicts are to be right in, of sentences that somebody wrote, on sets that were not
fitted to; above the .90 that is asked of them, since other sentences decide.
"""
MOST_WRONG = {"contradicts": 0.02, "foreign": 0.0, "names": 0.03, "numbers": 0.02}
"""The share of the true sentences of a source that each of them may call false: together less
than the .08 that is asked, most to the one that is right most often.
"""
WRITTEN = ("tune", "near_tune", "drawn_tune", "answers_tune", "medicine_tune")
"""The files of verdicts that may be read."""
UNSURE = "summaries"
"""The source whose true sentences may tell what the abstract does not have."""
BY_RULE = ("made", "falsified", "elsewhere", "cases", "swaps")
"""What the sources begin with whose false sentences a rule has made."""
LESS = 0.4
"""What these weigh beside what somebody wrote: rules err in other ways than writers do."""
ROUNDED = "made by rounding"
"""The source that tells about missing numbers alone."""


class SentenceRow(NamedTuple):
    """What is read off one labelled sentence."""

    source: str
    paper: str
    is_true: bool
    differences: list[float]
    """Empty where nothing differs."""
    foreign: list[float]
    names: list[float]
    """Empty where every name stands somewhere."""
    numbers: list[float]
    """Empty where every number does."""

    @property
    def is_missing(self) -> bool:
        """Whether a name or a number stands nowhere."""
        return bool(self.names or self.numbers)

    @property
    def is_by_rule(self) -> bool:
        """Whether a rule has made it."""
        return self.source.startswith(BY_RULE)

    @property
    def fold(self) -> str:
        """What it is left out with: the set that it is from, or that it was made of; where it
        was made of sentences of abstracts, the paper.
        """
        first, _, last = self.source.partition(", ")
        if first.startswith("made"):
            return f"made {sum(map(ord, self.paper)) % FOLDS}"
        return last if first in {"falsified", "elsewhere"} else first


def read_rows(examples: Iterable[LabelledSentence]) -> list[SentenceRow]:
    """Return the rows of those sentences that no quotation decides."""
    found = []
    for each in examples:
        read = read_citations(each.text, each.papers)
        abstracts = {
            marker: Abstract(each.papers[marker - 1])
            for marker in read.markers
            if marker <= len(each.papers)
        }
        claim, cited = ClaimReading(read.claim), Cited(abstracts)
        if find_misquoted(claim, cited) or (comparison := compare(claim, cited)) is None:
            continue
        differences = list(find_differences(comparison))
        missing = find_missing(claim, cited)
        found.append(
            SentenceRow(
                each.source,
                each.papers[0].key,
                each.is_true,
                differing(comparison, differences) if differences else [],
                foreignness(comparison),
                strangeness(comparison, missing) if missing.names else [],
                miscount(comparison, missing) if missing.numbers else [],
            )
        )
    return found


@cache
def examples() -> list[LabelledSentence]:
    """Return all that the weights are fitted to."""
    found = [each for name in WRITTEN for each in sets.blind(name)]
    found += [
        *sets.prose(is_held_out=False),
        *sets.scifact(),
        *sets.small_model(),
        *sets.summaries(),
    ]
    found += sets.falsified(found)
    found += sets.exchanged(is_held_out=False)
    found += sets.cases(is_right=True, is_held_out=False)
    found += sets.cases(is_right=False, is_held_out=False)
    for field in ("scitldr", "cranfield", "scifact"):
        papers = list(sets.papers_of(field).values())
        random.Random(2).shuffle(papers)
        made = sets.made_of(papers[:100], field, seed=2)
        found += (
            replace(each, source="made" if each.is_true else f"made, {each.kind}")
            for each in made
        )
        found += sets.rounded(papers)
        found += sets.exchanged_sides(papers)
    return found


def elsewhere() -> list[LabelledSentence]:
    """Return sentences that are true of another paper of their set than the one they cite."""
    true = [each for each in examples() if each.is_true and not each.source.startswith("made")]
    random.Random(4).shuffle(true)
    by_source: dict[str, list[LabelledSentence]] = {}
    for each in true:
        by_source.setdefault(each.source, []).append(each)
    return [
        replace(
            each,
            source=f"elsewhere, {each.source}",
            papers=(other.papers[0],) * len(each.papers),
            is_true=False,
        )
        for some in by_source.values()
        for each, other in pairwise(some)
        if other.papers[0] not in each.papers
    ]


def fit(
    inputs: NDArray[np.float64], truth: NDArray[np.float64], weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the weights of a logistic regression."""

    def loss(beta: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margin = np.where(truth > 0, 1.0, -1.0) * (inputs @ beta)
        value = float(weights @ np.logaddexp(0, -margin) + PENALTY * beta[1:] @ beta[1:] / 2)
        slope = (
            -np.where(truth > 0, 1.0, -1.0) * weights / (1 + np.exp(np.clip(margin, -50, 50)))
        )
        gradient = inputs.T @ slope + PENALTY * np.r_[0.0, beta[1:]]
        return value, gradient

    found: NDArray[np.float64] = minimize(
        loss, np.zeros(inputs.shape[1]), jac=True, method="L-BFGS-B"
    ).x
    return found


def balanced(rows: list[SentenceRow], truth: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return a weight for each row by which every source and side counts the same, or less."""
    sides = [(row.source, bool(label)) for row, label in zip(rows, truth, strict=True)]
    counts = Counter(sides)
    wholes = (100 * LESS if row.is_by_rule else 100 for row in rows)
    return np.array(
        [whole / max(20, counts[side]) for whole, side in zip(wholes, sides, strict=True)]
    )


def fit_and_set(
    name: str, rows: list[SentenceRow], inputs: NDArray[np.float64], truth: NDArray[np.float64]
) -> Fitted:
    """Return weights and the least probability at which the verdict is right often enough."""
    weights = balanced(rows, truth)
    folds = np.array([row.fold for row in rows])
    chances = np.zeros(len(rows))
    for left_out in sorted(set(folds)):
        inside = folds != left_out
        beta = fit(inputs[inside], truth[inside], weights[inside])
        chances[~inside] = 1 / (1 + np.exp(-inputs[~inside] @ beta))
    sources = {row.source for row in rows}
    if name != "foreign":  # a summary is about its paper, whatever else it tells
        sources.discard(UNSURE)
    least = least_wrong(chances, truth, rows, sources, MOST_WRONG[name])
    if name in PRECISION:
        least = max(least, threshold(chances, truth, shares(rows, truth), PRECISION[name]))
    print_found(name, rows, chances >= least, truth, weights)
    print(f"    least chance {least:.3f}")
    beta = fit(inputs, truth, weights)
    return {
        "weights": [round(float(each), 3) for each in beta],
        "least": round(float(least), 3),
    }


def shares(rows: list[SentenceRow], truth: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return which share each row is of its side of the set that it is from; none for what is
    unsure or what a rule has made.
    """
    sizes = Counter((each.source, not each.is_true) for each in examples())
    return np.array(
        [
            0.0 if row.is_by_rule or row.fold == UNSURE else 1 / sizes[row.source, bool(label)]
            for row, label in zip(rows, truth, strict=True)
        ]
    )


def print_found(
    name: str,
    rows: list[SentenceRow],
    said: NDArray[np.bool_],
    truth: NDArray[np.float64],
    weights: NDArray[np.float64],
) -> None:
    """Print what is found on sets left out, and how often wrongly, by source."""
    is_so = truth > 0
    hits = float(weights[said & is_so].sum())
    precision = hits / max(1e-9, float(weights[said].sum()))
    recall = hits / float(weights[is_so].sum())
    print(f"{name}: {len(rows)} rows, precision {precision:.3f}, recall {recall:.3f}")
    for source in sorted({row.source for row in rows}):
        own = np.array([row.source == source for row in rows])
        found, all_so = (said & own & is_so).sum(), (own & is_so).sum()
        wrong, all_not = (said & own & ~is_so).sum(), (own & ~is_so).sum()
        print(
            f"    {source:26} {found:4} of {all_so:4} found, {wrong:4} of {all_not:4} wrongly"
        )


def threshold(
    chances: NDArray[np.float64],
    truth: NDArray[np.float64],
    weights: NDArray[np.float64],
    precision: float,
) -> float:
    """Return the least chance from which on so great a share, by weight, is right."""
    order = np.argsort(-chances)
    right = np.cumsum((weights * truth)[order])
    share = right / np.maximum(np.cumsum(weights[order]), 1e-9)
    good = np.flatnonzero((share >= precision) & (weights[order] > 0))
    return float(chances[order][good[-1]]) if len(good) else 1.0


def least_wrong(
    chances: NDArray[np.float64],
    truth: NDArray[np.float64],
    rows: list[SentenceRow],
    sources: set[str],
    share: float,
) -> float:
    """Return the least chance from which on no more than this share of the true sentences of
    any of some sources is called false.
    """
    every = Counter(each.source for each in examples() if each.is_true)
    least = 0.0
    for source in sources:
        own = np.array([row.source == source for row in rows]) & (truth == 0)
        wrong = np.sort(chances[own])[::-1]
        allowed = ceil(share * every[source])
        if len(wrong) > allowed:
            least = max(least, float(np.nextafter(wrong[allowed], 1)))
    return least


def main() -> None:
    """Fit, print what is found on sets left out, and with `--write` keep the weights."""
    every = read_rows(examples())
    others = read_rows(elsewhere())
    rows = [row for row in every if not row.is_missing]
    other = [row for row in rows if row.differences and row.source != ROUNDED]
    own = [row for row in rows if row.is_true and not row.source.startswith("made")]
    cited_wrongly = [*own, *(row for row in others if not row.is_missing)]
    named = [row for row in (*every, *others) if row.names and row.source != ROUNDED]
    counted = [row for row in (*every, *others) if row.numbers]
    inputs = {
        "contradicts": (other, [row.differences for row in other]),
        "foreign": (cited_wrongly, [row.foreign for row in cited_wrongly]),
        "names": (named, [row.names for row in named]),
        "numbers": (counted, [row.numbers for row in counted]),
    }
    found = {
        name: fit_and_set(
            name,
            some,
            np.array(values),
            np.array([float(not row.is_true) for row in some]),
        )
        for name, (some, values) in inputs.items()
    }
    for name, features in FEATURES.items():
        print(name)
        for feature, value in zip(features, found[name]["weights"], strict=True):
            print(f"    {feature:18} {value}")
    if "--write" in sys.argv:
        FILE.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
