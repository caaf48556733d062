"""Commands on what is kept: conversations, exports, papers that are brought in."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.engine.export import FORMATS
from assistant.paths import place_of_library
from assistant.tui.commands import choosing
from store.printable import counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.engine.sessions.sessions import Session
    from assistant.tui.chat import Chat
    from store.library import Library
    from store.progress import Tell

_OF_FORMATS = {
    "markdown": "text with headings and lists",
    "latex": "an article, with the .bib of what it cites",
    "html": "one page for a browser",
    "json": "for a script",
}


def export(chat: Chat, wanted: str) -> None:
    """Write what was said to a file."""
    session = chat.conversation.session
    assistant = chat.opened()
    if assistant is None or session is None:
        return
    name, turns, library = session.name, tuple(session.turns), assistant.library

    # Imported here, as below: nothing is exported before the first frame.
    from assistant.engine.export.exporting import export_from_chat

    def write(_: Tell) -> str:
        written = export_from_chat(library, name, turns, wanted)
        return f"Written to {' and '.join(map(str, written))}."

    chat.begin_job("exporting", write)


def formats(_: Chat, __: str) -> Iterable[tuple[str, str]]:
    """Return the formats of an export."""
    return [(name, _OF_FORMATS.get(name, "")) for name in FORMATS]


def new(chat: Chat, _: str) -> None:
    """Begin another conversation."""
    go_on_with(chat, chat.assistant.sessions.start() if chat.assistant else None)


def sessions(chat: Chat, wanted: str) -> None:
    """List the conversations, or go on with one of them."""
    assistant = chat.opened()
    if assistant is None:
        return
    if wanted in {summary.name for summary in assistant.sessions.list()}:
        go_on_with(chat, assistant.sessions.start(wanted))
        return
    from assistant.tui.screens.sessions import SessionsScreen

    current = chat.conversation.session
    screen = SessionsScreen(
        assistant.sessions,
        wanted,
        current=current.name if current else "",
        export=partial(_export, assistant.library),
    )
    chat.app.push_screen(screen, partial(_go_on_with_chosen, chat))


def session_names(chat: Chat, typed: str) -> Iterable[tuple[str, str]]:
    """Return the conversations whose name begins with what was typed."""
    if chat.assistant is None:
        return []
    summaries = chat.assistant.sessions.list()
    fit = [each for each in summaries if each.name.lower().startswith(typed.lower())]
    return [(each.name, counted(each.turns, "turn")) for each in fit[:20]]


def go_on_with(chat: Chat, session: Session | None) -> None:
    """Show a conversation in the place of the one that is on the screen."""
    chat.conversation.start_over(session)
    chat.name_session()
    if session is not None:
        chat.ask_box.asked.prepend([turn.question for turn in session.turns])


def ingest(chat: Chat, named: str) -> None:
    """Bring the papers of a file into the library, behind the chat; one that is not there yet
    is made.
    """
    place = place_of_library(chat.settings.library)
    is_missing = chat.status.is_failed and choosing.is_to_be_made(chat.settings)
    if not is_missing and chat.opened() is None:
        return
    if not named:
        chat.tell("Name a file: /ingest refs.bib", severity="warning")
        return
    from assistant.engine.ingesting import ingest_into

    path = Path(named).expanduser().absolute()
    chat.begin_in_process(f"reading {path.name}", ingest_into, place, path)


async def quit_(chat: Chat, _: str) -> None:
    """Leave."""
    await chat.app.run_action("quit")


def _export(library: Library, session: Session) -> str:
    from assistant.engine.export.exporting import export_from_chat

    written = export_from_chat(library, session.name, tuple(session.turns), "markdown")
    return f"Written to {' and '.join(str(path.absolute()) for path in written)}."


def _go_on_with_chosen(chat: Chat, session: Session | None) -> None:
    if session is not None:
        go_on_with(chat, session)
