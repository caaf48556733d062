"""The questions of an evaluation, asked of libraries that are opened once each."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from assistant.backends.extractive.backend import ExtractiveBackend
from assistant.cli.evaluation.scoring import UnsavedSessions
from assistant.engine.assistant import Assistant
from assistant.engine.following import follow
from assistant.engine.sessions.sessions import Session
from tests.eval.libraries import library_of, open_library, question_files, read_rows, title_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from assistant.composing.answer import Answer
    from store.library import Library

_ENOUGH = 0.5


class LibraryQuestion(NamedTuple):
    """A question, the file that it stands in, and the assistant of its library."""

    file: str
    row: dict[str, Any]
    assistant: Assistant


def questions(
    shared: Path, folder: Path, takes: Callable[[str], bool]
) -> Iterator[LibraryQuestion]:
    """Yield the questions of the files that `takes` wants by name; `shared` holds `eval` and
    `retrieval`, the libraries are made in `folder`.
    """
    assistants: dict[str, Assistant] = {}
    for file, path in question_files(shared).items():
        for row in read_rows(path, shared) if takes(file) else ():
            name = library_of(file) or row["corpus"]
            if name not in assistants:
                assistants[name] = open_assistant(open_library(name, shared, folder))
            yield LibraryQuestion(file, row, assistants[name])


def open_assistant(library: Library) -> Assistant:
    """Return an assistant over a library, without a model and without a trace."""
    return Assistant(library, ExtractiveBackend(), UnsavedSessions())


def ask_alone(assistant: Assistant, text: str) -> Answer:
    """Return the answer to a text that nothing was said before."""
    return asyncio.run(follow(assistant.ask(text, session=Session("alone"))))


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
