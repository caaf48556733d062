"""Papers by their words, in tantivy: the only module that imports it.

The index is derived: whatever happens to it, it is begun anew and filled from the library.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import time
from collections import Counter
from contextlib import contextmanager, suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Self

import tantivy
from tantivy import Document, FieldType, Occur, Query, SchemaBuilder
from tantivy import Filter as Analysis

from store.errors import LibraryUnavailable
from store.filters import FILTER_NAMES, filter_terms
from store.terms import corrections, read_terms
from store.text import fold
from store.words import STOP_WORDS, definitions, identifiers, joined, misspellings, pairs, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from store.filters import Clause, Filter
    from store.paper import Paper
    from store.terms import Choice, Form

_SCHEMA = 2
_STATE = "songline.json"
_TITLE_WEIGHT = 0.2
_DIGITS = 4
_NAMESAKES = 100
_TIES = 32
_HEAP = 64_000_000
_LOCK_TIMEOUT = 30.0
_TERMS = tuple(name for name in FILTER_NAMES if name not in ("year", "key"))
_LONGEST_WORD = 60
_MEANS = " = "
_ABBREVIATED = " =: "
_WORD = re.compile(r"[A-Za-z0-9]+")


class LexicalIndex:
    """An index of papers in a folder; safe to search while another process writes."""

    def __init__(self, folder: Path, index: tantivy.Index) -> None:
        self._folder = folder
        self._index = index
        self._schema = index.schema
        self._stamp = self._commit_stamp()
        self._latest: tuple[str, Query | None] | None = None
        self._passed: tuple[Filter, list[str]] | None = None

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the index in a folder; one that is missing, damaged or of another format is begun anew."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if _read_state(folder).get("schema") == _SCHEMA:
                with suppress(ValueError):
                    return cls(folder, _prepared(tantivy.Index.open(str(folder))))
            return cls(folder, _prepared(_begin(folder)))
        except (OSError, ValueError) as error:
            raise _failure(folder, "opened", error) from error

    @property
    def fingerprint(self) -> str | None:
        """The state of the library that the index reflects; None where it reflects none."""
        fingerprint = _read_state(self._folder).get("fingerprint")
        return fingerprint if isinstance(fingerprint, str) else None

    def update(self, papers: Iterable[Paper], *, removed: Iterable[str] = (), fingerprint: str) -> None:
        """Add papers, in place of what had their keys, and remove others; then record the fingerprint."""
        with self.preparing(papers, removed=removed) as finish:
            finish(fingerprint)

    @contextmanager
    def preparing(
        self, papers: Iterable[Paper], *, removed: Iterable[str] = ()
    ) -> Iterator[Callable[[str], None]]:
        """Update the index while other work is done; it counts when what is yielded is called, or never."""
        with self._writer() as writer:
            for key in removed:
                writer.delete_documents_by_term("key", key)
            for paper in papers:
                writer.delete_documents_by_term("key", paper.key)
                writer.add_document(_document(paper))
            yield lambda fingerprint: self._finish(writer, fingerprint)

    def rebuild(self, papers: Iterable[Paper], *, fingerprint: str) -> None:
        """Hold these papers and no others; until that is done, searches find what was there before."""
        with self._writer() as writer:
            writer.delete_all_documents()
            for paper in papers:
                writer.add_document(_document(paper))
            self._finish(writer, fingerprint)

    def search(self, query: str, *, k: int, where: Filter | None = None) -> list[tuple[str, float]]:
        """Return the k papers that hold the words of a query best, and their scores, best first."""
        return self._found(query, k, _conditions(where, self._schema))

    def score(self, query: str, keys: Sequence[str]) -> dict[str, float]:
        """Return the same scores for the papers of these keys; one without any of the words is left out."""
        searcher = self._searcher()
        wanted = self._read(query, searcher)
        if wanted is None or not keys:
            return {}
        # Led by the keys, and not by the words, of which most papers hold some: that takes half the time.
        given = Query.boolean_query([(Occur.Must, self._among(keys)), (Occur.Should, wanted)])
        return {key: score for key, score in _best(searcher, given, len(keys)) if score > 0.0}

    def count(self, where: Filter) -> int:
        """Return how many papers pass a filter."""
        found: Any = self._searcher().search(self._passing(where), 1)
        return int(found.count)

    def passing(self, where: Filter) -> list[str]:
        """Return the keys of the papers that pass a filter, in order; the latest answer is remembered."""
        searcher = self._searcher()
        if self._passed is None or self._passed[0] != where:
            found = searcher.search(self._passing(where), max(1, searcher.num_docs), count=False).hits
            self._passed = where, sorted(_key(searcher, address) for _, address in found)
        return self._passed[1]

    def passing_of(self, keys: Sequence[str], where: Filter) -> set[str]:
        """Return which of these keys belong to papers that pass a filter."""
        searcher = self._searcher()
        wanted = Query.boolean_query([(Occur.Must, self._among(keys)), (Occur.Must, self._passing(where))])
        found = searcher.search(wanted, max(1, len(keys)), count=False).hits
        return {_key(searcher, address) for _, address in found}

    def exact(self, query: str, *, where: Filter | None = None) -> list[str]:
        """Return the papers that the query names: by citation key, DOI, arXiv number or whole title."""
        searcher = self._searcher()
        conditions = _conditions(where, self._schema)
        named: dict[str, None] = {}
        for field, name in _names(query):
            wanted = Query.term_query(self._schema, field, name, "basic")
            hits = searcher.search(Query.boolean_query([(Occur.Must, wanted), *conditions]), _NAMESAKES).hits
            named |= dict.fromkeys(sorted(_key(searcher, address) for _, address in hits))
        return list(named)

    def spellings(self, word: str) -> list[str]:
        """Return a lower-case word itself where papers hold it, else what they hold that is a slip away."""
        vocabulary = _Words(self._searcher())
        if vocabulary.knows(word):
            return [word]
        names = sorted(near for near in misspellings(word) if vocabulary.names_author(near))
        return names or corrections(word, vocabulary)

    def close(self) -> None:
        """Release the files; the instance must not be used afterwards."""
        self.__dict__.pop("_index", None)

    def _among(self, keys: Sequence[str]) -> Query:
        terms = (Query.term_query(self._schema, "key", key, "basic") for key in keys)
        return Query.const_score_query(_any(terms), 0.0)

    def _passing(self, where: Filter) -> Query:
        return Query.const_score_query(Query.boolean_query(_conditions(where, self._schema)), 0.0)

    def _found(self, query: str, k: int, conditions: list[tuple[Occur, Query]]) -> list[tuple[str, float]]:
        searcher = self._searcher()
        wanted = self._read(query, searcher)
        if wanted is None or k < 1:
            return []
        if conditions:
            only = Query.const_score_query(Query.boolean_query(conditions), 0.0)
            wanted = Query.boolean_query([(Occur.Must, wanted), (Occur.Must, only)])
        return _best(searcher, wanted, k)

    def _read(self, query: str, searcher: tantivy.Searcher) -> Query | None:
        """Return the query in the index's terms; the latest is kept, since it is searched and then scored."""
        if self._latest is None or self._latest[0] != query:
            self._latest = query, _any_of(read_terms(query, _Words(searcher)), self._schema)
        return self._latest[1]

    def _searcher(self) -> tantivy.Searcher:
        """Return a view of the last commit, whichever process made it."""
        stamp = self._commit_stamp()
        if stamp != self._stamp:
            try:
                self._index.reload()
            except ValueError as error:
                raise _failure(self._folder, "read", error) from error
            self._stamp = stamp
            self._latest = self._passed = None
        return self._index.searcher()

    def _commit_stamp(self) -> tuple[int, int]:
        try:
            status = (self._folder / "meta.json").stat()
        except OSError as error:
            raise _failure(self._folder, "read", error) from error
        return status.st_mtime_ns, status.st_ino

    @contextmanager
    def _writer(self) -> Iterator[tantivy.IndexWriter]:
        """Yield a writer; what it has not committed is forgotten."""
        writer = self._acquire_writer()
        try:
            yield writer
        finally:
            writer.rollback()
            writer.wait_merging_threads()

    def _finish(self, writer: tantivy.IndexWriter, fingerprint: str) -> None:
        try:
            writer.commit()
        except (OSError, ValueError) as error:
            raise _failure(self._folder, "written", error) from error
        _write_state(self._folder, fingerprint)

    def _acquire_writer(self) -> tantivy.IndexWriter:
        deadline = time.monotonic() + _LOCK_TIMEOUT
        while True:
            try:
                # One thread, so that the same papers make the same segments.
                return self._index.writer(_HEAP, 1)
            except ValueError as error:
                if time.monotonic() > deadline:
                    raise _failure(self._folder, "written", error) from error
                time.sleep(0.05)


