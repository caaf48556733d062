"""A counter beside the library that tells every process when another has written."""

from __future__ import annotations

import json
import os
import uuid
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from store.errors import LibraryUnavailable

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Generation:
    """The library's state by number; `writing` says that a writer is at work, or died at it."""

    library: str
    """Random name of the library, so that no other's counter is taken for this one's."""
    number: int = 0
    writing: bool = False

    @property
    def fingerprint(self) -> str:
        """What a derived index records to say which state it reflects."""
        return f"{self.library}:{self.number}"


class GenerationFile:
    """The counter on disk; only the holder of the write lock may advance it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> Generation:
        """Return the current generation; a missing or damaged file begins a new count."""
        try:
            return Generation(**json.loads(self._path.read_text(encoding="utf-8")))
        except (FileNotFoundError, ValueError, TypeError):
            return Generation(library="")
        except OSError as error:
            raise self._failure(error) from error

    def advance(self, *, writing: bool) -> Generation:
        """Write and return the next generation."""
        now = self.read()
        after = replace(now, library=now.library or uuid.uuid4().hex, number=now.number + 1, writing=writing)
        draft = self._path.with_suffix(".tmp")
        try:
            draft.write_text(json.dumps(asdict(after)), encoding="utf-8")
            os.replace(draft, self._path)
        except OSError as error:
            raise self._failure(error) from error
        return after

    def _failure(self, error: OSError) -> LibraryUnavailable:
        return LibraryUnavailable(
            f"The library in {self._path.parent} cannot be used",
            why=f"{error.strerror}: {self._path}",
            advice="Check that the folder is yours and that the disk has room.",
        )
