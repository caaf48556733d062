"""The transcript: questions and replies from top to bottom, following the end until one
scrolls away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.geometry import Region

from assistant.tui.plain import Plain
from store.printable import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.widget import Widget

    from assistant.tui.answers.exchange import Exchange
    from assistant.tui.answers.reply import Reply

_WIDEST = 100
"""How many cells a line of text has at most: longer ones are hard to read."""
_AROUND_EXCHANGE = 2
"""Empty lines above and below a question with its answer."""
_NOTICES = 10
"""How many of what answers no question stay on the screen."""
_LAID_OUT = 0.5
"""Seconds after which a settled answer has been laid out."""
_AROUND = 6
"""Cells beside the text that are no text: edges, padding and the scroll bar."""


class Transcript(VerticalScroll):
    """Everything said in this session, or the last turns of it."""

    def __init__(self, welcome: Widget) -> None:
        """Make it; `welcome` is shown while nothing has been said."""
        super().__init__(welcome)
        self._welcome = welcome
        self._hidden = 0
        self._notices: list[Reply] = []
        self._begun: Exchange | None = None
        """What is brought into view from its question on, while it is laid out."""
        self._note = Plain(classes="note")
        self._note.display = False

    def on_mount(self) -> None:
        """Put the note on earlier turns where it will be needed."""
        self.mount(self._note, before=0)

    def watch_virtual_size(self) -> None:
        """Hold on to the end only while there is more than fits: an anchor pulls a short
        text down to it.
        """
        is_overfull = self.virtual_size.height > self.container_size.height
        if is_overfull != self.is_anchored:
            self.anchor(is_overfull)
            if not is_overfull:
                self.scroll_to(y=0, animate=False, force=True, immediate=True)
        self.call_after_refresh(self._show_beginning)

    def on_resize(self) -> None:
        """Keep the lines short enough to be read, in the middle of a wide screen."""
        side = max(0, -(-(self.outer_size.width - _WIDEST - _AROUND) // 2))
        self.styles.padding = (0, 1 + side, 1, 1 + side)
        self.watch_virtual_size()

    def focus_on_click(self) -> bool:
        """Leave the input where it is: a click is for a citation, or selects text."""
        return False

    def add(self, exchange: Exchange) -> None:
        """Add an exchange at the end, and follow it."""
        self._welcome.display = False
        self.mount_all(exchange.widgets)
        self._follow()

    def add_notice(self, notice: Reply) -> None:
        """Add something that answers no question; only the last few stay."""
        self._welcome.display = False
        self.mount(notice)
        self._notices.append(notice)
        if len(self._notices) > _NOTICES:
            self._notices.pop(0).remove()
        self._follow()

    def add_earlier(self, exchanges: Sequence[Exchange], *, hidden: int) -> None:
        """Put the turns of a resumed session before what was asked since; `hidden` ones stay
        on disk.
        """
        if not exchanges:
            return
        self._welcome.display = False
        widgets = [widget for exchange in exchanges for widget in exchange.widgets]
        self.mount_all(widgets, after=self._note)
        self._hide(hidden)
        self._follow()

    def drop(self, exchange: Exchange) -> None:
        """Take an old exchange off the screen; it stays on disk."""
        for widget in exchange.widgets:
            widget.remove()
        self._hide(self._hidden + 1)

    def clear(self) -> None:
        """Start over with an empty transcript."""
        kept = (self._welcome, self._note)
        self._notices.clear()
        self.remove_children([child for child in self.children if child not in kept])
        self._hide(0)
        self._welcome.display = True

    def scroll_by(self, way: str) -> None:
        """Scroll a page `up` or `down`, or to the beginning (`home`) or the `end`."""
        scroll = {
            "up": self.scroll_page_up,
            "down": self.scroll_page_down,
            "home": self.scroll_home,
            "end": self.scroll_end,
        }
        scroll[way](animate=False)

    def show_line(self, reply: Reply, line: int) -> None:
        """Bring a line of a reply into view, with what leads up to it."""
        top = reply.virtual_region.y + line
        self.scroll_to_region(Region(0, max(0, top - 2), 1, 6), animate=False, force=True)

    def begin_at(self, exchange: Exchange) -> None:
        """Bring the question into view, where its answer goes beyond what fits; its size is
        known once it is laid out.
        """
        self._begun = exchange
        self.set_timer(_LAID_OUT, self._end_beginning)
        self._show_beginning()

    def _show_beginning(self) -> None:
        if self._begun is None:
            return
        first, last = self._begun.widget.virtual_region, self._begun.reply.virtual_region
        if last.bottom - first.y > self.container_size.height - _AROUND_EXCHANGE:
            self.scroll_to_widget(self._begun.widget, top=True, animate=False, force=True)

    def _end_beginning(self) -> None:
        self._begun = None

    def _hide(self, hidden: int) -> None:
        self._hidden = hidden
        self._note.display = hidden > 0
        self._note.show(f"{counted(hidden, 'earlier turn')} not shown; /export writes them all")

    def _follow(self) -> None:
        if self.is_anchored:
            self.anchor()
