"""The keys of the chat, under the names by which the configuration changes them: the help page
reads this.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class KeyRow:
    """What a key does; `name` is "" where the key cannot be changed."""

    name: str
    shown: str
    told: str


KEYS: Mapping[str, tuple[KeyRow, ...]] = {
    "Keys": (
        KeyRow("", "Enter", "send the question"),
        KeyRow("ask.new_line", "Ctrl+J", "a new line in the question"),
        KeyRow("", "/", "the menu of commands; Tab completes"),
        KeyRow("", "↑ ↓", "earlier questions, at the edges of the input"),
        KeyRow("", "PgUp PgDn", "scroll what was said; Ctrl+Home and Ctrl+End to its ends"),
        KeyRow("", "12 Enter", "open that source, from the input"),
        KeyRow("chat.source", "1 … 9, 0", "open it at once, outside the input (0: the tenth)"),
        KeyRow("", "Alt+1 … 9", "open it at once, everywhere"),
        KeyRow("", "Tab", "from the input to what was said, to the sources, and back"),
        KeyRow("chat.jump", "Ctrl+G", "jump: a letter on everything that can be gone to"),
        KeyRow("chat.sources", "Ctrl+S", "go to the sources"),
        KeyRow("chat.papers", "Ctrl+O", "the papers"),
        KeyRow("chat.model", "F2", "choose who answers"),
        KeyRow("chat.thoughts", "Ctrl+T", "what the model thought, where it thinks aloud"),
        KeyRow("chat.stop", "Esc", "stop the answer"),
        KeyRow("chat.back", "Esc", "close what is open; back to the input"),
        KeyRow("chat.help", "F1", "this page"),
        KeyRow("", "Ctrl+P", "everything: commands, papers, conversations, models"),
        KeyRow("chat.quit", "Ctrl+Q", "quit"),
    ),
    "Reading an answer (Tab)": (
        KeyRow("read.next", "j ↓", "the next sentence, lit with its sources"),
        KeyRow("read.previous", "k ↑", "the sentence before"),
        KeyRow("read.before", "[", "the answer before"),
        KeyRow("read.after", "]", "the answer after"),
        KeyRow("read.source", "Enter", "the abstract that the sentence rests on"),
        KeyRow("read.marks", "v", "the marks of verdicts: hide them, or show them; it is kept"),
        KeyRow("read.copy", "y", "copy; a letter says what"),
        KeyRow("read.redo", "r", "of related work and summaries: the sentence anew"),
        KeyRow("read.redo_paragraph", "R", "of related work and summaries: its paragraph anew"),
        KeyRow("pane.wider", "<", "a wider pane for the sources"),
        KeyRow("pane.narrower", ">", "a narrower one; it is kept"),
    ),
    "Sources (/sources)": (
        KeyRow("", "j k ↑ ↓", "walk; Enter opens"),
        KeyRow("source.ask", "a", "ask what the paper brings"),
        KeyRow("source.pin", "p", "ask again with the paper in the evidence"),
        KeyRow("source.exclude", "x", "ask again without it"),
        KeyRow("source.copy", "y", "copy of it: key, BibTeX, title, abstract"),
        KeyRow("sources.close", "Esc", "close them, where there is no room for a pane"),
    ),
    "An abstract": (
        KeyRow("abstract.next", "n →", "the next source"),
        KeyRow("abstract.previous", "p ←", "the source before"),
        KeyRow("abstract.ask", "a", "ask about it"),
        KeyRow("abstract.copy", "y", "copy of it"),
        KeyRow("abstract.roles", "r", "colour sentences by what they do, or not"),
        KeyRow("abstract.link", "o", "open its page"),
        KeyRow("abstract.close", "Esc q", "close it"),
    ),
    "Papers (/papers, Tab to the list)": (
        KeyRow("papers.sort", "s", "sort by the next column"),
        KeyRow("papers.group", "b", "group by year, by line, or not"),
        KeyRow("papers.ask", "a", "ask about the paper"),
        KeyRow("papers.copy", "y", "copy of it"),
        KeyRow("papers.nearest", "n", "the papers nearest to it"),
        KeyRow("papers.line", "l", "the papers of its line"),
        KeyRow("papers.link", "o", "open its page"),
        KeyRow("papers.note", "m", "note something on it"),
        KeyRow("papers.close", "Esc", "close them"),
    ),
    "Results (/results)": (
        KeyRow("results.sort", "s", "sort by the next column"),
        KeyRow("results.csv", "c", "what is shown as CSV"),
        KeyRow("results.latex", "l", "as a LaTeX table"),
        KeyRow("results.close", "Esc q", "close them"),
    ),
    "Lines (/lines)": (
        KeyRow("lines.summarize", "s", "summarise the line"),
        KeyRow("lines.turn", "p", "the picture, or the list"),
        KeyRow("lines.close", "Esc q", "close them"),
    ),
    "A line that was opened (Tab to the list)": (
        KeyRow("line.summarize", "S", "summarise all of it"),
        KeyRow("line.draft", "D", "related work on what it is about"),
        KeyRow("line.export", "E", "the entries of all its papers in a file"),
    ),
    "A plan (/related, /plan)": (
        KeyRow("plan.write", "w", "write the text"),
        KeyRow("plan.turn", "x", "leave a paper out, or take it in"),
        KeyRow("plan.down", "J", "move it down; beyond its group into the next one"),
        KeyRow("plan.up", "K", "move it up"),
        KeyRow("", "1 … 9", "move it into that group; one more is a new group"),
        KeyRow("plan.pin", "p", "pin it: it stays when the plan is made anew"),
        KeyRow("plan.remake", "r", "make the plan anew"),
        KeyRow("plan.save", "e", "keep the plan in a file"),
        KeyRow("plan.close", "Esc q", "close it"),
    ),
    "Conversations (/sessions, Tab to the list)": (
        KeyRow("sessions.rename", "r", "another name"),
        KeyRow("sessions.delete", "d", "delete"),
        KeyRow("sessions.undo", "u", "bring back what was deleted"),
        KeyRow("sessions.fork", "f", "fork; /fork does it at the current answer"),
        KeyRow("sessions.export", "e", "write it to a file"),
        KeyRow("sessions.close", "Esc q", "close them"),
    ),
    "Who answers (/model)": (
        KeyRow("models.keep", "w", "choose for good"),
        KeyRow("models.back", "Esc", "back to the backends; close"),
    ),
    "Small dialogs": (
        KeyRow("copy.close", "Esc", "copy nothing"),
        KeyRow("name.close", "Esc", "keep the name"),
        KeyRow("link.open", "y", "open the page"),
        KeyRow("link.stay", "n", "do not"),
        KeyRow("fetched.add", "y", "add what was fetched"),
        KeyRow("fetched.leave", "n Esc", "leave it"),
        KeyRow("help.close", "Esc q", "close the help"),
    ),
}


def complaints(keymap: Mapping[str, str]) -> list[str]:
    """Return a line for each name of a keymap that there is not, with what may be meant."""
    names = [key.name for key in every_key() if key.name]
    return [
        f"keymap: there is no {name}. {_meant(name, names)}"
        for name in keymap
        if name not in names
    ]


def shown_key(name: str, keymap: Mapping[str, str]) -> str:
    """Return the key of a name as it is told, the one of a keymap where that changes it."""
    shown = next((key.shown for key in every_key() if key.name and key.name == name), "")
    return " ".join(map(_as_told, keymap.get(name, "").split(","))) or shown


def _as_told(key: str) -> str:
    """Return a key of the configuration as the table has it: Ctrl+L of ctrl+l."""
    return key if len(key) == 1 else "+".join(part.capitalize() for part in key.split("+"))


def every_key() -> Iterable[KeyRow]:
    """Return the keys of all sections."""
    return (key for keys in KEYS.values() for key in keys)


def _meant(name: str, names: list[str]) -> str:
    near = get_close_matches(name, names, n=1)
    return f"Did you mean {near[0]}?" if near else "F1 shows the names."
