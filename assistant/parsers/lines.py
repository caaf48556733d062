"""The commands about the whole body of work: lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.parsers.common import add_json

if TYPE_CHECKING:
    from assistant.parsers.common import Commands


def add(commands: Commands) -> None:
    """Add the commands."""
    lines = commands.add("lines", "lines:run", "show the lines of research: which papers belong together")
    add_json(lines)
    lines.add_argument(
        "--svg", metavar="FILE", help="write a picture of papers per year and line, for a slide"
    )
