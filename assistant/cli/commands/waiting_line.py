"""A line on the terminal while a command has nothing to print yet, wiped off before it has."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, TextIO

from store.progress import told_late

if TYPE_CHECKING:
    from collections.abc import Iterator

_PATIENCE = 0.3
"""Seconds without a word: what a command imports before takes less than what is left of one."""


class _Line:
    """Words that may be shown once, and no more once there is something else to read."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._width = 0
        self._is_over = False
        self._lock = Lock()

    def show(self, what: str, *_: int) -> None:
        """Show the words, unless something was printed in the meantime."""
        with self._lock:
            if not self._is_over:
                text = f"songline: {what} …"
                self._width = len(text)
                self._write(text)

    def wipe(self) -> None:
        """Take the words off, and show none any more."""
        with self._lock:
            self._is_over = True
            if self._width:
                # Blanks, since not every terminal knows how to erase a line.
                self._write(f"\r{' ' * self._width}\r")
                self._width = 0

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()


_current: list[_Line] = []


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """Show on a terminal, before a second is over, what is being done; until something else
    is printed, or it is done.
    """
    make_room()
    if not sys.stderr.isatty():
        yield
        return
    line = _Line(sys.stderr)
    _current.append(line)
    try:
        with told_late(line.show, what, _PATIENCE):
            yield
    finally:
        line.wipe()
        _current.remove(line)


def make_room() -> None:
    """Wipe off what is shown, since something is to be printed where it stands."""
    for line in tuple(_current):
        line.wipe()
