"""The official client, imported late and in a thread, and how long a request may keep
silent.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator, Awaitable
    from types import ModuleType

    from openai import AsyncOpenAI

    from assistant.backends.base import Options
    from assistant.backends.compatible.address import Address
    from assistant.backends.compatible.keys import Key

Answer = TypeVar("Answer")

_LINGER_SECONDS = 2.0
"""How long the usage is waited for, once the answer is over."""
_PACKINGS = "gzip, deflate"
"""How an answer may be packed: other ways cannot be unpacked in steps."""
_NO_KEY = "none"
"""What is sent where no key is needed: the client wants one."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What takes a second or two to import, and the certificates that are trusted."""

    openai: ModuleType
    httpx: ModuleType
    certificates: ssl.SSLContext


@cache
def import_parts() -> Parts:
    """Import the client; call it in a thread, or where nobody waits."""
    import httpx2
    import openai

    # The client would import it at the first use.
    from openai.resources.chat import AsyncCompletions  # noqa: F401

    return Parts(openai, httpx2, httpx2.create_ssl_context())


async def load_parts() -> Parts:
    """Return the parts; the event loop goes on while they are imported for the first time."""
    return (
        import_parts()
        if import_parts.cache_info().currsize
        else await asyncio.to_thread(import_parts)
    )


class Patience:
    """Ends a wait for a server with TimeoutError: for the first token, and from then on
    between tokens.
    """

    def __init__(self, options: Options) -> None:
        self._options = options
        self._sending = asyncio.timeout(None)
        self._deadline: float | None = None

    async def send(self, request: Awaitable[Answer]) -> Answer:
        """Wait for the head of an answer; the client's own pauses before it asks again are
        its own affair.
        """
        async with asyncio.timeout(None) as self._sending:
            return await request

    async def expect(self, piece: Awaitable[Answer]) -> Answer:
        """Wait for the next piece of an answer."""
        async with asyncio.timeout_at(self._deadline):
            return await piece

    def hurry(self, *, is_over: bool) -> None:
        """Wait for the next piece no longer than between tokens; for little, where the
        answer is over.
        """
        seconds = self._options.between_tokens_seconds
        self._deadline = self._in(min(seconds, _LINGER_SECONDS) if is_over else seconds)

    # The module is not imported yet.
    async def on_request(self, request: Any) -> None:  # noqa: ANN401
        """The client connects, for the first time or again, which has a limit of its own."""
        self._wait_until(None)
        request.extensions["trace"] = self._on_step

    # The module is not imported yet.
    async def on_response(self, response: Any) -> None:  # noqa: ANN401
        """A head has come; after an error, the client may wait before it asks again."""
        from assistant.backends.compatible.bounded_body import BoundedBody

        if response.is_error:
            self._wait_until(None)
        encoding = response.headers.pop("content-encoding", "").strip().lower()
        response.stream = body = BoundedBody(response.stream, encoding)
        is_stream = response.headers.get("content-type", "").startswith("text/event-stream")
        if is_stream and not response.is_error and await body.is_object():
            # Some call a whole answer, or an error, a stream where one was asked for.
            response.headers["content-type"] = "application/json"

    async def _on_step(self, step: str, _: object) -> None:
        if step.endswith("send_request_body.complete"):
            self._wait_until(self._in(self._options.first_token_seconds))

    def _wait_until(self, deadline: float | None) -> None:
        self._deadline = deadline
        self._sending.reschedule(deadline)

    @staticmethod
    def _in(seconds: float) -> float:
        return asyncio.get_running_loop().time() + seconds


@asynccontextmanager
async def connected(
    parts: Parts, address: Address, key: Key | None, options: Options, patience: Patience
) -> AsyncIterator[AsyncOpenAI]:
    """Yield a client for one request: its connections close with it, and belong to no other
    event loop.
    """
    silence = (
        options.first_token_seconds + options.connect_seconds + options.between_tokens_seconds
    )
    client = parts.openai.AsyncOpenAI(
        api_key=key.reveal() if key else _NO_KEY,
        base_url=address.url,
        max_retries=options.retries,
        http_client=parts.openai.DefaultAsyncHttpxClient(
            verify=parts.certificates,
            trust_env=not address.is_loopback,
            headers={"Accept-Encoding": _PACKINGS},
            follow_redirects=False,
            timeout=parts.httpx.Timeout(silence, connect=options.connect_seconds),
            event_hooks={"request": [patience.on_request], "response": [patience.on_response]},
        ),
    )
    try:
        yield client
    finally:
        await client.close()
