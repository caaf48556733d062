"""Abstracts, each read once: what every sentence does, and what stands in it."""

from assistant.abstracts.reader import own_sentences, read_abstract, read_abstracts
from assistant.abstracts.reading import Link, Name, NameKind, Reading, Result, Role, Sentence

__all__ = [
    "Link",
    "Name",
    "NameKind",
    "Reading",
    "Result",
    "Role",
    "Sentence",
    "own_sentences",
    "read_abstract",
    "read_abstracts",
]
