"""A list of any number of rows, of which only those in view are made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from assistant.tui.widgets.reverse import ReverseKept

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.binding import BindingType
    from textual.content import Content


class TableRows(ReverseKept, ScrollView, can_focus=True):
    """Rows of one line each, drawn when they come into view."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row", "row--chosen"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("pagedown,space", "page(1)", "Page down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("home,g", "move(-999999999)", "First", show=False),
        Binding("end,G", "move(999999999)", "Last", show=False),
        Binding("enter", "open", "Open", show=False),
    ]

    @dataclass
    class Opened(Message):
        """A row was opened, by Enter or a click."""

        at: int

    at = reactive(0)
    """The row that is chosen."""

    def __init__(self, row: Callable[[int, int], Content], *, id: str | None = None) -> None:  # noqa: A002
        """Make an empty list; `row` returns the row of an index for a width in cells."""
        super().__init__(id=id)
        self._row = row
        self.count = 0

    def show(self, count: int) -> None:
        """Show so many rows, the first of them chosen."""
        self.count = count
        self.at = min(self.at, max(0, count - 1))
        self.virtual_size = Size(0, count)
        self.refresh()
        self._bring_into_view()

    def render_line(self, y: int) -> Strip:
        """Return the line at a height of the screen."""
        index, width = y + self.scroll_offset.y, self.scrollable_content_region.width
        if index >= self.count or width < 1:
            return Strip.blank(max(0, width), self.rich_style)
        name = "row--chosen" if index == self.at else "row"
        style = self.get_visual_style(name)
        strips = Visual.to_strips(self, self._row(index, width), width, 1, style, pad=True)
        return strips[0] if strips else Strip.blank(width, self.rich_style)

    def validate_at(self, at: int) -> int:
        """Keep the choice among the rows."""
        return min(max(0, at), max(0, self.count - 1))

    def watch_at(self) -> None:
        """Draw the choice, and bring it into view."""
        self._bring_into_view()
        self.refresh()

    def action_move(self, step: int) -> None:
        """Move the choice by some rows."""
        self.at += step

    def action_page(self, step: int) -> None:
        """Move the choice by a page."""
        self.at += step * max(1, self.scrollable_content_region.height - 1)

    def action_open(self) -> None:
        """Open the row that is chosen."""
        if self.count:
            self.post_message(self.Opened(self.at))

    def on_click(self, event: events.Click) -> None:
        """Choose the row that was clicked; open the one that is chosen."""
        index = event.get_content_offset_capture(self).y + self.scroll_offset.y
        if index >= self.count:
            return
        if index == self.at:
            self.action_open()
        self.at = index

    def _bring_into_view(self) -> None:
        if self.is_mounted:
            self.scroll_to_region(Region(0, self.at, 1, 1), animate=False, force=True)
