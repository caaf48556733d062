"""The backend on a script, which other tests rely on."""

from __future__ import annotations

import asyncio
from contextlib import aclosing, suppress
from typing import TYPE_CHECKING

import pytest

from assistant.backends.base import Delta, Usage
from assistant.backends.prompting import build_request
from assistant.errors import BackendError
from tests.scripted import ScriptedBackend

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

REQUEST = build_request("What?", [], [])


async def test_it_sends_its_pieces_then_the_usage() -> None:
    usage = Usage(1, 2, estimated=False)
    backend = ScriptedBackend(["a", "b"], usage=usage)
    assert [delta async for delta in backend.stream(REQUEST)] == [
        Delta("a"),
        Delta("b"),
        Delta(usage=usage),
    ]
    assert (backend.requests, backend.sent, backend.open_streams) == ([REQUEST], ["a", "b"], 0)


async def test_it_raises_the_error_at_its_place() -> None:
    failure = BackendError("gone")
    backend = ScriptedBackend(["a", failure, "b"])
    with pytest.raises(BackendError) as raised:
        [delta async for delta in backend.stream(REQUEST)]
    assert raised.value is failure
    assert (backend.sent, backend.open_streams) == (["a"], 0)


async def test_it_knows_which_streams_are_still_open() -> None:
    backend = ScriptedBackend(["a", "b"])
    stream: AsyncGenerator[Delta, None] = backend.stream(REQUEST)  # type: ignore[assignment]
    async with aclosing(stream):
        await anext(stream)
        assert backend.open_streams == 1
    assert backend.open_streams == 0


async def test_hanging_it_falls_silent_until_it_is_stopped() -> None:
    backend = ScriptedBackend(["a"], hangs=True)

    async def listen() -> None:
        async for _ in backend.stream(REQUEST):
            pass

    task = asyncio.create_task(listen())
    for _ in range(20):
        await asyncio.sleep(0)
    assert (backend.sent, backend.open_streams, task.done()) == (["a"], 1, False)
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    assert backend.open_streams == 0
