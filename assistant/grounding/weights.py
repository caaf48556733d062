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

from assistant.grounding.mismatch import mismatch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.grounding.checks import Failure
    from assistant.grounding.comparison import Comparison
    from assistant.grounding.facts import Missing

FILE = Path(__file__).with_name("weights.json")
CLOSENESS = ("one", "held", "in a row", "verbatim in a row", "in runs", "open")
"""How close a claim is to its sentence: the share of its weight that stands there, the share of
its neighbours that are neighbours there, the same times the share of words in the same form,
the share of items that have such a neighbour, and how many items are left over.
"""
KINDS = (
    "binding",
    "negation",
    "opposite",
    "all",
    "only",
    "always",
    "first",
    "most",
    "degree",
    "comparison",
    "cause",
    "voice",
    "order",
    "substitution",
    "mixture",
    "addition",
)
"""The kinds of differences, each with a weight of its own."""
FOREIGNNESS = ("one", "known", "length")
"""The share of a claim's weight that stands anywhere in its abstracts, and its length."""


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
    in_a_row = len(row) / max(1, len(mine) - 1)
    return [
        1.0,
        comparison.share([*matched]),
        in_a_row,
        in_a_row * same / max(1, len(matched)),
        len({at for pair in row for at in pair}) / max(1, len(mine)),
        min(1.0, len(comparison.open) / 5),
    ]


def kinds_of(differences: Sequence[Failure]) -> list[float]:
    """Return for each of `KINDS` whether something differs so."""
    found = {each.kind for each in differences}
    return [float(kind in found) for kind in KINDS]


def foreignness(comparison: Comparison) -> list[float]:
    """Return the values of `FOREIGNNESS` for a claim."""
    return [1.0, comparison.known, min(1.0, len(comparison.alignment.mine) / 20)]


def inventedness(
    comparison: Comparison, differences: Sequence[Failure], missing: Missing
) -> list[float]:
    """Return all that tells how a claim with missing names or numbers stands to its abstracts:
    the values of `CLOSENESS`, `KINDS`, `FOREIGNNESS` but its first, and `MISMATCH`.
    """
    return [
        *closeness(comparison),
        *kinds_of(differences),
        *foreignness(comparison)[1:],
        *mismatch(comparison, missing),
    ]


def contradicts(comparison: Comparison, differences: Sequence[Failure]) -> bool:
    """Whether what differs makes the claim false, and is not only another way to say it."""
    return _decides("contradicts", closeness(comparison) + kinds_of(differences))


def is_foreign(comparison: Comparison) -> bool:
    """Whether a claim speaks of something else than its abstracts."""
    return _decides("foreign", foreignness(comparison))


def is_invented(
    comparison: Comparison, differences: Sequence[Failure], missing: Missing
) -> bool:
    """Whether what stands nowhere is not there indeed, and is not only written otherwise."""
    return _decides("invented", inventedness(comparison, differences, missing))


def _decides(name: str, values: Sequence[float]) -> bool:
    fitted = _read()[name]
    total = sum(weight * value for weight, value in zip(fitted["weights"], values, strict=True))
    return 1 / (1 + exp(-total)) >= fitted["least"]


@cache
def _read() -> dict[str, Fitted]:
    fitted: dict[str, Fitted] = json.loads(FILE.read_text(encoding="utf-8"))
    return fitted
