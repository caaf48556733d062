"""The commands about the whole body of work: lines, summarize."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.cli.parsers.common import add_json, add_strict
from assistant.cli.parsers.typed import as_typed

if TYPE_CHECKING:
    from assistant.cli.parsers.common import Commands


def add(commands: Commands) -> None:
    """Add the commands."""
    lines = commands.add(
        "lines", "lines:run", "show the lines of research: which papers belong together"
    )
    add_json(lines)
    lines.add_argument(
        "--svg", metavar="FILE", help="write a picture of papers per year and line, for a slide"
    )

    summarize = commands.add(
        "summarize",
        "summarize:run",
        "tell a topic or a line of research along its timeline, everything cited",
    )
    summarize.add_argument(
        "topic",
        nargs="*",
        type=as_typed,
        help=(
            "a topic, or the number or name of a line (songline lines); without one, "
            "the whole library"
        ),
    )
    summarize.add_argument(
        "--years", metavar="FROM..TO", default="", help="only these years: 2020..2024"
    )
    summarize.add_argument(
        "--format",
        choices=("text", "markdown", "json", "latex"),
        default="text",
        help="text is the default",
    )
    summarize.add_argument(
        "--json",
        action="store_const",
        dest="format",
        const="json",
        help="the same as --format json",
    )
    add_strict(summarize)
