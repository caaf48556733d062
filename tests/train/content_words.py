"""Fit what tells the words a question is about from those that frame it:
`python -m tests.train.content_words`.

`marked_questions.jsonl` holds questions of many fields by several people who saw neither the
code nor each other's, with [brackets] round what each is about, `messages.jsonl` messages of
all kinds, with {people} and <years> marked too. Prints how the words of each writer are told
when trained on the others; then trains on the questions, and on both, and writes the weights of
questions and those of messages into the package.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_array, hstack

from assistant.questions.content_words import (
    OF_MESSAGES,
    WEIGHTS,
    ContentWords,
    candidates,
    dense_features,
    grams_of,
    tokens_of,
)
from tests.train.grams import number_usual

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Array = NDArray[np.float64]

MARKED = Path(__file__).with_name("marked_questions.jsonl")
PENALTY = 1.0
LEAST = 2
"""How many words must have a gram."""
FRAMED = frozenset((1, 2, 3))
"""The writers whose questions relevance is fitted on, which sees their words told by others."""
MESSAGES = Path(__file__).with_name("messages.jsonl")
_FIRST_OF_MESSAGES = 300
_PART = re.compile(r"\[(?P<content>[^\]]*)\]|(?P<other>\{[^}]*\}|<[^>]*>)|[^\[{<]+")


class MarkedWord(NamedTuple):
    """A word of a question."""

    grams: frozenset[str]
    dense: NDArray[np.float32]
    is_content: bool


def read_marked(*, is_held_out: bool) -> dict[int, list[MarkedWord]]:
    """Return the words of each writer whose questions are held out, or of each other."""
    rows: dict[int, list[MarkedWord]] = {}
    for line in MARKED.read_text(encoding="utf-8").splitlines():
        each = json.loads(line)
        if each.get("is_held_out", False) is is_held_out:
            rows.setdefault(each["writer"], []).extend(rows_of(each["question"]))
    return rows


def read_messages(*, is_held_out: bool) -> dict[int, list[MarkedWord]]:
    """Return the words of each writer whose messages are held out, or of each other."""
    rows: dict[int, list[MarkedWord]] = {}
    for line in MESSAGES.read_text(encoding="utf-8").splitlines():
        each = json.loads(line)
        if each["is_held_out"] is is_held_out:
            rows.setdefault(_FIRST_OF_MESSAGES + each["writer"], []).extend(
                rows_of(each["message"])
            )
    return rows


def rows_of(marked: str) -> list[MarkedWord]:
    """Return the words of a question with brackets round what it is about, but for people and
    years.

    Raises ValueError where a bracket cuts a word.
    """
    marks = [
        (token.word, None if part["other"] else part["content"] is not None)
        for part in _PART.finditer(marked)
        for token in tokens_of(part[0])
    ]
    tokens = tokens_of(_unmarked(marked))
    if [word for word, _ in marks] != [token.word for token in tokens]:
        raise ValueError(f"A bracket cuts a word: {marked}")
    places = candidates(tokens)
    if not places:
        return []
    return [
        MarkedWord(frozenset(grams_of(tokens, at)), dense, bool(marks[at][1]))
        for at, dense in zip(places, dense_features(tokens, places), strict=True)
        if marks[at][1] is not None
    ]


def _unmarked(marked: str) -> str:
    """Return a question without its brackets; "->" is none."""
    return "".join(
        part[0] if part["content"] is None and not part["other"] else part[0][1:-1]
        for part in _PART.finditer(marked)
    )


def train(rows: Sequence[MarkedWord]) -> ContentWords:
    """Return the weights by words that are marked."""
    grams = number_usual((row.grams for row in rows), LEAST)
    features, labels = _table(rows, grams), np.array([row.is_content for row in rows], float)
    size = features.shape[1]

    def loss(packed: Array) -> tuple[float, Array]:
        weights, bias = packed[:-1], packed[-1]
        logits = features @ weights + bias
        wrong = 1.0 / (1.0 + np.exp(-logits)) - labels
        slope = np.append(features.T @ wrong + PENALTY * weights, wrong.sum())
        likelihood = float((np.logaddexp(0.0, logits) - labels * logits).sum())
        return likelihood + PENALTY / 2 * float(weights @ weights), slope

    start, options = np.zeros(size + 1), {"maxiter": 200}
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options=options).x
    return ContentWords(grams, found.astype(np.float32))


def _table(rows: Sequence[MarkedWord], grams: dict[str, int]) -> csr_array:
    places = [
        (at, grams[gram]) for at, row in enumerate(rows) for gram in row.grams if gram in grams
    ]
    at, columns = np.array(places).T
    sparse = csr_array((np.ones(len(at)), (at, columns)), shape=(len(rows), len(grams)))
    return hstack([sparse, csr_array(np.array([row.dense for row in rows]))], format="csr")


def train_without_framed() -> ContentWords:
    """Return weights by the questions that relevance is not fitted on."""
    by_writer = read_marked(is_held_out=False)
    return train(
        [row for each, rows in by_writer.items() if each not in FRAMED for row in rows]
    )


def count_right(trained: ContentWords, rows: Sequence[MarkedWord]) -> int:
    """Return how many words are told rightly."""
    logits = _table(rows, trained.grams) @ trained.weights[:-1] + trained.weights[-1]
    is_content = np.array([row.is_content for row in rows])
    return int(((logits > 0.0) == is_content).sum())


def main() -> None:
    """Print how a writer's words are told without his, train on all but what is held out, write
    the weights, and print how those are told.
    """
    marked = read_marked(is_held_out=False)
    both = marked | read_messages(is_held_out=False)
    for by_writer in (marked, both):
        for writer, own in by_writer.items():
            others = [row for each, rows in by_writer.items() if each != writer for row in rows]
            print(f"writer {writer}: right {count_right(train(others), own)} of {len(own)}")
    held_out = read_marked(is_held_out=True)
    for path, by_writer, other in (
        (WEIGHTS, marked, held_out),
        (OF_MESSAGES, both, held_out | read_messages(is_held_out=True)),
    ):
        trained = train([row for rows in by_writer.values() for row in rows])
        np.savez_compressed(
            path,
            grams=np.array(list(trained.grams)),
            weights=trained.weights.astype(np.float16),
        )
        trained = ContentWords.load(path)
        for writer, own in other.items():
            print(f"writer {writer}, held out: right {count_right(trained, own)} of {len(own)}")
        print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
