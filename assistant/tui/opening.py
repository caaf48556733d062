"""The library behind the chat: opened in a thread, then looked around in."""

from __future__ import annotations

import asyncio
import gc
import logging
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.engine.opening import told_if_new
from assistant.engine.threads import in_thread
from assistant.paths import place_of_library
from assistant.tui.commands import choosing
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


_MAKES_IT = "/ingest FILE makes it of what a file holds; /library PATH opens another."


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
        chat.status.library = _held(chat, event.count)
        if chat.keeps_library:
            chat.preferences.keep(library=choosing.to_be_kept(chat.settings.library))
        chat.ask_box.asked.prepend(chat.conversation.open(event.assistant, event.session))
        chat.name_session()
        if told := told_if_new(event.assistant.sessions, event.session):
            chat.tell(told)
        self._look_around(chat, event.assistant)
        if chat.waiting:
            chat.send(chat.waiting)
            chat.waiting = ""
        if chat.settings.embedder:
            reembedding = self._reembed(chat, event.assistant, chat.settings.embedder)
            chat.app.run_worker(reembedding, group="reembedding", exclusive=True)

    @staticmethod
    async def _reembed(chat: Chat, assistant: Assistant, embedder: str) -> None:
        """Make the vectors anew behind the chat, where another embedder made them; questions
        are answered with the old ones meanwhile.
        """
        from assistant.engine.reembedding import reembed_in_place
        from store.embedders import load_embedder

        wanted = await asyncio.to_thread(load_embedder, embedder)
        if wanted.name == assistant.library.embedder.name:
            return
        place = place_of_library(chat.settings.library)
        chat.begin_in_process(f"embedding with {embedder}", reembed_in_place, place, embedder)

    async def count_again(self, chat: Chat) -> None:
        """Say how many papers there are now, and on the first screen what they are."""
        if chat.assistant is None:
            return
        with suppress(SonglineError):
            held = await asyncio.to_thread(chat.assistant.library.count)
            chat.status.library = _held(chat, held)
        if chat.conversation.welcome.display:
            self._look_around(chat, chat.assistant)

    def fail(self, chat: Chat, event: LibraryFailed) -> None:
        """Say why there is no library."""
        chat.status.library, chat.status.is_failed = "library not open", True
        error = event.error
        if choosing.is_to_be_made(chat.settings):
            error = SonglineError(error.what, why=error.why, advice=_MAKES_IT)
        chat.conversation.fail(error)

    @staticmethod
    def _look_around(chat: Chat, assistant: Assistant) -> None:
        chat.app.run_worker(_tell_of(chat, assistant), group="overview", exclusive=True)

    def _begin(self, chat: Chat) -> None:
        connect = partial(self._connect, chat.settings)
        chat.app.run_worker(
            lambda: open_library(connect, self._start_session, chat.app.post_message),
            thread=True,
            group="library",
            exclusive=True,
        )


def _held(chat: Chat, count: int) -> str:
    """Return `47 papers`, and in which library where it is not the default one."""
    held = counted(count, "paper")
    if not chat.settings.library or chat.assistant is None:
        return held
    return f"{held} in {Path(chat.assistant.library.location).name}"


async def _tell_of(chat: Chat, assistant: Assistant) -> None:
    """Say on the first screen what the library holds, and then which lines it has."""
    welcome = chat.conversation.welcome
    try:
        welcome.tell(await asyncio.to_thread(overview_of, assistant))
        welcome.add_lines(await in_thread(partial(lines_of, assistant)))
    except SonglineError as error:
        _LOG.info("the first screen says less: %s", error)
    chat.app.refresh_bindings()
    # What is there by now stays: to look at all of it for garbage takes a tenth of a second, in
    # which no key shows.
    gc.freeze()
