"""Publishers, editors and collections that a question names as a condition."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from assistant.language.patterns import any_of, named_in
from store.filters import Clause
from store.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.questions.known_names import KnownNames

_CAPITAL = r"(?-i:[^\W\d_a-z])[\w.'’&-]*"
_NAME = rf"({_CAPITAL}(?: (?:{_CAPITAL}|&|(?-i:and|of|for|the|und|et|de|du|van|von)(?= \S)))*)"
_WORKS = r"(?:books?|papers?|publications?|works|titles?|volumes?|entries)"
_SURELY_PUBLISHED = any_of(
    rf"\b(?:whose|where the) publisher is(?: the)? {_NAME}",
    rf"\b(?:with|from|of|by)(?: the)? publisher(?: named| called)? {_NAME}",
)
_PUBLISHED = any_of(
    rf"\b(?:(?:published|issued|printed|put out) )?(?:from|by|with|at)(?: the)? {_NAME}",
    rf"\b{_NAME}(?= {_WORKS}\b)",
    rf"\b(?:did|does|has|have) {_NAME} (?:publish(?:ed)?|issued?|print(?:ed)?|put out)\b",
)
_HOUSE = re.compile(r"\b(?:Press|Verlag|Publish(?:ers|ing)|Books)$")
# Who teaches and prints is meant as a publisher only where its press is named.
_SCHOOL = re.compile(r"\b(?:University|College|Institute|School)$")
_EDITED = any_of(
    rf"\b(?:(?:are|is|was|were) )?(?:co-?)?edited by {_NAME}",
    rf"\b(?:whose|where the) editors? (?:is|are|was|were) {_NAME}",
    rf"\bwith {_NAME} as (?:an? |the )?(?:co-?)?editor\b",
    rf"\b(?:did|does|has|have) {_NAME} (?:co-?)?edit(?:ed)?\b",
    rf"\bby (?:the )?editor {_NAME}",
)
_MARKED = r"[\"“'‘]([^\"”'’]+)[\"”'’]"
_IN = r"(?:\b(?:are|is|stand|belong|lie|put) )?(?:\b(?:in|from|of|inside|within|to|on) )?"
_OF_MINE = r"(?:(?:the|my|our|this|your|a) )?"
_COLLECTION = r"(?:sub-?)?(?:collections?|folders?|groups?)"
_SURELY_COLLECTED = any_of(
    rf"{_IN}{_OF_MINE}{_COLLECTION} (?:(?:called|named) )?{_MARKED}",
    rf"{_IN}{_OF_MINE}{_MARKED} {_COLLECTION}\b",
    rf"{_IN}{_OF_MINE}{_COLLECTION} (?:called|named) ([^?!.,;:]+)",
)
_COLLECTED = re.compile(rf"\b{_COLLECTION}\b(?: (?:of|on|for))?", re.IGNORECASE)
_LEADING = re.compile(rf"{_IN}{_OF_MINE}$", re.IGNORECASE)
_WORD = re.compile(r"[^\s?!.,;:\"“”]+")
_LONGEST = 8
"""Words of a collection's name."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """A condition on publisher, editor or collection, and where it stands in the text."""

    start: int
    end: int
    clause: Clause
    said: str


def find_imprint(text: str, names: KnownNames) -> Imprint | None:
    """Return the first condition of this kind that a text states: of a name that the library
    knows, or which can be meant of nothing else.
    """
    found = (_collections(text, names), _editors(text, names), _publishers(text, names))
    return next(chain.from_iterable(found), None)


def _collections(text: str, names: KnownNames) -> Iterator[Imprint]:
    for found in _SURELY_COLLECTED.finditer(text):
        yield _collected(found.start(), found.end(), named_in(found))
    for found in _COLLECTED.finditer(text):
        before = [*_WORD.finditer(text, 0, found.start())][-_LONGEST:]
        behind = [*_WORD.finditer(text, found.end())][:_LONGEST]
        spans = (
            *((word.start(), found.start()) for word in before),
            *((found.end(), word.end()) for word in reversed(behind)),
        )
        for start, end in spans:
            if names.is_collection(text[start:end]):
                first, last = min(start, found.start()), max(end, found.end())
                led = _LEADING.search(text, 0, first)
                yield _collected(led.start() if led else first, last, text[start:end])


def _collected(start: int, end: int, name: str) -> Imprint:
    said = f"in the collection “{name.strip()}”"
    return Imprint(start, end, Clause("collection", fold(name)), said)


def _editors(text: str, names: KnownNames) -> Iterator[Imprint]:
    for found in _EDITED.finditer(text):
        name = named_in(found)
        also = tuple(fold(other) for other in names.editors_named(name))
        clause = Clause("editor", fold(name), also=also)
        yield Imprint(*found.span(), clause, f"edited by {name}")


def _publishers(text: str, names: KnownNames) -> Iterator[Imprint]:
    for found in _SURELY_PUBLISHED.finditer(text):
        yield _published(found, names.publishers_named(named_in(found)))
    for found in _PUBLISHED.finditer(text):
        name = named_in(found)
        known = names.publishers_named(name)
        is_school = bool(_SCHOOL.search(name)) or names.is_affiliation(name)
        if (known and not is_school) or (_HOUSE.search(name) and not names.is_author(name)):
            yield _published(found, known)


def _published(found: re.Match[str], known: Sequence[str]) -> Imprint:
    value, *also = map(fold, known or (named_in(found),))
    clause = Clause("publisher", value, also=tuple(also))
    return Imprint(*found.span(), clause, f"published by {named_in(found)}")
