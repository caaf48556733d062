"""How tests ask an assistant: all events of an answer, the answer itself, and an assistant
on a script.
"""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from typing import TYPE_CHECKING

from assistant.engine.assistant import Assistant
from assistant.engine.events import AnswerFailed, AnswerFinished
from assistant.engine.sessions.sessions import Sessions
from assistant.paths import user_paths

if TYPE_CHECKING:
    from assistant.backends.base import Backend
    from assistant.composing.answer import Answer
    from assistant.engine.events import Event
    from assistant.engine.sessions.sessions import Session
    from store.errors import SonglineError
    from store.library import Library

HOP_QUESTION = "What NDS does HoP reach on nuScenes?"
HOP = "zong2023temporal"
_BEGUN: dict[tuple[str, ...], Answer] = {}
"""The last answer of each conversation that others go on from."""


def make_assistant(library: Library, backend: Backend) -> Assistant:
    """Return an assistant whose conversations are those of the test's own home."""
    return Assistant(library, backend, Sessions(user_paths().sessions))


async def events_of(
    assistant: Assistant, question: str, session: Session | None = None
) -> list[Event]:
    """Return everything that the engine says about a question."""
    async with aclosing(assistant.ask(question, session=session)) as events:
        return [event async for event in events]


def answer_to(assistant: Assistant, question: str, session: Session | None = None) -> Answer:
    """Return the finished answer to a question."""
    last = asyncio.run(events_of(assistant, question, session))[-1]
    assert isinstance(last, AnswerFinished), last
    return last.answer


def error_of(
    assistant: Assistant, question: str, session: Session | None = None
) -> SonglineError:
    """Return why a question could not be answered."""
    last = asyncio.run(events_of(assistant, question, session))[-1]
    assert isinstance(last, AnswerFailed), last
    return last.error


def talk(assistant: Assistant, *questions: str) -> Answer:
    """Ask one question after the other, and return the last answer; what many conversations
    begin with is asked once.
    """
    session = assistant.sessions.start()
    for count in range(1, len(questions)):
        begun = (assistant.library.location, *questions[:count])
        if begun in _BEGUN:
            assistant.sessions.record(session, _BEGUN[begun])
        else:
            _BEGUN[begun] = answer_to(assistant, questions[count - 1], session)
    return answer_to(assistant, questions[-1], session)
