"""What is being typed, kept while it is typed: a terminal that is closed loses none of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.timer import Timer

    from assistant.tui.chat import Chat

_RESTS = 1.0
"""Seconds without a key after which it is written down."""


class DraftKeeper:
    """Writes the text of the input down once the keys rest."""

    def __init__(self, chat: Chat) -> None:
        self._chat = chat
        self._timer: Timer | None = None

    def hear(self) -> None:
        """Take note that a key was typed."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._chat.ask_box.set_timer(_RESTS, self.keep)

    def keep(self) -> None:
        """Write it down now, where it is another."""
        text = self._chat.ask_box.text
        if text != self._chat.preferences.kept.draft:
            self._chat.preferences.keep(draft=text)
