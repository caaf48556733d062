"""`songline models`: what the server of a backend offers, and what fits."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from assistant.backends import load_backend
from assistant.backends.windows import UNKNOWN, is_for_vectors, is_small_model
from assistant.cli.commands.output import note, print_json, say_line
from assistant.errors import ExitCode
from store.errors import InputError
from store.printable import counted

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from assistant.backends.offers import Offer
    from assistant.engine.opening import Settings


def run(options: Namespace, settings: Settings) -> ExitCode:
    """Print the models in the server's order, and what is known of each."""
    backend = load_backend(settings.backend, settings.options)
    list_models = getattr(backend, "list_models", None)
    if list_models is None:
        raise InputError(
            f"The backend {backend.name} has no models to choose from",
            advice="Name one that has: songline models --backend ollama",
        )
    offers = asyncio.run(list_models())
    server = getattr(backend, "server", backend.name)
    if options.json:
        found = {"backend": backend.name, "server": server, "models": list(offers)}
        windows = {name: offer.window for name, offer in offers.items()}
        prices = {name: _prices(offer) for name, offer in offers.items()}
        print_json(found | {"windows": windows, "prices": prices})
        return ExitCode.ANSWERED
    for name, offer in offers.items():
        say_line("  ".join([name, *_remarks(name, offer, backend.model)]))
    note(f"{counted(len(offers), 'model')} at {server}")
    return ExitCode.ANSWERED


def _prices(offer: Offer) -> dict[str, float | str | None] | None:
    """Return the prices as the settings call them; None where they are not known."""
    if not offer.price:
        return None
    return {
        "prompt_price": offer.prompt_price,
        "completion_price": offer.completion_price,
        "currency": offer.currency,
    }


def _remarks(name: str, offer: Offer, chosen: str | None) -> Iterator[str]:
    """Yield what is known of a model: whether it is the one that is set, and what fits it."""
    if name == chosen:
        yield "(set)"
    if offer.told:
        yield offer.told
    if is_for_vectors(name):
        yield "makes vectors, writes nothing"
    elif is_small_model(name, offer.window or UNKNOWN):
        yield "small: asked in the simplest form"
