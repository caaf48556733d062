"""The library behind the chat: opened in a thread, then looked around in."""

from __future__ import annotations

import asyncio
import gc
import logging
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from assistant.engine.opening import told_if_new
from assistant.tui.overview import lines_of, overview_of
from assistant.tui.startup import open_library
from store.errors import SonglineError
from store.printable import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.engine.assistant import Assistant
    from assistant.engine.sessions.sessions import Session
    from assistant.tui.chat import Chat
    from assistant.tui.messages import LibraryFailed, LibraryOpened
    from assistant.tui.startup import Connect

_LOG = logging.getLogger(__name__)


class Opening:
    """Opens what the settings name, and shows how it went."""

    def __init__(self, connect: Connect, start_session: Callable[[Assistant], Session]) -> None:
        self._connect = connect
        self._start_session = start_session

    def begin(self, chat: Chat) -> None:
        """Open the library, after the next frame."""
        chat.assistant = None
        chat.status.library, chat.status.is_failed = "opening the library", False
        chat.app.call_after_refresh(self._begin, chat)

    def succeed(self, chat: Chat, event: LibraryOpened) -> None:
        """Go on with a session, and say what the library holds."""
        chat.assistant = event.assistant
        chat.status.library = counted(event.count, "paper")
        chat.status.session = f"session {event.session.name}"
        chat.ask_box.asked.prepend(chat.conversation.open(event.assistant, event.session))
        if told := told_if_new(event.assistant.sessions, event.session):
            chat.tell(told)
        self._look_around(chat, event.assistant)

    async def count_again(self, chat: Chat) -> None:
        """Say how many papers there are now, and on the first screen what they are."""
        if chat.assistant is None:
            return
        with suppress(SonglineError):
            held = await asyncio.to_thread(chat.assistant.library.count)
            chat.status.library = counted(held, "paper")
        if chat.conversation.welcome.display:
            self._look_around(chat, chat.assistant)

    def fail(self, chat: Chat, event: LibraryFailed) -> None:
        """Say why there is no library."""
        chat.status.library, chat.status.is_failed = "library not open", True
        chat.conversation.fail(event.error)

    @staticmethod
    def _look_around(chat: Chat, assistant: Assistant) -> None:
        looking = _look_around(chat, assistant)
        chat.app.run_worker(looking, group="overview", exclusive=True)

    def _begin(self, chat: Chat) -> None:
        connect = partial(self._connect, chat.settings)
        chat.app.run_worker(
            lambda: open_library(connect, self._start_session, chat.app.post_message),
            thread=True,
            group="library",
            exclusive=True,
        )


async def _look_around(chat: Chat, assistant: Assistant) -> None:
    """Say on the first screen what the library holds, and then which lines it has."""
    welcome = chat.conversation.welcome
    try:
        welcome.tell(await asyncio.to_thread(overview_of, assistant))
        welcome.add_lines(await asyncio.to_thread(lines_of, assistant))
    except SonglineError as error:
        _LOG.info("the first screen says less: %s", error)
    chat.app.refresh_bindings()
    # What is there by now stays: to look at all of it for garbage takes a tenth of a second, in
    # which no key shows.
    gc.freeze()
