"""Papers and their vectors as one collection in Chroma."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from store.errors import LibraryUnavailable
from store.records import REVISION, from_metadata, to_metadata
from store.text import encodable
from store.vectors import Identity, are_possible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from store.chroma import Chroma, Collection
    from store.paper import Paper
    from store.vectors import Vectors

_PREFIX = "papers"
_SCHEMA = 1
_PAGE = 1000
_PAGE_OF_KEYS = 10_000
_MOST_RECENT = 4_000
_LOST = "Error finding id"


class PaperCollection:
    """Papers in Chroma, abstracts as documents, the rest as metadata.

    Every method raises LibraryUnavailable where Chroma fails.
    """

    def __init__(self, chroma: Chroma, collection: Collection) -> None:
        self._chroma = chroma
        self._collection = collection
        self._recent: dict[str, Vectors] = {}
        self.identity = _identity(collection)
        self.id = str(collection.id)

    @classmethod
    def active(cls, chroma: Chroma) -> Self | None:
        """Return the collection that serves: of those that are complete, the one begun last."""
        complete = [
            found
            for found in chroma.collections(_PREFIX)
            if _metadata(found).get("complete", True)
        ]
        newest = max(complete, key=_epoch, default=None)
        return cls(chroma, newest) if newest else None

    @classmethod
    def begin(cls, chroma: Chroma, identity: Identity) -> Self:
        """Make the first collection of a library, or return the one that another has made
        just now.
        """
        metadata = {"schema": _SCHEMA, "epoch": 0, "complete": True, **asdict(identity)}
        return cls(chroma, chroma.collection(_PREFIX, metadata))

    def successor(self, identity: Identity, purpose: str) -> Self:
        """Return the collection that is to take this one's place, begun by an earlier call
        or now.
        """
        epoch = _epoch(self._collection) + 1
        name = f"{_PREFIX}-{epoch}-{purpose}"
        metadata = {"schema": _SCHEMA, "epoch": epoch, "complete": False, **asdict(identity)}
        return type(self)(self._chroma, self._chroma.collection(name, metadata))

    def replace_with(self, successor: Self) -> None:
        """Let the successor serve from now on, in one step, and delete everything that came
        before it.
        """
        metadata = {**_metadata(successor._collection), "complete": True}
        self._chroma.attempt("written", lambda: successor._collection.modify(metadata=metadata))
        for other in self._chroma.collections(_PREFIX):
            if other.id != successor._collection.id:
                # Chroma leaves lists behind where a collection is deleted with its records in
                # it.
                old = type(self)(self._chroma, other)
                old.delete(old.keys())
                self._chroma.drop(other.name)

    def upsert(
        self, papers: Sequence[Paper], vectors: Vectors, *, revision: int | Mapping[str, int]
    ) -> None:
        """Write papers with their vectors, in place of what had their keys, stamped with a
        revision.
        """
        self._forget([paper.key for paper in papers])
        stamps = (
            revision
            if not isinstance(revision, int)
            else {paper.key: revision for paper in papers}
        )
        self._chroma.attempt(
            "written",
            lambda: self._collection.upsert(
                ids=[paper.key for paper in papers],
                documents=[paper.abstract for paper in papers],
                metadatas=[
                    to_metadata(paper) | {REVISION: stamps[paper.key]} for paper in papers
                ],
                embeddings=vectors,
            ),
        )

    def stamp(self, keys: Sequence[str], revision: int) -> None:
        """Give the papers of these keys another revision."""
        if keys:
            metadatas: list[Any] = [{REVISION: revision}] * len(keys)
            self._chroma.attempt(
                "written", lambda: self._collection.update(ids=list(keys), metadatas=metadatas)
            )

    def delete(self, keys: Sequence[str]) -> None:
        """Delete the papers of these keys; unknown keys are passed over."""
        self._forget(keys)
        for page in _pages(keys):
            self._chroma.attempt("written", partial(self._collection.delete, ids=page))

    def get(self, keys: Sequence[str]) -> dict[str, Paper]:
        """Return the papers of these keys that are there, by key."""
        return {paper.key: paper for page in _pages(keys) for paper in self._papers(ids=page)}

    def pages(self) -> Iterator[list[Paper]]:
        """Yield all papers, a thousand at a time, in no promised order."""
        return self._paged(None)

    def written_since(self, revision: int) -> Iterator[list[Paper]]:
        """Yield the papers that were written at a revision or later, a thousand at a time."""
        return self._paged({REVISION: {"$gte": revision}})

    def revisions(self) -> dict[str, int]:
        """Return the revision of every paper, by key."""
        found: dict[str, int] = {}
        while page := _revisions(self._get(["metadatas"], limit=_PAGE, offset=len(found))):
            found |= page
        return found

    def revisions_of(self, keys: Sequence[str]) -> dict[str, int]:
        """Return the revision of the papers of these keys that are there, by key."""
        pages = (_revisions(self._get(["metadatas"], ids=page)) for page in _pages(keys))
        return {key: revision for page in pages for key, revision in page.items()}

    def keys(self) -> list[str]:
        """Return the keys of all papers."""
        keys: list[str] = []
        while page := self._get([], limit=_PAGE_OF_KEYS, offset=len(keys)):
            keys += page["ids"]
        return keys

    def count(self) -> int:
        """Return how many papers there are."""
        return self._chroma.attempt("read", self._collection.count)

    def wake(self) -> None:
        """Let Chroma read its vectors, which it does at the first search."""
        self.nearest(np.ones(self.identity.dimension, dtype=np.float32), k=1)

    def nearest(
        self, vector: Vectors, *, k: int, among: Sequence[str] | None = None
    ) -> dict[str, float]:
        """Return the cosine of the k papers whose vectors lie nearest to one, shape
        (dimension,), by key.

        Where keys are given, only the papers of these are looked at.
        """
        if among is not None and not among:
            return {}
        ids = None if among is None else list(among)
        found = self._chroma.attempt(
            "searched",
            lambda: self._collection.query(
                query_embeddings=vector[np.newaxis], n_results=k, ids=ids, include=["distances"]
            ),
        )
        distances = found["distances"] or [[]]
        return {
            key: 1.0 - distance
            for key, distance in zip(found["ids"][0], distances[0], strict=True)
        }

    def vectors(self, keys: Sequence[str]) -> dict[str, Vectors]:
        """Return the vectors of these keys, by key; those that were asked for lately are
        remembered.
        """
        if len(self._recent) > _MOST_RECENT:
            self._recent.clear()
        self._recent |= self.stored_vectors([key for key in keys if key not in self._recent])
        return {key: self._recent[key] for key in keys if key in self._recent}

    def stored_vectors(self, keys: Sequence[str]) -> dict[str, Vectors]:
        """Return the vectors of these keys as Chroma has them, by key; one that was lost is
        left out.
        """
        return {
            key: vector for page in _pages(keys) for key, vector in self._vectors(page).items()
        }

    def _forget(self, keys: Sequence[str]) -> None:
        for key in keys:
            self._recent.pop(key, None)

    def _vectors(self, keys: Sequence[str]) -> dict[str, Vectors]:
        try:
            found = self._get(["embeddings"], ids=list(keys))
        except LibraryUnavailable as error:
            if _LOST not in error.why:
                raise
            # Where one is lost, Chroma gives none.
            middle = len(keys) // 2
            return self._vectors(keys[:middle]) | self._vectors(keys[middle:]) if middle else {}
        if not found:
            return {}
        vectors = np.asarray(found["embeddings"], dtype=np.float32)
        # Where its files were cut, Chroma gives whatever its memory holds.
        possible = are_possible(vectors).tolist()
        return {
            key: vector
            for key, vector, is_possible in zip(found["ids"], vectors, possible, strict=True)
            if is_possible
        }

    def _paged(self, where: dict[str, Any] | None) -> Iterator[list[Paper]]:
        offset = 0
        while page := self._papers(where=where, limit=_PAGE, offset=offset):
            yield page
            offset += len(page)

    def _papers(self, **which: Any) -> list[Paper]:  # noqa: ANN401 (Chroma's own arguments)
        found = self._get(["documents", "metadatas"], **which)
        return [
            from_metadata(key, metadata or {}, document or "")
            for key, metadata, document in zip(
                *(found.get(name, ()) for name in ("ids", "metadatas", "documents")),
                strict=True,
            )
        ]

    def _get(self, include: list[Any], **which: Any) -> dict[str, Any]:  # noqa: ANN401
        """Return what Chroma has of these records, {} where there are none."""
        found = self._chroma.attempt(
            "read", lambda: self._collection.get(include=include, **which)
        )
        return dict(found) if found["ids"] else {}


def _revisions(found: Mapping[str, Any]) -> dict[str, int]:
    """Return the revisions in an answer of Chroma; a paper that another program wrote has 0."""
    pairs = zip(found.get("ids", ()), found.get("metadatas", ()), strict=True)
    return {key: int((metadata or {}).get(REVISION, 0)) for key, metadata in pairs}


def _pages(keys: Sequence[str]) -> Iterator[list[str]]:
    """Yield the keys once each, as many at a time as SQLite takes in one statement; only
    what can be one.
    """
    once = [key for key in dict.fromkeys(keys) if encodable(key) == key]
    for start in range(0, len(once), _PAGE):
        yield once[start : start + _PAGE]


def _metadata(collection: Collection) -> dict[str, Any]:
    return dict(collection.metadata or {})


def _epoch(collection: Collection) -> int:
    return int(_metadata(collection).get("epoch", 0))


def _identity(collection: Collection) -> Identity:
    recorded = _metadata(collection)
    if recorded.get("schema") != _SCHEMA:
        raise LibraryUnavailable(
            f"The papers in Chroma's collection {collection.name!r} cannot be read",
            why=(
                f"it has the format {recorded.get('schema')}, and this version of "
                f"Songline reads {_SCHEMA}"
            ),
            advice=(
                "Ingest the sources into another library, or use the version that "
                "made this one."
            ),
        )
    return Identity(recorded["embedder"], recorded["embedder_version"], recorded["dimension"])
