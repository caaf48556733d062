"""Opening the library from a thread: every outcome, good or bad, arrives as a message."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from assistant.tui.messages import LibraryFailed, LibraryOpened, LibraryProgressed
from store.errors import SonglineError

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.message import Message

    from assistant.engine.assistant import Assistant
    from assistant.engine.opening import Settings
    from assistant.engine.sessions.sessions import Session

    Connect = Callable[[Settings, Callable[[str], None]], Assistant]
    """Opens what the settings name; it may tell how far it is."""


def open_library(
    connect: Callable[[Callable[[str], None]], Assistant],
    start_session: Callable[[Assistant], Session],
    post: Callable[[Message], bool],
) -> None:
    """Open the library and a session, and post the outcome; `post` tells whether the chat is
    still there.
    """

    def tell(status: str) -> None:
        if not post(LibraryProgressed(status)):
            raise _ChatLeft

    try:
        # What shows answers, before there are any.
        import_module("assistant.tui.resumed")
        assistant = connect(tell)
        opened = LibraryOpened(assistant, start_session(assistant), assistant.library.count())
    except _ChatLeft:
        return
    except SonglineError as error:
        post(LibraryFailed(error))
    except Exception as error:  # noqa: BLE001
        post(LibraryFailed(unexpected(error)))
    else:
        if not post(opened):
            assistant.close()


class _ChatLeft(Exception):
    """Nobody waits for the library any more: filling it goes on at the next start."""


def unexpected(error: Exception, command: str = "") -> SonglineError:
    """Return an error that nobody foresaw as one that can be shown; `command` is where it
    happened.
    """
    return SonglineError(
        f"Something unexpected went wrong in {command}".removesuffix(" in "),
        why=f"{type(error).__name__}: {error}",
        advice="The log has the details; the conversation goes on.",
    )
