"""What each part that reads and finds is worth: the share of right answers without it.

    python -m tests.bench.ablation SHARED FOLDER [--unseen]

`SHARED` holds `eval` and `retrieval`; the libraries are made in `FOLDER`. Printed are totals
only, over the files that were tuned on and over collections that never were; `--unseen` asks
those alone. An answer is right as `score.py` counts: all facts, half of the papers that must be
cited, half of what is cited allowed, refused where it has to be.
"""

from __future__ import annotations

import asyncio
import re
import sys
from contextlib import ExitStack, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import PropertyMock, patch

import numpy as np

from assistant.backends.extractive.backend import ExtractiveBackend
from assistant.backends.extractive.composers import premise
from assistant.cli.evaluation.scoring import UnsavedSessions
from assistant.engine.assistant import Assistant
from assistant.engine.following import follow
from assistant.engine.sessions.sessions import Session
from assistant.retrieval import passages, relevance
from tests.eval.libraries import (
    INSTRUMENTS,
    is_tuned_on,
    library_of,
    open_library,
    question_files,
    read_rows,
    title_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

    from assistant.composing.answer import Answer

    Asked = tuple[str, dict[str, Any]]

_ENOUGH = 0.5
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
    "vectors of sentences": lambda: _without("nearest", "near"),
    "place in the search": lambda: _without("search", "lexical", "vector", "rank", "place"),
    "roles of sentences": lambda: _without(
        "_background", "_objective", "_method", "_result", "_resource"
    ),
    "what is wanted": lambda: _without("wanted", "of", "number"),
    "slips mended": lambda: patch("assistant.engine.planner.correct", lambda text, *_: text),
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
    groups: dict[str, list[Asked]] = {"tuned on": [], "never tuned on": []}
    for file, path in question_files(shared).items():
        tuned = is_tuned_on(file)
        if tuned or "blind" in file or file == f"shared_{INSTRUMENTS}":
            rows = [(library_of(file) or row["corpus"], row) for row in read_rows(path, shared)]
            groups["tuned on" if tuned else "never tuned on"] += rows
    if is_unseen_alone:
        del groups["tuned on"]
    names = {name for rows in groups.values() for name, _ in rows}
    assistants = {
        name: Assistant(
            open_library(name, shared, folder), ExtractiveBackend(), UnsavedSessions()
        )
        for name in sorted(names)
    }
    for part, switched_off in PARTS.items():
        with switched_off():
            told = [f"{name} {_score(assistants, rows)}" for name, rows in groups.items()]
        print(f"{part:32} {'   '.join(told)}", flush=True)


def _score(assistants: dict[str, Assistant], rows: Sequence[Asked]) -> str:
    answers = [(row, asyncio.run(ask(assistants[name], row))) for name, row in rows]
    right = sum(is_right(row, answer) for row, answer in answers) / len(answers)
    absent = [answer.abstained for row, answer in answers if row["abstain"]]
    refused = [row["abstain"] for row, answer in answers if answer.abstained]
    return (
        f"right {right:.3f}, refused {sum(absent)} of {len(absent)}, "
        f"refusals right {sum(refused)} of {len(refused)}"
    )


async def ask(assistant: Assistant, row: dict[str, Any]) -> Answer:
    """Return the answer to a question of an evaluation, behind its history."""
    session = Session(row["id"])
    for earlier in row["history"]:
        await follow(assistant.ask(earlier, session=session))
    return await follow(assistant.ask(row["question"], session=session))


def is_right(row: dict[str, Any], answer: Answer) -> bool:
    """Tell whether an answer is right."""
    text = answer.answer
    if row.get("years_in_sources"):
        text += " " + " ".join(str(each.year) for each in answer.citations)
    told = all(re.search(fact, text) for fact in row["facts"])
    if row["abstain"]:
        is_contrary = row["kind"] == "none-premise" and bool(row["facts"]) and told
        return answer.abstained or is_contrary
    cited = {title_of(each.title) for each in answer.citations}
    gold = {title_of(work) for work in row["gold"]}
    allowed = gold | {title_of(work) for work in row["also"] if work != "*"}
    found, good = len(gold & cited), len(cited & allowed)
    is_complete = not gold or found >= _ENOUGH * len(gold) or (row.get("any_gold") and found)
    is_open = not cited or not allowed or "*" in row["also"]
    is_precise = is_open or good >= _ENOUGH * len(cited)
    return not answer.abstained and told and bool(is_complete) and is_precise


if __name__ == "__main__":
    places = [Path(each) for each in sys.argv[1:] if not each.startswith("-")]
    main(*places, is_unseen_alone="--unseen" in sys.argv)
