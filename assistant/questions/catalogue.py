"""Questions that metadata answers: how many, which, the first, who, when, where."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from assistant.language.numbers import ORDINALS
from assistant.language.patterns import any_of
from assistant.language.stems import telling_words
from assistant.questions.constraints import Constraints
from assistant.questions.grammar import matches, without
from assistant.questions.intents import Intent
from store.filters import Filter
from store.words import words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from assistant.questions.grammar import Row


class Operation(StrEnum):
    """What is to be computed."""

    COUNT = "count"
    LIST = "list"
    OLDEST = "oldest"
    NEWEST = "newest"
    PER_YEAR = "per year"
    COAUTHORS = "coauthors"
    TEAM = "team"
    VENUES = "venues"
    AUTHORS = "authors"
    DATE = "date"
    VENUE = "venue"
    IMPRINT = "imprint"
    CODE = "code"
    RECORD = "record"
    PUBLISHERS = "publishers"
    EDITORS = "editors"
    COLLECTIONS = "collections"
    KINDS = "kinds"


PLACES = tuple(ORDINALS)[1:]
AMOUNTS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ABOUT_ONE = (
    Operation.AUTHORS,
    Operation.DATE,
    Operation.VENUE,
    Operation.IMPRINT,
    Operation.CODE,
    Operation.RECORD,
)
_EXTREME = r"(?:oldest|earliest|newest|latest|most recent|first|last)"
_PLACE = any_of(rf"\b({'|'.join(PLACES)})[ -]{_EXTREME}\b")
_AMOUNT = any_of(rf"\b({'|'.join(AMOUNTS)}|\d\d?)[ -]{_EXTREME}\b")
_UNKNOWN = any_of(r"\b(?:cites?|cited|citing|citations?|h-index|impact factor|downloads?)\b")
_HOW_MANY = any_of(r"\b(?:who cites?|how many|how much|how often|most|least|number of|times)\b")
# The papers that were spoken of last, where a question has been made whole.
_AT_HAND = any_of(r"^(?:(?:each|all|both|every one) of )?(?:these|those) papers$")
_DETERMINED = any_of(r"^(?:the|a|an|that|this|those|these) ")


@dataclass(frozen=True, slots=True)
class CatalogueQuestion:
    """A question of metadata: what to compute, over which papers."""

    operation: Operation
    constraints: Constraints
    topic: str
    """What the papers are to be about, in the question's own words; "" for all papers, or for
    those spoken of.
    """
    place: str = ""
    """Which from the end, in words: "second" of the second oldest; "" for the first."""
    amount: int = 1
    """How many from the end: 2 for the two oldest."""
    detail: str = ""
    """Which part of a record: "pages", "publisher"; which place among the authors: "first"."""
    is_among_these: bool = False
    """Whether only papers that were spoken of before are meant."""

    @property
    def is_about_one_paper(self) -> bool:
        """Tell whether the topic names the paper that is asked about."""
        return self.operation in _ABOUT_ONE

    @property
    def described(self) -> str:
        """The papers that are meant, as an answer calls them: "on “hearing”, of 2020"."""
        about = (f"on “{self.topic}”",) if self.topic else ()
        return ", ".join((*about, *self.constraints.said))

    def within_filter(self) -> CatalogueQuestion:
        """Return the same question of the papers within a filter that was typed with it."""
        where = replace(self.constraints, said=(*self.constraints.said, "within the filter"))
        return replace(self, constraints=where)


def says_unknown(text: str) -> bool:
    """Tell whether a question is of metadata that no source of ours has."""
    return bool(_UNKNOWN.search(text))


def asks_for_nothing_else(text: str, told: Collection[str], names: Collection[str]) -> bool:
    """Tell whether a question of such metadata is after that alone: "how many papers cite HoP",
    but not "papers on citation networks".

    `told` are its telling words, `names` the names in it.
    """
    named = {part for name in names for part in words(name)}
    others = [
        word
        for word in told
        if word not in named and not (word.isdigit() or _UNKNOWN.search(word))
    ]
    return not others and bool(names or _HOW_MANY.search(text))


def read_catalogue_question(text: str, constraints: Constraints) -> CatalogueQuestion | None:
    """Return the question of metadata that a text asks, None where it asks for what abstracts
    say, or some of its words tell of anything else.

    `constraints` are those of the text.
    """
    for row, slots in matches(text, constraints.rest, (Intent.METADATA, Intent.START)):
        if question := _question(row, slots, text, constraints):
            return question
    return _list_by_condition_alone(constraints, text)


def _question(
    row: Row, slots: Mapping[str, str], text: str, constraints: Constraints
) -> CatalogueQuestion | None:
    if row.intent is Intent.START:
        return CatalogueQuestion(Operation.OLDEST, constraints, _bare(slots["topic"]))
    operation = Operation(slots["operation"])
    if operation in _ABOUT_ONE:
        at_hand = _AT_HAND.match(slots["paper"])
        paper = "" if at_hand else _bare(slots["paper"])
        unconditioned = Constraints(Filter(), frozenset(), (), text)
        return (
            CatalogueQuestion(operation, unconditioned, paper, detail=_part(slots))
            if at_hand or telling_words(paper)
            else None
        )
    parts = (slots.get("adjectives", ""), slots.get("topic", ""))
    topic = " ".join(filter(_tells, map(_bare, parts)))
    if operation is Operation.LIST and topic and not constraints:
        return None
    place = _PLACE.search(text)
    return CatalogueQuestion(
        operation,
        constraints,
        topic,
        place[1].lower() if place else "",
        _amount(text),
        _part(slots),
    )


def _part(slots: Mapping[str, str]) -> str:
    """Return which part of a record is asked for, by the name that it has in the singular."""
    return slots.get("detail", "").lower().removesuffix("s")


def _tells(topic: str) -> bool:
    """Tell whether something is a topic: "in the library" is none."""
    return bool(telling_words(without("of_the_library", topic)))


def _bare(topic: str) -> str:
    """Return what papers are about without the word for what they are: "the paper on frogs"."""
    return _DETERMINED.sub("", topic.strip(" ?.!,;:"))


def _amount(text: str) -> int:
    found = _AMOUNT.search(text)
    if found is None:
        return 1
    return int(found[1]) if found[1].isdigit() else AMOUNTS.index(found[1].lower()) + 2


def _list_by_condition_alone(constraints: Constraints, text: str) -> CatalogueQuestion | None:
    """Return the question for all papers that meet a condition, where nothing else is said:
    "zong 2022".
    """
    rest = without("of_the_library", constraints.rest)
    if not constraints or telling_words(rest):
        return None
    if any(
        row.intent is Intent.COMPARISON for row, _ in matches(text, text, (Intent.COMPARISON,))
    ):
        return None
    return CatalogueQuestion(Operation.LIST, constraints, "")


def list_filtered() -> CatalogueQuestion:
    """Return the question that a filter without any words asks."""
    return CatalogueQuestion(
        Operation.LIST, Constraints(Filter(), frozenset(), ("within the filter",), ""), ""
    )
