"""What a model thinks aloud: one folded line above its answer, which a click or a key opens."""

from __future__ import annotations

from time import monotonic

from assistant.tui.plain import Plain
from store.printable import counted, printable


class Thoughts(Plain):
    """Thoughts that gather while the model thinks, and stay behind their line; never a part
    of the answer.
    """

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._seconds = 0.0
        self._since: float | None = None
        self._is_open = False
        self._shown = ""

    def add(self, text: str) -> None:
        """Take in a piece; it shows at the next refresh."""
        self._text += printable(text)
        if self._since is None:
            self._since = monotonic()

    def end(self) -> None:
        """Stop the clock: something else has come."""
        if self._since is not None:
            self._seconds += monotonic() - self._since
            self._since = None
        self.draw()

    def draw(self) -> None:
        """Bring the screen up to date."""
        line = f"{'▾' if self._is_open else '▸'} {self._summary()}"
        shown = f"{line}\n{self._text.strip()}" if self._is_open else line
        if shown != self._shown:
            self._shown = shown
            self.show(shown)

    def toggle(self) -> None:
        """Open or fold."""
        self._is_open = not self._is_open
        self.draw()

    def on_click(self) -> None:
        self.toggle()

    def _summary(self) -> str:
        if self._since is not None:
            return "thinking"
        return f"thought for {counted(max(1, round(self._seconds)), 'second')}"
