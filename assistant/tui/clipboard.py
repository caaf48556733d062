"""Copying where a terminal may not let a program: through tmux, and into a file."""

from __future__ import annotations

import base64
import os
from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import SonglineError
from store.files import write_over
from store.printable import counted, one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.driver import Driver


_BEGUN = 60
"""Letters of what was copied that are told."""


class Clipboard:
    """Text that was copied, in a file of the user's as well: no terminal says whether it took
    it.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path

    def copy(self, text: str, driver: Driver | None) -> str:
        """Pass text on through tmux where there is one, keep it in the file, and return what
        to tell of it.
        """
        if driver is not None and is_in_tmux(os.environ):
            driver.write(for_tmux(text))
        where = f"; also in {self._where}" if self._keep(text) else ""
        return f"Copied {_shown(text)}{where}."

    @property
    def _where(self) -> str:
        """Where the file is, with `~` for the user's folder as in a shell."""
        try:
            return f"~/{self._path.relative_to(Path.home())}" if self._path else ""
        except (RuntimeError, ValueError):
            return f"{self._path}"

    def _keep(self, text: str) -> bool:
        if self._path is None:
            return False
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._path.touch(mode=0o600)
            write_over(self._path, text)
        except (OSError, SonglineError):
            return False
        return True


def is_in_tmux(environment: Mapping[str, str]) -> bool:
    """Tell whether the terminal is one of tmux."""
    return bool(environment.get("TMUX"))


def for_tmux(text: str) -> str:
    """Return the sequence that tmux hands on to the terminal around it."""
    encoded = base64.b64encode(text.encode()).decode()
    return f"\x1bPtmux;\x1b\x1b]52;c;{encoded}\x07\x1b\\"


def _shown(text: str) -> str:
    """Return how a text begins, and how much more there is of it."""
    first, *rest = text.strip().splitlines() or [""]
    begun = first if len(first) <= _BEGUN else f"{first[: _BEGUN - 1].rstrip()}…"
    more = f" and {counted(len(rest), 'more line')}" if rest else ""
    return f"“{one_line(begun)}”{more}"
