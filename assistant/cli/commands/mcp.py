"""`songline mcp`: the library and its answers for other assistants."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from assistant.cli.commands.steps import telling
from assistant.engine.opening import open_assistant
from assistant.errors import ExitCode, missing_extra

if TYPE_CHECKING:
    from argparse import Namespace

    from assistant.engine.opening import Settings


def run(_: Namespace, settings: Settings) -> ExitCode:
    """Serve on standard input and output until the client hangs up."""
    try:
        from assistant.mcp.server import make_server
    except ImportError as error:
        raise missing_extra("Other assistants cannot be served", "mcp", error) from error
    with telling() as tell, open_assistant(settings, tell) as assistant:
        asyncio.run(make_server(assistant).run_stdio_async())
    return ExitCode.ANSWERED
