"""What a server offers: the names of its models."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from assistant.backends.compatible.tool_calls import field
from assistant.backends.compatible.windows import listed_window
from assistant.backends.offers import Offer
from assistant.errors import BackendError

if TYPE_CHECKING:
    from openai import AsyncOpenAI

_FEW = 8
_MILLION = 1_000_000


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


def read_offer(entry: object) -> Offer:
    """Return what an entry of a list of models tells; prices as OpenRouter gives them, in
    dollars a token.
    """
    pricing = field(entry, "pricing")
    read, written = (_price(field(pricing, name)) for name in ("prompt", "completion"))
    is_priced = read is not None or written is not None
    return Offer(listed_window(entry), read, written, "USD" if is_priced else "")


def _price(value: object) -> float | None:
    """Return the price of a million tokens; None for what is none."""
    try:
        price = float(value) if isinstance(value, int | float | str) else -1.0
    except ValueError:
        return None
    return round(price * _MILLION, 6) if 0 <= price < 1 else None


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
