"""Chroma in a folder or behind an address: the only module that imports chromadb."""

from __future__ import annotations

import sqlite3
import ssl
import time
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

import httpx

from store.environment import TO_MEND, broken_variable
from store.errors import LibraryUnavailable, SonglineError
from store.room import MAKE_ROOM, tells_of_no_room
from store.unchecked import unchecked_overrides

with unchecked_overrides():
    from chromadb.api import ServerAPI
    from chromadb.api.fastapi import FastAPI
    from chromadb.api.models.Collection import Collection
    from chromadb.config import Settings, System
    from chromadb.errors import NotFoundError
    from chromadb.telemetry.product import ProductTelemetryClient
    from chromadb.utils.embedding_functions import known_embedding_functions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from chromadb.api.collection_configuration import CreateCollectionConfiguration
    from chromadb.api.types import EmbeddingFunction
    from chromadb.types import Collection as CollectionModel

    from store.address import ServerAddress

    Metadata = dict[str, Any]

__all__ = ["Chroma", "Collection"]

Result = TypeVar("Result")

TIMEOUTS = httpx.Timeout(30.0, connect=5.0)
"""How long a server may be silent before it counts as down."""
_PATIENCE = 30.0
# Neither telemetry nor settings of whatever lies in the current folder.
_PRIVATE: dict[str, Any] = {"anonymized_telemetry": False, "_env_file": None}
_BUSY = (
    "database is locked",
    "database is busy",
    "database table is locked",
)
# A server that compacts says so of what is there a moment later.
_COMPACTING = "Nothing found on disk"
_MOMENT = 2.0
_DATABASE = "chroma.sqlite3"
_READ_AT_ONCE = (
    "migrations",
    "tenants",
    "databases",
    "collections",
    "collection_metadata",
    "segments",
    "segment_metadata",
    "max_seq_id",
)
"""Tables that Chroma reads when it opens, of a few rows each."""
_MOST_COLLECTIONS = 1000
# With Chroma's defaults (16, 100, 100) some vectors cannot be reached: of 10,000 abstracts, 3
# in 2,000.
_HNSW = {"space": "cosine", "max_neighbors": 32, "ef_construction": 200, "ef_search": 200}
# In a folder Chroma searches only where there are more papers than a snapshot holds: half the
# work for one that is added, .81 in place of .87 of the thirty nearest.
_IN_FOLDER = {"ef_construction": 100}


class Chroma:
    """A connection to one Chroma; every method raises LibraryUnavailable where Chroma fails.

    Chroma's own clients share what they have read with all others in the process, also after
    they are closed, and wait for a server without end: hence what lies below them.
    """

    def __init__(
        self,
        name: str,
        start: Callable[[], System],
        advice: str,
        *,
        index: Metadata | None = None,
    ) -> None:
        """Connect; `name` and `advice` are for the user who reads of a failure, `index` is how
        the vectors of new collections are linked, where that differs.
        """
        self._name = name
        self._start = start
        self._advice = advice
        self._index = index or {}
        self.reopen()

    @classmethod
    def in_folder(cls, folder: Path, name: str) -> Self:
        """Open the Chroma that lives in a folder, or make one."""
        advice = (
            "Run `songline doctor` for its state, and `songline doctor --repair` to have it "
            "mended."
        )
        return cls(name, lambda: _start_in_folder(folder), advice, index=_IN_FOLDER)

    @classmethod
    def at(cls, address: ServerAddress) -> Self:
        """Connect to a Chroma server."""
        advice = (
            f"Check that a Chroma server runs at {address.url} and answers, then try again."
        )
        return cls(address.url, lambda: _start_client(address), advice)

    def reopen(self) -> None:
        """Drop what this process knows and read anew: another process has written."""
        self.close()
        self._system = self.attempt("opened", self._start)

    def close(self) -> None:
        """Release the files or the connection; the instance may be reopened."""
        if system := self.__dict__.pop("_system", None):
            _stop(system)

    def collections(self, prefix: str) -> list[Collection]:
        """Return the collections whose names begin so."""
        found = self.attempt(
            "read", lambda: self._api.list_collections(limit=_MOST_COLLECTIONS)
        )
        return [self._wrapped(model) for model in found if model.name.startswith(prefix)]

    def collection(self, name: str, metadata: Metadata) -> Collection:
        """Return the collection of that name; it is made, with this metadata, where it is
        missing.
        """
        index = {"hnsw": _HNSW | self._index}
        configuration = cast("CreateCollectionConfiguration", index)
        model = self.attempt(
            "opened",
            lambda: self._api.get_or_create_collection(
                name, metadata=metadata, configuration=configuration
            ),
        )
        return self._wrapped(model)

    def drop(self, name: str) -> None:
        """Delete the collection of that name; one that is missing is passed over."""

        def delete() -> None:
            try:
                self._api.delete_collection(name)
            except NotFoundError:
                return

        self.attempt("written", delete)

    def attempt(self, what: str, call: Callable[[], Result]) -> Result:
        """Return what the call returns; `what` it fails to do is told to the user.

        A database that is locked (by a backup, or another program) is waited for, half a minute
        at most.
        """
        begun = time.monotonic()
        while True:
            try:
                return call()
            except BaseException as error:
                if isinstance(error, SonglineError) or not _is_failure(error):
                    raise
                if time.monotonic() - begun > _patience(error):
                    raise self._failure(what, error) from error
            time.sleep(0.05)

    @property
    def _api(self) -> ServerAPI:
        return self._system.instance(ServerAPI)  # type: ignore[type-abstract]

    def _wrapped(self, model: CollectionModel) -> Collection:
        return Collection(self._api, model, embedding_function=None)

    def _failure(self, what: str, error: BaseException) -> LibraryUnavailable:
        why = _reason(_causes(error)[-1])
        return LibraryUnavailable(
            f"The library in {self._name} could not be {what}",
            why=why,
            advice=MAKE_ROOM if tells_of_no_room(why) else self._advice,
        )


