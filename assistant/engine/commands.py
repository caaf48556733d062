"""The commands that begin with a slash, of the chat on a screen and of the one line by line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class CommandUsage:
    """How a command is typed, and what it does."""

    name: str
    argument: str
    """`[FILTER]` or `TOPIC`: without brackets it cannot be left out."""
    help: str
    in_lines: str | None = None
    """What follows it line by line, where that is something else."""

    @property
    def usage(self) -> str:
        """The command as it is typed."""
        return f"/{self.name} {self.argument}".strip()

    @property
    def plain_usage(self) -> str:
        """The command as it is typed line by line."""
        argument = self.argument if self.in_lines is None else self.in_lines
        return f"/{self.name} {argument}".strip()

    @property
    def needs_argument(self) -> bool:
        """Whether it cannot be sent by its name alone."""
        return bool(self.argument) and not self.argument.startswith("[")


_USAGES = (
    CommandUsage("help", "", "keys and commands"),
    CommandUsage("papers", "[FILTER]", "the papers: filter, sort, read"),
    CommandUsage("lines", "[N]", "which papers belong together", ""),
    CommandUsage("results", "[WORDS]", "what the abstracts report, as a table"),
    CommandUsage("sources", "[N]", "the sources of the answer, or one of them", ""),
    CommandUsage("summarize", "[TOPIC]", "a topic or line along its timeline"),
    CommandUsage("plan", "TOPIC", "choose the papers of a text, then write it"),
    CommandUsage("out", "N", "leave a paper out of the plan"),
    CommandUsage("in", "N", "take a paper into the plan"),
    CommandUsage("move", "N GROUP", "move a paper of the plan into another group"),
    CommandUsage("write", "", "write the paragraphs of the plan"),
    CommandUsage("related", "TOPIC", "related work on a topic or an abstract: plan, then text"),
    CommandUsage(
        "redo", "[N.M]", "write a sentence or a paragraph of a longer text anew", "N.M"
    ),
    CommandUsage(
        "draft",
        "[FORMAT] [FILE]",
        "write the draft or summary to a file with its .bib: latex, markdown or typst",
    ),
    CommandUsage(
        "retry", "[MODEL]", "answer the last question anew; open a library that failed", ""
    ),
    CommandUsage("edit", "", "change the last question"),
    CommandUsage("pin", "N", "ask again with a source in the evidence"),
    CommandUsage("exclude", "N", "ask again without a source"),
    CommandUsage("stop", "", "stop the answer, and work behind the chat"),
    CommandUsage(
        "copy", "[WHAT]", "copy the answer, a sentence, keys or BibTeX", "[sentence N]"
    ),
    CommandUsage("bibtex", "[N]", "the entry of a source, or of a paper by its name or title"),
    CommandUsage(
        "export",
        "[FORMAT] [FILE]",
        "write what was said to a file: markdown, latex, html or json",
    ),
    CommandUsage(
        "sessions", "[WORDS]", "earlier conversations: search, go on, rename, delete", ""
    ),
    CommandUsage("resume", "NAME", "go on with an earlier conversation"),
    CommandUsage(
        "fork", "[NAME]", "go on from the current answer in a conversation of its own"
    ),
    CommandUsage("new", "", "a new conversation; the old one stays on disk"),
    CommandUsage("ingest", "FILE", "bring papers into the library, behind the chat"),
    CommandUsage("fetch", "WHAT", "papers from the web, looked at before they are added"),
    CommandUsage("library", "[PATH]", "open another library; it is kept"),
    CommandUsage("model", "[NAME]", "which model answers"),
    CommandUsage("backend", "[NAME]", "who answers: a model's server, or the abstracts alone"),
    CommandUsage("theme", "[NAME]", "the colours"),
    CommandUsage("quit", "", "leave"),
)
USAGES = {usage.name: usage for usage in _USAGES}
"""All commands by name, in the order in which they are listed."""


def read_number(words: str) -> int:
    """Return the number that words are, below 0 if it counts from the end; 0 of others."""
    return int(words) if words.removeprefix("-").isdecimal() else 0


def at_place(items: Sequence[Item], place: int) -> Item | None:
    """Return the item at a place, from 1, or from the end where that is below 0; None where
    there is none.
    """
    if not 0 < abs(place) <= len(items):
        return None
    return items[place - 1 if place > 0 else place]
