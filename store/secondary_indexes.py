"""What is derived from the papers in Chroma and reflects one state of them: their words, and
a cache.
"""

from __future__ import annotations

from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Self

from store.generation import IndexedVersion
from store.lexical import LexicalIndex
from store.paper_cache import PaperCache

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from store.paper import Paper
    from store.preparing import Prepared


_WORDS, _CACHE = "lexical", "shelf.sqlite3"


class SecondaryIndexes:
    """The index of words and the cache; the cache is written last, so that its mark holds
    for both.
    """

    def __init__(self, folder: Path) -> None:
        """Open both in a folder; what is missing or damaged is begun anew."""
        self.words = LexicalIndex.open(folder / _WORDS)
        self.cache = PaperCache.open(folder / _CACHE)

    @classmethod
    def existing(cls, folder: Path) -> Self | None:
        """Open both in a folder; None where either is missing or damaged."""
        words = LexicalIndex.existing(folder / _WORDS)
        cache = PaperCache.existing(folder / _CACHE) if words else None
        return cls._of(words, cache) if words and cache else None

    @classmethod
    def of_cache(cls, folder: Path) -> Self | None:
        """Open both in a folder; None where the cache is missing or damaged, whatever became
        of the words, which can be made of it.
        """
        cache = PaperCache.existing(folder / _CACHE)
        return cls._of(LexicalIndex.open(folder / _WORDS), cache) if cache else None

    @classmethod
    def _of(cls, words: LexicalIndex, cache: PaperCache) -> Self:
        made = cls.__new__(cls)
        made.words, made.cache = words, cache
        return made

    @property
    def mark(self) -> IndexedVersion | None:
        """The state that both reflect or are past; None where there is none."""
        words, cache = (
            IndexedVersion.read(self.words.fingerprint),
            IndexedVersion.read(self.cache.fingerprint),
        )
        if not words or not cache or words.generation.library != cache.generation.library:
            return None
        is_past = words.generation.number > cache.generation.number
        return cache if is_past or words == cache else None

    @contextmanager
    def preparing(
        self, changed: Prepared | None, *, removed: Sequence[str] = (), collection: str
    ) -> Iterator[Callable[[IndexedVersion], None]]:
        """Update both while other work is done; it counts when what is yielded is called, or
        never.

        The vectors are those that a collection of Chroma's is to have.
        """
        papers = changed.papers if changed else ()
        documents = changed.documents if changed else ()
        keyed = zip((paper.key for paper in papers), documents, strict=True)
        # The index of words works in a thread of its own on what is new.
        with self.words.preparing(keyed, removed=removed) as finish_words:

            def finish(mark: IndexedVersion) -> None:
                finish_words(str(mark))
                vectors = changed.vectors if changed else None
                self.cache.update(
                    papers,
                    vectors,
                    removed=removed,
                    collection=collection,
                    fingerprint=str(mark),
                )

            yield finish

    def update(self, papers: Sequence[Paper], *, collection: str, mark: IndexedVersion) -> None:
        """Add papers, in place of what had their keys, and record the state that is
        reflected then.
        """
        self.words.update(papers, fingerprint=str(mark))
        self.cache.update(papers, None, collection=collection, fingerprint=str(mark))

    def rebuild(self, pages: Iterable[Sequence[Paper]]) -> int:
        """Hold these papers and no others, and no mark; return how many there are."""
        self.cache.rebuild(chain.from_iterable(pages), fingerprint="")
        self.words.rebuild(self.cache.everything(), fingerprint="")
        return self.cache.count()

    def bring_words_to_cache(self) -> None:
        """Make the index of words anew of the cache, where it does not reflect its state."""
        if self.mark is None:
            self.words.rebuild(
                self.cache.everything(), fingerprint=self.cache.fingerprint or ""
            )

    def close(self) -> None:
        """Release the files; the instance must not be used afterwards."""
        self.words.close()
        self.cache.close()
