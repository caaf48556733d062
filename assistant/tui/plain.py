"""The one door for text into Textual: whatever stands in it arrives as plain text.

Textual reads `[red]` and `[@click=…]` in strings as markup, and a terminal obeys what is left
of control characters. All that is shown passes through here, and nothing else in the chat
makes a Static or a notice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.markup import escape
from textual.widgets import Static

from store.printable import one_line, printable

if TYPE_CHECKING:
    from typing import Any

    from textual.app import App
    from textual.notifications import SeverityLevel
    from textual.style import Style
    from textual.widget import Widget

QUIET = "$foreground 60%"
FAINT = "$foreground 35%"
HEADING = "bold $text-primary"
_MOMENT = 2.0
_LETTERS_A_SECOND = 18
"""That one reads, who looks up first."""


def lit_style(app: App[Any]) -> str:
    """Return how what is lit is drawn: sixteen colours have none that lets text be read."""
    return "ansi_default reverse" if app.current_theme.ansi else "on $primary 25%"


def plain(text: str, style: Style | str = "") -> Content:
    """Return text in one style, its line breaks kept."""
    return Content.styled(printable(text), style)


def plain_line(text: str, style: Style | str = "") -> Content:
    """Return text in one style on a single line."""
    return Content.styled(one_line(text), style)


def cut(text: str | Content, width: int, *, pad: bool = False) -> Content:
    """Return a line of at most so many cells, with a `…` where it was cut."""
    line = plain_line(text) if isinstance(text, str) else text
    return line.truncate(max(1, width), ellipsis=True, pad=pad)


def title(widget: Widget, text: str) -> None:
    """Put text into the upper border of a widget."""
    widget.border_title = plain_line(text)


def subtitle(widget: Widget, text: str) -> None:
    """Put text into the lower border of a widget."""
    widget.border_subtitle = plain_line(text)


def notice(
    app: App[Any],
    text: str,
    *,
    severity: SeverityLevel = "information",
    is_brief: bool = False,
) -> None:
    """Show a notice for a few seconds, a long one for as long as it takes to read, and one
    that is brief for a moment.
    """
    least = _MOMENT if is_brief else app.NOTIFICATION_TIMEOUT
    seconds = max(least, len(text) / _LETTERS_A_SECOND)
    app.notify(printable(text), severity=severity, timeout=seconds, markup=False)


def as_markup(text: str) -> str:
    """Return text as markup that shows it as it is, for the palette, which takes no other."""
    return escape(one_line(text))


class Plain(Static):
    """Text on the screen."""

    def __init__(
        self,
        text: str | Content = "",
        *,
        id: str | None = None,  # noqa: A002 - as in Textual
        classes: str = "",
    ) -> None:
        super().__init__(_content(text), id=id, classes=classes, markup=False)

    def show(self, text: str | Content) -> None:
        """Show other text."""
        self.update(_content(text))


def _content(text: str | Content) -> Content:
    return plain(text) if isinstance(text, str) else text
