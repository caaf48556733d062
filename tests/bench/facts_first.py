"""In how many answers the fact stands in the first sentence.

    python -m tests.bench.facts_first SHARED FOLDER

`SHARED` holds `eval` and `retrieval`; the libraries are made in `FOLDER`. Counted are questions of
one paper's content (facts, how, why, what is) whose file says which facts an answer must state;
a fact that two sentences tell together stands first only if both are one. Printed are totals.
"""  # noqa: E501

from __future__ import annotations

import asyncio
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from assistant.backends.extractive.backend import ExtractiveBackend
from assistant.backends.extractive.composers.answering import compose_answer
from assistant.cli.evaluation.scoring import UnsavedSessions
from assistant.engine.assistant import Assistant
from assistant.engine.following import follow
from assistant.engine.sessions.sessions import Session
from assistant.language.sentences import cut_sentences
from assistant.questions.intents import Intent
from assistant.questions.question import Kind
from tests.eval.libraries import (
    is_tuned_on,
    library_of,
    open_library,
    question_files,
    read_rows,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from assistant.backends.extractive.composers.answering import Composition
    from assistant.questions.question import Question
    from assistant.retrieval.passages import Passage

_INTENTS = (Intent.FACT, Intent.HOW, Intent.WHY, Intent.DEFINITION)


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with facts, and what it was answered from."""

    file: str
    facts: tuple[str, ...]
    answer: str
    question: Question
    ranked: tuple[Passage, ...]
    chosen: tuple[Passage, ...]


def answered(shared: Path, folder: Path, takes: Callable[[str], bool]) -> Iterator[Answered]:
    """Yield the questions of files that are about what one paper says."""
    assistants: dict[str, Assistant] = {}
    for file, path in question_files(shared).items():
        for row in read_rows(path, shared) if takes(file) else ():
            if row["abstain"] or not row["facts"]:
                continue
            name = library_of(file) or row["corpus"]
            if name not in assistants:
                library = open_library(name, shared, folder)
                assistants[name] = Assistant(library, ExtractiveBackend(), UnsavedSessions())
            yield from _asked(file, row, assistants[name])


def _asked(file: str, row: dict[str, Any], assistant: Assistant) -> Iterator[Answered]:
    composed: list[tuple[Question, Sequence[Passage], Sequence[Passage]]] = []

    def spy(question: Question, *parts: Any) -> Composition:
        composed.append((question, parts[1], parts[2]))
        return compose_answer(question, *parts)

    with patch("assistant.engine.planner.compose_answer", spy):
        answer = asyncio.run(_ask(assistant, row))
    if not composed or answer is None:
        return
    question, ranked, chosen = composed[-1]
    if question.kind is Kind.CONTENT and question.intent in _INTENTS:
        facts = tuple(row["facts"])
        yield Answered(file, facts, answer, question, tuple(ranked), tuple(chosen))


async def _ask(assistant: Assistant, row: dict[str, Any]) -> str | None:
    """Return the text of an answer, None where it is refused."""
    session = Session(row["id"])
    for earlier in row["history"]:
        await follow(assistant.ask(earlier, session=session))
    answer = await follow(assistant.ask(row["question"], session=session))
    return None if answer.abstained else answer.answer


def states(facts: Sequence[str], text: str) -> bool:
    """Tell whether a text states all of some facts."""
    return all(re.search(fact, text) for fact in facts)


def main(shared: Path, folder: Path) -> None:
    """Print how many of the answers state their facts first, and how many at all."""
    first, told, count = Counter[str](), Counter[str](), Counter[str]()
    for each in answered(shared, folder, lambda _: True):
        group = "tuned on" if is_tuned_on(each.file) else "never tuned on"
        opening = next((span.text for span in cut_sentences(each.answer)), "")
        count[group] += 1
        told[group] += states(each.facts, each.answer)
        first[group] += states(each.facts, opening)
    for group, number in count.items():
        print(f"{group:16} first {first[group]} told {told[group]} of {number}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
