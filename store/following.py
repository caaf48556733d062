"""The files that a library follows: which file each name of a source stands for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import InputError
from store.files import read_whole, write_over

if TYPE_CHECKING:
    from collections.abc import Iterable

_NAME = "followed.json"


class Followed:
    """Names of sources with the paths that they were read from, kept beside the library."""

    def __init__(self, folder: Path) -> None:
        """Read what the folder of a library says; nothing where it says nothing."""
        self._place = folder / _NAME
        self._paths: dict[str, str] = {}
        try:
            read = json.loads(read_whole(self._place))
        except (OSError, ValueError, RecursionError):
            return
        if isinstance(read, dict):
            self._paths = {str(name): str(path) for name, path in read.items()}

    def knows(self, name: str) -> bool:
        """Tell whether the library follows a file of this name."""
        return name in self._paths

    def check(self, name: str, path: str) -> None:
        """Raise InputError where the name stands for another file, whose papers would be taken
        for those of this one.
        """
        known = self._paths.get(name)
        if known not in (None, path):
            raise InputError(
                f"The library follows another {name}",
                why=f"its papers come from {known}",
                advice="Give one of the two another name, or forget the other: remove"
                f" its line from {self._place}.",
            )

    def lost_from(self, folder: str) -> list[str]:
        """Return the names of files that were followed in a folder and are no longer there."""
        return [
            name
            for name, path in self._paths.items()
            if Path(path).is_relative_to(folder) and not Path(path).exists()
        ]

    def keep(self, files: Iterable[tuple[str, str]], lost: Iterable[str] = ()) -> None:
        """Follow files from now on, and those that are lost no more."""
        gone = frozenset(lost)
        paths = {name: path for name, path in self._paths.items() if name not in gone}
        paths |= dict(files)
        if paths != self._paths:
            self._paths = paths
            write_over(self._place, json.dumps(paths, ensure_ascii=False, indent=1) + "\n")
