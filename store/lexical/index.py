"""An index of words that one process writes and others search meanwhile."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Self, TypeVar

from tantivy import Occur, Query

from store.errors import DamagedIndex, LibraryUnavailable
from store.lexical.files import (
    commit_stamp,
    existing_index,
    failure,
    is_damage,
    open_index,
    read_fingerprint,
    write_fingerprint,
)
from store.lexical.naming import names_in
from store.lexical.queries import (
    among,
    any_of,
    any_of_given,
    at_most,
    conditions,
    passing,
)
from store.lexical.schema import make_document
from store.lexical.vocabulary import IndexedWords
from store.terms import corrections, read_terms
from store.words import misspellings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    import tantivy

    from store.filters import Filter
    from store.paper import Paper
    from store.terms import Choice

_DIGITS = 4
_ROUNDING = 0.0002
"""By how much a sum of scores may differ from that of the same scores in another order."""
_NAMESAKES = 100
_TIES = 8
_SPARE = 32
"""Papers looked at beyond those asked for, where only the most that they can have is known."""
_FIRST = 8
"""As many of these are scored at first: that is enough in five of six questions."""
_HEAP = 64_000_000
_LOCK_TIMEOUT = 30.0


P = ParamSpec("P")
Result = TypeVar("Result")


def _noticing_damage(
    look: Callable[Concatenate[LexicalIndex, P], Result],
) -> Callable[Concatenate[LexicalIndex, P], Result]:
    """Make a failure of tantivy to read its files a DamagedIndex, which is begun anew."""

    @wraps(look)
    def noticing(self: LexicalIndex, /, *args: P.args, **named: P.kwargs) -> Result:
        try:
            return look(self, *args, **named)
        except BaseException as error:
            if not is_damage(error):
                raise
            raise self.condemn(error) from error

    return noticing


@dataclass(frozen=True, slots=True)
class FirstLook:
    """What the first step of a search has found."""

    choices: Sequence[Choice]
    highest: Sequence[tuple[str, float]]
    """Papers and their scores, best first; or the most that they can have."""
    k: int
    where: Filter | None
    is_bound: bool = False

    def is_enough(self, best: Sequence[tuple[str, float]], count: int) -> bool:
        """Tell whether no other paper can be among the best of the first so many, by their
        true scores.
        """
        if count >= len(self.highest) < self.k + _SPARE:
            return True
        return len(best) == self.k and best[-1][1] > self.highest[:count][-1][1] + _ROUNDING


class LexicalIndex:
    """An index of papers in a folder; safe to search while another process writes."""

    def __init__(self, folder: Path, index: tantivy.Index) -> None:
        self._folder = folder
        self._index = index
        self._schema = index.schema
        self._stamp = commit_stamp(folder)
        self._has_committed = False
        self._merging: threading.Thread | None = None
        self._passed: tuple[Filter, list[str]] | None = None

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the index in a folder; one that is missing, damaged or of another format is
        begun anew.
        """
        return cls(folder, open_index(folder))

    @classmethod
    def existing(cls, folder: Path) -> Self | None:
        """Open the index in a folder; None where it is missing, damaged or of another
        format.
        """
        index = existing_index(folder)
        return cls(folder, index) if index else None

    @property
    def fingerprint(self) -> str | None:
        """The state of the library that the index reflects; None where it reflects none."""
        return read_fingerprint(self._folder)

    def update(
        self, papers: Iterable[Paper], *, removed: Iterable[str] = (), fingerprint: str
    ) -> None:
        """Add papers, in place of what had their keys, and remove others; then record the
        fingerprint.
        """
        documents = [(paper.key, make_document(paper)) for paper in papers]
        with self.preparing(documents, removed=removed) as finish:
            finish(fingerprint)

    @contextmanager
    def preparing(
        self, documents: Iterable[tuple[str, str]], *, removed: Iterable[str] = ()
    ) -> Iterator[Callable[[str], None]]:
        """Update the index while other work is done; it counts when what is yielded is called,
        or never.

        The documents are what `make_document` makes of papers, by key.
        """
        if self._merging and self._merging.is_alive():
            # To wait for that would take longer than to begin when the other work is done.
            yield lambda fingerprint: self._write(documents, removed, fingerprint)
            return
        with self._writer() as writer:
            _fill(writer, documents, removed)
            yield lambda fingerprint: self._finish(writer, fingerprint)

    def rebuild(self, papers: Iterable[Paper], *, fingerprint: str) -> None:
        """Hold these papers and no others; until that is done, searches find what was there
        before.
        """
        with self._writer() as writer:
            writer.delete_all_documents()
            for paper in papers:
                writer.add_json(make_document(paper))
            self._finish(writer, fingerprint)

    @_noticing_damage
    def search(
        self, query: str, *, k: int, where: Filter | None = None
    ) -> list[tuple[str, float]]:
        """Return the k papers that hold the words of a query best, and their scores, best
        first.
        """
        found, _ = self.settle(self.look(query, k=k, where=where), ())
        return found

    @_noticing_damage
    def look(self, query: str, *, k: int, where: Filter | None = None) -> FirstLook:
        """Take the first of the two steps of a search, which needs to know of no others."""
        searcher = self._searcher()
        choices = read_terms(query, IndexedWords(searcher))
        if not choices or k < 1:
            return FirstLook(choices, (), k, where)
        # No paper has more than the sum of all forms, which is found without looking at all.
        is_bound = any(len(choice) > 1 for choice in choices)
        wanted = self._passing(at_most(choices, self._schema), where)
        highest = _best(searcher, wanted, k + _SPARE if is_bound else k)
        return FirstLook(choices, tuple(highest), k, where, is_bound=is_bound)

    @_noticing_damage
    def settle(
        self, look: FirstLook, others: Sequence[str]
    ) -> tuple[list[tuple[str, float]], dict[str, float]]:
        """Return the k best of a first look, best first, and the scores of the papers of some
        other keys; one without any of the words is left out.

        Looked at together they take two thirds of the time.
        """
        if not look.choices or look.k < 1:
            return [], {}
        if look.is_bound:
            best, scores = self._settle_bound(look, others)
        else:
            found, best = dict(look.highest), [*look.highest]
            unknown = [key for key in others if key not in found]
            scores = found | self._scored(look.choices, unknown)
        return best, {key: scores[key] for key in others if key in scores}

    def _settle_bound(
        self, look: FirstLook, others: Sequence[str]
    ) -> tuple[list[tuple[str, float]], dict[str, float]]:
        """Return the k best of a look that found the most that papers can have, and the true
        scores of all that were looked at.
        """
        highest = [key for key, _ in look.highest]
        scored, scores = set[str](), dict[str, float]()
        for count in (look.k + _FIRST, look.k + _SPARE):
            asked = dict.fromkeys((*highest[:count], *others))
            keys = [key for key in asked if key not in scored]
            scores |= self._scored(look.choices, keys)
            scored |= {*keys}
            true = [(key, scores[key]) for key in highest[:count] if key in scores]
            best = sorted(true, key=lambda hit: (-hit[1], hit[0]))[: look.k]
            if look.is_enough(best, count):
                return best, scores
        wanted = self._passing(any_of(look.choices, self._schema), look.where)
        return _best(self._searcher(), wanted, look.k), scores

    @_noticing_damage
    def count(self, where: Filter | None = None) -> int:
        """Return how many papers pass a filter, or how many there are."""
        searcher = self._searcher()
        if not where:
            return searcher.num_docs
        found: Any = searcher.search(passing(where, self._schema), 1)
        return int(found.count)

    @_noticing_damage
    def passing(self, where: Filter) -> list[str]:
        """Return the keys of the papers that pass a filter, in order; the latest answer is
        remembered.
        """
        searcher = self._searcher()
        passed = self._passed
        if passed is None or passed[0] != where:
            found = searcher.search(
                passing(where, self._schema), max(1, searcher.num_docs), count=False
            ).hits
            passed = where, sorted(_key(searcher, address) for _, address in found)
            self._passed = passed
        return passed[1]

    @_noticing_damage
    def passing_of(self, keys: Sequence[str], where: Filter) -> set[str]:
        """Return which of these keys belong to papers that pass a filter."""
        searcher = self._searcher()
        wanted = Query.boolean_query(
            [
                (Occur.Must, among(keys, self._schema)),
                (Occur.Must, passing(where, self._schema)),
            ]
        )
        found = searcher.search(wanted, max(1, len(keys)), count=False).hits
        return {_key(searcher, address) for _, address in found}

    @_noticing_damage
    def exact(self, query: str, *, where: Filter | None = None) -> list[str]:
        """Return the papers that the query names: by citation key, DOI, arXiv number or
        whole title.
        """
        searcher = self._searcher()
        others = conditions(where, self._schema)
        named: dict[str, None] = {}
        for field, name in names_in(query):
            # Most questions name nothing, and a search that finds nothing takes longer.
            if not searcher.doc_freq(field, name):
                continue
            wanted = Query.term_query(self._schema, field, name, "basic")
            hits = searcher.search(
                Query.boolean_query([(Occur.Must, wanted), *others]), _NAMESAKES
            ).hits
            named |= dict.fromkeys(sorted(_key(searcher, address) for _, address in hits))
        return list(named)

    @_noticing_damage
    def spellings(self, word: str) -> list[str]:
        """Return a lower-case word itself where papers hold it, else what they hold that is
        a slip away.
        """
        vocabulary = IndexedWords(self._searcher())
        if vocabulary.knows(word):
            return [word]
        names = sorted(near for near in misspellings(word) if vocabulary.names_author(near))
        return names or corrections(word, vocabulary)

    def condemn(self, error: BaseException) -> DamagedIndex:
        """Have the index made anew, and return the error to raise."""
        with suppress(LibraryUnavailable):
            write_fingerprint(self._folder, None)
        return DamagedIndex(
            f"The index of words in {self._folder} is damaged",
            why=str(error),
            advice="It is made anew from the papers: try again.",
        )

    def close(self) -> None:
        """Release the files; the instance must not be used afterwards."""
        self._await_merging()
        self.__dict__.pop("_index", None)

    def _passing(self, wanted: Query, where: Filter | None) -> Query:
        if not where:
            return wanted
        return Query.boolean_query(
            [(Occur.Must, wanted), (Occur.Must, passing(where, self._schema))]
        )

    def _scored(self, choices: Sequence[Choice], keys: Sequence[str]) -> dict[str, float]:
        given = any_of_given(choices, keys, self._schema)
        best = _best(self._searcher(), given, len(keys))
        return {key: score for key, score in best if score > 0.0}

    def _searcher(self) -> tantivy.Searcher:
        """Return a view of the last commit, whichever process made it."""
        stamp = commit_stamp(self._folder)
        if stamp != self._stamp:
            try:
                self._index.reload()
            except ValueError as error:
                raise failure(self._folder, "read", error) from error
            self._stamp = stamp
            self._passed = None
        return self._index.searcher()

    @contextmanager
    def _writer(self) -> Iterator[tantivy.IndexWriter]:
        """Yield a writer; what it has not committed is forgotten.

        A commit may start merging, without which a search slows down with every commit: that is
        let go on in the background, and the next writer waits for it.
        """
        writer = self._acquire_writer()
        self._has_committed = False
        try:
            yield writer
        finally:
            if not self._has_committed:
                writer.rollback()
            self._merging = threading.Thread(
                target=_end, args=(writer,), name="songline-merging"
            )
            self._merging.start()

    def _write(
        self, documents: Iterable[tuple[str, str]], removed: Iterable[str], fingerprint: str
    ) -> None:
        with self._writer() as writer:
            _fill(writer, documents, removed)
            self._finish(writer, fingerprint)

    def _finish(self, writer: tantivy.IndexWriter, fingerprint: str) -> None:
        try:
            writer.commit()
            self._has_committed = True
        except (OSError, ValueError) as error:
            raise failure(self._folder, "written", error) from error
        write_fingerprint(self._folder, fingerprint)

    def _acquire_writer(self) -> tantivy.IndexWriter:
        self._await_merging()
        deadline = time.monotonic() + _LOCK_TIMEOUT
        while True:
            try:
                # One thread, so that the same papers make the same segments.
                return self._index.writer(_HEAP, 1)
            except ValueError as error:
                if time.monotonic() > deadline:
                    raise failure(self._folder, "written", error) from error
                time.sleep(0.05)

    def _await_merging(self) -> None:
        if self._merging:
            self._merging.join()
            self._merging = None


