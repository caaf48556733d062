"""Adding papers: what is taken in, what has changed, and what became of each."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from store.indexes import WRITERS_POLL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from concurrent.futures import Executor, Future

    from store.indexes import Indexes
    from store.paper import Paper
    from store.vectors import Embedder, Vectors

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
    storable = [None if flaw else paper for paper, flaw in zip(everything, flaws, strict=True)]
    batches = [
        list(filter(None, storable[start : start + BATCH])) for start in range(0, len(storable), BATCH)
    ]
    counts: Counter[str] = Counter()
    with ThreadPoolExecutor(max_workers=1) as worker:
        following = [*batches[1:], []]
        ahead = _embed_ahead(indexes, batches[0] if batches else [], worker)
        for number, batch in enumerate(batches, 1):
            ready, ahead = ahead, _embed_ahead(indexes, following[number - 1], worker)
            counts += _write(indexes, batch, ready)
            if progress:
                progress(min(number * BATCH, len(everything)), len(everything))
    pairs = zip(everything, flaws, strict=True)
    skipped = (f"{paper.source or repr(paper.key)}: {flaw}" for paper, flaw in pairs if flaw)
    return AddReport(**counts, skipped=tuple(skipped))


def embed_papers(embedder: Embedder, papers: Sequence[Paper]) -> Vectors:
    """Return one unit vector a paper, of its title and abstract, shape (papers, dimension)."""
    titles = (f"{paper.title}. " * embedder.title_weight for paper in papers)
    return embedder.embed([f"{title}{paper.abstract}" for title, paper in zip(titles, papers, strict=True)])


@dataclass(frozen=True, slots=True)
class _Ahead:
    """Vectors on their way, while others hold the lock and the batch before is written."""

    embedder: Embedder
    papers: Sequence[Paper]
    vectors: Future[Vectors]

    def vectors_for(self, papers: Sequence[Paper], embedder: Embedder) -> Vectors:
        """Return the vectors of these papers; what has changed meanwhile is embedded now."""
        ready = dict(zip(self.papers, self.vectors.result(), strict=True))
        if self.embedder is not embedder or any(paper not in ready for paper in papers):
            return embed_papers(embedder, papers)
        return np.stack([ready[paper] for paper in papers])


def _embed_ahead(indexes: Indexes, batch: Sequence[Paper], worker: Executor) -> _Ahead:
    _, changed = _peek(indexes, batch)
    embedder = indexes.embedder
    return _Ahead(embedder, changed, worker.submit(embed_papers, embedder, changed))


def _write(indexes: Indexes, batch: Sequence[Paper], ahead: _Ahead) -> Counter[str]:
    if not ahead.papers:
        # The batch before may have brought other content for the same keys.
        counts, changed = _peek(indexes, batch)
        if not changed:
            return counts
    wait([ahead.vectors])
    with indexes.writing():
        counts, changed = _compare(indexes.papers.get([paper.key for paper in batch]), batch)
        if changed:
            vectors = ahead.vectors_for(changed, indexes.embedder)
            indexes.commit(changed, vectors, growth=counts["added"])
    return counts


def _peek(indexes: Indexes, batch: Sequence[Paper]) -> tuple[Counter[str], list[Paper]]:
    with indexes.reading(poll=WRITERS_POLL):
        return _compare(indexes.papers.get([paper.key for paper in batch]), batch)


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
