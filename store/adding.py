"""Adding papers: what is taken in, what has changed, and what became of each."""

from __future__ import annotations

from collections import Counter, deque
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Self

from store.heap import give_back
from store.helper import Helper
from store.preparing import prepare
from store.write_lock import WRITERS_POLL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from concurrent.futures import Future

    from store.indexes import Indexes
    from store.paper import Paper
    from store.preparing import Prepared
    from store.vectors import Embedder

BATCH = 1000
_LONG = 3000


@dataclass(frozen=True, slots=True)
class AddReport:
    """What became of the papers given to `Library.add`: counts, and a line for each that was
    skipped.
    """

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: tuple[str, ...] = ()


def add_papers(
    indexes: Indexes, papers: Iterable[Paper], progress: Callable[[int, int], None] | None
) -> AddReport:
    """Add papers a thousand at a time, each thousand durable before the next begins."""
    batches, total, skipped = _batches(papers)
    counts: Counter[str] = Counter()
    indexes.check_room(total)
    give_back()
    with _Preparation(indexes, papers=total) as preparation:
        ahead = preparation.begin(batches[0] if batches else [])
        for number in range(1, len(batches) + 1):
            # What is stored need not be at hand any longer.
            batch = batches.popleft()
            wait([ahead.prepared])
            ready, ahead = ahead, preparation.begin(batches[0] if batches else [])
            counts += _write(indexes, batch, ready)
            del batch, ready
            give_back()
            if progress:
                progress(min(number * BATCH, total), total)
    return AddReport(**counts, skipped=tuple(skipped))


def _batches(papers: Iterable[Paper]) -> tuple[deque[list[Paper]], int, list[str]]:
    """Return the papers that can be stored, how many were given, and a line for each that
    cannot.
    """
    batches: deque[list[Paper]] = deque()
    skipped: list[str] = []
    total = 0
    for total, paper in enumerate(papers, 1):
        if (total - 1) % BATCH == 0:
            batches.append([])
        if flaw := _flaw(paper):
            skipped.append(f"{paper.source or repr(paper.key)}: {flaw}")
        else:
            batches[-1].append(paper)
    return batches, total, skipped


@dataclass(frozen=True, slots=True)
class _Ahead:
    """Papers that are being prepared, while others hold the lock and the batch before is
    written.
    """

    embedder: Embedder
    papers: Sequence[Paper]
    prepared: Future[Prepared]

    def prepared_for(self, papers: Sequence[Paper], embedder: Embedder) -> Prepared:
        """Return these papers ready to be written; where something has changed meanwhile, it
        is done now.
        """
        ready = self.prepared.result().only(papers) if self.embedder is embedder else None
        return ready or prepare(embedder, papers)


class _Preparation:
    """Prepares one batch while another is written; a long import has a process of its own
    for that.
    """

    def __init__(self, indexes: Indexes, *, papers: int) -> None:
        self._indexes = indexes
        self._worker = ThreadPoolExecutor(max_workers=1)
        self._helper = Helper()
        self._begin = self._helper.begin if papers > _LONG else partial(partial, prepare)

    def begin(self, batch: Sequence[Paper]) -> _Ahead:
        _, changed = _peek(self._indexes, batch)
        embedder = self._indexes.embedder
        return _Ahead(embedder, changed, self._worker.submit(self._begin(embedder, changed)))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._worker.shutdown()
        self._helper.close()


def _write(indexes: Indexes, batch: Sequence[Paper], ahead: _Ahead) -> Counter[str]:
    if not ahead.papers:
        # The batch before may have brought other content for the same keys.
        counts, changed = _peek(indexes, batch)
        if not changed:
            return counts
    with indexes.writing():
        counts, changed = _compare(indexes.get([paper.key for paper in batch]), batch)
        if changed:
            prepared = ahead.prepared_for(changed, indexes.embedder)
            indexes.commit(prepared, growth=counts["added"])
    return counts


def _peek(indexes: Indexes, batch: Sequence[Paper]) -> tuple[Counter[str], list[Paper]]:
    with indexes.reading(poll=WRITERS_POLL):
        return _compare(indexes.get([paper.key for paper in batch]), batch)


def _compare(
    known: Mapping[str, Paper], batch: Sequence[Paper]
) -> tuple[Counter[str], list[Paper]]:
    """Return how many papers are added, updated or unchanged, and those to write: the last
    of each key.
    """
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
        elif name == "records":
            yield from (text for record in value for text in _texts(record))
        elif name == "extra":
            yield from (text for pair in value.items() for text in pair)
        elif isinstance(value, tuple):
            yield from value
