"""The library: the one door to the papers, whatever keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

from store.errors import DamagedIndex, InputError, LibraryUnavailable
from store.ranking import Hit, rank
from store.stopping import checked
from store.text import encodable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path
    from types import TracebackType

    from store.adding import AddReport
    from store.filters import Filter
    from store.indexes import Indexes
    from store.paper import Paper
    from store.paper_cache import MetadataNames
    from store.remembering import Remembering
    from store.vectors import Embedder, Vectors

    # Inside the class, `list` is its method.
    Papers = list[Paper]
    Hits = list[Hit]
    Floats = list[float]
    Words = list[str]
    Ranking = list[tuple[str, float, dict[str, float]]]
    Progress = Callable[[int, int], None]

Result = TypeVar("Result")

_CANDIDATES = 30
_COMPARED = 1024
"""Texts whose vectors are compared at once: those of all sentences of 20,000 papers would take
hundreds of megabytes, several times.
"""


class Library:
    """Papers by key, by filter and by relevance; safe to use from several threads and
    processes.
    """

    def __init__(self, location: str, indexes: Indexes) -> None:
        self.location = location
        """Where the library is, fit to be shown: an address stands without its password."""
        self._indexes = indexes
        self._remembering: Remembering | None = None
        self._names: tuple[int, MetadataNames] | None = None

    @classmethod
    def open(cls, location: str | Path, *, embedder: str | None = None) -> Self:
        """Open the library in a folder, or make it; an address (`http://host:port`) names a
        Chroma server.

        Without an embedder the one that made the library's vectors is used, and `wordllama` for
        a new one. Raises LibraryUnavailable where the place cannot be used or does not answer,
        EmbedderMismatch where another embedder made the vectors than the one that is named, and
        InputError for an unknown embedder or an address that is none.
        """
        # Chroma and numpy take a second to import, which nobody should pay who only names the
        # class.
        from store.indexes import Indexes
        from store.places import find_place

        place = find_place(location)
        return cls(place.name, Indexes(place, embedder=embedder))

    @classmethod
    def open_to_reembed(cls, location: str | Path) -> Self:
        """Open a library whose vectors were made by an embedder that is no longer there: to
        `reembed` it.
        """
        from store.indexes import Indexes
        from store.places import find_place

        place = find_place(location)
        return cls(place.name, Indexes(place, embedder=None, is_checked=False))

    @property
    def folder(self) -> Path:
        """Where what is derived from the papers is kept on this machine."""
        return self._indexes.folder

    @property
    def embedder(self) -> Embedder:
        """What makes the vectors."""
        return self._indexes.embedder

    def add(self, papers: Iterable[Paper], *, progress: Progress | None = None) -> AddReport:
        """Add papers or bring them up to date; `progress` is told how many of how many are
        done.

        `Paper.key` is the identity: the same key with other content updates the paper. Each
        thousand is durable before the next begins, so that a call that was cut short is
        finished by calling again.
        """
        from store.adding import add_papers

        return add_papers(self._indexes, papers, progress)

    def get(self, key: str) -> Paper | None:
        """Return the paper of that citation key, None where there is none."""
        return self._read(lambda: self._indexes.get([key]).get(key))

    def list(self, where: Filter | None = None, *, order: str = "-date") -> Papers:
        """Return the papers that pass a filter, ordered by date, title or key; "-" turns the
        order round.

        Papers without a date come last either way, and ties are ordered by key. Raises
        InputError for another order.
        """
        from store.ordering import ordered

        def listed() -> Papers:
            if where:
                return ordered(
                    self._indexes.get(self._indexes.lexical.passing(where)).values(), order
                )
            return ordered((paper for page in self._indexes.pages() for paper in page), order)

        return self._read(listed)

    def search(self, query: str, *, k: int = 10, where: Filter | None = None) -> Hits:
        """Return the k papers that fit a query best, by words and by meaning, best first.

        Raises InputError where k is below 1.
        """
        if k < 1:
            raise InputError(
                f"A search for {k} papers finds none", advice="Ask for at least one: -k 10."
            )
        query = encodable(query)
        if not query.strip():
            return []

        def found() -> Hits:
            ranked = self._rank(query, max(_CANDIDATES, 2 * k), where)[:k]
            papers = self._indexes.secondary.cache.papers([key for key, _, _ in ranked])
            return [
                Hit(papers[key], score, parts) for key, score, parts in ranked if key in papers
            ]

        return self._read(found)

    def similarities(self, text: str, others: Sequence[str]) -> Floats:
        """Return the cosine between a text's vector and that of each of some others, -1 to
        1.
        """
        if not others:
            return []
        asked = self.embedder.embed_query(encodable(text))
        texts = [*map(encodable, others)]
        each, cosines = [*dict.fromkeys(texts)], dict[str, float]()
        for start in checked(range(0, len(each), _COMPARED)):
            some = each[start : start + _COMPARED]
            near: Floats = (self._sentences.embed(some) @ asked).tolist()
            cosines |= zip(some, near, strict=True)
        return [cosines[text] for text in texts]

    @property
    def _sentences(self) -> Remembering:
        """What makes the vectors of sentences, which are compared with one question after
        another.
        """
        from store.remembering import Remembering

        if self._remembering is None or self._remembering.embedder is not self.embedder:
            self._remembering = Remembering(self.embedder)
        return self._remembering

    def vectors(self, keys: Sequence[str]) -> Vectors:
        """Return the unit vectors of papers, one row a key, shape (keys, dimension).

        A key without a paper has a row of zeros, and so has a paper without a word.
        """
        import numpy as np

        known = self._read(lambda: self._indexes.vectors(keys))
        rows = np.zeros((len(keys), self.embedder.dimension), dtype=np.float32)
        for row, key in enumerate(keys):
            if key in known:
                rows[row] = known[key]
        return rows

    def spellings(self, word: str) -> Words:
        """Return a lower-case word itself where the papers hold it, else what is a slip away
        in them.
        """
        return self._read(lambda: self._indexes.lexical.spellings(encodable(word)))

    def names(self) -> MetadataNames:
        """Return the authors, affiliations and venues that the papers name; read once a state
        of the library.
        """

        def named() -> MetadataNames:
            state = self._indexes.generation
            if self._names is None or self._names[0] != state:
                self._names = state, self._indexes.secondary.cache.names()
            return self._names[1]

        return self._read(named)

    def remove(self, keys: Iterable[str]) -> int:
        """Remove papers by key and return how many there were."""
        with self._indexes.writing():
            there = [*self._indexes.get([*keys])]
            if there:
                self._indexes.commit(removed=there, growth=-len(there))
        return len(there)

    def count(self, where: Filter | None = None) -> int:
        """Return how many papers pass a filter."""
        return self._read(
            lambda: self._indexes.lexical.count(where) if where else self._indexes.count()
        )

    def check(self) -> str:
        """Return in words what state the indexes are in; the index of words is brought up to
        date first.
        """
        from store.checking import check

        return str(check(self._indexes))

    def repair(self, *, progress: Progress | None = None) -> None:
        """Build both indexes anew from what is stored; resumable, and searches go on
        meanwhile.
        """
        from store.reembedding import rebuild

        rebuild(self._indexes, progress)

    @classmethod
    def restore(cls, location: str | Path, *, progress: Progress | None = None) -> str:
        """Make Chroma anew from the papers at hand, where its own files are damaged; return
        where those were moved.

        Raises LibraryUnavailable where no whole copy of the papers is at hand.
        """
        from store.places import FolderPlace, find_place
        from store.restoring import restore

        place = find_place(location)
        if not isinstance(place, FolderPlace):
            raise LibraryUnavailable(
                f"The library at {place.name} cannot be restored from here",
                advice="Its papers are on the server: put its data back from a backup.",
            )
        return str(restore(place, progress))

    def reembed(self, embedder: str, *, progress: Progress | None = None) -> None:
        """Make all vectors anew with another embedder; resumable, the old ones serve until
        it is done.
        """
        from store.embedders import load_embedder
        from store.reembedding import reembed

        reembed(self._indexes, load_embedder(embedder), progress)

    def close(self) -> None:
        """Release the files; the library must not be used afterwards."""
        self._indexes.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _read(self, look: Callable[[], Result]) -> Result:
        """Return what a look at the indexes finds; one that is damaged is made anew, once."""
        try:
            with self._indexes.reading():
                return look()
        except DamagedIndex:
            with self._indexes.reading():
                return look()

    def _rank(self, query: str, depth: int, where: Filter | None) -> Ranking:
        """Return the candidates of both sides, ranked; what lies near is looked for beside."""
        words = self._indexes.lexical
        meaning = self._indexes.beside.submit(self._by_meaning, query, depth, where)
        try:
            look = words.look(query, k=depth, where=where)
            exact = words.exact(query, where=where)
        finally:
            meaning.exception()
        vector, near = meaning.result()
        found, scores = words.settle(look, [*near])
        lexical = scores | dict(found)
        vectors = self._indexes.vectors([*dict.fromkeys([*lexical, *near, *exact])])
        weights = self._indexes.embedder.vector_weights
        return rank(vector, lexical, vectors, exact=exact, weights=weights)

    def _by_meaning(
        self, query: str, depth: int, where: Filter | None
    ) -> tuple[Vectors, dict[str, float]]:
        """Return the vector of a question and the cosines of the papers nearest to it."""
        vector = self._indexes.embed_query(query)
        return vector, self._indexes.nearest(vector, k=depth, where=where)
