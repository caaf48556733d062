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
    body = json.loads(await stream.response.aread())
    error = _error(body)
    if not isinstance(body, dict) or not (body.get("choices") or error):
        raise ValueError("it holds no answer")
    if error:
        raise parts.openai.APIError(
            "the server reports an error", stream.response.request, body=error
        )
    return body


def _error(body: object) -> object:
    """Return what a server says went wrong, under whichever name."""
    if not isinstance(body, dict) or body.get("choices"):
        return body.get("error") if isinstance(body, dict) else None
    return next((body[name] for name in ("error", "detail", "message") if body.get(name)), None)
