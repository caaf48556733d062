"""The readings of a library, kept beside what else is derived from its papers."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing, suppress
from dataclasses import asdict
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.abstracts.reader import read_abstracts, remember
from assistant.abstracts.reading import (
    Change,
    Link,
    Name,
    NameKind,
    Reading,
    Result,
    Role,
    Sentence,
)
from assistant.language import lexicons

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from store.paper import Paper

_FILE = "readings.sqlite3"
_TABLE = (
    "CREATE TABLE IF NOT EXISTS readings (hash TEXT PRIMARY KEY, version TEXT, reading TEXT)"
)
_AT_ONCE = 256
_PATIENCE = 2.0


class Readings:
    """What the abstracts of a library say, read once and kept in a folder.

    What is found there need not be read by `read_abstract` in this process either.
    The file is derived: where it cannot be used, abstracts are read anew, and nothing fails.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / _FILE
        self._known: dict[str, Reading] = {}

    def read(self, paper: Paper) -> Reading:
        """Return what the abstract of a paper says."""
        return self.read_all([paper])[0]

    def read_all(
        self,
        papers: Sequence[Paper],
        *,
        progress: Callable[[int, int], None] | None = None,
    ) -> list[Reading]:
        """Return what each abstract says, in order.

        `progress` is told how many are read, and of how many.
        """
        hashes = [_hash(paper.abstract) for paper in papers]
        self._load(each for each in hashes if each not in self._known)
        texts = {each: paper.abstract for each, paper in zip(hashes, papers, strict=True)}
        remember(
            {text: self._known[each] for each, text in texts.items() if each in self._known}
        )
        unread = [each for each in texts if each not in self._known]
        for start in range(0, len(unread), _AT_ONCE):
            part = unread[start : start + _AT_ONCE]
            read = dict(zip(part, read_abstracts([texts[each] for each in part]), strict=True))
            self._known |= read
            self._keep(read)
            if progress is not None:
                progress(len(texts) - len(unread) + start + len(part), len(texts))
        return [self._known[each] for each in hashes]

    def _load(self, hashes: Iterable[str]) -> None:
        wanted = list(hashes)
        if not wanted or not self._path.exists():
            return
        query = (
            "SELECT hash, reading FROM readings WHERE version = ?"
            " AND hash IN (SELECT value FROM json_each(?))"
        )
        with suppress(sqlite3.Error, OSError), closing(self._connect()) as connection:
            for key, text in connection.execute(query, (reader_version(), json.dumps(wanted))):
                with suppress(ValueError, TypeError, KeyError):
                    self._known[key] = _decode(text)

    def _keep(self, read: dict[str, Reading]) -> None:
        version = reader_version()
        rows = [(each, version, _encode(reading)) for each, reading in read.items()]
        try:
            self._write(rows)
        except sqlite3.DatabaseError as error:
            if not isinstance(error, sqlite3.OperationalError):
                with suppress(OSError, sqlite3.Error):
                    self._path.unlink()
                    self._write(rows)
        except OSError:
            pass

    def _write(self, rows: list[tuple[str, str, str]]) -> None:
        with closing(self._connect()) as connection, connection:
            # What a crash loses here is read again.
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute(_TABLE)
            connection.executemany("INSERT OR REPLACE INTO readings VALUES (?, ?, ?)", rows)

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=_PATIENCE)


@cache
def reader_version() -> str:
    """Return what changes with the code, the weights and the word lists of the reader."""
    own, lists = Path(__file__).parent, Path(lexicons.__file__).parent
    digest = sha256()
    for path in sorted([*own.glob("*.py"), *own.glob("*.npz"), *lists.glob("*.txt")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _hash(abstract: str) -> str:
    return sha256(abstract.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _encode(reading: Reading) -> str:
    return json.dumps(asdict(reading), separators=(",", ":"))


def _decode(text: str) -> Reading:
    held: dict[str, list[dict[str, Any]]] = json.loads(text)
    return Reading(
        sentences=tuple(map(_sentence, held["sentences"])),
        introduces=tuple(map(_name, held["introduces"])),
        data=tuple(map(_name, held["data"])),
        results=tuple(map(_result, held["results"])),
        links=tuple(Link(**each) for each in held["links"]),
    )


def _sentence(held: dict[str, Any]) -> Sentence:
    return Sentence(**held | {"role": Role(held["role"])})


def _name(held: dict[str, Any]) -> Name:
    return Name(**held | {"kind": NameKind(held["kind"])})


def _result(held: dict[str, Any]) -> Result:
    interval = held["interval"]
    change = Change(held["change"]) if held["change"] else None
    return Result(
        **held | {"interval": tuple(interval) if interval else None, "change": change}
    )
