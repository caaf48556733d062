"""What the keys and the commands do."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from assistant.tui.commands import COMMANDS

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

_KEYS = (
    ("Enter", "send the question"),
    ("Ctrl+J", "a new line in the question"),
    ("↑ ↓", "earlier questions, at the edges of the input"),
    ("1 … 9", "open that source, while the input is empty"),
    ("Alt+1 … 9", "open that source, always"),
    ("Space 1 …", "begin a question with a digit"),
    ("Ctrl+S", "go to the sources"),
    ("Ctrl+T", "what the model thought, where it thinks aloud"),
    ("Tab", "from the input to the transcript and the sources"),
    ("Esc", "stop the answer; close what is open"),
    ("Ctrl+P", "command palette: themes, keys, and all verbs"),
    ("Ctrl+Q", "quit"),
)
_MARKS = (
    ("[1]", "a citation: click it, or press its number"),
    ("‹uncited›", "a claim that names no paper"),
    ("‹unsupported›", "the abstract that it cites does not carry it"),
    ("[9] struck out", "a citation of a paper that was not found"),
)


class HelpScreen(ModalScreen[None]):
    """Keys, commands and marks on one page."""

    AUTO_FOCUS = "*"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "dismiss(None)", "Close", id="help.close")
    ]

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog") as dialog:
            dialog.border_title, dialog.border_subtitle = "Help", "Esc closes"
            yield Static(_page(), markup=False)


def _page() -> Content:
    commands = tuple(COMMANDS.values())
    sections = (("Keys", _KEYS), ("Commands", commands), ("In an answer", _MARKS))
    width = max(len(name) for _, rows in sections for name, _ in rows) + 2
    lines: list[Content] = []
    for heading, rows in sections:
        lines.append(Content.styled(heading, "bold $text-primary"))
        lines += [
            Content.styled(f"{name:<{width}}", "bold") + Content(told) for name, told in rows
        ]
        lines.append(Content())
    return Content("\n").join(lines[:-1])
