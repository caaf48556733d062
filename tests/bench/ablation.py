"""What each part that reads and finds is worth: the share of right answers without it.

    python -m tests.bench.ablation SHARED FOLDER [--unseen]

`SHARED` holds `eval` and `retrieval`; the libraries are made in `FOLDER`. Printed are totals
only, over the files that were tuned on and over collections that never were; `--unseen` asks
those alone. An answer is right as `score.py` counts: all facts, half of the papers that must be
cited, half of what is cited allowed, refused where it has to be.
"""

from __future__ import annotations

import asyncio
import sys
from contextlib import ExitStack, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import PropertyMock, patch

import numpy as np

from assistant.backends.extractive.composers import premise
from assistant.retrieval import passages, relevance
from tests.bench.asking import ask, is_right, questions
from tests.eval.libraries import INSTRUMENTS, is_tuned_on

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

    from tests.bench.asking import LibraryQuestion

_WEIGHTS = relevance.weights_of


def _without(*kinds: str) -> AbstractContextManager[Any]:
    """Return a context in which the features that begin or end so weigh nothing."""

    def weights_of(task: relevance.Task) -> relevance.Weights:
        known = _WEIGHTS(task)
        kept = {
            name: weight
            for name, weight in known.weights.items()
            if not any(kind in name for kind in kinds)
        }
        return replace(known, weights=kept)

    stack = ExitStack()
    stack.enter_context(patch.object(relevance, "weights_of", weights_of))
    stack.enter_context(patch.object(passages, "weights_of", weights_of))
    return stack


def _unwidened() -> AbstractContextManager[Any]:
    stack = ExitStack()
    for room in ("features", "term_matches"):
        stack.enter_context(patch(f"assistant.retrieval.{room}.written_for", lambda _: ()))
    return stack


def _no_word_vectors() -> AbstractContextManager[Any]:
    return patch(
        "assistant.retrieval.term_matches.cosines",
        lambda ones, others: np.zeros((len(ones), len(others))),
    )


def _never_absent() -> AbstractContextManager[Any]:
    return patch.object(
        relevance.Relevance, "is_absent", new_callable=PropertyMock, return_value=False
    )


PARTS: dict[str, Callable[[], AbstractContextManager[Any]]] = {
    "nothing switched off": nullcontext,
    "absence": _never_absent,
    "neighbouring words side by side": lambda: _without("unit"),
    "vectors of words": _no_word_vectors,
    "words that papers write": _unwidened,
    "content told from frame": lambda: patch(
        "assistant.questions.question_reader.content_likelihoods", lambda _: {}
    ),
    "vectors of sentences": lambda: _without("nearest", "near"),
    "place in the search": lambda: _without("search", "lexical", "vector", "rank", "place"),
    "roles of sentences": lambda: _without(
        "_background", "_objective", "_method", "_result", "_resource"
    ),
    "what is wanted": lambda: _without("wanted", "of", "number"),
    "slips mended": lambda: patch(
        "assistant.engine.message_reader.correct", lambda text, *_: text
    ),
    "filler left out": lambda: patch("assistant.questions.reading.plain_wording", str),
    "years of papers": lambda: patch(
        "assistant.questions.constraints.find_years", lambda *_, **__: None
    ),
    "what no paper answers": lambda: patch(
        "assistant.retrieval.scope._is_untold", lambda *_: False
    ),
    "what a question presupposes": lambda: patch.object(premise, "compose", lambda _: []),
}


def main(shared: Path, folder: Path, *, is_unseen_alone: bool) -> None:
    """Print a row a part."""
    groups: dict[str, list[LibraryQuestion]] = {} if is_unseen_alone else {"tuned on": []}
    groups["never tuned on"] = []
    for asked in questions(shared, folder, _takes):
        if (name := "tuned on" if is_tuned_on(asked.file) else "never tuned on") in groups:
            groups[name].append(asked)
    for part, switched_off in PARTS.items():
        with switched_off():
            told = [f"{name} {_score(rows)}" for name, rows in groups.items()]
        print(f"{part:32} {'   '.join(told)}", flush=True)


def _takes(file: str) -> bool:
    return is_tuned_on(file) or "blind" in file or file == f"shared_{INSTRUMENTS}"


def _score(asked: Sequence[LibraryQuestion]) -> str:
    answers = [(each.row, asyncio.run(ask(each.assistant, each.row))) for each in asked]
    right = sum(is_right(row, answer) for row, answer in answers) / len(answers)
    absent = [answer.abstained for row, answer in answers if row["abstain"]]
    refused = [row["abstain"] for row, answer in answers if answer.abstained]
    return (
        f"right {right:.3f}, refused {sum(absent)} of {len(absent)}, "
        f"refusals right {sum(refused)} of {len(refused)}"
    )


if __name__ == "__main__":
    places = [Path(each) for each in sys.argv[1:] if not each.startswith("-")]
    main(*places, is_unseen_alone="--unseen" in sys.argv)
