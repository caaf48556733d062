"""A backend that says what it is told to: for tests of whatever stands around a model."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from assistant.backends.base import Delta
from assistant.errors import BackendError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from assistant.backends.base import Request
    from assistant.events import Usage


class ScriptedBackend:
    """Streams its pieces and raises the errors among them, and remembers what it was asked.

    It gives way to the event loop before every piece, so that it can be stopped at each of them.
    """

    name = "scripted"
    model = None
    sends_to = None

    def __init__(
        self, pieces: Sequence[str | BackendError], *, usage: Usage | None = None, hangs: bool = False
    ) -> None:
        self._pieces = tuple(pieces)
        self._usage = usage
        self._hangs = hangs
        self.requests: list[Request] = []
        self.sent: list[str] = []
        """The pieces that were taken from it, those of all requests in one list."""
        self.open_streams = 0
        """Streams begun that have neither ended nor been stopped."""

    async def stream(self, request: Request) -> AsyncIterator[Delta]:
        """Yield the pieces, then the usage; a backend that `hangs` falls silent instead of ending."""
        self.requests.append(request)
        self.open_streams += 1
        try:
            for piece in self._pieces:
                await asyncio.sleep(0)
                if isinstance(piece, BackendError):
                    raise piece
                self.sent.append(piece)
                yield Delta(piece)
            if self._usage:
                yield Delta(usage=self._usage)
            if self._hangs:
                await asyncio.get_running_loop().create_future()
        finally:
            self.open_streams -= 1
