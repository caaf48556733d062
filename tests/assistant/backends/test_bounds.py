"""No server makes an answer go on for ever, or fill the memory: each bound is told."""

from __future__ import annotations

import asyncio
import gzip
import json
import tracemalloc
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assistant.backends.base import Limits
from assistant.backends.compatible import bounded_body
from tests.assistant.backends.server import (
    DONE,
    chunk,
    event,
    finish,
    hangs,
    sends,
    streams,
    text_chunks,
    tool_chunks,
)
from tests.assistant.backends.talking import (
    QUICK,
    backend,
    failure_of,
    hear,
    request,
    text_of,
    thought_of,
)

if TYPE_CHECKING:
    from tests.assistant.backends.server import Behaviour, Connection, ModelServer

STREAM = "Content-Type: text/event-stream\r\n"


def for_ever(*chunks: object, first: str = "", pause: float = 0.02) -> Behaviour:
    """Send chunks again and again."""

    async def behave(exchange: Connection) -> None:
        await exchange.begin()
        if first:
            await exchange.send_part(event(chunk({"content": first})))
        while True:
            for value in chunks:
                await exchange.send_part(event(value))
            await asyncio.sleep(pause)

    return behave


def test_chunks_that_bring_nothing_win_no_time(server: ModelServer) -> None:
    server.answers(for_ever(chunk({"content": ""})))
    assert "did not begin" in str(failure_of(backend(server, QUICK)))


def test_empty_chunks_in_the_middle_are_silence(server: ModelServer) -> None:
    server.answers(for_ever(chunk({"content": ""}), first="HoP "))
    failure = failure_of(backend(server, QUICK))
    assert "fell silent" in str(failure)
    assert "between_tokens_seconds" in str(failure)


@pytest.mark.parametrize(
    "delta",
    [{"content": "word " * 50}, {"reasoning_content": "hm " * 80}],
    ids=["text", "thoughts"],
)
def test_text_and_thoughts_end_somewhere(server: ModelServer, delta: dict[str, str]) -> None:
    server.answers(for_ever(chunk(delta), pause=0.0))
    wanted = replace(request(), limits=Limits(completion_tokens=50))
    assert "far more" in str(failure_of(backend(server), wanted))


def test_arguments_of_a_megabyte_are_not_taken(server: ModelServer) -> None:
    server.answers(streams(tool_chunks(("c", "search", ["x" * 1_000_000]))))
    assert "far more" in str(failure_of(backend(server)))


def test_calls_without_end_are_not_taken(server: ModelServer) -> None:
    calls = [(f"c{number}", "search", ["{}"]) for number in range(200)]
    server.answers(streams(tool_chunks(*calls)))
    assert "far more" in str(failure_of(backend(server)))


def test_a_line_without_an_end_is_not_taken(
    server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded_body, "LONGEST_LINE", 1 << 20)
    server.answers(sends(STREAM, b"data: ", *[b"x" * 100_000] * 20, then=hangs))
    assert "a line of its answer is longer" in str(failure_of(backend(server)))


def test_a_body_without_an_end_is_not_taken(
    server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded_body, "MOST_BYTES", 1 << 20)
    server.answers(sends(STREAM, *[b": comment\n" * 10_000] * 20, then=hangs))
    assert "its answer is longer than" in str(failure_of(backend(server)))


def test_a_small_packet_does_not_become_gigabytes(
    server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded_body, "MOST_BYTES", 2 << 20)
    bomb = gzip.compress(b"\n" * 60_000_000)
    server.answers(sends(f"{STREAM}Content-Encoding: gzip\r\n", bomb, then=hangs))
    tracemalloc.start()
    assert "longer than 2 MB" in str(failure_of(backend(server)))
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


@pytest.mark.parametrize("status", [200, 500])
def test_what_is_packed_as_it_may_be_is_read(server: ModelServer, status: int) -> None:
    body = gzip.compress(json.dumps({"error": {"message": "overloaded"}}).encode())
    head = (
        f"HTTP/1.1 {status} OK\r\nContent-Type: application/json\r\n"
        f"Content-Encoding: gzip\r\nContent-Length: {len(body)}\r\n\r\n"
    )

    async def behave(exchange: Connection) -> None:
        await exchange.send(head.encode() + body)

    server.answers(behave)
    assert "overloaded" in str(failure_of(backend(server)))
    assert "gzip" in server.asked[0].headers["accept-encoding"]


def test_a_stream_may_be_packed(server: ModelServer) -> None:
    events = b"".join(event(value) for value in text_chunks(["HoP ", "[1]."])) + DONE
    packed = gzip.compress(events)
    head = f"{STREAM}Content-Encoding: gzip\r\nContent-Length: {len(packed)}\r\n"
    server.answers(sends(head, packed))
    assert text_of(hear(backend(server))) == "HoP [1]."


def test_another_packing_is_told(server: ModelServer) -> None:
    server.answers(sends(f"{STREAM}Content-Encoding: br\r\n", b"xx", then=hangs))
    assert "packed as 'br'" in str(failure_of(backend(server)))


def test_thoughts_within_bounds_stay(server: ModelServer) -> None:
    server.answers(streams([chunk({"reasoning": "hm"}), *text_chunks(["Yes."])[1:], finish()]))
    heard = hear(backend(server))
    assert (thought_of(heard), text_of(heard)) == ("hm", "Yes.")