def _fill(
    writer: tantivy.IndexWriter, documents: Iterable[tuple[str, str]], removed: Iterable[str]
) -> None:
    for key in removed:
        writer.delete_documents_by_term("key", key)
    for key, document in documents:
        writer.delete_documents_by_term("key", key)
        writer.add_json(document)


def _end(writer: tantivy.IndexWriter) -> None:
    # What cannot be merged now is merged another time.
    with suppress(OSError, ValueError):
        writer.wait_merging_threads()


def _best(searcher: tantivy.Searcher, query: Query, k: int) -> list[tuple[str, float]]:
    """Return the k best in an order that does not depend on where the index keeps them.

    Sums of floats differ in their last digits with the order of adding, so scores are rounded,
    and equal ones fetched until the last of them is known.
    """
    if not k:
        return []
    limit = k + _TIES
    while True:
        hits = searcher.search(query, limit, count=False).hits
        scores = [round(score, _DIGITS) for score, _ in hits]
        if len(hits) < limit or scores[-1] < scores[k - 1]:
            break
        limit *= 2
    least = scores[k - 1] if len(hits) >= k else 0.0
    scored = zip(scores, hits, strict=True)
    keyed = [
        (_key(searcher, address), score) for score, (_, address) in scored if score >= least
    ]
    return sorted(keyed, key=lambda hit: (-hit[1], hit[0]))[:k]


def _key(searcher: tantivy.Searcher, address: tantivy.DocAddress) -> str:
    return str(searcher.doc(address).get_first("key"))
