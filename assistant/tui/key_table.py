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
class Key:
    """What a key does; `name` is "" where the key cannot be changed."""

    name: str
    shown: str
    told: str


KEYS: Mapping[str, tuple[Key, ...]] = {
    "Keys": (
        Key("", "Enter", "send the question"),
        Key("ask.new_line", "Ctrl+J", "a new line in the question"),
        Key("", "/", "the menu of commands; Tab completes"),
        Key("", "↑ ↓", "earlier questions, at the edges of the input"),
        Key("", "PgUp PgDn", "scroll what was said; Ctrl+Home and Ctrl+End to its ends"),
        Key("chat.source", "1 … 9, 0", "open that source, while the input is empty (0: tenth)"),
        Key("", "Alt+1 … 9", "open that source, always"),
        Key("", "Space 1 …", "begin a question with a digit"),
        Key("", "Tab", "from the input to what was said, to the sources, and back"),
        Key("chat.jump", "Ctrl+G", "jump: a letter on everything that can be gone to"),
        Key("chat.sources", "Ctrl+S", "go to the sources"),
        Key("chat.papers", "Ctrl+O", "the papers"),
        Key("chat.model", "F2", "choose who answers"),
        Key("chat.thoughts", "Ctrl+T", "what the model thought, where it thinks aloud"),
        Key("chat.stop", "Esc", "stop the answer"),
        Key("chat.back", "Esc", "close what is open; back to the input"),
        Key("chat.help", "F1", "this page"),
        Key("", "Ctrl+P", "everything: commands, papers, conversations, themes"),
        Key("chat.quit", "Ctrl+Q", "quit"),
    ),
    "Reading an answer (Tab)": (
        Key("read.next", "j ↓", "the next sentence, lit with its sources"),
        Key("read.previous", "k ↑", "the sentence before"),
        Key("read.before", "[", "the answer before"),
        Key("read.after", "]", "the answer after"),
        Key("read.source", "Enter", "the abstract that the sentence rests on"),
        Key("read.copy", "y", "copy; a letter says what"),
        Key("read.redo", "r", "of related work: the sentence anew"),
        Key("read.redo_paragraph", "R", "of related work: its paragraph anew"),
        Key("pane.wider", "<", "a wider pane for the sources"),
        Key("pane.narrower", ">", "a narrower one; it is kept"),
    ),
    "Sources (Ctrl+S)": (
        Key("", "j k ↑ ↓", "walk; Enter opens"),
        Key("source.ask", "a", "ask what the paper brings"),
        Key("source.pin", "p", "ask again with the paper in the evidence"),
        Key("source.exclude", "x", "ask again without it"),
        Key("source.copy", "y", "copy of it: key, BibTeX, title, abstract"),
        Key("sources.close", "Esc", "close them, where there is no room for a pane"),
    ),
    "An abstract": (
        Key("abstract.next", "n →", "the next source"),
        Key("abstract.previous", "p ←", "the source before"),
        Key("abstract.ask", "a", "ask about it"),
        Key("abstract.copy", "y", "copy of it"),
        Key("abstract.roles", "r", "colour sentences by what they do, or not"),
        Key("abstract.link", "o", "open its page"),
        Key("abstract.close", "Esc q", "close it"),
    ),
    "Papers (Ctrl+O, Tab to the list)": (
        Key("papers.sort", "s", "sort by the next column"),
        Key("papers.group", "b", "group by year, by line, or not"),
        Key("papers.ask", "a", "ask about the paper"),
        Key("papers.copy", "y", "copy of it"),
        Key("papers.nearest", "n", "the papers nearest to it"),
        Key("papers.close", "Esc", "close them"),
    ),
    "Results (/results)": (
        Key("results.sort", "s", "sort by the next column"),
        Key("results.csv", "c", "what is shown as CSV"),
        Key("results.latex", "l", "as a LaTeX table"),
        Key("results.close", "Esc q", "close them"),
    ),
    "Lines (/lines)": (
        Key("lines.summarize", "s", "summarise the line"),
        Key("lines.turn", "p", "the picture, or the list"),
        Key("lines.close", "Esc q", "close them"),
    ),
    "A plan (/related, /plan)": (
        Key("plan.write", "w", "write the text"),
        Key("plan.turn", "x", "leave a paper out, or take it in"),
        Key("plan.down", "J", "move it down; beyond its group into the next one"),
        Key("plan.up", "K", "move it up"),
        Key("", "1 … 9", "move it into that group; one more is a new group"),
        Key("plan.pin", "p", "pin it: it stays when the plan is made anew"),
        Key("plan.remake", "r", "make the plan anew"),
        Key("plan.save", "e", "keep the plan in a file"),
        Key("plan.close", "Esc q", "close it"),
    ),
    "Conversations (/sessions, Tab to the list)": (
        Key("sessions.rename", "r", "another name"),
        Key("sessions.delete", "d", "delete"),
        Key("sessions.undo", "u", "bring back what was deleted"),
        Key("sessions.fork", "f", "fork"),
        Key("sessions.close", "Esc q", "close them"),
    ),
    "Who answers (F2)": (
        Key("models.keep", "w", "choose for good"),
        Key("models.back", "Esc", "back to the backends; close"),
    ),
    "Small dialogs": (
        Key("copy.close", "Esc", "copy nothing"),
        Key("name.close", "Esc", "keep the name"),
        Key("link.open", "y", "open the page"),
        Key("link.stay", "n", "do not"),
        Key("help.close", "Esc q", "close the help"),
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


def every_key() -> Iterable[Key]:
    """Return the keys of all sections."""
    return (key for keys in KEYS.values() for key in keys)


def _meant(name: str, names: list[str]) -> str:
    near = get_close_matches(name, names, n=1)
    return f"Did you mean {near[0]}?" if near else "F1 shows the names."
