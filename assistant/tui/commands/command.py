"""What a command of the chat does, and what may follow its name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.engine.commands import CommandUsage

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from assistant.tui.chat import Chat

    Run = Callable[[Chat, str], Awaitable[None] | None]
    """Does what a command says; it gets what follows the name."""
    Arguments = Callable[[Chat, str], Iterable[tuple[str, str]]]
    """Returns what may follow the name, each with a line of help, for what was typed of it."""


@dataclass(frozen=True, slots=True)
class Command(CommandUsage):
    """A command: the `/` menu, the palette and the help page read this and nothing else."""

    run: Run = field(kw_only=True)
    key: str = field(kw_only=True)
    """The name, in `key_table`, of the key that does the same; "" where there is none."""
    arguments: Arguments | None = field(kw_only=True)
