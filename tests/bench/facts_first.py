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

from assistant.backends.extractive.composers.answering import compose_answer
from assistant.language.sentences import cut_sentences
from assistant.questions.intents import Intent
from assistant.questions.question import Kind
from tests.bench.asking import ask, questions
from tests.eval.libraries import is_tuned_on

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from assistant.backends.extractive.composers.answering import Composition
    from assistant.questions.question import Question
    from assistant.retrieval.passages import Passage
    from tests.bench.asking import LibraryQuestion

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
    for asked in questions(shared, folder, takes):
        if not asked.row["abstain"] and asked.row["facts"]:
            yield from _composed(asked)


def _composed(asked: LibraryQuestion) -> Iterator[Answered]:
    composed: list[tuple[Question, Sequence[Passage], Sequence[Passage]]] = []

    def spy(question: Question, *parts: Any) -> Composition:
        composed.append((question, parts[1], parts[2]))
        return compose_answer(question, *parts)

    with patch("assistant.engine.content_planning.compose_answer", spy):
        answer = asyncio.run(ask(asked.assistant, asked.row))
    if not composed or answer.abstained:
        return
    question, ranked, chosen = composed[-1]
    if question.kind is Kind.CONTENT and question.intent in _INTENTS:
        facts = tuple(asked.row["facts"])
        sources = tuple(ranked), tuple(chosen)
        yield Answered(asked.file, facts, answer.answer, question, *sources)


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
