"""What a fetch would add, to be looked at before it is added."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button

from assistant.tui.plain import QUIET, Plain, plain_line, title
from store.wording import byline, marked_title

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from assistant.engine.fetching import Proposal

_MOST = 200
"""Papers that are listed; the heading counts them all."""


class FetchedScreen(ModalScreen[bool]):
    """Returns True where the user wants it added."""

    AUTO_FOCUS = "VerticalScroll"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,n", "dismiss(False)", "Leave it", id="fetched.leave"),
        Binding("y", "dismiss(True)", "Add", id="fetched.add"),
    ]

    def __init__(self, proposal: Proposal) -> None:
        super().__init__()
        self._proposal = proposal

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            title(dialog, "From the web")
            yield Plain(plain_line(self._proposal.in_words, "bold"))
            with VerticalScroll():
                yield Plain(Content("\n").join(self._lines()))
            with Horizontal():
                yield Button("Leave it (n)", id="leave", compact=True)
                yield Button("Add (y)", id="add", compact=True)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Leave with the answer."""
        self.dismiss(event.button.id == "add")

    def _lines(self) -> list[Content]:
        lines = [
            plain_line(byline(paper), QUIET) + Content("  ") + plain_line(marked_title(paper))
            for paper in self._proposal.new[:_MOST]
        ]
        lines += [
            plain_line(f"{change.key} gains {', '.join(change.fields)}", QUIET)
            for change in self._proposal.gains[:_MOST]
        ]
        return lines + [plain_line(remark, QUIET) for remark in self._proposal.notes]
