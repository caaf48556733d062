"""Fit what the vectors of an embedder weigh beside words, `Embedder.vector_weights`:

    python -m tests.train.ranking EMBEDDER FOLDER COLLECTION…

A collection is as in `tests/bench/retrieval.py`; its library is made in `FOLDER`, and kept.
Printed is nDCG@10 of each collection for each pair of weights, with the difference to the first
pair, which is WordLlama's, and its 95 % bootstrap interval.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from itertools import product
from math import log2
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import numpy as np

from store.library import Library
from store.ranking import VECTOR_WEIGHTS, rank
from tests.assistant.labelled.sets import make_paper, read_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

WEIGHTS = (VECTOR_WEIGHTS, *product((0.3, 0.5, 0.7), (0.5, 0.6, 0.7, 0.8)))
_DEPTH = 10
_ROUNDS = 1000


@dataclass(frozen=True, slots=True)
class JudgedQuestion:
    """What a search has to rank for a question, and the gains of the papers judged for it."""

    found: tuple[Any, ...]
    exact: list[str]
    gains: dict[str, int]

    def value(self, weights: tuple[float, float]) -> float:
        """Return nDCG@10 with these weights."""
        ranked = rank(*self.found, exact=self.exact, weights=weights)[:_DEPTH]
        best = sorted(self.gains.values(), reverse=True)[:_DEPTH]
        gained = [self.gains.get(key, 0) for key, *_ in ranked]
        return _discounted(gained) / _discounted(best)


def _discounted(gains: list[int]) -> float:
    return sum(gain / log2(place) for place, gain in enumerate(gains, start=2))


def read_questions(collection: Path, folder: Path, embedder: str) -> Iterator[JudgedQuestion]:
    """Yield the questions of a collection, each with what a search of its library finds."""
    gains: dict[str, dict[str, int]] = {}
    for line in (collection / "qrels.tsv").read_text(encoding="utf-8").splitlines():
        question, paper, gain = line.split("\t")
        gains.setdefault(question, {})[paper] = int(gain)
    papers = [
        make_paper(each["id"], each["title"], each["abstract"])
        for each in read_lines(collection / "docs.jsonl")
    ]
    with Library.open(folder / collection.name, embedder=embedder) as library:
        library.add(papers)
        for each in read_lines(collection / "queries.jsonl"):
            if any(gains.get(each["id"], {}).values()):
                with patch("store.library.rank", return_value=[]) as asked:
                    library.search(each["text"])
                [call] = asked.call_args_list
                yield JudgedQuestion(call.args, call.kwargs["exact"], gains[each["id"]])


def main(embedder: str, folder: Path, collections: list[Path]) -> None:
    """Print a row a pair of weights."""
    asked = {each.name: [*read_questions(each, folder, embedder)] for each in collections}
    first: dict[str, NDArray[np.float64]] = {}
    for weights in WEIGHTS:
        told = []
        for name, questions in asked.items():
            values = np.array([each.value(weights) for each in questions])
            gained = values - first.setdefault(name, values)
            low, high = _interval(gained)
            told.append(
                f"{name} {values.mean():.4f} ({gained.mean():+.4f} [{low:+.4f}, {high:+.4f}])"
            )
        print(json.dumps(weights), "  ".join(told), flush=True)


def _interval(values: NDArray[np.float64]) -> tuple[float, float]:
    chance = np.random.default_rng(1)
    means = [chance.choice(values, len(values)).mean() for _ in range(_ROUNDS)]
    low, high = np.quantile(means, (0.025, 0.975))
    return float(low), float(high)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), [Path(each) for each in sys.argv[3:]])
