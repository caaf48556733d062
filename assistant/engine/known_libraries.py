"""The libraries that have a name, and the default one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.engine.opening import is_library
from assistant.paths import libraries_folder, user_paths

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def known_libraries() -> Iterator[tuple[str, Path]]:
    """Yield names and folders; the default library has no name."""
    if is_library(user_paths().library):
        yield "", user_paths().library
    folder = libraries_folder()
    for place in sorted(folder.iterdir()) if folder.is_dir() else ():
        if is_library(place):
            yield place.name, place
