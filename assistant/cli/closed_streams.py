"""Standard streams that the shell has closed: Python has None in their place."""

from __future__ import annotations

import errno
import io
import os
import sys


class _NoOutput(io.TextIOBase):
    """An output that says at the first write that nobody will read it."""

    def write(self, text: str) -> int:
        raise OSError(
            errno.EBADF, f"standard output is closed, so {len(text)} letters are lost"
        )

    def isatty(self) -> bool:
        return False


def stand_in_for_closed_streams() -> None:
    """Put something in the place of each stream that is closed.

    What is read from a closed input is its end, and errors have nowhere to go. A result that is
    lost must not look like a success.
    """
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    if sys.stdout is None:
        sys.stdout = _NoOutput()
