"""Stopping a model at any moment: no task, no connection and no half-written conversation
stays behind.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import socket
import subprocess
import sys
from contextlib import aclosing, contextmanager, suppress
from typing import TYPE_CHECKING

import pytest

from assistant.backends.base import Options
from assistant.backends.openai import OpenAIBackend
from assistant.engine.sessions.sessions import Sessions
from assistant.paths import user_paths
from tests.assistant.asking import HOP_QUESTION, events_of, make_assistant
from tests.assistant.backends.server import (
    breaks_off,
    hangs,
    refuses,
    streams,
    text_chunks,
    usage,
)
from tests.assistant.backends.talking import backend, deltas_of, request

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from assistant.engine.sessions.sessions import Turn
    from store.library import Library
    from tests.assistant.backends.server import ModelServer

TEXT = "HoP achieves 68.5% NDS and 62.4% mAP with ViT-L on nuScenes test [1]. "


@contextmanager
def unanswered() -> Iterator[str]:
    """Yield the address of a port that takes no connection and refuses none."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(0)
        waiting = [socket.socket() for _ in range(4)]
        for each in waiting:
            each.setblocking(False)
            each.connect_ex(listening.getsockname())
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/v1"
        for each in waiting:
            each.close()


async def left_over() -> set[asyncio.Task[object]]:
    """Return the tasks that go on, once those had a chance to end that end by themselves."""
    for _ in range(10):
        await asyncio.sleep(0)
    return asyncio.all_tasks() - {asyncio.current_task()}


async def stop(task: asyncio.Task[object]) -> None:
    task.cancel()
    done, _ = await asyncio.wait((task,), timeout=20)
    assert done
    assert task.cancelled()


WAITS = {
    "the first byte": hangs,
    "the first token": breaks_off([], hangs),
    "the next token": breaks_off(text_chunks(["HoP "])[:-1], hangs),
    "another try": refuses(429, "Slow down", Retry_After="60"),
}


@pytest.mark.parametrize("wait", WAITS)
async def test_a_request_is_stopped_where_it_waits(server: ModelServer, wait: str) -> None:
    server.answers(WAITS[wait])
    asking = asyncio.create_task(deltas_of(backend(server, Options(model="small", retries=2))))
    await asyncio.to_thread(server.wait_until_asked)
    await asyncio.sleep(0.05)
    await stop(asking)
    assert not await left_over()
    assert server.wait_until_left()
    assert len(server.asked) == 1


async def test_a_request_is_stopped_while_it_connects() -> None:
    with unanswered() as url:
        asking = asyncio.create_task(
            deltas_of(OpenAIBackend(Options(model="small", base_url=url)))
        )
        await asyncio.sleep(0.3)
        assert not asking.done()
        await stop(asking)
        assert not await left_over()


async def test_whoever_stops_listening_frees_the_connection(server: ModelServer) -> None:
    server.answers(breaks_off(text_chunks(["HoP ", "reaches"])[:-1], hangs))
    async with aclosing(backend(server).stream(request())) as deltas:  # type: ignore[type-var]
        assert (await anext(deltas)).text == "HoP "
    assert server.wait_until_left()
    assert not await left_over()


def turns_of(name: str) -> list[Turn]:
    with Sessions(user_paths().sessions) as sessions:
        return sessions.start(name).turns


async def test_random_moments(server: ModelServer, seed_library: Library) -> None:
    words = [f"{word} " for word in (TEXT * 2).split()]
    server.answers(streams([*text_chunks(words), usage()], pause=0.001))
    assistant = make_assistant(seed_library, backend(server))
    await events_of(assistant, HOP_QUESTION)
    loop, chance = asyncio.get_running_loop(), random.Random(5)
    began = loop.time()
    await events_of(assistant, HOP_QUESTION)
    longest = 1.1 * (loop.time() - began)
    kept = 0
    for moment in range(20):
        session = assistant.sessions.start(f"stopped {moment}")
        asking = asyncio.create_task(events_of(assistant, HOP_QUESTION, session))
        await asyncio.sleep(chance.uniform(0, longest))
        asking.cancel()
        with suppress(asyncio.CancelledError):
            await asking
        assert not await left_over()
        turns = turns_of(session.name)
        assert len(turns) <= 1
        if not turns:
            # A busy machine answers later than it did at first.
            longest *= 1.2
        for turn in turns:
            kept += 1
            assert turn.answer.sentences
            assert ("".join(words)).startswith(turn.answer.answer)
            assert turn.answer.stopped or turn.answer.answer == "".join(words).strip()
    assistant.sessions.close()
    assert kept
    assert server.wait_until_left()


def test_ctrl_c_stops_the_request_and_keeps_what_came(
    server: ModelServer, seed_folder: Path
) -> None:
    server.answers(breaks_off(text_chunks([TEXT, "It costs"])[:-1], hangs))
    chosen = [
        "--backend",
        "openai",
        "--model",
        "small",
        "--base-url",
        server.url,
        "--library",
        str(seed_folder),
    ]
    command = [
        sys.executable,
        "-m",
        "assistant",
        "ask",
        HOP_QUESTION,
        "--session",
        "cut",
        *chosen,
    ]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as asking:
        assert asking.stdout is not None
        assert asking.stderr is not None
        assert asking.stdout.read(len(TEXT)) == TEXT
        asking.send_signal(signal.SIGINT)
        assert asking.wait(60) == 130
        assert "Traceback" not in asking.stderr.read()
    assert server.wait_until_left()
    (turn,) = turns_of("cut")
    assert turn.answer.answer in (TEXT.strip(), f"{TEXT}It costs")
    assert turn.answer.stopped
