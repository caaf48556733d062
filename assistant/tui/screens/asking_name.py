"""A name is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from assistant.tui.plain import subtitle, title
from store.printable import one_line

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


class NameScreen(ModalScreen["str | None"]):
    """Returns what was typed; None where it was closed, or left blank and may not be."""

    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Close", id="name.close")
    ]

    def __init__(self, asked: str, name: str, *, may_be_blank: bool = False) -> None:
        super().__init__()
        self._may_be_blank = may_be_blank
        self._asked = asked
        self._name = one_line(name)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            title(dialog, self._asked)
            subtitle(dialog, "Enter keeps it · Esc closes")
            yield Input(self._name, compact=True)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Leave with what was typed."""
        self.dismiss(one_line(event.value) or ("" if self._may_be_blank else None))
