"""`songline lines`: the lines of research, and a picture of them."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.commands.output import note, print_json, say, say_line
from assistant.cli.commands.reading_column import terminal_width
from assistant.cli.commands.steps import telling
from assistant.composing.lines.finding import find_lines
from assistant.engine.opening import open_library
from assistant.errors import ExitCode
from store import wording
from store.files import write_over
from store.printable import counted

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator

    from assistant.composing.lines.finding import Line, Lines
    from assistant.engine.opening import Settings
    from store.paper import Paper

_WITH_KEYS = 110
# Where titles begin, with keys before them and without.
_TITLE_BEHIND_KEY = 54
_TITLE = 28


def run(options: Namespace, settings: Settings) -> ExitCode:
    """Show the lines; their picture goes to a file where one is named, and to a terminal."""
    with telling() as tell, open_library(settings, tell) as library:
        lines = find_lines(library, tell)
    if options.svg:
        _write_picture(lines, options.svg)
    if options.json:
        print_json(lines.to_json())
        return ExitCode.ANSWERED
    _show_plot(lines)
    tell_lines(lines)
    note(f"{counted(len(lines.lines), 'line')}, {counted(len(lines.nowhere), 'paper')} in none")
    return ExitCode.ANSWERED


def tell_lines(lines: Lines) -> None:
    """Print the lines in words."""
    width = terminal_width()
    indent = _TITLE_BEHIND_KEY if _has_keys(width) else _TITLE
    for text in describe(lines, width):
        say_line(text, indent)


def _has_keys(width: int | None) -> bool:
    return width is None or width >= _WITH_KEYS


def describe(lines: Lines, width: int | None) -> Iterator[str]:
    """Yield the lines in words, one text a row, the oldest line first; a narrow terminal
    gets no keys.
    """
    row = _row if _has_keys(width) else _short_row
    for line in lines.lines:
        yield (
            f"{line.number:>3}  {line.name}  {line.span} · {counted(len(line.papers), 'paper')}"
        )
        yield from _details(line, lines, row)
        yield ""
    if lines.nowhere:
        yield f"     in no line · {counted(len(lines.nowhere), 'paper')}"
        yield from (row("", paper) for paper in lines.nowhere)


def _details(line: Line, lines: Lines, row: Callable[[str, Paper], str]) -> Iterator[str]:
    yield row("first", line.first)
    yield row("newest", line.newest)
    yield row("most connected", line.most_connected)
    if line.follows:
        yield f"     {'follows':<14}  {lines.lines[line.follows - 1].name} ({line.follows})"


def _row(what: str, paper: Paper) -> str:
    title = wording.marked_title(paper)
    return f"     {what:<14}  {wording.year(paper):<5}  {paper.key:<24}  {title}"


def _short_row(what: str, paper: Paper) -> str:
    return f"     {what:<14}  {wording.year(paper):<5}  {wording.marked_title(paper)}"


def _show_plot(lines: Lines) -> None:
    if sys.stdout.isatty() and lines.lines:
        from assistant.composing.lines.plot import plot

        size = shutil.get_terminal_size()
        say(plot(lines, size.columns, min(20, size.lines - 4)))


def _write_picture(lines: Lines, file: str) -> None:
    from assistant.composing.lines.picture import draw

    write_over(Path(file), draw(lines))
    note(f"The picture is in {file}.")
