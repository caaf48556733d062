"""How a backend is led to its text: a model may look things up first, and write anew what
fails.
"""

from __future__ import annotations

import asyncio
from contextlib import aclosing, asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.backends.base import Delta, Message
from assistant.engine.events import RepairBegun, RepairFailed, TextWithdrawn
from assistant.engine.repair.repair import LONGEST_REPLY, read_reply, repair_request
from assistant.engine.tools.definitions import TOOLS, TOOLS_AS_TEXT
from assistant.engine.tools.lookup import ROOM, LookUp
from assistant.errors import BackendError
from store.errors import SonglineError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator

    from assistant.backends.base import Backend, Request, ToolCall
    from assistant.backends.windows import Window
    from assistant.engine.draft import Draft
    from assistant.engine.events import Event
    from store.library import Library


class Writer:
    """Has a backend write a draft; only a model may look things up and is asked again."""

    def __init__(
        self, backend: Backend, library: Library, tool_rounds: int, window: Window | None = None
    ) -> None:
        self._backend = backend
        self._library = library
        self._tool_rounds = tool_rounds
        self._window = window

    async def write(self, draft: Draft, request: Request) -> AsyncGenerator[Event, None]:
        """Write and check the text of a request, whatever its task. Raises BackendError."""
        async with aclosing(self._write(draft, request)) as events:
            async for event in events:
                yield event
        if not draft.text.strip():
            raise BackendError(
                f"The backend {self._backend.name} wrote nothing",
                advice="Ask again, or choose another backend.",
            )
        for event in draft.check_rest():
            yield event
        if self._backend.is_model:
            async with aclosing(self._repair(draft, request)) as events:
                async for event in events:
                    yield event

    async def _write(self, draft: Draft, request: Request) -> AsyncGenerator[Event, None]:
        """Have the text written; for some rounds, the model may look things up instead."""
        look_up = self._open_library(draft, request)
        for left in range(self._tool_rounds if request.task == "answer" else 0, -1, -1):
            calls: list[ToolCall] = []
            is_offered = left and self._backend.is_model and look_up.has_room
            asked = replace(request, tools=TOOLS) if is_offered else request
            async with aclosing(self._listen(draft, asked, calls)) as events:
                async for event in events:
                    yield event
            if not (calls and is_offered):
                return
            if spoken := draft.withdraw():
                yield TextWithdrawn()
            results = await asyncio.to_thread(look_up.carry_out, calls)
            for event in draft.look_up(results):
                yield event
            said = Message("assistant", spoken, calls=tuple(calls))
            sources = tuple(hit.paper for hit in draft.hits)
            request = replace(
                request, messages=(*request.messages, said, *results.messages), sources=sources
            )

    def _open_library(self, draft: Draft, request: Request) -> LookUp:
        """Let things be looked up, as far as the window has room for them."""
        shown = [paper.key for paper in request.sources if paper.key not in draft.shortened]
        if self._window is None:
            return LookUp(self._library, draft.hits, shown)
        count = self._window.count
        room = self._window.room - self._window.cost(request.messages) - count(TOOLS_AS_TEXT)
        return LookUp(self._library, draft.hits, shown, room=min(ROOM, room), count=count)

    async def _listen(
        self, draft: Draft, request: Request, calls: list[ToolCall]
    ) -> AsyncGenerator[Event, None]:
        """Write what comes into the draft, and what the model wants to look up into the
        calls.
        """
        draft.begin(request)
        async with streamed(self._backend, request) as deltas:
            async for delta in deltas:
                calls += delta.calls
                for event in draft.write(delta):
                    yield event

    async def _repair(self, draft: Draft, request: Request) -> AsyncGenerator[Event, None]:
        """Have the sentences that fail written anew, once and all together."""
        failing = draft.failing()
        if not failing:
            return
        papers = [hit.paper for hit in draft.hits]
        asked = repair_request(
            request.question, [*failing.values()], papers, request.limits, self._window
        )
        if asked is None:
            return
        yield RepairBegun(len(failing))
        draft.begin(asked)
        reply = ""
        try:
            async with streamed(self._backend, asked) as deltas:
                async for delta in deltas:
                    draft.count(delta)
                    reply += delta.text
                    if len(reply) > LONGEST_REPLY:
                        break
        except BackendError as error:
            yield RepairFailed(error)
            return
        places = [*failing]
        written = {places[at]: text for at, text in read_reply(reply, len(places)).items()}
        for event in draft.mend(written):
            yield event


@asynccontextmanager
async def streamed(backend: Backend, request: Request) -> AsyncIterator[AsyncIterator[Delta]]:
    """Close the backend's stream however it ends: that is what stops a model."""
    deltas = backend.stream(request)
    try:
        yield _guarded(deltas, backend)
    finally:
        if close := getattr(deltas, "aclose", None):
            await close()


async def _guarded(deltas: AsyncIterator[Delta], backend: Backend) -> AsyncIterator[Delta]:
    """Pass on what comes; whatever else a backend of somebody else's raises is told as its
    failure.
    """
    try:
        async for delta in deltas:
            if not isinstance(delta, Delta):
                raise TypeError(f"it gave a {type(delta).__name__}, not a Delta")  # noqa: TRY301 - told below
            yield delta
    except SonglineError:
        raise
    except Exception as error:
        raise BackendError(
            f"The backend {backend.name!r} broke off",
            why=f"{type(error).__name__}: {error}",
            advice="Ask again, or choose another backend: songline backends",
        ) from error
