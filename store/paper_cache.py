"""Papers and their vectors at hand, in SQLite: for the few that a search shows or compares.

Chroma takes a millisecond and more for what takes a tenth of that here. The cache is derived:
whatever happens to it, it is begun anew and filled from Chroma.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Self, TypeVar

import numpy as np

from store.errors import DamagedIndex, LibraryUnavailable
from store.files import set_folder_aside
from store.names import read_names
from store.records import from_metadata, to_metadata
from store.room import check_some_room, has_room
from store.vectors import Identity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from store.paper import Paper
    from store.vectors import Vectors

Result = TypeVar("Result")

_STATE = "state1"
_LARGEST_JOURNAL = 16_000_000
_PATIENCE = 30.0
_TABLES = f"""
PRAGMA page_size = 8192;
PRAGMA journal_mode = WAL;
BEGIN;
CREATE TABLE papers (key TEXT PRIMARY KEY, abstract TEXT NOT NULL, metadata TEXT NOT NULL);
CREATE TABLE vectors (key TEXT PRIMARY KEY, vector BLOB NOT NULL);
CREATE TABLE {_STATE} (name TEXT PRIMARY KEY, value TEXT NOT NULL);
COMMIT;
"""
_ALL_VECTORS = "SELECT key, vector, (SELECT count(*) FROM vectors) FROM vectors"
_NAMED = ("authors", "affiliations", "venue", "kind", "publisher")
_ROWS_AT_ONCE = 1000
_KEYS = "(SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class MetadataNames:
    """The names in the papers' metadata, as their source writes them, each once."""

    authors: tuple[str, ...] = ()
    affiliations: tuple[str, ...] = ()
    venues: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    cut_lists: int = 0
    """How many papers have authors that their source does not name."""
    profiles: tuple[str, ...] = ()
    """In whose lists of works the papers stand."""
    untold_code: int = 0
    """Of how many papers no source says whether there is code."""


