"""Where a library is: in a folder of its own, or behind the address of a Chroma server."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from store.address import Address, read_address
from store.errors import InputError, LibraryUnavailable
from store.generation import GenerationFile

if TYPE_CHECKING:
    from store.chroma import Chroma
    from store.generation import GenerationStore

__all__ = ["FolderPlace", "Place", "ServerPlace", "find_place", "read_address"]

_SCHEMES = ("http://", "https://")


class FolderPlace:
    """A library in a folder: Chroma, the index of words, the lock and the counter side by
    side.
    """

    is_shared = False
    """Whether others may write without taking our lock."""
    patience = 5.0
    """Seconds that a reader waits for a writer: Chroma in a folder is to be used by one
    process at a time.
    """

    def __init__(self, folder: Path) -> None:
        self.name = str(folder)
        self.local = _made(folder)

    def connect(self) -> Chroma:
        """Open Chroma."""
        from store.chroma import Chroma

        return Chroma.in_folder(self.local / "chroma", self.name)

    def generation(self, _: Chroma) -> GenerationStore:
        """Return where the count of writes is kept."""
        return GenerationFile(self.local / "generation.json")


class ServerPlace:
    """A library behind an address: papers and counter on the server, the index of words in a
    cache.
    """

    is_shared = True
    patience = 0.0

    def __init__(self, address: Address) -> None:
        self._address = address
        self.name = address.url
        self.local = _made(_cache() / _slug(address.url))

    def connect(self) -> Chroma:
        """Connect to the server."""
        from store.chroma import Chroma

        return Chroma.at(self._address)

    def generation(self, chroma: Chroma) -> GenerationStore:
        """Return where the count of writes is kept."""
        from store.generation import GenerationRecord

        return GenerationRecord(chroma)


Place = FolderPlace | ServerPlace


def find_place(location: str | Path) -> Place:
    """Return the place that a location names; its local folder is made.

    Raises InputError for an address that is none, and LibraryUnavailable for a folder that
    cannot be made.
    """
    text = str(location)
    if text.lower().startswith(_SCHEMES):
        return ServerPlace(read_address(text))
    if isinstance(location, str) and "://" in text:
        raise InputError(
            f"A library cannot be at {text.partition('://')[0]}://…",
            why="it is in a folder, or behind the address of a Chroma server",
            advice="Name a folder or an address such as http://127.0.0.1:8000.",
        )
    return FolderPlace(Path(location).expanduser().absolute())


def _cache() -> Path:
    if home := os.environ.get("SONGLINE_HOME"):
        return Path(home).expanduser().absolute() / "cache"
    import platformdirs

    return platformdirs.user_cache_path("songline", appauthor=False)


def _slug(url: str) -> str:
    readable = re.sub(r"[^A-Za-z0-9.]+", "-", url.partition("://")[2])
    return f"{readable}-{hashlib.sha256(url.encode()).hexdigest()[:8]}"


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryUnavailable(
            f"The library in {folder} cannot be made",
            why=error.strerror or str(error),
            advice="Name a folder that you may write to: --library PATH, or set SONGLINE_HOME.",
        ) from error
    return folder
