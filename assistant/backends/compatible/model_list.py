"""What a server offers: the names of its models."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from assistant.backends.compatible.tool_calls import field
from assistant.errors import BackendError

if TYPE_CHECKING:
    from openai import AsyncOpenAI

_FEW = 8


async def list_names(client: AsyncOpenAI) -> list[str]:
    """Return the names of the models that a server offers, in its order."""
    return [str(field(entry, "id")) for entry in await list_entries(client)]


async def list_entries(client: AsyncOpenAI) -> list[Any]:
    """Return what a server says of its models. Raises ValueError where it is no list."""
    listed: Any = await client.get("/models", cast_to=object)
    if isinstance(listed, str):
        raise ValueError("it is a page or a text where a list of models should be")  # noqa: TRY004
    entries = field(listed, "data")
    found = entries if isinstance(entries, list) else []
    return [entry for entry in found if isinstance(field(entry, "id"), str)]


def choose_name(names: list[str], host: str) -> str:
    """Return the only model of a server. Raises BackendError where there are several to
    choose from.
    """
    if len(names) == 1:
        return names[0]
    raise BackendError(
        "No model is named",
        why=f"{host} offers {', '.join(names[:_FEW])}{' and more' if len(names) > _FEW else ''}"
        if names
        else "",
        advice="Name one with --model; songline models lists what there is.",
    )


def near_names(name: str, names: list[str]) -> list[str]:
    """Return the names that resemble one; all of them, where they are few."""
    return get_close_matches(name, names, n=3) or (names if len(names) <= _FEW else [])
