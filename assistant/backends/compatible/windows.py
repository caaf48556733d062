"""How much a server's model takes in, found out from what the server says of it."""

from __future__ import annotations

import asyncio
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from assistant.backends.compatible.tool_calls import field

if TYPE_CHECKING:
    from openai import AsyncOpenAI

    from assistant.backends.compatible.address import Address

SECONDS = 3.0
"""How long a server is asked for it: it only helps."""
_LISTED = (
    "loaded_context_length",
    "max_model_len",
    "context_length",
    "context_window",
    "max_context_length",
    "max_input_tokens",
)
"""Fields of a model in lists: LM Studio, vLLM, OpenRouter, Groq, LiteLLM."""
_OLLAMA_DEFAULT = 4096
_LEAST, _MOST = 256, 20_000_000
_IN_WORDS = (
    r"(?:context (?:length|window|size|limit)|maximum context|n_ctx|num_ctx)"
    r"\D{0,40}?(\d[\d,]*)",
    r"(?:available|maximum)[^.\d]{0,40}\((\d[\d,]*) tokens\)",
    r"(\d[\d,]*) tokens?\b[^.]{0,30}\bcontext",
)
_PARAMETER = re.compile(r"^\s*num_ctx\s+(\d+)", re.MULTILINE)


def read_window(words: str) -> int | None:
    """Return the tokens of a window that an error speaks of; None where it tells none."""
    for wording in _IN_WORDS:
        for number in re.findall(wording, words, re.IGNORECASE):
            if window := _sane(number.replace(",", "")):
                return window
    return None


async def find_window(client: AsyncOpenAI, address: Address, model: str) -> int | None:
    """Return how many tokens a server lets a model take in; None where it does not tell.

    Asks for what llama.cpp, Ollama, LM Studio, vLLM and others each tell in a way of their own.
    """
    root = _root(address)
    with suppress(Exception):  # it only helps: whatever goes wrong is told with the question
        async with asyncio.timeout(SECONDS):
            listed = await _get(client, "/models")
            if window := _from_list(listed, model):
                return window
            if window := _from_properties(await _get(client, f"{root}/props")):
                return window
            return await _ask_ollama(client, root, model)
    return None


async def _ask_ollama(client: AsyncOpenAI, root: str, model: str) -> int | None:
    running = await _get(client, f"{root}/api/ps")
    for entry in _entries(running, "models"):
        if field(entry, "name") == model and (found := _sane(field(entry, "context_length"))):
            return found
    shown = await _post(client, f"{root}/api/show", {"model": model})
    if shown is None:
        return None
    if chosen := _PARAMETER.search(str(field(shown, "parameters") or "")):
        return _sane(chosen[1])
    trained = [
        window
        for name, value in (field(shown, "model_info") or {}).items()
        if str(name).endswith(".context_length") and (window := _sane(value))
    ]
    return min(_OLLAMA_DEFAULT, *trained) if trained else None


def _from_list(listed: object, model: str) -> int | None:
    for entry in _entries(listed, "data"):
        if field(entry, "id") == model:
            return listed_window(entry)
    return None


def listed_window(entry: object) -> int | None:
    """Return what an entry of a list of models tells of its window; None for nothing."""
    places = (entry, field(entry, "meta"), field(entry, "top_provider"))
    values = [field(place, name) for name in _LISTED for place in places]
    values.append(field(field(entry, "meta"), "n_ctx"))
    return next((window for value in values if (window := _sane(value))), None)


def _from_properties(properties: object) -> int | None:
    settings = field(properties, "default_generation_settings")
    return _sane(field(settings, "n_ctx")) or _sane(field(properties, "n_ctx"))


def _entries(answer: object, name: str) -> list[Any]:
    found = field(answer, name)
    return found if isinstance(found, list) else []


def _sane(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if isinstance(value, str) and not (value.isdecimal() and len(value) < 10):
        return None
    return int(value) if _LEAST <= int(value) <= _MOST else None


def _root(address: Address) -> str:
    parts = urlsplit(address.url)
    return f"{parts.scheme}://{parts.netloc}{parts.path.removesuffix('/v1')}".rstrip("/")


async def _get(client: AsyncOpenAI, path: str) -> Any:  # noqa: ANN401 (servers send what they like)
    with suppress(*_refusals()):
        return await client.get(path, cast_to=object, options={"max_retries": 0})
    return None


async def _post(client: AsyncOpenAI, path: str, body: object) -> Any:  # noqa: ANN401 (as above)
    with suppress(*_refusals()):
        return await client.post(path, cast_to=object, body=body, options={"max_retries": 0})
    return None


def _refusals() -> tuple[type[Exception], ...]:
    from openai import APIStatusError

    return APIStatusError, ValueError
