"""What the user noted on papers: a line for each, in a small private file."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

from store.files import write_over
from store.printable import one_line

if TYPE_CHECKING:
    from pathlib import Path


class Notes:
    """Notes by the key of their paper; two windows see each other's at the next look."""

    def __init__(self, path: Path | None) -> None:
        """Open them; without a path they last as long as the chat."""
        self._path = path
        self._held: dict[str, str] = {}

    def all(self) -> dict[str, str]:
        """Return the notes as they are now on disk."""
        if self._path is None:
            return dict(self._held)
        with suppress(OSError, ValueError, RecursionError):
            stored = json.loads(self._path.read_text(encoding="utf-8"))
            if isinstance(stored, dict):
                return {str(key): str(note) for key, note in stored.items()}
        return {}

    def set(self, key: str, note: str) -> None:
        """Note something on a paper; "" takes the note away. Raises InputError where it
        cannot be kept.
        """
        notes = self.all() | {key: one_line(note)}
        self._held = {each: told for each, told in sorted(notes.items()) if told}
        if self._path is None:
            return
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_over(self._path, json.dumps(self._held, ensure_ascii=False, indent=1) + "\n")
        self._path.chmod(0o600)
