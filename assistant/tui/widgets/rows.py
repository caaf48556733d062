"""A list of a few rows to walk through: arrows, j and k, pages, Enter."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import OptionList

from assistant.tui.widgets.reverse import ReverseKept


class Rows(ReverseKept, OptionList):
    """An option list that stands being empty, hidden, or a few columns wide."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", "Down", show=False),
        Binding("k", "cursor_up", "Up", show=False),
        Binding("g", "first", "First", show=False),
        Binding("G", "last", "Last", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, markup=False, compact=True)

    @property
    def at(self) -> int | None:
        """The place of the row that is chosen; None where there are no rows."""
        chosen = self.highlighted
        return chosen if chosen is not None and chosen < self.option_count else None

    @property
    def row_width(self) -> int:
        """How many cells a row has."""
        return self.scrollable_content_region.width - 2

    def move(self, step: int) -> None:
        """Choose a row so many further, the first or the last one where there are not as
        many.
        """
        if self.option_count:
            self.highlighted = min(self.option_count - 1, max(0, (self.at or 0) + step))

    def action_page_up(self) -> None:
        """Go a page up."""
        if self._are_laid_out:
            super().action_page_up()  # type: ignore[no-untyped-call]

    def action_page_down(self) -> None:
        """Go a page down."""
        if self._are_laid_out:
            super().action_page_down()  # type: ignore[no-untyped-call]

    @property
    def _are_laid_out(self) -> bool:
        """Whether the rows have places yet, which those of a hidden list do not."""
        return bool(self.option_count and self.scrollable_content_region and self._lines)
