"""Papers and their vectors in Chroma: the only module that imports chromadb."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np
from chromadb.api import ServerAPI
from chromadb.api.client import Client
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.config import Settings, System
from chromadb.errors import ChromaError
from chromadb.telemetry.product import ProductTelemetryClient

from store.errors import EmbedderMismatch, LibraryUnavailable
from store.records import from_metadata, to_metadata, to_where

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from store.embedders import Vectors
    from store.filters import Filter
    from store.paper import Paper

_COLLECTION = "papers"
_SCHEMA = 1
_PAGE = 1000
# With Chroma's defaults (16, 100, 100) some vectors cannot be reached: of 10,000 abstracts, 3 in 2,000.
_HNSW = {"space": "cosine", "max_neighbors": 32, "ef_construction": 200, "ef_search": 200}


class ChromaPapers:
    """The collection of papers in a folder: abstracts as documents, the rest as metadata.

    Every method raises LibraryUnavailable where Chroma fails.
    """

    def __init__(self, folder: Path, *, identity: dict[str, str | int]) -> None:
        """Open the collection, or make it; `identity` names the embedder and is checked against what is there."""
        self._folder = folder
        self._identity = identity
        self.reopen()

    def reopen(self) -> None:
        """Drop what this process knows of the folder and read anew: another process has written."""
        self.close()
        with self._failures("opened"):
            self._system = _start_system(self._folder)
            client = Client.from_system(self._system)
            # A system that Chroma shared would keep serving what it had read, also after a reopening.
            SharedSystemClient.clear_system_cache()
            self._collection = client.get_or_create_collection(
                _COLLECTION,
                embedding_function=None,
                metadata={"schema": _SCHEMA, **self._identity},
                configuration={"hnsw": _HNSW},  # type: ignore[typeddict-item]
            )
        self._check_identity()

    def close(self) -> None:
        """Release the folder; the instance may be reopened."""
        if system := self.__dict__.pop("_system", None):
            system.stop()

    def upsert(self, papers: Sequence[Paper], vectors: Vectors) -> None:
        """Write papers with their vectors, in place of what had their keys."""
        with self._failures("written"):
            self._collection.upsert(
                ids=[paper.key for paper in papers],
                documents=[paper.abstract for paper in papers],
                metadatas=[to_metadata(paper) for paper in papers],
                embeddings=vectors,
            )

    def delete(self, keys: Sequence[str]) -> None:
        """Delete the papers of these keys; unknown keys are passed over."""
        with self._failures("written"):
            self._collection.delete(ids=list(keys))

    def get(self, keys: Sequence[str]) -> dict[str, Paper]:
        """Return the papers of these keys that are there, by key."""
        if not keys:
            return {}
        with self._failures("read"):
            found = self._collection.get(ids=list(dict.fromkeys(keys)), include=["documents", "metadatas"])
        return {paper.key: paper for paper in _papers(found)}

    def pages(self, where: Filter | None = None) -> Iterator[list[Paper]]:
        """Yield all papers that pass the filter, a thousand at a time, in no promised order."""
        offset = 0
        while True:
            with self._failures("read"):
                found = self._collection.get(
                    where=to_where(where), limit=_PAGE, offset=offset, include=["documents", "metadatas"]
                )
            if not found["ids"]:
                return
            yield _papers(found)
            offset += _PAGE

    def count(self, where: Filter | None = None) -> int:
        """Return how many papers pass the filter."""
        with self._failures("read"):
            if not where:
                return self._collection.count()
            return len(self._collection.get(where=to_where(where), include=[])["ids"])

    def nearest(self, vector: Vectors, *, k: int, where: Filter | None = None) -> dict[str, float]:
        """Return the cosine similarity of the k papers whose vectors lie nearest to one of shape (dimension,)."""
        with self._failures("searched"):
            found = self._collection.query(
                query_embeddings=[vector], n_results=k, where=to_where(where), include=["distances"]
            )
        distances = found["distances"] or [[]]
        return {key: 1.0 - distance for key, distance in zip(found["ids"][0], distances[0], strict=True)}

    def vectors(self, keys: Sequence[str]) -> dict[str, Vectors]:
        """Return the stored vectors of these keys, by key."""
        if not keys:
            return {}
        with self._failures("read"):
            found = self._collection.get(ids=list(dict.fromkeys(keys)), include=["embeddings"])
        vectors = np.asarray(found["embeddings"], dtype=np.float32)
        return dict(zip(found["ids"], vectors, strict=True))

    def _check_identity(self) -> None:
        recorded = self._collection.metadata or {}
        if recorded.get("schema") != _SCHEMA:
            raise LibraryUnavailable(
                f"The library in {self._folder} cannot be opened",
                why=f"it has the format {recorded.get('schema')}, and this version of Songline reads {_SCHEMA}",
                advice="Move the folder away and ingest the sources again, or use the version that made it.",
            )
        found = {name: recorded.get(name) for name in self._identity}
        if found != self._identity:
            raise EmbedderMismatch(
                f"The library in {self._folder} cannot be opened with the embedder {_describe(self._identity)}",
                why=f"its vectors were made by {_describe(found)}",
                advice="Open it with that embedder, or make a new library in another folder.",
            )

    @contextmanager
    def _failures(self, what: str) -> Iterator[None]:
        try:
            yield
        except (ChromaError, ValueError, RuntimeError, OSError) as error:
            raise LibraryUnavailable(
                f"The library in {self._folder} could not be {what}",
                why=str(error) or type(error).__name__,
                advice="Run `songline doctor` for its state. If it is damaged, move the folder away and ingest again.",
            ) from error


def _start_system(folder: Path) -> System:
    settings = Settings(is_persistent=True, persist_directory=str(folder), anonymized_telemetry=False)
    system = System(settings)
    system.instance(ProductTelemetryClient)
    system.instance(ServerAPI)
    system.start()
    return system


def _papers(found: Any) -> list[Paper]:  # noqa: ANN401 (a GetResult, typed by Chroma as optional throughout)
    return [
        from_metadata(metadata, document or "")
        for metadata, document in zip(found["metadatas"], found["documents"], strict=True)
    ]


def _describe(identity: dict[str, Any]) -> str:
    return f"{identity['embedder']} ({identity['embedder_version']}, {identity['dimension']} dimensions)"
