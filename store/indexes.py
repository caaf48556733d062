"""What a library consists of, kept in step: papers in Chroma, and what is derived from them."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from store.collection import Identity, PaperCollection
from store.embedders import load_embedder
from store.errors import LibraryUnavailable
from store.generation import IndexedVersion
from store.secondary_indexes import SecondaryIndexes
from store.vectors import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from store.filters import Filter
    from store.lexical import LexicalIndex
    from store.places import Place
    from store.preparing import Prepared
    from store.vectors import Embedder, Vectors

LOCK_TIMEOUT = 120.0
"""Seconds that a writer waits for the other writers."""
_MARGIN = 1.5
_WIDEST = 25
READERS_POLL = 0.002
WRITERS_POLL = 0.05
"""Seconds between two attempts to take the lock: whoever only reads comes before whoever
writes a lot.
"""


class Indexes:
    """Papers with vectors in Chroma, and the index of words and the shelf derived from them.

    Within `reading` and `writing` all reflect the last write of whatever process. In a folder,
    reading takes the write lock too: Chroma may write its files at a query, and two processes
    that do so lose vectors.
    """

    def __init__(self, place: Place, *, embedder: str | None, is_checked: bool = True) -> None:
        """Open the indexes of a place, or make them; without an embedder's name the recorded
        one is used.

        Where it is not checked who made the vectors, they are only there to be replaced.
        """
        self._place = place
        self._named_embedder = embedder
        self._is_checked = is_checked
        self._mutex = threading.RLock()
        self._lock = FileLock(place.local / "write.lock")
        self._is_asleep = not place.is_shared
        self.beside = ThreadPoolExecutor(max_workers=2, thread_name_prefix="songline-beside")
        """For what is to be done while Chroma works."""
        with self._locked_within(place.patience, READERS_POLL), ExitStack() as opened:
            opened.callback(self.beside.shutdown)
            self.chroma = place.connect()
            opened.callback(self.chroma.close)
            self._state = place.generation(self.chroma)
            self._seen = self._state.read()
            self.derived = SecondaryIndexes(place.local)
            opened.callback(self.derived.close)
            self.embedder, self.papers = self._open_papers(None)
            opened.pop_all()

    @property
    def lexical(self) -> LexicalIndex:
        """The index of words."""
        return self.derived.words

    @contextmanager
    def reading(self, *, poll: float = READERS_POLL) -> Iterator[None]:
        """Hold all up to date."""
        with self._mutex, self._locked_within(self._place.patience, poll) as locked:
            self._follow()
            if locked and self._is_behind():
                self._catch_up()
            yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold all up to date, and keep other processes from writing.

        Raises LibraryUnavailable where another process writes for too long.
        """
        with self._mutex, self._locked_within(LOCK_TIMEOUT, WRITERS_POLL) as locked:
            if not locked:
                raise LibraryUnavailable(
                    f"The library in {self._place.name} cannot be written",
                    why=f"another process has been writing for {LOCK_TIMEOUT:.0f} seconds",
                    advice="Wait for it to end, then try again; nothing was changed.",
                )
            self._follow()
            if self._is_behind():
                self._catch_up()
            yield

    def embed_query(self, query: str) -> Vectors:
        """Return the vector of a question, within `reading`; at the first, Chroma reads its
        own meanwhile.
        """
        if not self._is_asleep:
            return self.embedder.embed_query(query)
        self._is_asleep = False
        waking = self.beside.submit(self.papers.wake)
        try:
            return self.embedder.embed_query(query)
        finally:
            # A failure comes again when Chroma is searched.
            waking.exception()

    def nearest(
        self, vector: Vectors, *, k: int, where: Filter | None = None
    ) -> dict[str, float]:
        """Return the cosine of the k papers nearest to a vector that pass a filter, by key.

        Chroma's time grows with the papers to choose among: where most pass, some of those
        nearest of all pass too, and asking for more of these is faster.
        """
        if not where:
            return self.papers.nearest(vector, k=k)
        passing = self.lexical.count(where)
        wide = int(_MARGIN * k * self.lexical.count() / max(1, passing))
        if wide <= _WIDEST * k:
            near = self.papers.nearest(vector, k=wide)
            among = self.lexical.passing_of([*near], where)
            chosen = [key for key in near if key in among][:k]
            if len(chosen) == min(k, passing):
                return {key: near[key] for key in chosen}
        return self.papers.nearest(vector, k=k, among=self.lexical.passing(where))

    def vectors(self, keys: Sequence[str]) -> dict[str, Vectors]:
        """Return the vectors of the papers of these keys, by key; one that was lost is left
        out.
        """
        known = self.derived.shelf.vectors(keys, collection=self.papers.id)
        missing = [key for key in keys if key not in known]
        if missing:
            found = self.papers.vectors(missing)
            self._shelve(found)
            known |= found
        return known

    def commit(
        self,
        changed: Prepared | None = None,
        *,
        removed: Sequence[str] = (),
        growth: int,
    ) -> None:
        """Write everywhere, within `writing`; killed in between, the next one who looks catches
        up.

        `growth` is by how much the number of papers changes. It is not read from Chroma: a
        count that took in what others write meanwhile would hide that what is derived lacks it.
        """
        papers = self._papers_derived() + growth
        work = self.derived.preparing(changed, removed=removed, collection=self.papers.id)
        with work as finish:
            begun = self._seen = self._seen.next()
            self._state.write(begun)
            if changed:
                self.papers.upsert(changed.papers, changed.vectors, revision=begun.number)
            self.papers.delete(removed)
            alone = True
            while (now := self._state.read()) != begun:
                # A client elsewhere has written meanwhile: who follows it would pass over an
                # older number.
                alone, begun = False, now.next()
                self._state.write(begun)
                self.papers.stamp(
                    [paper.key for paper in changed.papers] if changed else [], begun.number
                )
            self._seen = begun.next()
            self._state.write(self._seen)
            if alone:
                finish(IndexedVersion(self._seen, papers))

    def switch_to(self, successor: PaperCollection, embedder: Embedder) -> None:
        """Let another collection of the same papers serve, within `writing`."""
        self.advance()
        self.papers.replace_with(successor)
        self.advance()
        self.papers, self.embedder = successor, embedder
        self._named_embedder = embedder.name if self._named_embedder else None
        self._is_checked = True

    def rebuild_derived(self) -> None:
        """Derive everything anew from the papers."""
        papers = self.derived.rebuild(self.papers.pages())
        self.derived.update(
            [], collection=self.papers.id, mark=IndexedVersion(self._seen, papers)
        )

    def advance(self) -> None:
        """Tell other processes, within `writing`, to read anew what is written beside the
        papers.
        """
        papers = self._papers_derived()
        self._seen = self._seen.next()
        self._state.write(self._seen)
        self.derived.update(
            [], collection=self.papers.id, mark=IndexedVersion(self._seen, papers)
        )

    def close(self) -> None:
        """Release the files and the connection."""
        with self._mutex:
            self.beside.shutdown()
            self.chroma.close()
            self.derived.close()

    @property
    def generation(self) -> int:
        """The number of the last write that was seen."""
        return self._seen.number

    @contextmanager
    def _locked_within(self, seconds: float, poll: float) -> Iterator[bool]:
        """Hold the lock, and yield whether it was to be had in that time."""
        try:
            self._lock.acquire(timeout=seconds, poll_interval=poll)
        except Timeout:
            yield False
            return
        except OSError as error:
            raise LibraryUnavailable(
                f"The library in {self._place.name} cannot be used",
                why=f"{error.strerror or error}: {self._lock.lock_file}",
                advice="Check that you may write to that folder and that the disk has room.",
            ) from error
        try:
            yield True
        finally:
            self._lock.release()

    def _open_papers(self, current: Embedder | None) -> tuple[Embedder, PaperCollection]:
        papers = PaperCollection.active(self.chroma)
        recorded = papers.identity.embedder if papers and self._is_checked else DEFAULT
        name = self._named_embedder or recorded
        embedder = current if current and current.name == name else load_embedder(name)
        if papers is None:
            self._check_nothing_is_lost()
            papers = PaperCollection.begin(self.chroma, Identity.of(embedder))
        if self._is_checked:
            papers.check_embedder(embedder)
        return embedder, papers

    def _check_nothing_is_lost(self) -> None:
        """Raise LibraryUnavailable where there are no papers, though some were written."""
        if written := self._state.read().number:
            raise LibraryUnavailable(
                f"The papers of the library in {self._place.name} are gone",
                why=(
                    f"{written} writes are counted there, but Chroma has no collection of "
                    f"papers"
                ),
                advice=(
                    "Put Chroma's data back from a backup; or move all of it away and "
                    "ingest again."
                ),
            )

    def _follow(self) -> None:
        """Reopen everything where another process has written since."""
        now = self._state.read()
        if now != self._seen:
            self.chroma.reopen()
            self.embedder, self.papers = self._open_papers(self.embedder)
            self.derived.close()
            self.derived = SecondaryIndexes(self._place.local)
            self._seen = now

    def _is_behind(self) -> bool:
        mark = self.derived.mark
        if mark is None or mark.generation != self._seen:
            return True
        return self._place.is_shared and mark.papers != self.papers.count()

    def _catch_up(self) -> None:
        """Bring what is derived to the state of the papers: by what was written since, or
        from scratch.
        """
        mark = self.derived.mark
        if mark and mark.generation.library == self._seen.library:
            pages = self.papers.written_since(mark.generation.number)
            changed = [paper for page in pages for paper in page]
            papers = (
                mark.papers
                + len(changed)
                - len(self.derived.shelf.papers([each.key for each in changed]))
            )
            if papers == self.papers.count():
                self.derived.update(
                    changed, collection=self.papers.id, mark=IndexedVersion(self._seen, papers)
                )
                return
        self.rebuild_derived()

    def _shelve(self, vectors: Mapping[str, Vectors]) -> None:
        """Keep vectors at hand, where nobody can be writing others meanwhile."""
        if vectors and self._lock.is_locked and not self._place.is_shared:
            with suppress(LibraryUnavailable):
                self.derived.shelf.keep(vectors, collection=self.papers.id)

    def _papers_derived(self) -> int:
        mark = self.derived.mark
        return mark.papers if mark else 0
