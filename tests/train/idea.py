"""Fit what speaks for a sentence that says what a paper brings, on abstracts with one-line
summaries (SciTLDR).

    python -m tests.train.idea COLLECTIONS/scitldr

prints the weights for `assistant/backends/extractive/composers/parts.py`, and how the sentence chosen
compares, by the words that it shares with the summaries, on the half that was not fitted. The papers of
the libraries in `tests/eval` are left out.
"""  # noqa: E501

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from assistant.backends.extractive.composers.material import ReadPaper
from assistant.backends.extractive.composers.parts import FEATURES, describe_idea, find_idea
from assistant.language.stems import stems
from store.paper import Paper

_DECAY = 1.0
_HERE = Path(__file__).parent


def main(collection: str) -> None:
    """Fit on one half and report on the other."""
    cases = read_cases(Path(collection))
    random.Random(0).shuffle(cases)
    half = len(cases) // 2
    fitted, held_out = cases[:half], cases[half:]
    weights = fit([described(*case) for case in fitted])
    for name, weight in zip(FEATURES, weights, strict=True):
        print(f'    "{name}": {weight:.2f},')
    rows = [described(*case) for case in held_out]
    picked = [shared[int((table @ weights).argmax())] for table, shared in rows]
    now = [gain_of_choice(*case) for case in held_out]
    print(
        f"{len(held_out)} abstracts: fitted {np.mean(picked):.3f}, as it is {np.mean(now):.3f},"
    )
    print(f"best possible {np.mean([shared.max() for _, shared in rows]):.3f}")
    print(f"first sentence {np.mean([shared[0] for _, shared in rows]):.3f}")


def read_cases(folder: Path) -> list[tuple[ReadPaper, list[str]]]:
    """Return papers with their one-line summaries."""
    known = {
        line
        for file in (_HERE.parent / "eval").glob("*_ids.txt")
        for line in file.read_text(encoding="utf-8").split()
    }
    told: dict[str, list[str]] = {}
    for line in (folder / "queries.jsonl").open(encoding="utf-8"):
        query = json.loads(line)
        told.setdefault(query["id"].rpartition("#")[0], []).append(query["text"])
    cases = []
    for line in (folder / "docs.jsonl").open(encoding="utf-8"):
        document = json.loads(line)
        if document["id"] in told and document["id"] not in known:
            cases.append((ReadPaper(1, made(document)), told[document["id"]]))
    return [case for case in cases if len(case[0].reading.sentences) > 1]


def made(document: dict[str, str]) -> Paper:
    return Paper(
        document["id"], document["title"], (), True, None, document["abstract"], None, None
    )


def described(source: ReadPaper, told: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Return the features of each sentence (rows), and the words that it shares with the
    summaries.
    """
    spans = source.spans()
    table = np.array([describe_idea(source, span) for span in spans])
    return table, np.array([overlap(span.text, told) for span in spans])


def overlap(text: str, told: list[str]) -> float:
    """Return F1 of the stems that a sentence and a summary share, the best of several."""
    mine = stems(text)
    best = 0.0
    for other in map(stems, told):
        both = len(mine & other)
        best = max(best, 2 * both / max(1, len(mine) + len(other)))
    return best


def gain_of_choice(source: ReadPaper, told: list[str]) -> float:
    idea = find_idea(source)
    return overlap(idea.text, told) if idea else 0.0


def fit(rows: list[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    """Return the weights whose choice shares most, as expected over a softmax."""

    def loss(weights: np.ndarray) -> float:
        total = 0.0
        for table, shared in rows:
            scores = table @ weights
            chance = np.exp(scores - scores.max())
            total -= float(chance @ shared / chance.sum())
        return total + _DECAY * float(weights @ weights) / 100

    fitted: np.ndarray = minimize(loss, np.zeros(len(FEATURES)), method="L-BFGS-B").x
    return fitted


if __name__ == "__main__":
    main(*sys.argv[1:])
