"""What the index holds of a paper: its fields, and how text is cut into terms."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING

import tantivy
from tantivy import Filter as Analysis
from tantivy import SchemaBuilder

from store.filters import FILTER_NAMES, filter_terms
from store.text import fold
from store.words import STOP_WORDS, definitions, identifiers, joined, pairs, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from store.paper import Paper

MEANS = " = "
ABBREVIATED = " =: "
_TERMS = tuple(name for name in FILTER_NAMES if name not in ("year", "key"))
_LONGEST_WORD = 60
_WORD = re.compile(r"[A-Za-z0-9]+")


def _analyzer(*filters: Analysis) -> tantivy.TextAnalyzer:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for analysis in (Analysis.remove_long(_LONGEST_WORD), Analysis.lowercase(), *filters):
        builder = builder.filter(analysis)
    return builder.build()


_PLAIN = _analyzer()
_STEMMED = _analyzer(Analysis.custom_stopword(sorted(STOP_WORDS)), Analysis.stemmer("english"))


def build_stemmer() -> tantivy.TextAnalyzer:
    """Return what stems a single word as the fields of text are stemmed."""
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.raw())
    return builder.filter(Analysis.stemmer("english")).build()


def build_schema() -> tantivy.Schema:
    """Return the fields of the index."""
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


def register_analyzers(index: tantivy.Index) -> None:
    """Name to an index how its fields are cut into terms."""
    index.register_tokenizer("stemmed", _STEMMED)
    index.register_tokenizer("plain", _PLAIN)


def make_document(paper: Paper) -> str:
    """Return the paper as the index takes it in: a JSON object of its fields."""
    title, abstract = plain(paper.title), plain(paper.topics)
    text = f"{title}\n{abstract}"
    known = " ".join(filter(None, (paper.doi, paper.arxiv_id, paper.url)))
    fields: dict[str, object] = {
        "key": paper.key,
        "title": title,
        "text": f"{title}\n{text}",
        "words": text,
        "joined": " ".join(joined(text)),
        "pairs": " ".join([*pairs(_stems(title)), *pairs(_stems(abstract))]),
        "names": [*identifiers(known), f"title:{fold(title)}", *_explanations(text)],
    }
    terms = filter_terms(paper).items()
    return json.dumps(
        fields | {name: value for name, value in terms if name in (*_TERMS, "year")}
    )


def _explanations(text: str) -> Iterator[str]:
    for short, long in definitions(text):
        yield f"{short}{MEANS}{long}"
        yield f"{long}{ABBREVIATED}{short}"


def _stems(text: str) -> list[str]:
    """Return what the index makes of plain text, a word at a time, since most words come
    again.
    """
    return [found for found in map(stem, _WORD.findall(text)) if found]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the word as the index holds it, "" where it holds no such words."""
    return next(iter(_STEMMED.analyze(word)), "")
