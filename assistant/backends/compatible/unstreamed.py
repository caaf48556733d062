"""Answers that came in one piece, where a stream was asked for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openai import AsyncStream
    from openai.types.chat import ChatCompletionChunk

    from assistant.backends.compatible.client import Parts


async def read_whole(parts: Parts, stream: AsyncStream[ChatCompletionChunk]) -> ChatCompletionChunk | None:
    """Return an answer that is no stream as its only chunk; None for a stream, ValueError for neither."""
    kind = stream.response.headers.get("content-type", "").partition(";")[0]
    if kind == "text/html":
        raise ValueError("it is a web page")
    if kind != "application/json":
        return None
    body = json.loads(await stream.response.aread())
    if not isinstance(body, dict) or not (body.get("choices") or body.get("error")):
        raise ValueError("it holds no answer")
    if error := body.get("error"):
        raise parts.openai.APIError("the server reports an error", stream.response.request, body=error)
    return _as_chunk(parts, body)


def _as_chunk(parts: Parts, body: Mapping[str, Any]) -> ChatCompletionChunk:
    choices = [{**choice, "delta": choice.get("message")} for choice in body["choices"]]
    chunk: ChatCompletionChunk = parts.openai.types.chat.ChatCompletionChunk.construct(
        **{**body, "choices": choices}
    )
    return chunk
