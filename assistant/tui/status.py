"""The line that is always there: who answers, what leaves the machine, and how the library
stands.
"""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from store.printable import one_line


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
        self._backend = one_line(backend)
        self._sends_to = None if sends_to is None else one_line(sends_to)

    def render(self) -> Content:
        """Return the line for the width that there is."""
        left = self._privacy(self._backend)
        if left.cell_length > self.content_size.width:
            left = self._privacy(self._backend.partition(" at ")[0])
        room = self.content_size.width - left.cell_length - 2
        right = Content(" · ").join(self._state(room))
        gap = max(2, self.content_size.width - left.cell_length - right.cell_length)
        return left.append(" " * gap).append(right)

    def _privacy(self, backend: str) -> Content:
        if self._sends_to is None:
            dot, told = Content.styled("● ", "$text-success"), "nothing leaves this machine"
        else:
            dot, told = Content.styled("▲ ", "$text-warning"), f"sends to {self._sends_to}"
        return dot + Content.styled(backend, "bold") + Content(f" · {told}")

    def _state(self, room: int) -> list[Content]:
        style = "$text-error" if self.is_failed else "$foreground 60%"
        shown = [Content.styled(one_line(self.library), style)]
        for text in (*self.spent.split(" · "), self.session):
            shown += [Content.styled(one_line(text), "$foreground 60%")] if text else []
        while shown and sum(part.cell_length for part in shown) + 3 * (len(shown) - 1) > room:
            shown.pop()
        return [part for part in shown if part]
