"""Fit what tells how a question is worded: `python -m tests.train.rewording SHARED`.

`rewordings.jsonl` holds wordings of each plain question by several people who saw neither the
code nor each other's; `SHARED` holds the questions of content that are none of them. Prints how
many wordings of each writer are read rightly when trained on the others; then trains on all,
writes the weights into the package, and prints how many near misses are taken for plain.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.optimize import minimize

from assistant.questions.grammar import expected_rows, rows
from assistant.questions.intents import Intent
from assistant.questions.plain_questions import PLAIN, SURE, is_limited, reword
from assistant.questions.rewording import (
    OTHER,
    PLACE,
    WEIGHTS,
    Rewording,
    grams_of,
    load,
    pairs_of,
    tokens_of,
    vectors_of,
)
from assistant.questions.wording import plain_wording
from tests.eval.libraries import is_tuned_on, question_files, read_rows
from tests.train.grams import number_usual

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Weights = NDArray[np.float64]

WORDINGS = Path(__file__).with_name("rewordings.jsonl")
NEAR_MISSES = Path(__file__).with_name("near_misses.jsonl")
PENALTY = 0.3
LEAST = 2
"""How many wordings must have a gram."""
_SLOT = re.compile(r"\{[TXYA]\}")
# What is asked in these ways may well be worded plainly.
_NOT_OTHER = frozenset("list line compare timeline limits followup margin".split())


class Wording(NamedTuple):
    """A wording of a plain question, its words with places."""

    writer: int
    label: str
    words: tuple[str, ...]


def read_wordings() -> list[Wording]:
    """Return the wordings of all writers; how a thing works and the like is best answered as it
    is worded.
    """
    rows = map(json.loads, WORDINGS.read_text(encoding="utf-8").splitlines())
    return [
        Wording(
            row["writer"],
            row["base"] if row["base"] in PLAIN else OTHER,
            _words(row["wording"]),
        )
        for row in rows
        if not is_limited(row["wording"])
    ]


def _words(wording: str) -> tuple[str, ...]:
    plain = plain_wording(_SLOT.sub(PLACE, wording))
    return tuple(token.lower() for token in tokens_of(plain))


def read_others(shared: Path) -> list[str]:
    """Return questions that are none of the plain ones: of what a paper says, of the files that
    may be fitted on; what the grammar gives as examples; and near misses.
    """
    definitions = [row for row in rows() if row.intent is Intent.DEFINITION]
    examples = [text for row in (*definitions, *expected_rows()) for text in row.examples]
    return (
        examples
        + read_near_misses(is_held_out=False)
        + [
            row["question"]
            for file, path in question_files(shared).items()
            # Questions with words about who asks may well be plain ones.
            if is_tuned_on(file) and "_framed_" not in file
            for row in read_rows(path, shared)
            if row["kind"] not in _NOT_OTHER
        ]
    )


def read_near_misses(*, is_held_out: bool) -> list[str]:
    """Return questions that have words of a plain one and ask for something else."""
    rows = map(json.loads, NEAR_MISSES.read_text(encoding="utf-8").splitlines())
    return [row["question"] for row in rows if row["is_held_out"] is is_held_out]


def train(wordings: Sequence[Wording], others: Sequence[str]) -> Rewording:
    """Return the weights by wordings and by questions that are none of them."""
    wordings = [*wordings, *(Wording(0, label, _words(text)) for label, text in PLAIN.items())]
    plain = [each for each in wordings if each.label != OTHER]
    said = {label: frozenset[str]() for label in (*PLAIN, OTHER)}
    for each in plain:
        said[each.label] |= frozenset(each.words)
    pairs = frozenset(pair for each in plain for pair in pairs_of(each.words))
    untrained = Rewording((), {}, np.zeros((0, 0), np.float32), said, pairs)
    contexts = {
        context.words for text in others for context in untrained.contexts(plain_wording(text))
    }
    # What is left of a question that says more about its topic is worded plainly.
    contexts -= {each.words for each in plain}
    rows = [(each.label, each.words) for each in wordings]
    rows += [(OTHER, words) for words in sorted(contexts)]
    grams = number_usual((grams_of(words) for _, words in rows), LEAST)
    features = np.zeros((len(rows), len(grams)))
    for row, (_, words) in zip(features, rows, strict=True):
        row[[grams[gram] for gram in grams_of(words) if gram in grams]] = 1.0
    features = np.hstack([features, vectors_of([words for _, words in rows])])
    labels = tuple(sorted({label for label, _ in rows}))
    weights = _fit(features, np.array([labels.index(label) for label, _ in rows]), len(labels))
    return Rewording(labels, grams, weights.astype(np.float32), said, pairs)


def _fit(features: NDArray[np.float64], labels: NDArray[np.int_], classes: int) -> Weights:
    """Return the weights of a multinomial logistic regression with an L2 penalty."""
    size, right = features.shape[1], np.eye(classes)[labels]

    def loss(packed: Weights) -> tuple[float, Weights]:
        weights = packed.reshape(size, classes)
        scores = features @ weights
        scores -= scores.max(axis=1, keepdims=True)
        logs = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
        slope = features.T @ (np.exp(logs) - right) + PENALTY * weights
        penalty = PENALTY / 2 * float((weights**2).sum())
        return penalty - float((logs * right).sum()), slope.ravel()

    start = np.zeros(size * classes)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    weights: Weights = found.reshape(size, classes)
    return weights


def main(shared: Path) -> None:
    """Print how a writer's wordings are read without his, train on all, write the weights."""
    wordings, others = read_wordings(), read_others(shared)
    for writer in sorted({each.writer for each in wordings}):
        trained = train([each for each in wordings if each.writer != writer], others)
        own = [
            each for each in wordings if each.writer == writer and each.label in trained.labels
        ]
        likely = trained.likelihoods([each.words for each in own])
        read = [trained.labels[at] for at in likely.argmax(axis=1)]
        right = [label == each.label for label, each in zip(read, own, strict=True)]
        sure = likely.max(axis=1) >= SURE
        sure &= np.array([label != OTHER for label in read])
        print(
            f"writer {writer}: right {sum(right)} of {len(own)}, "
            f"sure {int(sure.sum())}, of them right {sum(np.array(right)[sure])}"
        )
    trained = train(wordings, others)
    np.savez_compressed(
        WEIGHTS,
        labels=np.array(trained.labels),
        grams=np.array(list(trained.grams)),
        weights=trained.weights.astype(np.float16),
        words=np.array([" ".join(sorted(trained.words[label])) for label in trained.labels]),
        pairs=np.array(sorted(trained.pairs)),
    )
    load.cache_clear()
    missed = read_near_misses(is_held_out=True)
    taken = [text for text in missed if reword(text, lambda _: False)]
    print(f"near misses held out: {len(taken)} of {len(missed)} taken for a plain question")
    print(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
