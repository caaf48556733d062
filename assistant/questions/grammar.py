"""The engine that reads `intents.toml`: rows of patterns with slots, the first that matches
is what a question asks.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.language.lexicons import read_groups, read_lexicon
from assistant.language.stems import telling_words
from assistant.questions.intents import Expectation, Holds, Intent
from store.words import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

_FILE = Path(__file__).with_name("intents.toml")
_WORD = re.compile(r"<(\w+)>")
# A pattern within a slot may count: {topic:(?:\w+ ){0,3}}.
_SLOT = re.compile(r"\{([a-z]\w*)(?::((?:[^{}]|\{[^{}]*\})+))?\}")
_ANYTHING = ".+?"
_INVENTORIES = {"data": "datasets", "measures": "measures", "methods": "methods"}
"""The classes of words in the file, by the kind of things that they mean."""
_MARKS = " ?!.,;:"


@dataclass(frozen=True)
class Wordings:
    """Wordings that mean the same.

    A pattern is a regular expression over a text with single spaces, whatever its capitals.
    `<name>` stands for a class of words of the file, `{slot}` for what is to be kept, as little
    as possible, and `{slot:pattern}` for what matches that pattern.
    """

    patterns: tuple[str, ...]
    when: str
    """The class of words without which no pattern need be tried; "" where there is none."""
    is_whole: bool
    """Whether no telling word may stand outside of what matches."""
    examples: tuple[str, ...]
    counter: tuple[str, ...]

    @cached_property
    def compiled(self) -> tuple[re.Pattern[str], ...]:
        """The patterns, compiled when they are first asked for."""
        return tuple(_compile(pattern) for pattern in self.patterns)

    def match(self, text: str) -> dict[str, str] | None:
        """Return the slots of a text that is worded so, None where it is not."""
        if self.when and not says(self.when, text):
            return None
        for pattern in self.compiled:
            if (found := pattern.search(text)) and self._takes(found, text):
                slots = {name: part.strip() for name, part in found.groupdict("").items()}
                return {name: part for name, part in slots.items() if part}
        return None

    def _takes(self, found: re.Match[str], text: str) -> bool:
        if not self.is_whole:
            return True
        outside = f"{text[: found.start()]} {text[found.end() :]}"
        return not telling_words(without("of_the_library", outside))


@dataclass(frozen=True)
class Row(Wordings):
    """Wordings that ask for the same thing."""

    intent: Intent
    constants: Mapping[str, str]
    """Slots that every question of this row has."""
    on: str
    """What is matched: the whole "text", or the "rest" without its conditions on metadata."""


@dataclass(frozen=True)
class ExpectedRow(Wordings):
    """Wordings whose answer holds the same kind of thing; the slot `of` is what it is of."""

    holds: Holds


def matches(
    text: str, rest: str, intents: Collection[Intent]
) -> Iterator[tuple[Row, dict[str, str]]]:
    """Yield the rows of some intents that a text asks for, in the order of the file, with what
    is in their slots; `rest` is the text without its conditions.
    """
    texts = {"text": _bare(text), "rest": _bare(rest)}
    for row in rows():
        if row.intent in intents and (slots := row.match(texts[row.on])) is not None:
            yield row, {**row.constants, **slots}


def expected(text: str) -> Expectation | None:
    """Return what a sentence must hold to answer a text, None where that is left open."""
    bare = _bare(text)
    matched = ((row, row.match(bare)) for row in expected_rows())
    return next(
        (
            Expectation(row.holds, tuple(slots.get("of", "").split()))
            for row, slots in matched
            if slots is not None
        ),
        None,
    )


def _bare(text: str) -> str:
    return " ".join(text.split()).strip(_MARKS)


@cache
def rows() -> tuple[Row, ...]:
    """Return the rows of what is asked for, in the order of the file."""
    return tuple(
        Row(
            **_wordings_of(record),
            intent=Intent(record["intent"]),
            constants=record.get("slots", {}),
            on=record.get("on", "text"),
        )
        for record in _file()["rows"]
    )


def presupposed(text: str) -> str | None:
    """Return what a text takes for granted, None where that is nothing."""
    bare = _bare(text)
    matched = (row.match(bare) for row in presupposed_rows())
    return next((slots["claim"] for slots in matched if slots), None)


@cache
def presupposed_rows() -> tuple[Wordings, ...]:
    """Return the rows of what is taken for granted."""
    return tuple(Wordings(**_wordings_of(record)) for record in _file()["presupposed"])


@cache
def expected_rows() -> tuple[ExpectedRow, ...]:
    """Return the rows of what an answer holds, in the order of the file."""
    return tuple(
        ExpectedRow(
            **_wordings_of(record),
            holds=Holds(record["holds"]),
        )
        for record in _file()["expected"]
    )


def without(kind: str, text: str) -> str:
    """Return a text without the words of a class."""
    return " ".join(_word(kind).sub(" ", text).split())


def says(kind: str, text: str) -> bool:
    """Tell whether a text has a word of a class."""
    return bool(_word(kind).search(text))


def inventory_in(text: str) -> str:
    """Return which kind of things a text asks for by a noun that means them: "data",
    "measures", "methods"; "" where it has none.
    """
    return next((kind for kind, nouns in _INVENTORIES.items() if says(nouns, text)), "")


def _wordings_of(record: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "patterns": tuple(record["patterns"]),
        "when": record.get("when", ""),
        "is_whole": record.get("whole", False),
        "examples": tuple(record["examples"]),
        "counter": tuple(record["counter"]),
    }


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


@cache
def _word(name: str) -> re.Pattern[str]:
    return _compile(f"<{name}>")


def _compile(pattern: str) -> re.Pattern[str]:
    classes: Mapping[str, str] = _file()["words"]
    while _WORD.search(pattern):
        pattern = _WORD.sub(lambda found: f"(?:{_wordings(classes[found[1]])})", pattern)
    pattern = _SLOT.sub(lambda found: f"(?P<{found[1]}>{found[2] or _ANYTHING})", pattern)
    begin = "" if pattern.startswith("^") else r"(?<![\w-])"
    return re.compile(rf"{begin}(?:{pattern})(?![\w-])", re.IGNORECASE)


def _wordings(said: str) -> str:
    """Return a class of words as a pattern. "lexicon:NAME:LABEL,LABEL" is what a word list
    holds under these labels, "words:NAME" all that one holds.
    """
    kind, _, name = said.partition(":")
    if kind == "words":
        entries = {entry.strip() for line in read_lexicon(name) for entry in line.split(",")}
    elif kind == "lexicon":
        name, _, labels = name.partition(":")
        groups = read_groups(name)
        entries = {entry for label in labels.split(",") for entry in groups[label]}
    else:
        return said
    # "OR" is an odds ratio, and "or" is none.
    told = [entry for entry in entries if entry.lower() not in STOP_WORDS]
    return "|".join(map(re.escape, sorted(told, key=len, reverse=True)))
