"""Room on the disk: where there is none, nothing that is there is begun anew."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from store.errors import LibraryUnavailable

if TYPE_CHECKING:
    from pathlib import Path

_LEAST = 1_000_000
MAKE_ROOM = "Make room on that disk, then try again; what is stored there is kept."
"""What is to be done where a disk is full."""
_SIGNS = ("disk is full", "no space left on device")


def has_room(folder: Path) -> bool:
    """Tell whether anything can be written in a folder."""
    return shutil.disk_usage(folder).free >= _LEAST


def check_some_room(folder: Path) -> None:
    """Raise LibraryUnavailable where nothing can be written in a folder: what seems to be
    damaged may only be hard to open.
    """
    if not has_room(folder):
        raise LibraryUnavailable(
            f"Nothing can be written in {folder}", why="its disk is full", advice=MAKE_ROOM
        )


def tells_of_no_room(reason: str) -> bool:
    """Tell whether an error's reason is that the disk is full."""
    return any(sign in reason.lower() for sign in _SIGNS)