class _Words:
    """What reading a question needs to know of the index."""

    def __init__(self, searcher: tantivy.Searcher) -> None:
        self._searcher = searcher

    def stem(self, word: str) -> str:
        return _stem(word)

    def frequency(self, stem: str) -> int:
        return self._searcher.doc_freq("text", stem)

    def joined_frequency(self, stem: str) -> int:
        return self._searcher.doc_freq("joined", stem)

    def word_frequency(self, word: str) -> int:
        return self._searcher.doc_freq("words", word)

    def names_author(self, word: str) -> bool:
        return self._searcher.doc_freq("author", word) > 0

    def knows(self, word: str) -> bool:
        frequencies = (self.word_frequency(word), self.joined_frequency(self.stem(word)))
        return any(frequencies) or self.names_author(word)

    def words_with_prefix(self, prefix: str) -> list[str]:
        return [word for word, _ in self._searcher.terms_with_prefix("words", prefix)]

    def meanings(self, short: str) -> Counter[str]:
        found = self._searcher.terms_with_prefix("names", f"{short}{_MEANS}")
        return Counter({term.partition(_MEANS)[2]: count for term, count in found})

    def abbreviated(self, beginning: str) -> Counter[tuple[str, str]]:
        found = self._searcher.terms_with_prefix("names", beginning)
        split = [(term.partition(_ABBREVIATED), count) for term, count in found]
        return Counter({(long, short): count for (long, _, short), count in split if short})


