"""The line that is always there: who answers, what leaves the machine, how the library
stands, and what is being done behind the chat.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from assistant.tui.plain import FAINT, QUIET, cut, plain, plain_line
from store.printable import one_line

if TYPE_CHECKING:
    from assistant.tui.jobs import Progress

_BAR = 12
_SHORTEST_NAME = 18
"""Cells below which the name of a conversation is left out rather than cut."""


class StatusLine(Widget):
    """Backend and privacy on the left; at the right, as far as there is room, the library,
    what the current answer took, and the session.
    """

    library = reactive("")
    session = reactive("")
    spent = reactive("")
    is_failed = reactive(default=False)

    def __init__(self, *, backend: str, sends_to: str | None) -> None:
        super().__init__()
        self._progress: Progress | None = None
        self._backend = one_line(backend)
        self._sends_to = None if sends_to is None else one_line(sends_to)

    def name_backend(self, backend: str, sends_to: str | None) -> None:
        """Show who answers from now on, and where that sends questions."""
        self._backend = one_line(backend)
        self._sends_to = None if sends_to is None else one_line(sends_to)
        self.refresh()

    def show_progress(self, progress: Progress | None) -> None:
        """Show how far long work is; None when there is none."""
        self._progress = progress
        self.refresh()

    def render(self) -> Content:
        """Return the line for the width that there is."""
        width = self.content_size.width
        left = self._left(width - bool(self._cost) * (len(self._cost) + 2))
        if self._progress is not None:
            return self._work(self._progress, left, width)
        left = cut(left, max(1, width))
        room = width - left.cell_length - 2
        right = Content(" · ").join(self._state(room))
        gap = max(2, width - left.cell_length - right.cell_length)
        return left.append(" " * gap).append(right)

    def _work(self, progress: Progress, left: Content, width: int) -> Content:
        """Return how far long work is, with as much of the rest as there is room for."""
        told = plain_line(progress.what)
        if progress.total:
            full = round(_BAR * min(1.0, progress.done / progress.total))
            bar = plain("━" * full, "$primary") + plain("─" * (_BAR - full), FAINT)
            told += plain(f" {progress.done:,} of {progress.total:,} ") + bar
        told += plain(f" {progress.left}".rstrip()) + plain(" · /stop ends it", QUIET)
        room = width - left.cell_length - 2
        if room < told.cell_length:
            return cut(told, max(1, width))
        return left + Content(" " * (room - told.cell_length + 2)) + told

    def _left(self, room: int) -> Content:
        """Return who answers and what leaves the machine, in the most words that fit."""
        name = self._backend.partition(" at ")[0]
        brief = "stays here" if self._sends_to is None else f"to {self._sends_to}"
        if self._sends_to is None:
            dot, told = plain("● ", "$text-success"), "nothing leaves this machine"
        else:
            dot, told = plain("▲ ", "$text-warning"), f"sends to {self._sends_to}"
        forms = [
            dot + plain(backend, "bold") + plain(f" · {said}")
            for backend, said in ((self._backend, told), (name, told), (name, brief))
        ]
        return next((form for form in forms if form.cell_length <= room), forms[-1])

    def _state(self, room: int) -> list[Content]:
        style = "$text-error" if self.is_failed else QUIET
        shown = [plain_line(self.library, style)]
        parts = sorted(self.spent.split(" · "), key=lambda part: not part.startswith("cost"))
        for text in (*parts, self.session):
            shown += [plain_line(text, QUIET)] if text else []
        if self.session and shown:
            left = room - sum(part.cell_length + 3 for part in shown[:-1])
            if left >= _SHORTEST_NAME:
                shown[-1] = cut(shown[-1], left)
        while shown and sum(part.cell_length for part in shown) + 3 * (len(shown) - 1) > room:
            # What it costs is the last to give way to a narrow terminal.
            shown.pop(0 if self._cost and len(shown) == 2 else -1)
        if not shown and 0 < len(self._cost) <= room:
            return [plain_line(self._cost, QUIET)]
        return [part for part in shown if part]

    @property
    def _cost(self) -> str:
        """What the conversation cost, which of its last answer stands below that; "" where no
        price is set.
        """
        parts = self.spent.split(" · ")
        cost = next((part for part in parts if part.startswith("cost")), "")
        last, _, together = cost.partition(" (in all ")
        return f"{together.removesuffix(')')} in all" if together else last
