"""Answers of services, kept for a day: a fetch that was stopped goes on where it was, and a
preview is not asked for twice.
"""

from __future__ import annotations

import hashlib
import os
import time
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

DAY = 86_400.0


class PageCache:
    """Texts by what was asked; what is older than a day is gone. Where the folder cannot be
    written, nothing is kept.
    """

    def __init__(self, folder: Path, *, now: Callable[[], float] = time.time) -> None:
        self._folder = folder
        self._now = now
        with suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            for path in folder.glob("*.page"):
                if not self._is_fresh(path):
                    path.unlink(missing_ok=True)

    def get(self, asked: str) -> str | None:
        """Return what was answered, None where that is not known."""
        path = self._path(asked)
        with suppress(OSError, UnicodeDecodeError):
            if self._is_fresh(path):
                return path.read_text(encoding="utf-8")
        return None

    def put(self, asked: str, text: str) -> None:
        """Keep an answer; where that fails, it will be asked for again."""
        path = self._path(asked)
        draft = path.with_suffix(f".{os.getpid()}")
        with suppress(OSError):
            draft.write_text(text, encoding="utf-8", errors="replace")
            draft.replace(path)

    def drop(self, asked: Iterable[str]) -> None:
        """Forget some answers."""
        for one in asked:
            with suppress(OSError):
                self._path(one).unlink(missing_ok=True)

    def _path(self, asked: str) -> Path:
        return self._folder / f"{hashlib.sha256(asked.encode()).hexdigest()[:40]}.page"

    def _is_fresh(self, path: Path) -> bool:
        try:
            return 0 <= self._now() - path.stat().st_mtime < DAY
        except OSError:
            return False
