"""What a library consists of, kept in step: papers in Chroma, and what is derived from them."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

from store.collection import PaperCollection
from store.embedders import load_embedder
from store.errors import DamagedIndex, LibraryUnavailable
from store.generation import IndexedVersion
from store.secondary_indexes import SecondaryIndexes
from store.snapshot import LARGEST, Snapshot
from store.vectors import DEFAULT, Identity
from store.write_lock import READERS_POLL, WriteLock

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from store.chroma import Chroma
    from store.filters import Filter
    from store.lexical import LexicalIndex
    from store.paper import Paper
    from store.places import Place
    from store.preparing import Prepared
    from store.vectors import Embedder, Vectors

_MARGIN = 1.5
_WIDEST = 25
_PAGE = 1000


class Indexes:
    """Papers with vectors in Chroma, and the index of words and the paper cache derived from
    them.

    Within `reading` and `writing` all reflect the last write of whatever process. In a folder
    of up to `LARGEST` papers what is derived answers every question: reading takes no lock, and
    Chroma is connected at the first write. Elsewhere Chroma searches, and in a folder reading
    takes the write lock too: Chroma may write its files at a query, and two processes that do
    so lose vectors.
    """

    def __init__(self, place: Place, *, embedder: str | None, is_checked: bool = True) -> None:
        """Open the indexes of a place, or make them; without an embedder's name the recorded
        one is used.

        Where it is not checked who made the vectors, they are only there to be replaced.
        """
        self._place = place
        self.folder = place.local
        """Where what is derived from the papers is kept."""
        self._named_embedder = embedder
        self._is_checked = is_checked
        self._mutex = threading.RLock()
        self._lock = WriteLock(place)
        self._is_asleep = not place.is_shared
        self.beside = ThreadPoolExecutor(max_workers=2, thread_name_prefix="songline-beside")
        """For what is to be done while Chroma works."""
        self._chroma: Chroma | None = None
        self._papers: PaperCollection | None = None
        self._snapshot: Snapshot | None = None
        with ExitStack() as opened:
            opened.callback(self.beside.shutdown)
            opened.callback(self._disconnect)
            self._state = place.generation(self.connected)
            if not self._open_at_hand():
                with self._lock.within(place.patience, READERS_POLL):
                    self._seen = self._state.read()
                    self.secondary = SecondaryIndexes(place.local)
                    opened.callback(self.secondary.close)
                    self.embedder, self._papers = self._open_papers(None)
            opened.pop_all()

    def connected(self) -> Chroma:
        """Return the connection to Chroma, made where there is none yet."""
        if self._chroma is None:
            self._chroma = self._place.connect()
        return self._chroma

    @property
    def papers(self) -> PaperCollection:
        """The papers in Chroma; to be asked within `writing`, or where there is no snapshot."""
        if self._papers is None:
            self.embedder, self._papers = self._open_papers(self.embedder)
        return self._papers

    @property
    def lexical(self) -> LexicalIndex:
        """The index of words."""
        return self.secondary.words

    @contextmanager
    def reading(self, *, poll: float = READERS_POLL) -> Iterator[None]:
        """Hold all up to date."""
        with self._mutex:
            if self._snapshot and self._state.peek() == self._seen:
                with self._noticing_damage():
                    yield
                return
            with self.reading_stored(poll=poll):
                yield

    @contextmanager
    def reading_stored(self, *, poll: float = READERS_POLL) -> Iterator[None]:
        """Hold all up to date, Chroma too, for whoever compares it with what is derived."""
        with self._mutex, self._lock.within(self._place.patience, poll) as locked:
            self._follow()
            if locked:
                self._bring_up_to_date()
            with self._noticing_damage():
                yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold all up to date, and keep other processes from writing.

        Raises LibraryUnavailable where another process writes for too long.
        """
        self._place.check_writable()
        with self._mutex, self._lock.for_writing():
            self._follow()
            self._bring_up_to_date()
            yield

    def get(self, keys: Sequence[str]) -> dict[str, Paper]:
        """Return the papers of these keys that are there, by key."""
        return self.secondary.cache.papers(keys) if self._snapshot else self.papers.get(keys)

    def pages(self) -> Iterator[Sequence[Paper]]:
        """Yield all papers, some at a time, in no promised order."""
        if self._snapshot:
            return iter([[*self.secondary.cache.everything()]])
        return self.papers.pages()

    def count(self) -> int:
        """Return how many papers there are."""
        return self.secondary.cache.count() if self._snapshot else self.papers.count()

    def embed_query(self, query: str) -> Vectors:
        """Return the vector of a question, within `reading`; at the first, Chroma reads its
        own meanwhile.
        """
        if self._snapshot or not self._is_asleep:
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
        if self._snapshot:
            keys = self.lexical.passing(where) if where else None
            return self._snapshot.nearest(vector, k=k, among=keys)
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
        if self._snapshot:
            return self._snapshot.vectors(keys)
        known = self.secondary.cache.vectors(keys, collection=self.papers.id)
        missing = [key for key in keys if key not in known]
        if missing:
            found = self.papers.vectors(missing)
            self._keep_at_hand(found)
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
        self._snapshot = None
        papers = self._papers_derived() + growth
        work = self.secondary.preparing(changed, removed=removed, collection=self.papers.id)
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
        self._place.make_private()

    def switch_to(self, successor: PaperCollection, embedder: Embedder) -> None:
        """Let another collection of the same papers serve, within `writing`."""
        self.advance()
        self.papers.replace_with(successor)
        self.advance()
        self._papers, self.embedder, self._snapshot = successor, embedder, None
        self._record_identity()
        self._named_embedder = embedder.name if self._named_embedder else None
        self._is_checked = True

    def rebuild_derived(self) -> None:
        """Derive everything anew from the papers."""
        self._snapshot = None
        papers = self.secondary.rebuild(self.papers.pages())
        self.secondary.update(
            [], collection=self.papers.id, mark=IndexedVersion(self._seen, papers)
        )

    def advance(self) -> None:
        """Tell other processes, within `writing`, to read anew what is written beside the
        papers.
        """
        papers = self._papers_derived()
        self._seen = self._seen.next()
        self._state.write(self._seen)
        self.secondary.update(
            [], collection=self.papers.id, mark=IndexedVersion(self._seen, papers)
        )

    def close(self) -> None:
        """Release the files and the connection."""
        with self._mutex:
            self.beside.shutdown()
            self._disconnect()
            self.secondary.close()

    def check_room(self, papers: int) -> None:
        """Raise LibraryUnavailable where the disk has no room for so many new papers."""
        self._place.check_room(papers)

    @property
    def generation(self) -> int:
        """The number of the last write that was seen."""
        return self._seen.number

    def _open_papers(self, current: Embedder | None) -> tuple[Embedder, PaperCollection]:
        chroma = self.connected()
        papers = PaperCollection.active(chroma)
        recorded = papers.identity.embedder if papers and self._is_checked else DEFAULT
        name = self._named_embedder or recorded
        embedder = current if current and current.name == name else load_embedder(name)
        if papers is None:
            self._check_nothing_is_lost()
            papers = PaperCollection.begin(chroma, Identity.of(embedder))
        if self._is_checked:
            papers.identity.check(embedder)
        return embedder, papers

    def _check_nothing_is_lost(self) -> None:
        """Raise LibraryUnavailable where there are no papers, though some were written."""
        if written := self._state.read().number:
            raise LibraryUnavailable(
                f"The papers of the library in {self._place.name} are gone",
                why=f"{written} writes are counted, but Chroma has no collection of papers",
                advice=(
                    "Have them put back from the cache: songline doctor --repair. Or put "
                    "Chroma's data back from a backup."
                ),
            )

    def _follow(self) -> None:
        """Reopen everything where another process has written since."""
        now = self._state.read()
        if now != self._seen:
            self._snapshot = self._papers = None
            if self._chroma:
                self._chroma.reopen()
            self.secondary.close()
            self.secondary = SecondaryIndexes(self._place.local)
            self._seen = now
            identity = None if self._place.is_shared else self.secondary.cache.identity
            if identity and self._is_checked:
                self.embedder = load_embedder(self._named_embedder or identity.embedder)
                identity.check(self.embedder)
            else:
                self.embedder, self._papers = self._open_papers(self.embedder)

    @contextmanager
    def _noticing_damage(self) -> Iterator[None]:
        try:
            yield
        except DamagedIndex:
            self._snapshot = None
            raise

    def _bring_up_to_date(self) -> None:
        """Catch up with the papers, and take a snapshot where one suffices, within the lock."""
        try:
            self._catch_up_and_take_snapshot()
        except DamagedIndex:
            self._catch_up_and_take_snapshot()

    def _catch_up_and_take_snapshot(self) -> None:
        if self._is_behind():
            self._catch_up()
        if self._snapshot or self._place.is_shared:
            return
        self._record_identity()
        papers = self._papers_derived()
        self._snapshot = Snapshot.of(self.secondary.cache, papers=papers)
        if self._snapshot is None and papers <= LARGEST:
            keys = self.papers.keys()
            for start in range(0, len(keys), _PAGE):
                self.vectors(keys[start : start + _PAGE])
            self._snapshot = Snapshot.of(self.secondary.cache, papers=papers)

    def _record_identity(self) -> None:
        """Keep at hand who made the vectors that Chroma has."""
        if self.secondary.cache.identity is None or self._papers:
            self.secondary.cache.belong_to(self.papers.id, self.papers.identity)

    def _open_at_hand(self) -> bool:
        """Open what is derived, and tell whether it reflects the last write and suffices."""
        seen = None if self._place.is_shared or not self._is_checked else self._state.peek()
        secondary = SecondaryIndexes.existing(self._place.local) if seen else None
        if secondary is None or seen is None:
            return False
        with suppress(DamagedIndex):
            identity, mark = secondary.cache.identity, secondary.mark
            if identity and mark and mark.generation == seen:
                embedder = load_embedder(self._named_embedder or identity.embedder)
                if Identity.of(embedder) == identity:
                    self._snapshot = Snapshot.of(secondary.cache, papers=mark.papers)
        if self._snapshot is None:
            secondary.close()
            return False
        self._seen, self.secondary, self.embedder = seen, secondary, embedder
        return True

    def _disconnect(self) -> None:
        if self._chroma:
            self._chroma.close()

    def _is_behind(self) -> bool:
        mark = self.secondary.mark
        if mark is None or mark.generation != self._seen:
            return True
        return self._place.is_shared and mark.papers != self.papers.count()

    def _catch_up(self) -> None:
        """Bring what is derived to the state of the papers: by what was written since, or
        from scratch.
        """
        mark = self.secondary.mark
        if mark and mark.generation.library == self._seen.library:
            pages = self.papers.written_since(mark.generation.number)
            # Pages shift while others write: a paper may be met twice.
            changed = [*{paper.key: paper for page in pages for paper in page}.values()]
            papers = (
                mark.papers
                + len(changed)
                - len(self.secondary.cache.papers([each.key for each in changed]))
            )
            if papers == self.papers.count():
                self.secondary.update(
                    changed, collection=self.papers.id, mark=IndexedVersion(self._seen, papers)
                )
                return
        self.rebuild_derived()

    def _keep_at_hand(self, vectors: Mapping[str, Vectors]) -> None:
        """Keep vectors at hand, where nobody can be writing others meanwhile."""
        if vectors and self._lock.is_held and not self._place.is_shared:
            with suppress(LibraryUnavailable):
                self.secondary.cache.keep(vectors, collection=self.papers.id)

    def _papers_derived(self) -> int:
        mark = self.secondary.mark
        return mark.papers if mark else 0
