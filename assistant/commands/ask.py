"""`songline ask`: one question, one answer."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from typing import TYPE_CHECKING

from assistant.commands.aloud import Aloud, AloudAtTheEnd
from assistant.commands.output import print_json
from assistant.commands.steps import telling
from assistant.engine import RETRIEVED
from assistant.errors import ExitCode
from assistant.events import AnswerFailed, AnswerFinished
from assistant.opening import choose_session, open_assistant

if TYPE_CHECKING:
    from argparse import Namespace

    from assistant.engine import Assistant
    from assistant.events import Answer
    from assistant.opening import Settings
    from assistant.sessions import Session


def run(options: Namespace, settings: Settings) -> ExitCode:
    """Answer the question that stands on the command line."""
    with telling() as tell, open_assistant(settings, tell) as assistant:
        session = choose_session(assistant.sessions, options.session, resume=options.resume)
        question = " ".join(options.question)
        aloud = None if options.json else _aloud(assistant)
        answer = asyncio.run(_answer(assistant, question, session, k=options.k, aloud=aloud))
    if options.json:
        print_json(answer.to_json())
    return ExitCode.ABSTAINED if answer.abstained else ExitCode.ANSWERED


async def answer_aloud(assistant: Assistant, question: str, session: Session) -> Answer:
    """Print the answer while it arrives, and below it what was doubted and the papers."""
    return await _answer(assistant, question, session, k=RETRIEVED, aloud=_aloud(assistant))


def _aloud(assistant: Assistant) -> Aloud:
    return AloudAtTheEnd() if assistant.is_strict else Aloud()


async def _answer(
    assistant: Assistant, question: str, session: Session | None, *, k: int, aloud: Aloud | None
) -> Answer:
    async with aclosing(assistant.ask(question, session=session, k=k)) as events:
        async for event in events:
            if isinstance(event, AnswerFailed):
                if event.answer and aloud:
                    aloud.tell(AnswerFinished(event.answer))
                raise event.error
            if aloud:
                aloud.tell(event)
            if isinstance(event, AnswerFinished):
                return event.answer
    raise AssertionError("the engine ended without an answer")
