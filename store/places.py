"""Where a library is: in a folder of its own, or behind the address of a Chroma server."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
import tempfile
import time
import weakref
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from store.address import ServerAddress, read_address
from store.errors import InputError, LibraryUnavailable
from store.generation import GenerationFile
from store.printable import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from store.chroma import Chroma
    from store.generation import GenerationStore

__all__ = ["FolderPlace", "Place", "ServerPlace", "find_place", "read_address"]

_SCHEMES = ("http://", "https://")
_CHROMA = "chroma"
_OTHERS = 0o077
_MB = 1_000_000
# Of 20,000 abstracts, while they are written: `python -m tests.bench.scale 20000`.
_A_PAPER = 20_000
_BASE = 5 * _MB


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
        self._folder = folder
        _check_readable(folder)
        self._is_read_only = folder.is_dir() and not os.access(folder, os.W_OK)
        self.local = self._copied() if self._is_read_only else _made(folder)

    def connect(self) -> Chroma:
        """Open Chroma."""
        from store.chroma import Chroma

        if self._is_read_only:
            _copy(self._folder / _CHROMA, self.local / _CHROMA, self.name)
        return Chroma.in_folder(self.local / _CHROMA, self.name)

    def set_chroma_aside(self) -> Path:
        """Move what Chroma has written out of the way, and return where it is now."""
        aside = self.local / f"{_CHROMA}.damaged-{time.strftime('%Y%m%d-%H%M%S')}"
        (self.local / _CHROMA).replace(aside)
        return aside

    def check_writable(self) -> None:
        """Raise LibraryUnavailable where nothing may be written there."""
        if self._is_read_only:
            raise LibraryUnavailable(
                f"The library in {self.name} cannot be written",
                why="you may only read that folder; searching and asking work",
                advice="Have its rights changed, or ingest into another: --library PATH.",
            )

    def check_room(self, papers: int) -> None:
        """Raise LibraryUnavailable where the disk has no room for so many new papers."""
        needed = _BASE + papers * _A_PAPER
        free = shutil.disk_usage(self.local).free
        if free < needed:
            raise LibraryUnavailable(
                f"There is no room for {counted(papers, 'paper')} in {self.name}",
                why=f"they take about {needed // _MB} MB, and {free // _MB} MB are free",
                advice="Make room on that disk, or put the library on another: --library PATH.",
            )

    def make_private(self) -> None:
        """Take others' rights from the files of a private folder, whose writers do not ask."""
        if self._folder.stat().st_mode & _OTHERS:
            return
        for path in self._folder.rglob("*"):
            with suppress(OSError):
                if path.is_file() and path.stat().st_mode & _OTHERS:
                    path.chmod(0o600)

    def _copied(self) -> Path:
        """Return a copy of what is searched: its readers write locks and logs beside it."""
        kept = tempfile.TemporaryDirectory(prefix="songline-read-only-")
        weakref.finalize(self, kept.cleanup)
        local = Path(kept.name)
        for path in self._folder.glob("*"):
            if path.name != _CHROMA:
                _copy(path, local / path.name, self.name)
        return local

    def generation(self, _: Callable[[], Chroma]) -> GenerationStore:
        """Return where the count of writes is kept."""
        return GenerationFile(self.local / "generation.json")


class ServerPlace:
    """A library behind an address: papers and counter on the server, the index of words in a
    cache.
    """

    is_shared = True
    patience = 0.0

    def __init__(self, address: ServerAddress) -> None:
        self._address = address
        self.name = address.url
        self.local = _made(_cache() / _slug(address.url))

    def check_writable(self) -> None:
        """Say nothing: whether it may be written, the server tells."""

    def check_room(self, papers: int) -> None:
        """Say nothing: what room there is, the server knows."""

    def make_private(self) -> None:
        """Leave what is on the server to the server."""

    def connect(self) -> Chroma:
        """Connect to the server."""
        from store.chroma import Chroma

        return Chroma.at(self._address)

    def generation(self, connect: Callable[[], Chroma]) -> GenerationStore:
        """Return where the count of writes is kept."""
        from store.generation import GenerationRecord

        return GenerationRecord(connect())


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


def _copy(source: Path, target: Path, name: str) -> None:
    """Copy a file or a folder without its rights: the copy of what is read-only is not."""
    try:
        if source.is_dir():
            target.mkdir(mode=0o700)
            for inner in source.iterdir():
                _copy(inner, target / inner.name, name)
        elif source.exists():
            shutil.copyfile(source, target)
    except OSError as error:
        raise _unreadable(name, error) from error


def _check_readable(folder: Path) -> None:
    try:
        if folder.is_dir() and not os.access(folder, os.R_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as error:
        raise _unreadable(str(folder), error) from error


def _unreadable(name: str, error: OSError) -> LibraryUnavailable:
    return LibraryUnavailable(
        f"The library in {name} cannot be read",
        why=error.strerror or str(error),
        advice="Check that you may read that folder and that the disk has room.",
    )


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryUnavailable(
            f"The library in {folder} cannot be made",
            why=error.strerror or str(error),
            advice="Name a folder that you may write to: --library PATH, or set SONGLINE_HOME.",
        ) from error
    return folder
