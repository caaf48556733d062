"""The input: it grows with its text, sends on Enter, completes on Tab, and looks back at its
edges.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.widgets import TextArea

from assistant.tui.messages import (
    InputLeft,
    TextSubmitted,
    TranscriptScrolled,
    WelcomeChosen,
)
from assistant.tui.widgets.history import History
from store.printable import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.binding import BindingType

    from assistant.tui.widgets.menu import Choice, Menu

    Complete = Callable[[str], Sequence[Choice]]
    """What a line that begins with a slash could become."""

_START = 0.3
_ALONE = 0.6
"""Seconds after which nothing more is expected behind a digit: `3` may be the start of `3D`."""
_PLACEHOLDER = "Ask about the papers, or type / for a command"
_SCROLLS = {
    "pageup": "up",
    "pagedown": "down",
    "ctrl+home": "home",
    "ctrl+end": "end",
}


class AskBox(TextArea):
    """Where questions and commands are typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "send", "Send", show=False),
        Binding("ctrl+j", "new_line", "New line", id="ask.new_line", show=False),
        Binding("tab", "leave", "Read"),  # taken before, and told here
    ]

    def __init__(
        self,
        menu: Menu,
        complete: Complete,
        *,
        opens_source: Callable[[int], bool],
        begins: Callable[[int], bool],
    ) -> None:
        """Make the input; `opens_source` tells whether a number that is sent opens a source,
        and `begins` whether a digit that stays alone begins something.
        """
        super().__init__(placeholder=_PLACEHOLDER, highlight_cursor_line=False, compact=True)
        self.asked = History()
        self._menu = menu
        self._complete = complete
        self._opens_source = opens_source
        self._begins = begins
        self._is_starting = True
        self._was_empty = True
        self._is_recalled = False
        self._offered = ""
        """The text that the menu is for."""

    def on_mount(self) -> None:
        self.set_timer(_START, self._end_start)

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Leave Alt with a digit to the app; tell of digits while they may open a source."""
        if key.startswith("alt+") or (not self.text and self._is_source(key)):
            return False
        return super().check_consume_key(key, character)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell of Tab once there is something to be read."""
        if action == "leave":
            return self._opens_source(1)
        return super().check_action(action, parameters)

    def action_leave(self) -> None:
        """Go to what was said."""
        self.post_message(InputLeft(1))

    async def _on_key(self, event: events.Key) -> None:
        """Take keys here, where they come in order: a priority binding would overtake what was
        typed.
        """
        if self._take(event.key) or await self._edit(event):
            event.stop()
            event.prevent_default()
        elif event.key.startswith("alt+"):
            event.prevent_default()

    def _take(self, key: str) -> bool:
        """Do what a key means here and not in other texts; False where it means the same."""
        if key == "enter":
            self._enter()
        elif key in ("tab", "shift+tab"):
            # A command that is typed is not left behind: there may be more to complete.
            if not (self._accept() or self.text.startswith("/")):
                self.post_message(InputLeft(1 if key == "tab" else -1))
        elif key in _SCROLLS:
            self.post_message(TranscriptScrolled(_SCROLLS[key]))
        elif self._menu.is_open and key in ("up", "down"):
            self._menu.move(1 if key == "down" else -1)
        else:
            return False
        return True

    async def _edit(self, event: events.Key) -> bool:
        """Do what a key means in every text, such as Backspace; False where it means nothing.

        Through the app, which looks bound keys up, letters typed behind it would overtake it.
        """
        bound = None if event.is_printable else self.screen.active_bindings.get(event.key)
        if bound is None or bound.node is not self:
            return False
        return await self.app.run_action(bound.binding.action, self)

    async def _on_paste(self, event: events.Paste) -> None:
        """Clean what is pasted before it is inserted; terminals end its lines with CR."""
        event.text = printable(event.text.replace("\r\n", "\n").replace("\r", "\n"))

    def on_text_area_changed(self) -> None:
        """Offer what the line could become."""
        self._offer()
        self._is_recalled = False
        if self._lonely_digit and self._begins(self._lonely_digit):
            self.set_timer(_ALONE, self._begin)
        if self._was_empty != (not self.text):
            self._was_empty = not self.text
            self.app.refresh_bindings()

    def _offer(self) -> None:
        if self.text == self._offered:
            return
        self._offered = self.text
        choices = () if self._is_recalled else self._complete(self.text)
        begins = (
            bool(choices) and " " not in self.text and choices[0].text.startswith(self.text)
        )
        self._menu.offer(choices, chosen=0 if begins else None)

    def take_choice(self, choice: Choice) -> None:
        """Put a choice in the place of what was typed, and send it if it is whole."""
        self.type(choice.text)
        if choice.is_whole:
            self.action_send()

    def type(self, text: str) -> None:
        """Put text in the place of what was typed."""
        self.text = printable(text)
        self.move_cursor(self.document.end)

    def action_send(self) -> None:
        """Send what was typed, unless it is blank."""
        text = printable(self.text).strip()
        self.clear()
        self._menu.close()
        if text:
            self.asked.add(text)
            # Straight to the app: an Esc pressed right behind it is to find it there.
            self.app.post_message(TextSubmitted(text))

    def action_new_line(self) -> None:
        """Break the line; at the start it is an Enter, typed before the chat had the
        terminal.
        """
        if self._is_starting:
            self.action_send()
        else:
            self.insert("\n")

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

    def _enter(self) -> None:
        self._offer()  # which may be behind the keys where one types fast
        choice = self._menu.choice
        if choice is None or choice.text.strip() == self.text.strip():
            self.action_send()
        else:
            self.take_choice(choice)

    def _accept(self) -> bool:
        """Complete what was typed; False where there is nothing to complete it with."""
        self._offer()
        if not self._menu.is_open:
            return False
        if self._menu.choice is None:
            self._menu.move(0)
        if (choice := self._menu.choice) is not None:
            space = " " if choice.may_go_on and not choice.text.endswith(" ") else ""
            self.type(choice.text + space)
        return True

    def _is_source(self, key: str) -> bool:
        return key.isdecimal() and self._opens_source(int(key))

    @property
    def _lonely_digit(self) -> int:
        """The digit that is all that was typed; 0 where it is not all, or there is none."""
        return int(self.text) if len(self.text) == 1 and self.text.isdecimal() else 0

    def _begin(self) -> None:
        """Begin what a digit stands for, unless more was typed behind it."""
        if (digit := self._lonely_digit) and self._begins(digit):
            self.clear()
            self.post_message(WelcomeChosen(digit))

    def _end_start(self) -> None:
        self._is_starting = False

    def _recall(self, text: str | None) -> None:
        if text is not None:
            self._is_recalled = text != self.text
            self.type(text)
