"""Adding papers: what is taken in, what has changed, and what became of each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from store.embedders import Embedder, Vectors
    from store.indexes import Indexes
    from store.paper import Paper

BATCH = 1000


@dataclass(frozen=True, slots=True)
class AddReport:
    """What became of the papers given to `Library.add`: counts, and a line for each that was skipped."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: tuple[str, ...] = ()


def add_papers(
    indexes: Indexes, papers: Iterable[Paper], progress: Callable[[int, int], None] | None
) -> AddReport:
    """Add papers a thousand at a time, each thousand durable before the next begins."""
    everything = list(papers)
    flaws = [_flaw(paper) for paper in everything]
    counts: Counter[str] = Counter()
    for start in range(0, len(everything), BATCH):
        end = min(start + BATCH, len(everything))
        counts += _add_batch(indexes, [everything[i] for i in range(start, end) if flaws[i] is None])
        if progress:
            progress(end, len(everything))
    pairs = zip(everything, flaws, strict=True)
    skipped = (f"{paper.source or repr(paper.key)}: {flaw}" for paper, flaw in pairs if flaw)
    return AddReport(**counts, skipped=tuple(skipped))


def embed_papers(embedder: Embedder, papers: Sequence[Paper]) -> Vectors:
    """Return one unit vector a paper, of its title and abstract, shape (papers, dimension)."""
    titles = (f"{paper.title}. " * embedder.title_weight for paper in papers)
    return embedder.embed([f"{title}{paper.abstract}" for title, paper in zip(titles, papers, strict=True)])


def _add_batch(indexes: Indexes, batch: Sequence[Paper]) -> Counter[str]:
    keys = [paper.key for paper in batch]
    with indexes.reading():
        counts, changed = _compare(indexes.papers.get(keys), batch)
        embedder = indexes.embedder
    if not changed:
        return counts
    # Others wait for the lock, so the slow part comes before it; what has changed by then is embedded again.
    ready = dict(zip(changed, embed_papers(embedder, changed), strict=True))
    with indexes.writing():
        counts, changed = _compare(indexes.papers.get(keys), batch)
        if indexes.embedder is not embedder or any(paper not in ready for paper in changed):
            ready = dict(zip(changed, embed_papers(indexes.embedder, changed), strict=True))
        if changed:
            vectors = np.stack([ready[paper] for paper in changed])
            indexes.commit(changed, vectors, growth=counts["added"])
    return counts


def _compare(known: Mapping[str, Paper], batch: Sequence[Paper]) -> tuple[Counter[str], list[Paper]]:
    """Return how many papers are added, updated or unchanged, and those to write: the last of each key."""
    counts: Counter[str] = Counter()
    now = dict(known)
    changed: dict[str, Paper] = {}
    for paper in batch:
        outcome = _outcome(now.get(paper.key), paper)
        counts[outcome] += 1
        if outcome != "unchanged":
            now[paper.key] = changed[paper.key] = paper
    return counts, list(changed.values())


def _outcome(known: Paper | None, paper: Paper) -> str:
    """Where a paper stood in its source is no part of its content."""
    if known is None:
        return "added"
    return "unchanged" if replace(known, source=paper.source) == paper else "updated"


def _flaw(paper: Paper) -> str | None:
    if not (paper.key and paper.key.isascii() and paper.key.isprintable()):
        return f"the key {paper.key!r} is not printable ASCII"
    if not (paper.title.strip() or paper.abstract.strip()):
        return "it has neither a title nor an abstract"
    try:
        "".join(_texts(paper)).encode()
    except UnicodeEncodeError as error:
        return f"it holds characters that are no text: {error.reason}"
    return None


def _texts(paper: Paper) -> Iterator[str]:
    for name in paper.__slots__:
        value = getattr(paper, name)
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            yield from value
