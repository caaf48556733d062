"""Conversations as a list that one keeps in order: renamed, removed, brought back, forked,
searched.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.errors import InputError

if TYPE_CHECKING:
    import sqlite3

_LONGEST_EXCERPT = 90
_LAST_QUESTIONS = """
    SELECT name, json_extract(answer, '$.question') FROM turns
    JOIN sessions ON sessions.id = session
    WHERE turns.id IN (SELECT max(id) FROM turns GROUP BY session)
"""


@dataclass(frozen=True, slots=True)
class Removed:
    """A conversation that was taken out, whole: `restore` puts it back."""

    name: str
    started: str
    turns: tuple[tuple[str, str], ...]
    """When each turn finished, and its answer as stored."""


def rename(connection: sqlite3.Connection, name: str, new: str) -> None:
    """Give a conversation another name. Raises InputError where that is taken, or there is
    none of the old one.
    """
    if _id_of(connection, new) is not None:
        raise InputError(f"There is a conversation named {new!r} already")
    session = _known_id(connection, name)
    connection.execute("UPDATE sessions SET name = ? WHERE id = ?", (new, session))


def remove(connection: sqlite3.Connection, name: str) -> Removed:
    """Take a conversation out, and return it whole. Raises InputError where there is none."""
    session = _known_id(connection, name)
    (started,) = connection.execute(
        "SELECT started FROM sessions WHERE id = ?", (session,)
    ).fetchone()
    turns = connection.execute(
        "SELECT finished, answer FROM turns WHERE session = ? ORDER BY id", (session,)
    ).fetchall()
    connection.execute("DELETE FROM turns WHERE session = ?", (session,))
    connection.execute("DELETE FROM sessions WHERE id = ?", (session,))
    return Removed(name, started, tuple(turns))


def restore(connection: sqlite3.Connection, removed: Removed) -> None:
    """Put a conversation back. Raises InputError where its name was taken meanwhile."""
    if _id_of(connection, removed.name) is not None:
        raise InputError(f"There is a conversation named {removed.name!r} again")
    _insert(connection, removed)


def fork(connection: sqlite3.Connection, name: str, turns: int, new: str) -> None:
    """Begin another conversation with the first turns of one. Raises InputError where the
    new name is taken, or there is none of the old one.
    """
    if _id_of(connection, new) is not None:
        raise InputError(f"There is a conversation named {new!r} already")
    session = _known_id(connection, name)
    (started,) = connection.execute(
        "SELECT started FROM sessions WHERE id = ?", (session,)
    ).fetchone()
    kept = connection.execute(
        "SELECT finished, answer FROM turns WHERE session = ? ORDER BY id LIMIT ?",
        (session, turns),
    ).fetchall()
    _insert(connection, Removed(new, started, tuple(kept)))


def find(connection: sqlite3.Connection, words: str) -> dict[str, str]:
    """Return the conversations in which every word was said, each with the newest question
    or answer that holds the first of them; without words all, each with its last question.
    """
    wanted = words.casefold().split()
    if not wanted:
        return dict(connection.execute(_LAST_QUESTIONS).fetchall())
    said = connection.execute(
        "SELECT name, json_extract(answer, '$.question'), json_extract(answer, '$.answer')"
        " FROM turns JOIN sessions ON sessions.id = session ORDER BY turns.id"
    )
    texts: dict[str, list[str]] = {}
    for name, question, answer in said:
        texts.setdefault(name, []).extend((str(question), str(answer)))
    found = {}
    for name, spoken in texts.items():
        folded = " ".join((name, *spoken)).casefold()
        if all(word in folded for word in wanted):
            found[name] = _excerpt(spoken, wanted[0])
    return found


def _excerpt(spoken: list[str], word: str) -> str:
    for text in reversed(spoken):
        at = text.casefold().find(word)
        if at >= 0:
            start = max(0, at - _LONGEST_EXCERPT // 3)
            return f"{'…' if start else ''}{text[start : start + _LONGEST_EXCERPT]}"
    return ""


def _insert(connection: sqlite3.Connection, session: Removed) -> None:
    row = connection.execute(
        "INSERT INTO sessions (name, started) VALUES (?, ?)", (session.name, session.started)
    )
    connection.executemany(
        "INSERT INTO turns (session, finished, answer) VALUES (?, ?, ?)",
        [(row.lastrowid, finished, answer) for finished, answer in session.turns],
    )


def _id_of(connection: sqlite3.Connection, name: str) -> int | None:
    row = connection.execute("SELECT id FROM sessions WHERE name = ?", (name,)).fetchone()
    return int(row[0]) if row else None


def _known_id(connection: sqlite3.Connection, name: str) -> int:
    session = _id_of(connection, name)
    if session is None:
        raise InputError(f"There is no conversation named {name!r} on disk")
    return session
