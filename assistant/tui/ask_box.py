"""The input: it grows with its text, sends on Enter, and looks back at its edges."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.widgets import TextArea

from assistant.tui.commands import completion
from assistant.tui.history import History
from assistant.tui.messages import TextSubmitted
from store.printable import printable

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.binding import BindingType

_START = 0.3
_PLACEHOLDER = "Ask about the papers, or type / for a command"


class AskBox(TextArea):
    """Where questions and commands are typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "send", "Send", show=False),
        Binding("ctrl+j", "new_line", "New line", id="ask.new_line", show=False),
    ]

    def __init__(self, *, opens_source: Callable[[str], bool]) -> None:
        """Make the input; `opens_source` tells whether a digit typed into the empty input
        opens a source.
        """
        super().__init__(placeholder=_PLACEHOLDER, highlight_cursor_line=False, compact=True)
        self.asked = History()
        self._opens_source = opens_source
        self._is_starting = True

    def on_mount(self) -> None:
        self.set_timer(_START, self._end_start)

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Leave a digit to the sources while there is nothing else that it could mean."""
        return not self._is_for_sources(key) and super().check_consume_key(key, character)

    async def _on_key(self, event: events.Key) -> None:
        """Send on Enter here, where keys come in order: a priority binding would overtake
        what was typed.
        """
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.action_send()
        elif self._is_for_sources(event.key):
            event.prevent_default()

    async def _on_paste(self, event: events.Paste) -> None:
        """Clean what is pasted before it is inserted."""
        event.text = printable(event.text)

    def _is_for_sources(self, key: str) -> bool:
        if key.startswith("alt+"):
            return True
        return not self.text and key.isdecimal() and self._opens_source(key)

    def on_text_area_changed(self) -> None:
        self.refresh_bindings()

    def update_suggestion(self) -> None:
        """Suggest the rest of a command."""
        self.suggestion = completion(self.text)

    def action_send(self) -> None:
        """Send what was typed, unless it is blank."""
        text = printable(self.text).strip()
        self.clear()
        if text:
            self.asked.add(text)
            self.post_message(TextSubmitted(text))

    def action_new_line(self) -> None:
        """Break the line; at the start it is an Enter, typed before the chat had the
        terminal.
        """
        if self._is_starting:
            self.action_send()
        else:
            self.insert("\n")

    def _end_start(self) -> None:
        self._is_starting = False

    def action_cursor_up(self, select: bool = False) -> None:  # noqa: FBT001, FBT002
        """Go up a line; from the first one, to the question before."""
        if select or not self.cursor_at_first_line:
            super().action_cursor_up(select)
        else:
            self._recall(self.asked.older(self.text))

    def action_cursor_down(self, select: bool = False) -> None:  # noqa: FBT001, FBT002
        """Go down a line; from the last one, to the question after."""
        if select or not self.cursor_at_last_line:
            super().action_cursor_down(select)
        else:
            self._recall(self.asked.newer())

    def _recall(self, text: str | None) -> None:
        if text is not None:
            self.text = text
            self.move_cursor(self.document.end)
