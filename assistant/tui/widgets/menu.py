"""The menu above the input: what a line that begins with a slash could become."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets.option_list import Option

from assistant.tui.plain import QUIET, cut, plain_line
from assistant.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_IN_VIEW = 8


@dataclass(frozen=True, slots=True)
class Choice:
    """A row of the menu."""

    text: str
    """What the input holds once it is chosen."""
    label: str
    help: str
    is_whole: bool = True
    """Whether the line may be sent as it is, once it is chosen."""
    may_go_on: bool = False
    """Whether something may be typed behind it."""


class Menu(Rows):
    """Choices that are walked from the input, which keeps the focus."""

    can_focus = False

    def __init__(self) -> None:
        super().__init__()
        self._choices: list[Choice] = []
        self.display = False

    @property
    def is_open(self) -> bool:
        """Whether there is anything to choose from."""
        return bool(self.display)

    @property
    def choice(self) -> Choice | None:
        """The row that is chosen."""
        return self._choices[self.at] if self.is_open and self.at is not None else None

    def offer(self, choices: Sequence[Choice], *, chosen: int | None = 0) -> None:
        """Show choices; without any, nothing."""
        self._choices = list(choices)
        self.display = bool(choices)
        if not choices:
            return
        self.styles.height = min(_MOST_IN_VIEW, len(choices))
        self._redraw()
        self.highlighted = chosen

    def close(self) -> None:
        """Show nothing."""
        self.offer(())

    def focus_on_click(self) -> bool:
        """Leave the input where it is."""
        return False

    def on_resize(self) -> None:
        """Lay the rows out for another width."""
        at = self.highlighted
        self._redraw()
        self.highlighted = at

    def _redraw(self) -> None:
        labels = max((len(choice.label) for choice in self._choices), default=0)
        column = min(labels, max(12, self.app.size.width // 2)) + 2
        width = max(20, self.app.size.width - 6)
        self.set_options(Option(_row(choice, column, width)) for choice in self._choices)


def _row(choice: Choice, column: int, width: int) -> Content:
    label = cut(plain_line(choice.label, "bold"), column - 1, pad=True)
    return cut(label + Content(" ") + plain_line(choice.help, QUIET), width)