def function_names() -> list[str]:
    """Return the names of the embedding functions that are registered with Chroma."""
    return sorted(known_embedding_functions)


def make_function(name: str, options: dict[str, str]) -> EmbeddingFunction[Any]:
    """Return a registered embedding function, made with these options; it raises whatever it
    likes.
    """
    function: EmbeddingFunction[Any] = known_embedding_functions[name](**options)
    return function


def _start_in_folder(folder: Path) -> System:
    _check_readable(folder / _DATABASE)
    return _started(Settings(is_persistent=True, persist_directory=str(folder), **_PRIVATE))


def _check_readable(database: Path) -> None:
    """Raise sqlite3.DatabaseError where the tables that Chroma opens with are damaged: Chroma
    would panic, and print where in its source it was. Whatever else fails is left to it.
    """
    if not database.exists():
        return
    place = f"{database.absolute().as_uri()}?mode=ro"
    with (
        suppress(sqlite3.OperationalError),
        closing(sqlite3.connect(place, uri=True)) as connection,
    ):
        for table in _READ_AT_ONCE:
            connection.execute(f"SELECT * FROM {table}").fetchall()


def _start_client(address: ServerAddress) -> System:
    settings = Settings(
        chroma_api_impl="chromadb.api.fastapi.FastAPI",
        chroma_server_host=address.host,
        chroma_server_http_port=address.port,
        chroma_server_ssl_enabled=address.is_secure,
        # The session that Chroma makes asks nobody: certificates are read for ours alone.
        chroma_server_ssl_verify=False,
        **_PRIVATE,
    )
    try:
        system = _started(settings)
    except Exception as error:
        # Chroma first makes a session that would ask for proxies, though ours does not.
        if broken := broken_variable():
            raise LibraryUnavailable(
                f"The library in {address.url} cannot be asked", why=broken, advice=TO_MEND
            ) from error
        raise
    api = system.instance(FastAPI)
    ours = httpx.Client(
        timeout=TIMEOUTS,
        limits=api.http_limits,
        headers=api.get_request_headers(),
        auth=address.credentials,
        # Nothing but the address itself is asked: no proxy, and no passwords from elsewhere.
        trust_env=False,
        verify=ssl.create_default_context() if address.is_secure else False,
    )
    api._session.close()  # noqa: SLF001 (the session that Chroma makes waits for ever)
    api._session = ours  # noqa: SLF001
    return system


def _started(settings: Settings) -> System:
    system = System(settings)
    parts: Iterable[type[Any]] = (ProductTelemetryClient, ServerAPI)
    # It imports the part of Chroma that is asked for.
    with unchecked_overrides():
        for part in parts:
            system.instance(part)
    system.start()
    return system


def _stop(system: System) -> None:
    system.stop()
    api: object = system.instance(ServerAPI)  # type: ignore[type-abstract]
    if isinstance(api, FastAPI):
        api._session.close()  # noqa: SLF001 (Chroma leaves its connections open)


def _is_failure(error: BaseException) -> bool:
    """Tell Chroma's failures from an interrupt; a panic in its Rust part derives from
    BaseException alone.
    """
    return isinstance(error, Exception) or type(error).__module__ == "pyo3_runtime"


def _patience(error: BaseException) -> float:
    """Return for how many seconds it is tried again after an error that may pass."""
    said = str(error)
    if any(sign in said.lower() for sign in _BUSY):
        return _PATIENCE
    return _MOMENT if _COMPACTING in said else -1.0


def _reason(error: BaseException) -> str:
    if not isinstance(error, Exception):
        return "Chroma's files are damaged"  # A panic says where in Chroma's source it was.
    if type(error) is sqlite3.DatabaseError:
        return f"Chroma's files are damaged: {error}"
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__


def _causes(error: BaseException) -> list[BaseException]:
    """Return the error and those behind it: Chroma often says that it could not connect, and
    not why.
    """
    causes = [error]
    while behind := causes[-1].__cause__ or causes[-1].__context__:
        causes.append(behind)
    return causes
