"""The SQLite file under the conversations: made private, opened for many, checked, its
errors explained.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from assistant.errors import NoRoomForSessions, SessionError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

APPLICATION_ID = 0x536F6E67
SCHEMA_VERSION = 1
BUSY_SECONDS = 10.0

_UNUSABLE = "The conversations in {} cannot be used"
_SCHEMA = (
    (
        "CREATE TABLE sessions (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, "
        "started TEXT NOT NULL)"
    ),
    "CREATE TABLE turns (id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " session INTEGER NOT NULL REFERENCES sessions (id), finished TEXT NOT "
    "NULL, answer TEXT NOT NULL)",
    "CREATE INDEX turns_of_session ON turns (session, id)",
    f"PRAGMA application_id = {APPLICATION_ID}",
    f"PRAGMA user_version = {SCHEMA_VERSION}",
)
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
# On a full disk a database that is there cannot even be read: what its readers share is a file
# that has no room.
_NO_ROOM = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR_SHMSIZE,
    sqlite3.SQLITE_IOERR_WRITE,
}
_NO_ROOM_FOR_FILES = {errno.ENOSPC, errno.EDQUOT}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def open_file(path: Path) -> sqlite3.Connection:
    """Open the file, which is created where it is missing; SessionError where it is
    something else.
    """
    _create_private(path)
    connection = sqlite3.connect(
        path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        with transaction(connection, "DEFERRED"):
            _is_ready(
                connection, path
            )  # before anything is changed in a file that may be another program's
        _make_private(path)
        _use_write_ahead_log(connection)
        connection.execute("PRAGMA synchronous = FULL")
        with transaction(connection):
            if not _is_ready(connection, path):
                for statement in _SCHEMA:
                    connection.execute(statement)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection, kind: str = "IMMEDIATE") -> Iterator[None]:
    """Do everything within or nothing, and see one state of the file; DEFERRED takes no lock
    to write.
    """
    connection.execute(f"BEGIN {kind}")
    try:
        yield
        connection.commit()
    except BaseException:
        connection.rollback()
        raise


def unusable(path: Path, error: Exception) -> SessionError:
    """Return the error that says why the file cannot be used, and what to do."""
    code = getattr(error, "sqlite_errorcode", 0)
    if code in _NO_ROOM or getattr(error, "errno", None) in _NO_ROOM_FOR_FILES:
        return NoRoomForSessions(
            _UNUSABLE.format(path),
            why="there is no room left on the disk",
            advice="Make some room, or set SONGLINE_HOME to a folder that has some.",
        )
    # The low byte is the kind of error, the rest its particulars.
    code &= 0xFF
    advice = (
        "See that the folder can be written to and has room, or set SONGLINE_HOME to another."
    )
    if code in _BUSY:
        advice = "Another process holds them; try again when it has finished."
    elif code in _DAMAGED or isinstance(error, ValueError):
        advice = "Move the file away to begin afresh; nothing was deleted."
    return _error(path, getattr(error, "strerror", None) or str(error), advice)


def _create_private(path: Path) -> None:
    """Create folder and file for the user alone; SQLite gives its side files the same
    permissions.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _make_private(path: Path) -> None:
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        beside = path.with_name(name)
        with suppress(FileNotFoundError):
            if beside.stat().st_mode & 0o077:
                beside.chmod(0o600)


def _use_write_ahead_log(connection: sqlite3.Connection) -> None:
    """Switch to the write-ahead log; SQLite does not wait by itself where two processes do
    so at once.
    """
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in _BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return


def _is_ready(connection: sqlite3.Connection, path: Path) -> bool:
    """Tell whether the tables are there; False for an empty file, SessionError for tables of
    another kind.
    """
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    owner = connection.execute("PRAGMA application_id").fetchone()[0]
    if (owner, version) == (APPLICATION_ID, SCHEMA_VERSION):
        return True
    advice = "Move the file away to begin afresh; nothing was changed."
    if owner == APPLICATION_ID:
        why = f"their format is {version}, and this Songline knows format {SCHEMA_VERSION}"
        raise _error(path, why, advice)
    if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise _error(path, "it is a database of another program", advice)
    return False


def _error(path: Path, why: str, advice: str) -> SessionError:
    return SessionError(_UNUSABLE.format(path), why=why, advice=advice)
