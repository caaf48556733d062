"""How tests talk to a server through the backend: a request, all deltas of its answer, or
the error.
"""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assistant.backends.base import Delta, Limits, Message, Options, Request
from assistant.backends.openai import OpenAIBackend
from assistant.errors import BackendError

if TYPE_CHECKING:
    from assistant.backends.base import Tool
    from tests.assistant.backends.server import ModelServer

MESSAGES = (Message("system", "Answer."), Message("user", "What is HoP?"))
QUICK = Options(
    model="small",
    connect_seconds=2,
    first_token_seconds=0.8,
    between_tokens_seconds=0.5,
    retries=0,
)
"""Time limits for servers that are meant to miss them."""


def request(*tools: Tool, messages: tuple[Message, ...] = MESSAGES) -> Request:
    """Return a request for an answer."""
    return Request("answer", "What is HoP?", messages, (), (), Limits(), tools=tools)


def backend(server: ModelServer, options: Options | None = None) -> OpenAIBackend:
    """Return the backend for a server, patient with it unless the options say otherwise."""
    patient = Options(model="small", retries=0)
    return OpenAIBackend(replace(options or patient, base_url=server.url))


async def deltas_of(asked: OpenAIBackend, wanted: Request | None = None) -> list[Delta]:
    """Return all that a backend streams."""
    async with aclosing(asked.stream(wanted or request())) as deltas:  # type: ignore[type-var]
        return [delta async for delta in deltas]


def hear(asked: OpenAIBackend, wanted: Request | None = None) -> list[Delta]:
    """Return all that a backend streams."""
    return asyncio.run(deltas_of(asked, wanted))


def text_of(deltas: list[Delta]) -> str:
    """Return the text of deltas."""
    return "".join(delta.text for delta in deltas)


def thought_of(deltas: list[Delta]) -> str:
    """Return the thoughts of deltas."""
    return "".join(delta.thought for delta in deltas)


def failure_of(asked: OpenAIBackend, wanted: Request | None = None) -> BackendError:
    """Return why a backend could not answer."""
    with pytest.raises(BackendError) as raised:
        hear(asked, wanted)
    return raised.value
