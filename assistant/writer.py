"""How a backend is led to its text: it writes, and a model writes anew what fails the check."""

from __future__ import annotations

from contextlib import aclosing, asynccontextmanager
from typing import TYPE_CHECKING

from assistant.errors import BackendError
from assistant.events import RepairBegun, RepairFailed
from assistant.repair import read_reply, repair_request

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator

    from assistant.backends.base import Backend, Delta, Request
    from assistant.draft import Draft
    from assistant.events import Event


class Writer:
    """Has a backend write a draft; only one that names a model is asked again."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    async def write(self, draft: Draft, request: Request) -> AsyncGenerator[Event, None]:
        """Write and check the text of a request, whatever its task. Raises BackendError."""
        draft.begin(request)
        async with _stream(self._backend, request) as deltas:
            async for delta in deltas:
                for event in draft.write(delta):
                    yield event
        if not draft.text.strip():
            raise BackendError(
                f"The backend {self._backend.name} wrote nothing",
                advice="Ask again, or choose another backend.",
            )
        for event in draft.check_rest():
            yield event
        if self._backend.model is not None:
            async with aclosing(self._repair(draft, request)) as events:
                async for event in events:
                    yield event

    async def _repair(self, draft: Draft, request: Request) -> AsyncGenerator[Event, None]:
        """Have the sentences that fail written anew, once and all together."""
        failing = draft.failing()
        if not failing:
            return
        yield RepairBegun(len(failing))
        papers = [hit.paper for hit in draft.hits]
        asked = repair_request(request.question, [*failing.values()], papers, request.limits)
        draft.begin(asked)
        reply = ""
        try:
            async with _stream(self._backend, asked) as deltas:
                async for delta in deltas:
                    draft.count(delta)
                    reply += delta.text
        except BackendError as error:
            yield RepairFailed(error)
            return
        places = [*failing]
        written = {places[at]: text for at, text in read_reply(reply, len(places)).items()}
        for event in draft.mend(written):
            yield event


@asynccontextmanager
async def _stream(backend: Backend, request: Request) -> AsyncIterator[AsyncIterator[Delta]]:
    """Close the backend's stream however it ends: that is what stops a model."""
    deltas = backend.stream(request)
    try:
        yield deltas
    finally:
        if close := getattr(deltas, "aclose", None):
            await close()
