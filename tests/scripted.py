"""A backend that says what it is told to: for tests of whatever stands around a model."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from assistant.backends.base import Delta, ToolCall
from assistant.errors import BackendError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from assistant.backends.base import Request, Usage

    Piece = str | Delta | ToolCall | BackendError


class ScriptedBackend:
    """Streams its pieces and raises the errors among them, and remembers what it was asked.

    The first request gets `pieces`, each further one the next of the `turns`, and the last of
    these once they are through. Named by a `model`, it is treated as one: asked to mend what
    fails, and offered tools. It gives way to the event loop before every piece, so that it can
    be stopped at each of them.
    """

    name = "scripted"
    sends_to = None

    def __init__(
        self,
        pieces: Sequence[Piece],
        *turns: Sequence[Piece],
        usage: Usage | None = None,
        hangs: bool = False,
        model: str | None = None,
    ) -> None:
        self._turns = (tuple(pieces), *map(tuple, turns))
        self._usage = usage
        self._hangs = hangs
        self.model = model
        self.is_model = model is not None
        self.requests: list[Request] = []
        self.sent: list[str] = []
        """The texts that were taken from it, those of all requests in one list."""
        self.open_streams = 0
        """Streams begun that have neither ended nor been stopped."""

    async def stream(self, request: Request) -> AsyncIterator[Delta]:
        """Yield the pieces, then the usage; where it `hangs`, its last turn does not end."""
        turn = min(len(self.requests), len(self._turns) - 1)
        self.requests.append(request)
        self.open_streams += 1
        try:
            for piece in self._turns[turn]:
                await asyncio.sleep(0)
                if isinstance(piece, BackendError):
                    raise piece
                delta = _as_delta(piece)
                self.sent += [delta.text] if delta.text or isinstance(piece, str) else []
                yield delta
            if self._usage:
                yield Delta(usage=self._usage)
            if self._hangs and turn == len(self._turns) - 1:
                await asyncio.get_running_loop().create_future()
        finally:
            self.open_streams -= 1


def _as_delta(piece: str | Delta | ToolCall) -> Delta:
    if isinstance(piece, ToolCall):
        return Delta(calls=(piece,))
    return Delta(piece) if isinstance(piece, str) else piece
