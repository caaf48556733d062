"""Making all vectors anew beside the old ones, which serve until the new ones are complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from store.collection import Identity
from store.preparing import embed_papers

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
        with indexes.reading():
            stored = indexes.papers.stored_vectors([paper.key for paper in papers])
        lost = [paper for paper in papers if paper.key not in stored]
        if lost:
            stored |= zip(
                (paper.key for paper in lost), embed_papers(indexes.embedder, lost), strict=True
            )
        return np.stack([stored[paper.key] for paper in papers])

    _replace_vectors(indexes, indexes.embedder, restored, "rebuilt", progress)
    with indexes.writing():
        indexes.rebuild_derived()


def _replace_vectors(
    indexes: Indexes, embedder: Embedder, embed: Embed, purpose: str, progress: Progress | None
) -> None:
    def successor() -> PaperCollection:
        # Asked for within the lock each time: it is read anew where another process has
        # written.
        return indexes.papers.successor(Identity.of(embedder), f"{purpose}-{embedder.name}")

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
    with indexes.reading():
        papers = indexes.papers.get(keys)
        revisions = indexes.papers.revisions_of(list(papers))
    if not papers:
        return
    vectors = embed(list(papers.values()))
    with indexes.writing():
        indexes.advance()
        successor().upsert(list(papers.values()), vectors, revision=revisions)
