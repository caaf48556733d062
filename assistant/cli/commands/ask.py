"""`songline ask`: one question, one answer."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from assistant.cli.commands.answer_printer import begin_aloud, tell_unkept
from assistant.cli.commands.output import print_json
from assistant.cli.commands.steps import telling
from assistant.engine.following import follow
from assistant.engine.opening import choose_session, open_assistant
from assistant.errors import ExitCode

if TYPE_CHECKING:
    from argparse import Namespace

    from assistant.engine.opening import Settings


def run(options: Namespace, settings: Settings) -> ExitCode:
    """Answer the question that stands on the command line."""
    with telling("looking for an answer") as tell, open_assistant(settings, tell) as assistant:
        session = choose_session(assistant.sessions, options.session, resume=options.resume)
        question = " ".join(options.question)
        aloud = None if options.json else begin_aloud(assistant)
        asked = assistant.ask(question, session=session, k=options.k)
        answer = asyncio.run(follow(asked, aloud.tell if aloud else tell_unkept))
    if options.json:
        print_json(answer.to_json())
    return ExitCode.ABSTAINED if answer.abstained else ExitCode.ANSWERED
