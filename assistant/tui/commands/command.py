"""What a command is: a name, what may follow it, what it does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from assistant.tui.chat import Chat

    Run = Callable[[Chat, str], Awaitable[None] | None]
    """Does what a command says; it gets what follows the name."""
    Arguments = Callable[[Chat, str], Iterable[tuple[str, str]]]
    """Returns what may follow the name, each with a line of help, for what was typed of it."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command: the `/` menu, the palette and the help page read this and nothing else."""

    name: str
    argument: str
    """`[FILTER]` or `TOPIC`: without brackets it cannot be left out."""
    help: str
    run: Run
    key: str = ""
    """The key that does the same, as it is told."""
    arguments: Arguments | None = None

    @property
    def usage(self) -> str:
        """The command as it is typed."""
        return f"/{self.name} {self.argument}".strip()

    @property
    def needs_argument(self) -> bool:
        """Whether it cannot be sent by its name alone."""
        return bool(self.argument) and not self.argument.startswith("[")
