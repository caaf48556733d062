"""The services on the web as their documentation says that they answer, on loopback; and all
that can go wrong on the way.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Answering = Callable[["FakeRequest"], "FakeAnswer"]


@dataclass(frozen=True)
class FakeRequest:
    """A request as it arrived."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: Any = None


@dataclass(frozen=True)
class FakeAnswer:
    """What goes back."""

    body: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None
    """How many bytes are really sent, where not all that were promised."""
    silence: float = 0.0
    """Seconds before anything is sent."""


def says(value: object, **headers: str) -> FakeAnswer:
    return FakeAnswer(
        json.dumps(value).encode(), headers={"Content-Type": "application/json"} | headers
    )


def text(body: str, status: int = 200, **headers: str) -> FakeAnswer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return FakeAnswer(body.encode(), status, named)


@dataclass
class Services:
    """The fake: what it answers by path, what goes wrong first, and what it was asked."""

    url: str = ""
    answers: dict[str, Answering] = field(default_factory=dict)
    faults: list[FakeAnswer] = field(default_factory=list)
    asked: list[FakeRequest] = field(default_factory=list)
    stop: Event = field(default_factory=Event)

    def answer(self, asked: FakeRequest) -> FakeAnswer:
        self.asked.append(asked)
        if self.faults:
            return self.faults.pop(0)
        known = [path for path in self.answers if asked.path.startswith(path)]
        if not known:
            return text('{"error": "not found"}', 404)
        return self.answers[max(known, key=len)](asked)

    def paths(self) -> list[str]:
        return [each.path for each in self.asked]


@contextmanager
def services() -> Iterator[Services]:
    fake = Services()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer(None)

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            self._answer(json.loads(self.rfile.read(length)))

        def _answer(self, body: Any) -> None:
            place = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(place.query).items()}
            found = fake.answer(
                FakeRequest(unquote(place.path), query, dict(self.headers), body)
            )
            if found.silence:
                fake.stop.wait(found.silence)
            self.send_response(found.status)
            for name, value in found.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(found.body)))
            self.end_headers()
            self.wfile.write(found.body[: found.cut])
            if found.cut is not None:
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """Whoever has heard enough hangs up."""

    server = Server(("127.0.0.1", 0), Handler)
    fake.url = f"http://127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield fake
    finally:
        fake.stop.set()
        server.shutdown()
        server.server_close()
