"""Backends that write what a test tells them: one on a script, and one that asks a server on
loopback.
"""

from __future__ import annotations

from contextlib import aclosing
from typing import TYPE_CHECKING, Protocol

from assistant.backends.base import Delta, Options
from assistant.backends.extractive.sections import cite_text
from assistant.backends.openai import OpenAIBackend
from assistant.errors import BackendError
from tests.assistant.backends.server import (
    breaks_off,
    closes,
    hangs,
    says,
    streams,
    text_chunks,
    usage,
)
from tests.scripted import ScriptedBackend

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from assistant.backends.base import Backend, Request, Usage
    from tests.assistant.backends.server import Connection, ModelServer


class Told(Protocol):
    """A backend that remembers what it was asked, and whether it is still being listened to."""

    requests: list[Request]
    open_streams: int

    @property
    def name(self) -> str: ...
    @property
    def is_model(self) -> bool: ...
    @property
    def model(self) -> str | None: ...
    @property
    def sends_to(self) -> str | None: ...
    def stream(self, request: Request) -> AsyncIterator[Delta]: ...


class LoopbackBackend(OpenAIBackend):
    """The backend for models, asking a server of the test's own."""

    def __init__(self, server: ModelServer) -> None:
        super().__init__(Options(model="small", base_url=server.url, retries=0))
        self.requests: list[Request] = []
        self.open_streams = 0

    async def stream(self, request: Request) -> AsyncIterator[Delta]:
        """Yield what the server says."""
        self.requests.append(request)
        self.open_streams += 1
        try:
            async with aclosing(super().stream(request)) as deltas:  # type: ignore[type-var]
                async for delta in deltas:
                    yield delta
        finally:
            self.open_streams -= 1


class Model:
    """Makes backends that write the same, on a script or through a server."""

    def __init__(self, server: ModelServer | None) -> None:
        self._server = server

    def writing(
        self,
        *pieces: str | BackendError,
        counted: Usage | None = None,
        then_hangs: bool = False,
    ) -> Told:
        """Return a backend that writes pieces, and fails where an error stands among them."""
        if self._server is None:
            return ScriptedBackend(pieces, usage=counted, hangs=then_hangs)
        text = [piece for piece in pieces if isinstance(piece, str)]
        failing = next(
            (at for at, piece in enumerate(pieces) if isinstance(piece, BackendError)), None
        )
        if failing is not None:
            self._server.answers(breaks_off(text_chunks(text[:failing])[:-1], closes))
        elif then_hangs:
            self._server.answers(breaks_off(text_chunks(text)[:-1], hangs))
        else:
            counts = (
                [usage(counted.prompt_tokens, counted.completion_tokens)] if counted else []
            )
            self._server.answers(streams([*text_chunks(text), *counts]))
        return LoopbackBackend(self._server)

    def quoting(self) -> Backend:
        """Return a backend that writes what the one without a model would write."""
        return _QuotingLoopback(self._server) if self._server else _QuotingScript()


class _QuotingScript:
    """Writes the quotations on a script of its own for each request."""

    name = "scripted"
    is_model = False
    model = None
    sends_to = None

    async def stream(self, request: Request) -> AsyncIterator[Delta]:
        async for delta in ScriptedBackend(_quotations(request)).stream(request):
            yield delta


class _QuotingLoopback(LoopbackBackend):
    """Has the server write the quotations that belong to each prompt."""

    def __init__(self, server: ModelServer) -> None:
        super().__init__(server)
        self._written: dict[str, list[str]] = {}
        server.answers(self._answer)

    async def stream(self, request: Request) -> AsyncIterator[Delta]:
        self._written[request.messages[-1].content] = _quotations(request)
        async with aclosing(super().stream(request)) as deltas:  # type: ignore[type-var]
            async for delta in deltas:
                yield delta

    async def _answer(self, exchange: Connection) -> None:
        await says(*self._written[exchange.asked.body["messages"][-1]["content"]])(exchange)


def _quotations(request: Request) -> list[str]:
    written = [cite_text(each.span.text, each.marker) for each in request.passages]
    return [" ".join(written)] if written else ["The abstracts do not say."]
