"""A model's server on loopback that does as a test tells it: it answers, falls silent, or
misbehaves.
"""

from __future__ import annotations

import asyncio
import json
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Sequence

    Behaviour = Callable[["Connection"], Awaitable[None]]

DONE = b"data: [DONE]\n\n"
_STREAM_HEAD = (
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
)


@dataclass(frozen=True)
class Asked:
    """A request as it came."""

    method: str
    path: str
    headers: dict[str, str]
    body: dict[str, Any]


@dataclass
class Connection:
    """A request, and the connection that its answer goes to."""

    asked: Asked
    writer: asyncio.StreamWriter

    async def send(self, data: bytes) -> None:
        """Send bytes as they are."""
        self.writer.write(data)
        await self.writer.drain()

    async def begin(self) -> None:
        """Send the head of a stream of events."""
        await self.send(_STREAM_HEAD.encode())

    async def send_part(self, data: bytes) -> None:
        """Send bytes as one chunk of the body."""
        await self.send(b"%x\r\n%s\r\n" % (len(data), data))

    async def end(self) -> None:
        """End the body as it should be ended."""
        await self.send(b"0\r\n\r\n")

    async def reply(self, status: int, body: object, **headers: str) -> None:
        """Send a whole answer: JSON, or text as it stands."""
        data = body.encode() if isinstance(body, str) else json.dumps(body).encode()
        kind = "text/html" if isinstance(body, str) else "application/json"
        fields = {"Content-Type": kind, "Content-Length": str(len(data))}
        fields |= {name.replace("_", "-"): value for name, value in headers.items()}
        head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        await self.send(f"HTTP/1.1 {status} As-Told\r\n{head}\r\n".encode() + data)

    async def hang(self) -> None:
        """Say nothing until the client goes away."""
        await asyncio.Event().wait()


