"""Making all vectors anew beside the old ones, which serve until the new ones are complete."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from store.preparing import embed_papers
from store.restoring import whole_vectors
from store.vectors import Identity

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from store.collection import PaperCollection
    from store.indexes import Indexes
    from store.paper import Paper
    from store.vectors import Embedder, Vectors

    Progress = Callable[[int, int], None]
    Embed = Callable[[Sequence[Paper]], Vectors]

BATCH = 500


def reembed(indexes: Indexes, embedder: Embedder, progress: Progress | None) -> None:
    """Embed every paper with another embedder; a call that was cut short is finished by the
    next one.

    The lock is released between batches, so that others may read and write meanwhile.
    """
    _replace_vectors(
        indexes, embedder, lambda papers: embed_papers(embedder, papers), "reembedded", progress
    )


def rebuild(indexes: Indexes, progress: Progress | None) -> None:
    """Build all indexes anew from what is stored; vectors that are lost are made again."""

    def restored(papers: Sequence[Paper]) -> Vectors:
        keys = [paper.key for paper in papers]
        with indexes.writing():
            stored = indexes.papers.stored_vectors(keys)
        return whole_vectors(papers, stored, indexes.embedder)

    with indexes.writing():
        _put_back_lost(indexes)
    _replace_vectors(indexes, indexes.embedder, restored, "rebuilt", progress)
    with indexes.writing():
        indexes.rebuild_derived()


def _put_back_lost(indexes: Indexes) -> None:
    """Give Chroma the papers again that it has lost and the cache still has."""
    there = {*indexes.papers.keys()}
    lost = [paper for paper in indexes.secondary.cache.everything() if paper.key not in there]
    for start in range(0, len(lost), BATCH):
        papers = lost[start : start + BATCH]
        vectors = embed_papers(indexes.embedder, papers)
        indexes.papers.upsert(papers, vectors, revision=indexes.generation)


def _replace_vectors(
    indexes: Indexes, embedder: Embedder, embed: Embed, purpose: str, progress: Progress | None
) -> None:
    identity = Identity.of(embedder)
    # A name may have a path in it, which Chroma's names have not.
    maker = hashlib.sha256(str(identity).encode()).hexdigest()[:12]

    def successor() -> PaperCollection:
        # Asked for within the lock each time: it is read anew where another process has
        # written.
        return indexes.papers.successor(identity, f"{purpose}-{maker}")

    while True:
        with indexes.writing():
            wanted = indexes.papers.revisions()
            missing = _difference(wanted, successor())
            if not missing:
                indexes.switch_to(successor(), embedder)
                return
        for start in range(0, len(missing), BATCH):
            _copy(indexes, successor, missing[start : start + BATCH], embed)
            if progress:
                done = len(wanted) - len(missing) + min(start + BATCH, len(missing))
                progress(done, len(wanted))


def _difference(wanted: dict[str, int], successor: PaperCollection) -> list[str]:
    """Delete from the successor what is gone, and return the keys that it lacks or has in an
    older state.
    """
    there = successor.revisions()
    successor.delete([key for key in there if key not in wanted])
    return [key for key, revision in wanted.items() if there.get(key) != revision]


def _copy(
    indexes: Indexes,
    successor: Callable[[], PaperCollection],
    keys: Sequence[str],
    embed: Embed,
) -> None:
    with indexes.writing():
        papers = indexes.papers.get(keys)
        revisions = indexes.papers.revisions_of(list(papers))
    if not papers:
        return
    vectors = embed(list(papers.values()))
    with indexes.writing():
        indexes.advance()
        successor().upsert(list(papers.values()), vectors, revision=revisions)