class PaperCache:
    """Papers by key, and the vectors of those that were written or asked for here.

    Every method raises LibraryUnavailable where the file cannot be used.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection

    @classmethod
    def existing(cls, path: Path) -> Self | None:
        """Open the cache in a file; None where it is missing, damaged or of another format."""
        with suppress(OSError, sqlite3.Error):
            return cls(path, _opened(path)) if path.exists() else None
        return None

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the cache in a file; one that is missing, damaged or of another format is
        begun anew.
        """
        try:
            with suppress(sqlite3.DatabaseError):
                return cls(path, _opened(path))
            return cls(path, _begun(path))
        except (OSError, sqlite3.Error) as error:
            raise _failure(path, "opened", error) from error

    @property
    def fingerprint(self) -> str | None:
        """The state of the library that the cache reflects; None where it reflects none."""
        return self._value("fingerprint")

    def papers(self, keys: Sequence[str]) -> dict[str, Paper]:
        """Return the papers of these keys that are there, by key."""
        rows = self._read(
            f"SELECT key, metadata, abstract FROM papers WHERE key IN {_KEYS}", _listed(keys)
        )
        try:
            return {
                key: from_metadata(key, json.loads(about), abstract)
                for key, about, abstract in rows
            }
        except ValueError as error:
            raise self._failure(
                "read", sqlite3.DatabaseError(f"it holds what is no paper: {error}")
            ) from error

    def vectors(
        self, keys: Sequence[str], *, collection: str | None = None
    ) -> dict[str, Vectors]:
        """Return the vectors that a collection of Chroma's has for these keys, as far as
        they are here; None stands for the collection that they were last kept for.
        """
        if collection not in (None, self._value("collection")):
            return {}
        rows = self._read(
            f"SELECT key, vector FROM vectors WHERE key IN {_KEYS}", _listed(keys)
        )
        return {key: np.frombuffer(vector, dtype=np.float32) for key, vector in rows}

    def all_vectors(self) -> tuple[list[str], Vectors]:
        """Return all keys that have a vector, in no promised order, and the vectors, shape
        (keys, dimension).
        """
        rows = self._attempt(lambda: self._connection.execute(_ALL_VECTORS))
        keys: list[str] = []
        vectors = np.empty((0, 0), dtype=np.float32)
        while some := self._attempt(lambda: rows.fetchmany(_ROWS_AT_ONCE)):
            read = np.frombuffer(b"".join(vector for _, vector, _ in some), dtype=np.float32)
            if not keys:
                vectors = np.empty((some[0][2], len(read) // len(some)), dtype=np.float32)
            vectors[len(keys) : len(keys) + len(some)] = read.reshape(len(some), -1)
            keys += (key for key, _, _ in some)
        return keys, vectors

    def count_vectors(self) -> int:
        """Return how many papers have a vector."""
        ((count,),) = self._read("SELECT count(*) FROM vectors")
        return int(count)

    @property
    def identity(self) -> Identity | None:
        """Who made the vectors, as `belong_to` recorded it."""
        recorded = self._value("identity")
        with suppress(ValueError, TypeError):
            return Identity(**json.loads(recorded)) if recorded else None
        return None

    def belong_to(self, collection: str, identity: Identity) -> None:
        """Record whose vectors are kept from now on; those of another collection are
        dropped.
        """
        if self._value("collection") == collection and self.identity == identity:
            return
        text = json.dumps(asdict(identity))
        with self._writing() as write:
            self._put_vectors(write, {}, collection)
            write.execute(f"REPLACE INTO {_STATE} VALUES ('identity', ?)", (text,))

    def everything(self) -> Iterator[Paper]:
        """Yield all papers, in no promised order."""
        rows = self._attempt(
            lambda: self._connection.execute("SELECT key, metadata, abstract FROM papers")
        )
        return (
            from_metadata(key, json.loads(metadata), abstract)
            for key, metadata, abstract in rows
        )

    def keys(self) -> list[str]:
        """Return the keys of all papers."""
        return [key for (key,) in self._read("SELECT key FROM papers")]

    def names(self) -> MetadataNames:
        """Return whom and what the papers name, each once."""
        rows = self._read(
            "SELECT DISTINCT part.key, item.value FROM papers"
            " JOIN json_each(papers.metadata) AS part"
            " JOIN json_each(iif(part.type = 'array', part.value, json_array(part.value)))"
            " AS item WHERE part.key IN ('authors', 'affiliations', 'venue', 'kind', 'profile')"
            " UNION ALL SELECT DISTINCT part.key, part.value FROM papers"
            " JOIN json_each(json_extract(papers.metadata, '$.more'), '$.extra') AS part"
            " WHERE part.key IN ('publisher', 'editors', 'collections')"
        )
        ((cut, untold),) = self._read(
            "SELECT total(json_extract(metadata, '$.authors_complete') = 0),"
            " total(json_extract(metadata, '$.has_code') IS NULL) FROM papers"
        )
        found: dict[str, list[str]] = {}
        for key, value in rows:
            found.setdefault(key, []).append(str(value))
        editors = (name.said for text in found.get("editors", ()) for name in read_names(text))
        collections = (
            name for text in found.get("collections", ()) for name in text.split("; ")
        )
        authors, affiliations, venues, kinds, publishers = (
            tuple(found.get(name, ())) for name in _NAMED
        )
        return MetadataNames(
            *(authors, affiliations, venues, kinds, publishers),
            editors=tuple(dict.fromkeys(editors)),
            collections=tuple(dict.fromkeys(collections)),
            profiles=tuple(found.get("profile", ())),
            cut_lists=int(cut),
            untold_code=int(untold),
        )

    def count(self) -> int:
        """Return how many papers there are."""
        ((count,),) = self._read("SELECT count(*) FROM papers")
        return int(count)

    def keep(self, vectors: Mapping[str, Vectors], *, collection: str) -> None:
        """Take in vectors that a collection of Chroma's has now; those of another collection
        are dropped.
        """
        with self._writing() as write:
            self._put_vectors(write, vectors, collection)

    def update(
        self,
        papers: Sequence[Paper],
        vectors: Vectors | None,
        *,
        removed: Sequence[str] = (),
        collection: str,
        fingerprint: str,
    ) -> None:
        """Add papers, in place of what had their keys, and remove others; then record the
        fingerprint.

        Without vectors, those that were known of these papers are forgotten.
        """
        gone = [(key,) for key in (*removed, *(paper.key for paper in papers))]
        with self._writing() as write:
            write.executemany("DELETE FROM papers WHERE key = ?", gone)
            write.executemany("DELETE FROM vectors WHERE key = ?", gone)
            write.executemany("REPLACE INTO papers VALUES (?, ?, ?)", map(_row, papers))
            if vectors is not None:
                by_key = {
                    paper.key: vector for paper, vector in zip(papers, vectors, strict=True)
                }
                self._put_vectors(write, by_key, collection)
            write.execute(f"REPLACE INTO {_STATE} VALUES ('fingerprint', ?)", (fingerprint,))

    def rebuild(self, papers: Iterable[Paper], *, fingerprint: str) -> None:
        """Hold these papers and no others, and no vectors; until that is done, what was
        there is found.
        """
        with self._writing() as write:
            for table in ("papers", "vectors", _STATE):
                write.execute(f"DELETE FROM {table}")
            write.executemany("REPLACE INTO papers VALUES (?, ?, ?)", map(_row, papers))
            write.execute(f"REPLACE INTO {_STATE} VALUES ('fingerprint', ?)", (fingerprint,))

    def close(self) -> None:
        """Release the file; the instance must not be used afterwards."""
        self._connection.close()

    def _put_vectors(
        self, write: sqlite3.Connection, vectors: Mapping[str, Vectors], collection: str
    ) -> None:
        if self._value("collection") != collection:
            write.execute("DELETE FROM vectors")
            write.execute(f"REPLACE INTO {_STATE} VALUES ('collection', ?)", (collection,))
        rows = ((key, vector.astype(np.float32).tobytes()) for key, vector in vectors.items())
        write.executemany("REPLACE INTO vectors VALUES (?, ?)", rows)

    def _value(self, name: str) -> str | None:
        rows = self._read(f"SELECT value FROM {_STATE} WHERE name = ?", name)
        return rows[0][0] if rows else None

    def _read(self, statement: str, *values: str) -> list[Any]:
        return self._attempt(lambda: self._connection.execute(statement, values).fetchall())

    def _attempt(self, call: Callable[[], Result]) -> Result:
        try:
            return call()
        except sqlite3.Error as error:
            raise self._failure("read", error) from error

    def _failure(self, what: str, error: sqlite3.Error) -> LibraryUnavailable:
        """Return the error to raise; a cache that turns out to be damaged is begun anew for
        the next time.
        """
        if type(error) is not sqlite3.DatabaseError:
            return _failure(self._path, what, error)
        self._connection.close()
        with suppress(OSError, sqlite3.Error):
            self._connection = _begun(self._path)
        return DamagedIndex(
            f"The cache of papers in {self._path} is damaged",
            why=str(error),
            advice="It is made anew from the papers: try again.",
        )

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        try:
            with self._connection:
                self._connection.execute("BEGIN IMMEDIATE")
                yield self._connection
        except sqlite3.Error as error:
            raise self._failure("written", error) from error


def _opened(path: Path) -> sqlite3.Connection:
    """Return a connection to a cache of this format. Raises sqlite3.DatabaseError where it
    is none.
    """
    try:
        return _connected(str(path))
    except sqlite3.OperationalError:
        # SQLite writes a file beside it to read it; but what no writer has left open is whole.
        if has_room(path.parent) or _has_journal(path):
            raise
        return _connected(f"{path.absolute().as_uri()}?immutable=1")


def _has_journal(path: Path) -> bool:
    journal = path.with_name(f"{path.name}-wal")
    return journal.exists() and journal.stat().st_size > 0


def _connected(place: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        place,
        timeout=_PATIENCE,
        isolation_level=None,
        check_same_thread=False,
        uri=place.startswith("file:"),
    )
    with ExitStack() as failed:
        failed.callback(connection.close)
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA journal_size_limit = {_LARGEST_JOURNAL}")
        # Of another format, it lacks this table.
        connection.execute(f"SELECT value FROM {_STATE}").fetchall()
        failed.pop_all()
    return connection


def _begun(path: Path) -> sqlite3.Connection:
    """Return a connection to a new cache, in place of whatever is there."""
    check_some_room(path.parent)
    set_folder_aside(path)
    for leftover in path.parent.glob(f"{path.name}*"):
        leftover.unlink()
    with closing(sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)) as connection:
        connection.executescript(_TABLES)
    return _opened(path)


def _row(paper: Paper) -> tuple[str, str, str]:
    return paper.key, paper.abstract, json.dumps(to_metadata(paper))


def _listed(keys: Sequence[str]) -> str:
    return json.dumps(list(dict.fromkeys(keys)))


def _failure(path: Path, what: str, error: Exception) -> LibraryUnavailable:
    return LibraryUnavailable(
        f"The cache of papers in {path} could not be {what}",
        why=str(error),
        advice=(
            "Check that the folder is yours and that the disk has room; the cache can "
            "be made again."
        ),
    )
