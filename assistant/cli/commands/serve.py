"""`songline serve`: the chat in a browser on this machine."""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING

from assistant.cli.commands.output import note, say
from assistant.errors import ExitCode, missing_extra
from store.errors import InputError

if TYPE_CHECKING:
    from argparse import Namespace

    from assistant.engine.opening import Settings

_PASSED_ON = ("library", "embedder", "backend", "model", "base_url")


def run(options: Namespace, _: Settings) -> ExitCode:
    """Serve until it is interrupted."""
    try:
        from assistant.tui.serving import ChatServer
    except ImportError as error:
        raise missing_extra("The chat cannot be served", "serve", error) from error
    server = ChatServer(chat_command(options), options.port)
    say(server.address)
    note("Open this address in a browser on this machine; Ctrl+C ends it.")
    try:
        server.serve()
    except OSError as error:
        raise InputError(
            f"Port {options.port} cannot be used",
            why=error.strerror or str(error),
            advice="Choose another: songline serve --port 8765",
        ) from error
    return ExitCode.ANSWERED


def chat_command(options: Namespace) -> str:
    """Return the line for a shell that begins the chat with the same choices."""
    given = [
        part
        for name in _PASSED_ON
        if (value := getattr(options, name, None)) is not None
        for part in (f"--{name.replace('_', '-')}", str(value))
    ]
    return shlex.join([sys.executable, "-m", "assistant", "chat", *given])
