"""A link in an answer was clicked: show where it leads, and ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlsplit

from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button

from assistant.tui.plain import Plain, notice, plain_line
from store.printable import one_line

if TYPE_CHECKING:
    from typing import Any

    from textual.app import App, ComposeResult
    from textual.binding import BindingType


def may_be_opened(address: str) -> bool:
    """Tell whether an address is one that a browser may be sent to."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def offer_address(app: App[Any], address: str) -> None:
    """Show an address and ask whether to open it; one that is not of the web is refused."""

    def follow(is_wanted: bool | None) -> None:  # noqa: FBT001 - what the screen returns
        if is_wanted:
            app.open_url(address)

    if may_be_opened(address):
        app.push_screen(LinkScreen(address), follow)
    else:
        refusal = f"Only web addresses are opened, not {one_line(address)}"
        notice(app, refusal, severity="warning")


class LinkScreen(ModalScreen[bool]):
    """Returns True where the user wants the address opened."""

    AUTO_FOCUS = "*"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,n", "dismiss(False)", "Stay", id="link.stay"),
        Binding("y", "dismiss(True)", "Open", id="link.open"),
        Binding("left,right", "app.focus_next", show=False),
    ]

    def __init__(self, address: str) -> None:
        super().__init__()
        self._address = address

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Plain("Open this address in a browser? It leads out of Songline.")
            yield Plain(plain_line(self._address, "bold $text-accent"), classes="address")
            with Horizontal():
                yield Button("Stay here (n)", id="stay", compact=True)
                yield Button("Open (y)", id="open", compact=True)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Leave with the answer."""
        self.dismiss(event.button.id == "open")
