"""`songline ask`: one question, one answer."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from assistant.cli.commands.answer_printer import begin_aloud, tell_unkept
from assistant.cli.commands.output import note, print_json
from assistant.cli.commands.steps import telling
from assistant.engine.following import follow
from assistant.engine.opening import choose_session, open_assistant
from assistant.errors import ExitCode, NoRoomForSessions

if TYPE_CHECKING:
    from argparse import Namespace

    from assistant.composing.answer import Answer
    from assistant.engine.assistant import Assistant
    from assistant.engine.opening import Settings
    from assistant.engine.sessions.sessions import Session


def run(options: Namespace, settings: Settings) -> ExitCode:
    """Answer the question that stands on the command line."""
    with telling("looking for an answer") as tell, open_assistant(settings, tell) as assistant:
        session = _choose_session(options, assistant)
        question = " ".join(options.question)
        aloud = None if options.json else begin_aloud(assistant, session)
        asked = assistant.ask(question, session=session, k=options.k)
        show = None if aloud else _say_json
        answer = asyncio.run(follow(asked, aloud.tell if aloud else tell_unkept, show))
    if show:
        show(answer)
    return ExitCode.ABSTAINED if answer.abstained else ExitCode.ANSWERED


def _say_json(answer: Answer) -> None:
    print_json(answer.to_json())


def _choose_session(options: Namespace, assistant: Assistant) -> Session | None:
    """Return the conversation that was named; on a full disk none, since a question can be
    answered without.
    """
    try:
        return choose_session(assistant.sessions, options.session, resume=options.resume)
    except NoRoomForSessions as error:
        note(f"Answered without the conversation, and not kept in it: {error.on_one_line}")
        return None
