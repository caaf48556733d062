"""How surely a claim is false: logistic regressions over what a comparison comes to, fitted by
`python -m tests.train.verdicts`.
"""

from __future__ import annotations

import json
from functools import cache
from itertools import pairwise
from math import exp
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from assistant.grounding.mismatch import NAMES, NUMBERS, of_names, of_numbers
from assistant.language.similarity import cosines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.grounding.checks import Failure
    from assistant.grounding.comparison import Comparison
    from assistant.grounding.facts import Missing

FILE = Path(__file__).with_name("weights.json")
CLOSENESS = ("one", "held", "verbatim in a row", "in runs", "open")
"""How close a claim is to its sentence: the share of its weight that stands there, the share of
its neighbours that are neighbours there, times the share of words in the same form, the share
of items that have such a neighbour, and how many items are left over.
"""
KINDS = ("sign", "negation", "opposite", "all", "only", "always", "comparison", "cause")
"""The kinds of differences that tell anything, the more the more of the claim stands in runs:
far from the sentence writers deny, widen and narrow what they tell in ways of their own.
"""
ANCHORED = ("negation", "opposite", "all")
"""Of these the kinds of which it tells whether they stand between two neighbours."""
EXCHANGES = frozenset({"comparison", "cause", "reversal"})
"""The kinds of which it tells whether little else differs."""
DIFFERING = (
    *CLOSENESS,
    *KINDS,
    *(f"{kind}, anchored" for kind in ANCHORED),
    "substitution, anchored in a row",
    "exchange, alone",
    "exchange, alone in a row",
)
"""What of a claim and its differences tells whether they contradict its sentence."""
FOREIGNNESS = ("one", "known", "likeness")
"""The share of a claim's weight that stands anywhere in its abstracts, and how alike it is to
the most similar of their sentences, which tells everyday words for a thing from another thing.
"""
NEARNESS = (*CLOSENESS, FOREIGNNESS[1])
"""What of these tells whether something that is missing is false."""
FEATURES = {
    "contradicts": DIFFERING,
    "foreign": FOREIGNNESS,
    "names": (*NEARNESS, *NAMES),
    "numbers": (*NEARNESS, *NUMBERS),
}
"""What each regression weighs, by its name."""


class Fitted(TypedDict):
    """A regression: its weights, and the least chance at which it decides."""

    weights: list[float]
    least: float


def closeness(comparison: Comparison) -> list[float]:
    """Return the values of `CLOSENESS` for a claim; numbers, which are checked on their own, do
    not part neighbours.
    """
    alignment, matched = comparison.alignment, comparison.alignment.matched
    mine = [at for at, item in enumerate(alignment.mine) if not item.number]
    theirs = [to for to, item in enumerate(alignment.theirs) if not item.number]
    following = dict(pairwise(theirs))
    row = [
        (at, after)
        for at, after in pairwise(mine)
        if at in matched and after in matched and following.get(matched[at]) == matched[after]
    ]
    same = sum(
        alignment.mine[at].word == alignment.theirs[to].word for at, to in matched.items()
    )
    return [
        1.0,
        comparison.share([*matched]),
        len(row) / max(1, len(mine) - 1) * same / max(1, len(matched)),
        len({at for pair in row for at in pair}) / max(1, len(mine)),
        min(1.0, len(comparison.open) / 5),
    ]


def differing(comparison: Comparison, differences: Sequence[Failure]) -> list[float]:
    """Return the values of `DIFFERING`: how close a claim is, for each of `KINDS` how much of
    it stands in runs where something differs so, for each of `ANCHORED` how surely between two
    neighbours, and of an exchange whether little else differs; of what tells most in a row of
    the sentence's own words, that too.
    """
    found = {each.kind: each.span[0] if each.span else 0 for each in differences}
    anchorage = comparison.alignment.anchorage
    near = closeness(comparison)
    in_a_row, in_runs = (
        near[CLOSENESS.index(name)] for name in ("verbatim in a row", "in runs")
    )
    substituted = anchorage(found["substitution"]) if "substitution" in found else 0.0
    alone = 0.0 if EXCHANGES.isdisjoint(found) else 1 / len(differences)
    return [
        *near,
        *(in_runs if kind in found else 0.0 for kind in KINDS),
        *(anchorage(found[kind]) if kind in found else 0.0 for kind in ANCHORED),
        substituted * in_a_row,
        alone,
        alone * in_a_row,
    ]


def foreignness(comparison: Comparison) -> list[float]:
    """Return the values of `FOREIGNNESS` for a claim."""
    sentences = [said.text for said in comparison.cited.said]
    return [1.0, comparison.known, float(cosines([comparison.claim.text], sentences).max())]


def strangeness(comparison: Comparison, missing: Missing) -> list[float]:
    """Return the values of `NEARNESS` and of `NAMES` for a claim with missing names."""
    return [*_nearness(comparison), *of_names(comparison, missing)]


def miscount(comparison: Comparison, missing: Missing) -> list[float]:
    """Return the values of `NEARNESS` and of `NUMBERS` for a claim with missing numbers."""
    return [*_nearness(comparison), *of_numbers(comparison, missing)]


def _nearness(comparison: Comparison) -> list[float]:
    return [*closeness(comparison), comparison.known]


def contradicts(comparison: Comparison, differences: Sequence[Failure]) -> bool:
    """Whether what differs makes the claim false, and is not only another way to say it."""
    return _decides("contradicts", differing(comparison, differences))


def is_foreign(comparison: Comparison) -> bool:
    """Whether a claim speaks of something else than its abstracts; vectors are asked for only
    where so few of its words stand there that they can tell.
    """
    return _decides("foreign", [1.0, comparison.known, 0.0]) and _decides(
        "foreign", foreignness(comparison)
    )


def is_invented(comparison: Comparison, missing: Missing) -> bool:
    """Whether what stands nowhere is not there indeed, and is not only written otherwise."""
    return (bool(missing.numbers) and _decides("numbers", miscount(comparison, missing))) or (
        bool(missing.names) and _decides("names", strangeness(comparison, missing))
    )


def _decides(name: str, values: Sequence[float]) -> bool:
    fitted = _read()[name]
    total = sum(weight * value for weight, value in zip(fitted["weights"], values, strict=True))
    return 1 / (1 + exp(-total)) >= fitted["least"]


@cache
def _read() -> dict[str, Fitted]:
    fitted: dict[str, Fitted] = json.loads(FILE.read_text(encoding="utf-8"))
    return fitted
