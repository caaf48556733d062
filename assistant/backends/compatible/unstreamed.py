"""Answers that came in one piece, where a stream was asked for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openai import AsyncStream

    from assistant.backends.compatible.client import Parts


async def read_whole(parts: Parts, stream: AsyncStream[object]) -> dict[str, Any] | None:
    """Return an answer that is no stream as its only chunk; None for a stream, ValueError
    for neither.
    """
    kind = stream.response.headers.get("content-type", "").partition(";")[0]
    if kind == "text/html":
        raise ValueError("it is a web page")
    if kind != "application/json":
        return None
    read = json.loads(await stream.response.aread())
    body: dict[str, Any] = read if isinstance(read, dict) else {}
    # What goes wrong is told under other names too, but not beside an answer.
    told = ("error",) if body.get("choices") else ("error", "detail", "message")
    if error := next((body[name] for name in told if body.get(name)), None):
        raise parts.openai.APIError(
            "the server reports an error", stream.response.request, body=error
        )
    if not body.get("choices"):
        raise ValueError("it holds no answer")
    return body
