"""Chroma made anew from the paper cache, where its own files cannot be read any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.collection import PaperCollection
from store.embedders import load_embedder
from store.errors import LibraryUnavailable
from store.generation import IndexedVersion
from store.preparing import embed_papers
from store.room import check_some_room
from store.secondary_indexes import SecondaryIndexes
from store.write_lock import WriteLock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from store.chroma import Chroma
    from store.paper import Paper
    from store.places import FolderPlace
    from store.vectors import Embedder, Vectors

_BATCH = 500


def restore(place: FolderPlace, progress: Callable[[int, int], None] | None) -> Path:
    """Fill a new Chroma with the papers and vectors of the cache, and return where the
    damaged files are now.

    Raises LibraryUnavailable where there is no cache of the last state, or no room.
    """
    check_some_room(place.local)
    with WriteLock(place).for_writing():
        secondary = SecondaryIndexes.of_cache(place.local)
        mark = IndexedVersion.read(secondary.cache.fingerprint) if secondary else None
        identity = secondary.cache.identity if secondary else None
        if secondary is None or mark is None or identity is None:
            raise LibraryUnavailable(
                f"The library in {place.name} cannot be repaired",
                why="Chroma is damaged, and no whole copy of the papers is beside it",
                advice="Move the folder away and ingest your files again.",
            )
        place.check_room(mark.papers)
        aside = place.set_chroma_aside()
        chroma = place.connect()
        try:
            collection = PaperCollection.begin(chroma, identity)
            embedder = load_embedder(identity.embedder)
            _fill(collection, secondary, embedder, mark.papers, progress)
            secondary.bring_words_to_cache()
            _record(place, chroma, secondary, collection)
        finally:
            chroma.close()
            secondary.close()
    return aside


def _fill(
    collection: PaperCollection,
    secondary: SecondaryIndexes,
    embedder: Embedder,
    total: int,
    progress: Callable[[int, int], None] | None,
) -> None:
    done = 0
    for papers in _batches(secondary.cache.everything()):
        vectors = whole_vectors(
            papers, secondary.cache.vectors([p.key for p in papers]), embedder
        )
        collection.upsert(papers, vectors, revision=0)
        done += len(papers)
        if progress:
            progress(done, total)


def whole_vectors(
    papers: Sequence[Paper], known: dict[str, Vectors], embedder: Embedder
) -> Vectors:
    """Return one unit vector a paper, shape (papers, dimension): the known one, or one that is
    made again where it is missing or no unit vector.
    """
    import numpy as np

    lost = [paper for paper in papers if not _is_unit(known.get(paper.key))]
    made = embed_papers(embedder, lost) if lost else ()
    known = known | dict(zip((paper.key for paper in lost), made, strict=True))
    return np.stack([known[paper.key] for paper in papers])


def _is_unit(vector: Vectors | None) -> bool:
    import numpy as np

    # What is read of a damaged file may be any numbers.
    with np.errstate(over="ignore", invalid="ignore"):
        return vector is not None and abs(float(np.linalg.norm(vector)) - 1.0) < 0.01


def _record(
    place: FolderPlace, chroma: Chroma, secondary: SecondaryIndexes, collection: PaperCollection
) -> None:
    """Tell other processes to open it all anew."""
    state = place.generation(lambda: chroma)
    now = state.read().next()
    state.write(now)
    secondary.cache.belong_to(collection.id, collection.identity)
    mark = IndexedVersion(now, secondary.cache.count())
    secondary.update([], collection=collection.id, mark=mark)


def _batches(papers: Iterator[Paper]) -> Iterator[list[Paper]]:
    batch: list[Paper] = []
    for paper in papers:
        batch.append(paper)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
