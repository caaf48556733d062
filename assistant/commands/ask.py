"""`songline ask`: one question, one answer."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from assistant.commands.aloud import begin_aloud
from assistant.commands.output import print_json
from assistant.commands.steps import telling
from assistant.errors import ExitCode
from assistant.following import follow
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
        aloud = None if options.json else begin_aloud(assistant)
        asked = assistant.ask(question, session=session, k=options.k)
        answer = asyncio.run(follow(asked, aloud.tell if aloud else None))
    if options.json:
        print_json(answer.to_json())
    return ExitCode.ABSTAINED if answer.abstained else ExitCode.ANSWERED


async def answer_aloud(assistant: Assistant, question: str, session: Session) -> Answer:
    """Print the answer while it arrives, and below it what was doubted and the papers."""
    return await follow(assistant.ask(question, session=session), begin_aloud(assistant).tell)