@dataclass
class ModelServer:
    """Answers each request with the next behaviour in the list, and the last one for ever."""

    behaviours: list[Behaviour] = field(default_factory=list)
    models: Sequence[str] = ("small", "large")
    pages: dict[str, object] = field(default_factory=dict)
    """What stands at other paths: JSON, or a text for a web page."""
    asked: list[Asked] = field(default_factory=list)
    """The requests for completions."""
    open_connections: int = 0
    port: int = 0

    @property
    def url(self) -> str:
        """The base URL."""
        return f"http://127.0.0.1:{self.port}/v1"

    def answers(self, *behaviours: Behaviour) -> None:
        """Do this from the next request on."""
        self.behaviours[:] = behaviours

    def wait_until_left(self, seconds: float = 5.0) -> bool:
        """Tell whether every client has closed its connection, within some seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: not self.open_connections, seconds)

    def wait_until_asked(self, times: int = 1, seconds: float = 20.0) -> bool:
        """Tell whether so many requests came within some seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: len(self.asked) >= times, seconds)

    def __post_init__(self) -> None:
        self._changed = threading.Condition()
        self._loop = asyncio.new_event_loop()
        self._tasks: set[asyncio.Task[None]] = set()

    async def serve(self, ready: threading.Event, until: asyncio.Event) -> None:
        """Serve until told to stop."""
        server = await asyncio.start_server(self._meet, "127.0.0.1", self.port, limit=1 << 24)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        async with server:
            await until.wait()
            server.close()
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if task := asyncio.current_task():
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        self._count(1)
        try:
            ahead = b""
            while asked := await _read_request(reader, ahead):
                ahead = await self._answer(asked, reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()
            self._count(-1)

    def _count(self, change: int) -> None:
        with self._changed:
            self.open_connections += change
            self._changed.notify_all()

    async def _answer(
        self, asked: Asked, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> bytes:
        """Answer, unless the client leaves before; return what it has sent of its next
        request.
        """
        exchange = Connection(asked, writer)
        if not asked.path.endswith(("/chat/completions", "/embeddings")):
            await exchange.reply(*self._page(asked.path))
            return b""
        with self._changed:
            self.asked.append(asked)
            behave = self.behaviours.pop(0) if len(self.behaviours) > 1 else self.behaviours[0]
            self._changed.notify_all()
        answering = asyncio.ensure_future(behave(exchange))
        leaving = asyncio.ensure_future(reader.read(1))
        try:
            await asyncio.wait((answering, leaving), return_when=asyncio.FIRST_COMPLETED)
        finally:
            for each in (answering, leaving):
                each.cancel()
            await asyncio.gather(answering, leaving, return_exceptions=True)
        ahead = b"" if leaving.cancelled() else leaving.result()
        if leaving.done() and not leaving.cancelled() and not ahead:
            raise ConnectionResetError
        return ahead

    def _page(self, path: str) -> tuple[int, object]:
        """Return what stands at another path than that for completions."""
        if path in self.pages:
            return 200, self.pages[path]
        if path.endswith("/models"):
            return 200, {"object": "list", "data": [_model(name) for name in self.models]}
        return 404, {"error": {"message": "nothing here"}}


async def _read_request(reader: asyncio.StreamReader, ahead: bytes) -> Asked | None:
    try:
        head = (ahead + await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    except asyncio.IncompleteReadError:
        return None
    method, path, _ = head[0].split(" ")
    headers = {
        name.lower(): value.strip()
        for name, _, value in (line.partition(":") for line in head[1:])
    }
    body = await reader.readexactly(int(headers.get("content-length") or 0))
    return Asked(method, path, headers, json.loads(body or b"{}"))


def _model(name: str) -> dict[str, object]:
    return {"id": name, "object": "model", "created": 0, "owned_by": "tests"}


@contextmanager
def model_server() -> Iterator[ModelServer]:
    """Run a server in a thread of its own."""
    server, ready, until = ModelServer(), threading.Event(), asyncio.Event()
    loop = server._loop
    thread = threading.Thread(
        target=loop.run_until_complete, args=(server.serve(ready, until),)
    )
    thread.start()
    ready.wait()
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(until.set)
        thread.join()
        loop.close()


# What it sends


def chunk(delta: dict[str, Any] | None = None, **more: object) -> dict[str, Any]:
    """Return one chunk of a completion; None has no choice in it."""
    choices = [] if delta is None else [{"index": 0, "delta": delta, "finish_reason": None}]
    return {
        "id": "c1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "m",
        "choices": choices,
    } | more


def finish(reason: str = "stop") -> dict[str, Any]:
    """Return the chunk that says why it ends."""
    return chunk() | {"choices": [{"index": 0, "delta": {}, "finish_reason": reason}]}


def usage(prompt: int = 812, completion: int = 64) -> dict[str, Any]:
    """Return the chunk that counts tokens."""
    counts = {
        "prompt_tokens": prompt,
        "completion_tokens": completion,
        "total_tokens": prompt + completion,
    }
    return chunk(usage=counts)


def event(value: object) -> bytes:
    """Return a server-sent event."""
    return f"data: {json.dumps(value, ensure_ascii=False)}\n\n".encode()


def text_chunks(pieces: Sequence[str]) -> list[dict[str, Any]]:
    """Return the chunks of a text, as most servers send them."""
    return [
        chunk({"role": "assistant", "content": ""}),
        *(chunk({"content": piece}) for piece in pieces),
        finish(),
    ]


def tool_chunks(*calls: tuple[str, str, Sequence[str]]) -> list[dict[str, Any]]:
    """Return the chunks of tool calls: of each its id, its name, and the pieces of its
    arguments.
    """
    made = [chunk({"role": "assistant", "content": None})]
    for index, (call_id, name, pieces) in enumerate(calls):
        opened = {
            "index": index,
            "id": call_id,
            "type": "function",
            "function": {"name": name, "arguments": ""},
        }
        made.append(chunk({"tool_calls": [opened]}))
        made += [
            chunk({"tool_calls": [{"index": index, "function": {"arguments": piece}}]})
            for piece in pieces
        ]
    return [*made, finish("tool_calls")]


# What it does


def says(*pieces: str, counts: bool = True) -> Behaviour:
    """Stream a text as a good server does."""
    return streams([*text_chunks(pieces), *([usage()] if counts else [])])


def calls(*tools: tuple[str, str, Sequence[str]]) -> Behaviour:
    """Call tools as a good server does."""
    return streams([*tool_chunks(*tools), usage()])


def streams(
    chunks: Sequence[object], *, cut: int | None = None, pause: float = 0.0, done: bytes = DONE
) -> Behaviour:
    """Stream chunks: each as a part of its own, or all of them cut every so many bytes."""
    events = [value if isinstance(value, bytes) else event(value) for value in chunks] + [done]
    whole = b"".join(events)
    parts = [whole[at : at + cut] for at in range(0, len(whole), cut)] if cut else events

    async def behave(exchange: Connection) -> None:
        await exchange.begin()
        for part in filter(None, parts):
            await exchange.send_part(part)
            if pause:
                await asyncio.sleep(pause)
        await exchange.end()

    return behave


def breaks_off(
    chunks: Sequence[object], then: Callable[[Connection], Awaitable[None]]
) -> Behaviour:
    """Stream some chunks, and do something else instead of going on."""

    async def behave(exchange: Connection) -> None:
        await exchange.begin()
        for value in chunks:
            await exchange.send_part(event(value))
        await then(exchange)

    return behave


async def hangs(exchange: Connection) -> None:
    """Take the request and say nothing."""
    await exchange.hang()


async def closes(exchange: Connection) -> None:
    """Hang up."""
    exchange.writer.close()


async def resets(exchange: Connection) -> None:
    """Tear the connection down."""
    exchange.writer.transport.abort()


def sends(head: str, *parts: bytes, then: Behaviour | None = None) -> Behaviour:
    """Send a head as it stands, and parts of a body behind it."""

    async def behave(exchange: Connection) -> None:
        await exchange.send(f"HTTP/1.1 200 OK\r\n{head}\r\n".encode())
        for part in parts:
            await exchange.send(part)
        if then:
            await then(exchange)

    return behave


def refuses(status: int, message: object, **headers: str) -> Behaviour:
    """Refuse with a status; the message is an error's text, or a whole body."""
    body = (
        {"error": {"message": message, "type": "error"}}
        if isinstance(message, str)
        else message
    )

    async def behave(exchange: Connection) -> None:
        await exchange.reply(status, body, **headers)

    return behave


def page(status: int, html: str) -> Behaviour:
    """Answer with a page for people."""

    async def behave(exchange: Connection) -> None:
        await exchange.reply(status, html)

    return behave


def unless(
    allows: Callable[[dict[str, Any]], bool], refusal: Behaviour, otherwise: Behaviour
) -> Behaviour:
    """Refuse requests that are not allowed, and answer the others."""

    async def behave(exchange: Connection) -> None:
        await (otherwise if allows(exchange.asked.body) else refusal)(exchange)

    return behave
