"""Conversations on disk: one SQLite file, private to the user, that keeps every finished
turn.
"""

from __future__ import annotations

import sqlite3
import threading
import unicodedata
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING, Self

from assistant.engine.sessions import managing
from assistant.engine.sessions.session_file import open_file, transaction, unusable
from assistant.engine.sessions.turns import (
    Turn,
    UnreadableTurnError,
    answer_from_text,
    answer_to_text,
)
from store.errors import InputError

if TYPE_CHECKING:
    import builtins
    from collections.abc import Iterator
    from pathlib import Path

    from assistant.composing.answer import Answer
    from assistant.engine.sessions.managing import Removed

__all__ = ["Session", "SessionSummary", "Sessions", "Turn"]

LONGEST_NAME = 200
_LONGEST_STEM = 48
"""Letters of a question, or of the name of another conversation, that a name is made of."""
_BIDI_CONTROLS = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


@dataclass(slots=True)
class Session:
    """A conversation with its turns, oldest first."""

    name: str
    turns: list[Turn] = field(default_factory=list)
    started: datetime = field(default_factory=lambda: _now())
    is_named_by_user: bool = True
    """False names the session by its first question, once it is answered."""


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """A line in the list of conversations; both times are aware, in UTC."""

    name: str
    turns: int
    started: datetime
    updated: datetime


class Sessions:
    """The conversations in one file; usable from several threads and by several processes at
    once.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        self._names_given: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self, name: str | None = None) -> Session:
        """Resume the session of a name, or begin it; without a name, begin one that has date
        and time for a name until its first question is answered.
        """
        if name is not None:
            _check_name(name)
        with self._opened() as connection:
            if name is None:
                name = self._free_name(connection, f"{_now().astimezone():%Y-%m-%d %H:%M}")
                self._names_given.add(name)
                return Session(name, is_named_by_user=False)
            return self._load(connection, name) or Session(name)

    def latest(self) -> Session | None:
        """Return the session with the newest turn."""
        newest = (
            "SELECT name FROM sessions JOIN turns ON session = sessions.id ORDER BY "
            "turns.id DESC LIMIT 1"
        )
        with self._opened() as connection:
            row = connection.execute(newest).fetchone()
            return self._load(connection, row[0]) if row else None

    def list(self) -> builtins.list[SessionSummary]:
        """Return every session that has a turn, the one with the newest turn first."""
        every = """
            SELECT name, count(*), started, max(finished)
            FROM sessions JOIN turns ON session = sessions.id
            GROUP BY sessions.id ORDER BY max(turns.id) DESC
        """
        with self._opened() as connection:
            return [
                SessionSummary(
                    name,
                    turns,
                    datetime.fromisoformat(started),
                    datetime.fromisoformat(updated),
                )
                for name, turns, started, updated in connection.execute(every)
            ]

    def record(self, session: Session, answer: Answer) -> None:
        """Append a turn to the session; on return it is safe on disk."""
        document = answer_to_text(answer)
        with self._opened() as connection, transaction(connection):
            name = session.name
            if not session.is_named_by_user and not session.turns:
                named = name_by(answer.question)
                name = self._free_name(connection, named) if named else name
            connection.execute(
                "INSERT OR IGNORE INTO sessions (name, started) VALUES (?, ?)",
                (name, session.started.isoformat()),
            )
            connection.execute(
                (
                    "INSERT INTO turns (session, finished, answer) SELECT id, ?, ? FROM "
                    "sessions WHERE name = ?"
                ),
                (_now().isoformat(), document, name),
            )
        session.name = name
        session.turns.append(Turn(answer.question, answer))

    def rename(self, name: str, new: str) -> None:
        """Give a conversation another name. Raises InputError where that is not possible."""
        _check_name(new)
        with self._opened() as connection, transaction(connection):
            managing.rename(connection, name, new)

    def remove(self, name: str) -> Removed:
        """Take a conversation out; what is returned can be restored."""
        with self._opened() as connection, transaction(connection):
            return managing.remove(connection, name)

    def restore(self, removed: Removed) -> None:
        """Put a conversation back that was taken out."""
        with self._opened() as connection, transaction(connection):
            managing.restore(connection, removed)

    def fork(self, name: str, turns: int, new: str = "") -> Session:
        """Begin another conversation with the first turns of one, and return it; without a
        name it is named by where it begins.
        """
        with self._opened() as connection, transaction(connection):
            new = new or self._free_name(connection, f"{name[:_LONGEST_STEM]} from {turns}")
            _check_name(new)
            managing.fork(connection, name, turns, new)
        return self.start(new)

    def find(self, words: str) -> dict[str, str]:
        """Return by name the conversations in which all words were said, with an excerpt."""
        with self._opened() as connection:
            return managing.find(connection, words)

    def close(self) -> None:
        """Close the file; the next use opens it again."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                if self._connection is None:
                    self._connection = open_file(self._path)
                yield self._connection
            except (sqlite3.Error, OSError, UnreadableTurnError) as error:
                raise unusable(self._path, error) from error

    def _load(self, connection: sqlite3.Connection, name: str) -> Session | None:
        row = connection.execute(
            "SELECT id, started FROM sessions WHERE name = ?", (name,)
        ).fetchone()
        if row is None:
            return None
        documents = connection.execute(
            "SELECT answer FROM turns WHERE session = ? ORDER BY id", (row[0],)
        )
        answers = [answer_from_text(document) for (document,) in documents]
        turns = [Turn(answer.question, answer) for answer in answers]
        return Session(name, turns, datetime.fromisoformat(row[1]))

    def _free_name(self, connection: sqlite3.Connection, stem: str) -> str:
        """Return a name that no session has: the stem, or the stem with a number."""
        numbered = (stem if number == 1 else f"{stem} ({number})" for number in count(1))
        known = {name for (name,) in connection.execute("SELECT name FROM sessions")}
        return next(name for name in numbered if name not in known | self._names_given)


def name_by(question: str) -> str:
    """Return what a conversation that begins with a question is called: its first words; ""
    where it has none.
    """
    shown = "".join(" " if _is_unseen(char) else char for char in question)
    words = " ".join(shown.split()).rstrip(" .?!…")
    if len(words) <= _LONGEST_STEM:
        return words
    whole, _, _ = words[: _LONGEST_STEM + 1].rpartition(" ")
    return f"{whole or words[:_LONGEST_STEM]}…"


def _now() -> datetime:
    return datetime.now(tz=UTC)


def _check_name(name: str) -> None:
    advice = f"Give a name of at most {LONGEST_NAME} visible characters."
    if not name.strip():
        raise InputError("This session name cannot be used", why="it is blank", advice=advice)
    if len(name) > LONGEST_NAME:
        raise InputError(
            "This session name cannot be used",
            why=f"it has {len(name)} characters",
            advice=advice,
        )
    if any(map(_is_unseen, name)):
        raise InputError(
            "This session name cannot be used", why="it has control characters", advice=advice
        )


def _is_unseen(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} or char in _BIDI_CONTROLS
