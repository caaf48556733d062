"""Other conversations, line by line: a new one, an earlier one, a fork."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.cli.commands.output import note
from store.errors import InputError, SonglineError
from store.printable import counted, one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.engine.assistant import Assistant
    from assistant.engine.sessions.sessions import Session

_NAMED = 5


def switch(assistant: Assistant, line: str, session: Session) -> Session:
    """Return the conversation to go on in: a new one, an earlier one, or a fork."""
    command, _, name = line.partition(" ")
    try:
        return SWITCHES[command.lower()](assistant, name.strip(), session)
    except SonglineError as error:
        note(f"songline: {error}")
        return session


def _begin(assistant: Assistant, _: str, __: Session) -> Session:
    note("A new conversation.")
    return assistant.sessions.start()


def _fork(assistant: Assistant, name: str, session: Session) -> Session:
    """Go on elsewhere from the last answer."""
    if not session.turns:
        raise InputError("There is no answer to go on from", advice="Ask a question first.")
    forked = assistant.sessions.fork(session.name, len(session.turns), name)
    note(f"This is “{forked.name}” now; “{session.name}” stays as it is.")
    return forked


def _resume(assistant: Assistant, name: str, _: Session) -> Session:
    names = [summary.name for summary in assistant.sessions.list()]
    if name not in names:
        raise InputError(
            f"There is no conversation {name}".rstrip(),
            advice=f"There are: {', '.join(names[:_NAMED])}" if names else "Ask a question.",
        )
    session = assistant.sessions.start(name)
    note(f"{name}: {counted(len(session.turns), 'turn')}, the last on: {_last(session)}")
    return session


def _last(session: Session) -> str:
    return one_line(session.turns[-1].question) if session.turns else ""


SWITCHES: dict[str, Callable[[Assistant, str, Session], Session]] = {
    "/new": _begin,
    "/fork": _fork,
    "/resume": _resume,
}
