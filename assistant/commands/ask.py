"""`songline ask`: one question, one answer."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from typing import TYPE_CHECKING

from assistant.commands.output import print_json, say, source_line
from assistant.commands.steps import telling
from assistant.engine import RETRIEVED
from assistant.errors import ExitCode
from assistant.events import AnswerFailed, AnswerFinished, TextArrived, Verdict
from assistant.opening import choose_session, open_assistant

if TYPE_CHECKING:
    from argparse import Namespace

    from assistant.engine import Assistant
    from assistant.events import Answer, Event
    from assistant.opening import Settings
    from assistant.sessions import Session

_DOUBTED = {Verdict.UNSUPPORTED: "not supported by what it cites", Verdict.UNCITED: "cites no paper"}


def run(options: Namespace, settings: Settings) -> ExitCode:
    """Answer the question that stands on the command line."""
    with telling() as tell, open_assistant(settings, tell) as assistant:
        session = choose_session(assistant.sessions, options.session, resume=options.resume)
        question = " ".join(options.question)
        answer = asyncio.run(_answer(assistant, question, session, k=options.k, quiet=options.json))
    if options.json:
        print_json(answer.to_json())
    return ExitCode.ABSTAINED if answer.abstained else ExitCode.ANSWERED


async def answer_aloud(assistant: Assistant, question: str, session: Session) -> Answer:
    """Print the answer while it arrives, and below it what was doubted and the papers."""
    return await _answer(assistant, question, session, k=RETRIEVED, quiet=False)


async def _answer(
    assistant: Assistant, question: str, session: Session | None, *, k: int, quiet: bool
) -> Answer:
    async with aclosing(assistant.ask(question, session=session, k=k)) as events:
        async for event in events:
            if isinstance(event, AnswerFailed):
                raise event.error
            if not quiet:
                _show(event)
            if isinstance(event, AnswerFinished):
                return event.answer
    raise AssertionError("the engine ended without an answer")


def _show(event: Event) -> None:
    match event:
        case TextArrived(text):
            say(text, end="")
        case AnswerFinished(answer):
            say()
            _show_foot(answer)
        case _:
            pass


def _show_foot(answer: Answer) -> None:
    if answer.rewritten or answer.reason or answer.citations:
        say()
    if answer.rewritten:
        say(f"Understood as: {answer.rewritten}")
    for sentence in answer.sentences:
        if doubt := _DOUBTED.get(sentence.verdict):
            say(f"! {doubt}: {sentence.text}")
    if answer.reason:
        say(answer.reason)
    for citation in sorted(answer.citations, key=lambda citation: citation.marker):
        say(source_line(citation))
