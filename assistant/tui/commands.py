"""The commands that begin with a slash."""

from __future__ import annotations

from difflib import get_close_matches

COMMANDS = {
    "help": ("/help", "keys and commands"),
    "papers": ("/papers [FILTER]", "list the papers; try year:2021"),
    "lines": ("/lines", "which papers belong together"),
    "summarize": ("/summarize [TOPIC]", "a topic or line along its timeline"),
    "related": ("/related TOPIC", "related work on a topic, or on your paper's abstract"),
    "export": (
        "/export [FORMAT] [FILE]",
        "write what was said to a file: markdown, latex, html or json",
    ),
    "new": ("/new", "a new conversation; the old one stays on disk"),
    "retry": ("/retry", "open the library again after it failed"),
    "quit": ("/quit", "leave"),
}
_KNOWN_ELSEWHERE = {"exit": "quit"}
"""What a command is called in other programs, where another of ours is spelled more like it."""


def is_command(text: str) -> bool:
    """Tell whether a line is a command rather than a question."""
    return text.startswith("/")


def read_command(text: str) -> tuple[str, str]:
    """Return the name of a command and what follows it."""
    name, _, rest = text.removeprefix("/").partition(" ")
    return name.strip().lower(), rest.strip()


def nearest(name: str) -> str | None:
    """Return the command that an unknown one may have meant."""
    if name in _KNOWN_ELSEWHERE:
        return _KNOWN_ELSEWHERE[name]
    begun = [known for known in COMMANDS if name and known.startswith(name)]
    close = begun or get_close_matches(name, COMMANDS, n=1, cutoff=0.4)
    return close[0] if close else None


def completion(text: str) -> str:
    """Return the letters that would complete the command that was begun."""
    name = text.removeprefix("/")
    if not is_command(text) or not name:
        return ""
    return next((known.removeprefix(name) for known in COMMANDS if known.startswith(name)), "")
