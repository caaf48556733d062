"""How commands print: data on standard output, the rest on standard error, never an escape
sequence.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from assistant.cli.commands.reading_column import hang, terminal_width
from assistant.cli.commands.waiting_line import make_room
from store.printable import one_line, printable
from store.redaction import hide_known, hide_secrets
from store.wording import byline, marked_title

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.composing.answer import Citation
    from store.paper import Paper


def say_line(text: str, indent: int = 4) -> None:
    """Print a line of a list, wrapped to the width of the terminal where there is one.

    What goes on in a further line stands `indent` columns in, below what stands there.
    """
    say(hang(printable(text), terminal_width(), indent))


def say(text: str = "", *, end: str = "\n") -> None:
    """Print text that may come from files and models on standard output."""
    make_room()
    print(printable(hide_known(text)), end=end, flush=True)


def note(text: str) -> None:
    """Print what is not the result on standard error."""
    make_room()
    print(printable(hide_secrets(text)), file=sys.stderr, flush=True)


def print_json(value: object) -> None:
    """Print one JSON value on standard output; what no terminal should get is escaped in it."""
    has_all_characters = (sys.stdout.encoding or "").lower().startswith("utf")
    text = hide_known(json.dumps(value, ensure_ascii=not has_all_characters, indent=2))
    if printable(text) != text:
        text = "".join(
            char if printable(char) == char else f"\\u{ord(char):04x}" for char in text
        )
    make_room()
    print(text, flush=True)


PAPER_INDENT = 56
"""Where the title begins in the line of a paper."""


def paper_line(paper: Paper) -> str:
    """Return a paper on one line: key, authors and year, title."""
    return f"{paper.key:<28}  {byline(paper):<24}  {marked_title(paper)}"


def source_line(citation: Citation) -> str:
    """Return a cited paper on one line, as it stands below an answer."""
    year = (
        f"{citation.year}{'?' if citation.year_inferred else ''}"
        if citation.year
        else "no date"
    )
    return f"[{citation.marker}] {one_line(citation.title)} ({year})  {citation.key}"


def key_line(citations: Iterable[Citation]) -> str:
    """Return the keys of cited papers on one line, for an answer that tells their titles."""
    return "  ".join(f"[{citation.marker}] {citation.key}" for citation in citations)


def is_someone_there() -> bool:
    """Tell whether a question would be read, and could be answered."""
    return sys.stdin.isatty() and sys.stderr.isatty()
