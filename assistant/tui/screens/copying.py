"""What to copy: one letter, and it is in the clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from assistant.tui.plain import Plain, plain, subtitle, title

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    Piece = tuple[str, str, Callable[[], str]]
    """A letter, what it copies, and what makes the text."""


class CopyScreen(ModalScreen[None]):
    """Asks for a letter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Close", id="copy.close")
    ]

    def __init__(self, pieces: Sequence[Piece]) -> None:
        super().__init__()
        self._pieces = pieces

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            title(dialog, "Copy")
            subtitle(dialog, "a letter copies · Esc closes")
            rows = [plain(f"{key}  ", "bold") + plain(name) for key, name, _ in self._pieces]
            yield Plain(Content("\n").join(rows))

    def on_key(self, event: events.Key) -> None:
        """Copy what the letter stands for."""
        for key, _, make in self._pieces:
            if event.key == key:
                event.stop()
                self.dismiss(None)
                self.app.copy_to_clipboard(make())
