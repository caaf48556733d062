"""The library: the one door to the papers, whatever keeps them."""

from __future__ import annotations

import threading
from collections import Counter
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

from filelock import FileLock, Timeout

from store.errors import InputError, LibraryUnavailable
from store.generation import GenerationFile
from store.lexical import LexicalIndex
from store.ranking import Hit, fuse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from types import TracebackType

    from store.embedders import Embedder, Vectors
    from store.filters import Filter
    from store.paper import Paper

    # Inside the class, `list` is its method.
    Papers = list[Paper]
    Hits = list[Hit]
    Floats = list[float]
    Ranking = list[tuple[str, float, dict[str, float]]]

_BATCH = 1000
_CANDIDATES = 100
_LOCK_TIMEOUT = 120.0  # seconds
_ORDERS = ("date", "title", "key")


@dataclass(frozen=True, slots=True)
class AddReport:
    """What became of the papers given to `Library.add`: counts, and a line for each that was skipped."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: tuple[str, ...] = ()


class Library:
    """Papers by key, by filter and by relevance; safe to use from several threads and processes."""

    def __init__(self, folder: Path, *, embedder: str) -> None:
        # Chroma and numpy take a second to import, which nobody should pay who only names the class.
        from store.chroma import ChromaPapers
        from store.embedders import load_embedder

        _make_folder(folder)
        self.location = str(folder)
        self.embedder: Embedder = load_embedder(embedder)
        self._lexical_folder = folder / "lexical"
        self._lock = FileLock(folder / "write.lock")
        self._mutex = threading.RLock()
        self._generation = GenerationFile(folder / "generation.json")
        self._seen = self._generation.read()
        identity = {"embedder": self.embedder.name, "embedder_version": self.embedder.version}
        self._papers = ChromaPapers(
            folder / "chroma", identity={**identity, "dimension": self.embedder.dimension}
        )
        self._lexical = LexicalIndex.open(self._lexical_folder)

    @classmethod
    def open(cls, location: str | Path, *, embedder: str = "wordllama") -> Self:
        """Open the library in a folder, or make it.

        Raises LibraryUnavailable where the folder cannot be used, EmbedderMismatch where another embedder
        made its vectors, and InputError for an unknown embedder.
        """
        if str(location).startswith(("http://", "https://")):
            raise LibraryUnavailable(
                f"The library at {location} cannot be opened",
                why="this version of Songline keeps its library in a folder",
                advice="Name a folder: --library PATH.",
            )
        return cls(Path(location).expanduser().absolute(), embedder=embedder)

    def add(
        self, papers: Iterable[Paper], *, progress: Callable[[int, int], None] | None = None
    ) -> AddReport:
        """Add papers or bring them up to date; `progress` is told how many of how many are done.

        `Paper.key` is the identity: the same key with other content updates the paper. Each thousand is
        durable before the next begins, so that a call that was cut short is finished by calling again.
        """
        everything = list(papers)
        counts: Counter[str] = Counter()
        skipped: list[str] = []
        for start in range(0, len(everything), _BATCH):
            batch = everything[start : start + _BATCH]
            storable = [paper for paper in batch if not _flaw(paper)]
            skipped += [f"{paper.source or paper.key!r}: {flaw}" for paper in batch if (flaw := _flaw(paper))]
            counts += self._add_batch(storable)
            if progress:
                progress(start + len(batch), len(everything))
        return AddReport(**counts, skipped=tuple(skipped))

    def get(self, key: str) -> Paper | None:
        """Return the paper of that citation key, None where there is none."""
        with self._reading():
            return self._papers.get([key]).get(key)

    def list(self, where: Filter | None = None, *, order: str = "-date") -> Papers:
        """Return the papers that pass a filter, ordered by date, title or key; "-" turns the order round.

        Papers without a date come last either way, ties are ordered by key. Raises InputError for another order.
        """
        with self._reading():
            papers = [paper for page in self._papers.pages(where) for paper in page]
        return _ordered(papers, order)

    def search(self, query: str, *, k: int = 10, where: Filter | None = None) -> Hits:
        """Return the k papers that fit a query best, by words and by meaning, best first.

        Raises InputError where k is below 1.
        """
        if k < 1:
            raise InputError(f"A search for {k} papers finds none", advice="Ask for at least one: -k 10.")
        if not query.strip():
            return []
        with self._reading():
            ranked = self._rank(query, max(_CANDIDATES, 2 * k), where)[:k]
            papers = self._papers.get([key for key, _, _ in ranked])
        return [Hit(papers[key], score, parts) for key, score, parts in ranked if key in papers]

    def similarities(self, text: str, others: Sequence[str]) -> Floats:
        """Return the cosine between a text's vector and that of each of some others, -1 to 1."""
        if not others:
            return []
        first, *rest = self.embedder.embed([text, *others])
        return [float(first @ vector) for vector in rest]

    def remove(self, keys: Iterable[str]) -> int:
        """Remove papers by key and return how many there were."""
        with self._writing():
            there = list(self._papers.get(list(keys)))
            if there:
                self._commit(removed=there)
        return len(there)

    def count(self, where: Filter | None = None) -> int:
        """Return how many papers pass a filter."""
        with self._reading():
            return self._papers.count(where)

    def check(self) -> str:
        """Return in words what state the indexes are in; the lexical one is brought up to date first."""
        with self._reading():
            if self._is_behind():
                return "another process is writing; the lexical index follows"
            return f"lexical and vectors agree, at generation {self._seen.number}"

    def close(self) -> None:
        """Release the files; the library must not be used afterwards."""
        with self._mutex:
            self._papers.close()
            self._lexical.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _add_batch(self, batch: Sequence[Paper]) -> Counter[str]:
        counts: Counter[str] = Counter()
        changed: dict[str, Paper] = {}
        with self._writing():
            known = self._papers.get([paper.key for paper in batch])
            for paper in batch:
                outcome = _outcome(known.get(paper.key), paper)
                counts[outcome] += 1
                if outcome != "unchanged":
                    known[paper.key] = changed[paper.key] = paper
            if changed:
                self._commit(changed=list(changed.values()))
        return counts

    def _commit(self, *, changed: Sequence[Paper] = (), removed: Sequence[str] = ()) -> None:
        """Write to both indexes; killed in between, the generation stays marked and `_recover` mends it."""
        with self._advancing() as fingerprint:
            if changed:
                self._papers.upsert(changed, self._embed(changed))
            if removed:
                self._papers.delete(removed)
            self._lexical.update(changed, removed=removed, fingerprint=fingerprint)

    def _embed(self, papers: Sequence[Paper]) -> Vectors:
        return self.embedder.embed([f"{paper.title}. {paper.abstract}" for paper in papers])

    def _rank(self, query: str, depth: int, where: Filter | None) -> Ranking:
        vector = self.embedder.embed([query])[0]
        lexical = dict(self._lexical.search(query, k=depth, where=where))
        near = self._papers.nearest(vector, k=depth, where=where)
        lexical |= self._lexical.score(query, [key for key in near if key not in lexical])
        stored = self._papers.vectors([key for key in lexical if key not in near])
        near |= {key: float(other @ vector) for key, other in stored.items()}
        return fuse(lexical, near)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with self._mutex:
            self._follow()
            if self._is_behind():
                # A writer that is at work brings the lexical index up to date itself.
                with suppress(Timeout), self._lock.acquire(timeout=0):
                    self._recover()
            yield

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._mutex:
            try:
                self._lock.acquire(timeout=_LOCK_TIMEOUT)
            except Timeout:
                raise LibraryUnavailable(
                    f"The library in {self.location} cannot be written",
                    why=f"another process has been writing for {_LOCK_TIMEOUT:.0f} seconds",
                    advice="Wait for it to end, then try again; nothing was changed.",
                ) from None
            try:
                self._recover()
                yield
            finally:
                self._lock.release()

    def _follow(self) -> None:
        """Reopen both indexes where another process has written since."""
        now = self._generation.read()
        if now != self._seen:
            self._papers.reopen()
            self._lexical.close()
            self._lexical = LexicalIndex.open(self._lexical_folder)
            self._seen = now

    def _is_behind(self) -> bool:
        return self._seen.writing or self._lexical.fingerprint != self._seen.fingerprint

    def _recover(self) -> None:
        """Under the lock: rebuild the lexical index where a writer died, or where it is of another state."""
        self._follow()
        if not self._is_behind():
            return
        papers = (paper for page in self._papers.pages() for paper in page)
        with self._advancing() as fingerprint:
            self._lexical.rebuild(papers, fingerprint=fingerprint)

    @contextmanager
    def _advancing(self) -> Iterator[str]:
        """Mark the library as being written, and yield the fingerprint that it will have afterwards."""
        self._seen = self._generation.advance(writing=True)
        yield replace(self._seen, number=self._seen.number + 1).fingerprint
        self._seen = self._generation.advance(writing=False)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryUnavailable(
            f"The library in {folder} cannot be made",
            why=error.strerror or str(error),
            advice="Name a folder that you may write to: --library PATH, or set SONGLINE_HOME.",
        ) from error


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
        f"{paper}".encode()
    except UnicodeEncodeError as error:
        return f"it holds characters that are no text: {error.reason}"
    return None


def _ordered(papers: Papers, order: str) -> Papers:
    name = order.removeprefix("-")
    if name not in _ORDERS:
        raise InputError(
            f"Papers cannot be ordered by {order!r}", advice=f"Choose one of: {', '.join(_ORDERS)}."
        )
    backwards = order.startswith("-")
    in_key_order = sorted(papers, key=lambda paper: paper.key, reverse=backwards and name == "key")
    if name == "title":
        in_key_order.sort(key=lambda paper: paper.title.casefold(), reverse=backwards)
    if name == "date":
        in_key_order.sort(key=lambda paper: paper.date.sort_key if paper.date else (), reverse=backwards)
        in_key_order.sort(key=lambda paper: paper.date is None)
    return in_key_order
