"""`songline models`: what the server of a backend offers."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from assistant.backends import load_backend
from assistant.cli.commands.output import note, print_json, say_line
from assistant.errors import ExitCode
from store.errors import InputError
from store.printable import counted

if TYPE_CHECKING:
    from argparse import Namespace

    from assistant.engine.opening import Settings


def run(options: Namespace, settings: Settings) -> ExitCode:
    """Print the names of the models, in the server's order."""
    backend = load_backend(settings.backend, settings.options)
    list_models = getattr(backend, "list_models", None)
    if list_models is None:
        raise InputError(
            f"The backend {backend.name} has no models to choose from",
            advice="Name one that has: songline models --backend ollama",
        )
    names = asyncio.run(list_models())
    server = getattr(backend, "server", backend.name)
    if options.json:
        print_json({"backend": backend.name, "server": server, "models": names})
        return ExitCode.ANSWERED
    for name in names:
        say_line(name)
    note(f"{counted(len(names), 'model')} at {server}")
    return ExitCode.ANSWERED