def _analyzer(*filters: Analysis) -> tantivy.TextAnalyzer:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for analysis in (Analysis.remove_long(_LONGEST_WORD), Analysis.lowercase(), *filters):
        builder = builder.filter(analysis)
    return builder.build()


_PLAIN = _analyzer()
_STEMMED = _analyzer(Analysis.custom_stopword(sorted(STOP_WORDS)), Analysis.stemmer("english"))


def _begin(folder: Path) -> tantivy.Index:
    """Make an empty index; nothing in the folder is worth keeping, since it can be derived again."""
    for entry in folder.iterdir():
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink(missing_ok=True)
    index = tantivy.Index(_build_schema(), path=str(folder))
    _write_state(folder, None)
    return index


def _prepared(index: tantivy.Index) -> tantivy.Index:
    index.register_tokenizer("stemmed", _STEMMED)
    index.register_tokenizer("plain", _PLAIN)
    index.config_reader("manual")
    index.reload()
    return index


def _build_schema() -> tantivy.Schema:
    builder = SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("title", "text", "joined"):
        builder.add_text_field(name, tokenizer_name="stemmed", index_option="freq")
    builder.add_text_field("pairs", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("words", tokenizer_name="plain", index_option="basic")
    for name in ("names", *_TERMS):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("year", indexed=True, fast=True)
    return builder.build()


def _document(paper: Paper) -> Document:
    title, abstract = plain(paper.title), plain(paper.abstract)
    text = f"{title}\n{abstract}"
    document = Document(key=paper.key, title=title, joined=" ".join(joined(text)), words=text)
    document.add_text("text", f"{title}\n{text}")
    document.add_text("pairs", " ".join([*pairs(_stems(title)), *pairs(_stems(abstract))]))
    known = " ".join(filter(None, (paper.doi, paper.arxiv_id, paper.url)))
    for name in (*identifiers(known), f"title:{fold(title)}"):
        document.add_text("names", name)
    for short, long in definitions(text):
        document.add_text("names", f"{short}{_MEANS}{long}")
        document.add_text("names", f"{long}{_ABBREVIATED}{short}")
    for name, value in filter_terms(paper).items():
        if isinstance(value, int):
            document.add_integer(name, value)
        elif name in _TERMS:
            for term in value:
                document.add_text(name, term)
    return document


def _stems(text: str) -> list[str]:
    """Return what the index makes of plain text, a word at a time, since most words come again."""
    return [stem for stem in map(_stem, _WORD.findall(text)) if stem]


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    return next(iter(_STEMMED.analyze(word)), "")


def _names(query: str) -> Iterator[tuple[str, str]]:
    """Yield the fields and terms by which a query may name a paper: a key holds a digit, or stands alone."""
    asked = [word.strip("@[]{}()<>\"'`,.;:?!") for word in query.split()]
    for word in filter(str.isascii, asked):
        if len(asked) == 1 or any(letter.isdigit() for letter in word):
            yield "key", word
    for name in (*identifiers(query), f"title:{fold(query)}"):
        yield "names", name


def _any_of(choices: Iterable[Choice], schema: tantivy.Schema) -> Query | None:
    """Return the query that adds up the choices; flat where it can be, which halves the time of a search."""
    queries: list[Query] = []
    for choice in choices:
        forms = [_terms(form, schema) for form in choice]
        queries += (
            forms[0] if len(forms) == 1 else [Query.disjunction_max_query([_any(form) for form in forms])]
        )
    return _any(queries) if queries else None


def _terms(form: Form, schema: tantivy.Schema) -> list[Query]:
    weights = {"text": 1.0, "title": _TITLE_WEIGHT} if form.field == "text" else {form.field: 1.0}
    return [
        _weighted(Query.term_query(schema, field, stem, "freq"), weight * form.weight)
        for stem in form.stems
        for field, weight in weights.items()
    ]


def _weighted(query: Query, weight: float) -> Query:
    return query if weight == 1.0 else Query.boost_query(query, weight)


def _any(queries: Iterable[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _conditions(where: Filter | None, schema: tantivy.Schema) -> list[tuple[Occur, Query]]:
    """Return the filter's clauses; beside negated ones alone stands one that every paper meets."""
    if not where:
        return []
    clauses = [
        (Occur.MustNot if clause.negated else Occur.Must, _clause(clause, schema)) for clause in where.clauses
    ]
    return [(Occur.Must, Query.all_query()), *clauses]


def _clause(clause: Clause, schema: tantivy.Schema) -> Query:
    if clause.years is None:
        return Query.term_query(schema, clause.name, clause.value, "basic")
    first, last = clause.years
    return Query.range_query(schema, "year", FieldType.Integer, first, last)


def _best(searcher: tantivy.Searcher, query: Query, k: int) -> list[tuple[str, float]]:
    """Return the k best in an order that does not depend on where the index keeps them.

    Sums of floats differ in their last digits with the order of adding, so scores are rounded, and equal
    ones fetched until the last of them is known.
    """
    limit = k + _TIES
    while True:
        hits = searcher.search(query, limit, count=False).hits
        scores = [round(score, _DIGITS) for score, _ in hits]
        if len(hits) < limit or scores[-1] < scores[k - 1]:
            break
        limit *= 2
    least = scores[k - 1] if len(hits) >= k else 0.0
    scored = zip(scores, hits, strict=True)
    keyed = [(_key(searcher, address), score) for score, (_, address) in scored if score >= least]
    return sorted(keyed, key=lambda hit: (-hit[1], hit[0]))[:k]


def _key(searcher: tantivy.Searcher, address: tantivy.DocAddress) -> str:
    return str(searcher.doc(address).get_first("key"))


def _read_state(folder: Path) -> dict[str, Any]:
    with suppress(OSError, ValueError):
        state = json.loads((folder / _STATE).read_text(encoding="utf-8"))
        if isinstance(state, dict):
            return state
    return {}


def _write_state(folder: Path, fingerprint: str | None) -> None:
    draft = folder / f"{_STATE}.{os.getpid()}"
    try:
        draft.write_text(json.dumps({"schema": _SCHEMA, "fingerprint": fingerprint}), encoding="utf-8")
        draft.replace(folder / _STATE)
    except OSError as error:
        raise _failure(folder, "written", error) from error


def _failure(folder: Path, what: str, error: Exception) -> LibraryUnavailable:
    return LibraryUnavailable(
        f"The index of words in {folder} could not be {what}",
        why=str(error),
        advice="Check that the folder is yours and that the disk has room; the index can be made again.",
    )
