"""Questions that metadata answers: how many, which, the first, who, when; read from their
wording.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from assistant.language.patterns import any_of
from assistant.language.stems import telling_words
from assistant.questions.constraints import Constraints, read_constraints
from assistant.questions.kinds import compares
from store.filters import Filter

if TYPE_CHECKING:
    from assistant.questions.constraints import IsAffiliation, IsAuthor

_NOUN = r"(?:papers?|publications?|articles?|abstracts?|stud(?:y|ies)|entries|works)"


class Operation(StrEnum):
    """What is to be computed."""

    COUNT = "count"
    LIST = "list"
    OLDEST = "oldest"
    NEWEST = "newest"
    PER_YEAR = "per year"
    COAUTHORS = "coauthors"
    AUTHORS = "authors"
    DATE = "date"
    CODE = "code"


PLACES = ("second", "third", "fourth", "fifth")
AMOUNTS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_EXTREMES = (Operation.OLDEST, Operation.NEWEST)
_ABOUT_ONE = (Operation.AUTHORS, Operation.DATE, Operation.CODE)
_BE = r"(?:came|was|is|appeared)(?: the)?(?: published| out)?"
_ONE = rf"(?:of .*?|{_NOUN} |one )?"
_AT = rf"(?:(?:{'|'.join((*PLACES, *AMOUNTS))}|\d\d?)[ -])?"
_OLDEST = rf"{_AT}(?:oldest|earliest|very first|first)"
_NEWEST = rf"{_AT}(?:newest|latest|most recent(?:ly)?|last)"
# The first that matches is what is asked; what it matched is no part of the topic.
_OPERATIONS = (
    (
        Operation.PER_YEAR,
        any_of(
            r"\b(?:per|each|every|by) year\b",
            rf"\b{_NOUN} (?:over|across|through) the years\b",
            r"\bwhich year (?:\w+ ){0,3}(?:most|fewest|more)\b",
        ),
    ),
    (
        Operation.COUNT,
        any_of(
            (
                rf"\b(?:how many|(?:the )?(?:number|count) of)\b(?: of)?(?=(?: "
                rf"[\w.'’-]+){{0,4}} {_NOUN}\b)"
            ),
            rf"^count(?: all)?(?: the| these| those)? {_NOUN}\b",
        ),
    ),
    (
        Operation.COAUTHORS,
        any_of(
            r"\b(?:co-?authors|collaborators?)\b",
            r"\bwith whom\b|^whom? (?:did|does|do|has|have)\b(?=.{0,60}\bwith\b)",
            r"^(?:list|show|name)(?: me)?(?: all)?(?: the)? authors\b",
            (
                r"\b(?:which|what) (?:authors?|people|researchers)\b.{0,60}\b(?:most|often|"
                r"frequent\w*)\b"
            ),
            r"\bmost (?:frequent|common|prolific)\b.{0,60}\b(?:authors?|people)\b",
            r"\bwho (?:published|wrote|appears) (?:the )?most\b",
        ),
    ),
    (
        Operation.OLDEST,
        any_of(
            rf"\b(?:which|what)? ?(?:is|was|are)? ?(?:the )?{_OLDEST} (?:{_NOUN}|work\b)",
            rf"\bwhich {_ONE}{_BE} {_OLDEST}\b",
            rf"\b{_NOUN} (?:is|was) (?:the )?{_OLDEST}\b",
            r"\bwhich (?:of .*? |one |paper )?(?:is|was|are) (?:the )?(?:older|earlier)\b",
        ),
    ),
    (
        Operation.NEWEST,
        any_of(
            rf"\b(?:which|what)? ?(?:is|was|are)? ?(?:the )?{_NEWEST} (?:{_NOUN}|work\b)",
            rf"\bwhich {_ONE}{_BE} {_NEWEST}\b",
            rf"\b{_NOUN} (?:is|was) (?:the )?{_NEWEST}\b",
            (
                r"\bwhich (?:of .*? |one |paper )?(?:is|was|are) (?:the )?(?:newer|later|"
                r"more recent)\b"
            ),
        ),
    ),
    (
        Operation.AUTHORS,
        any_of(
            r"\bhow many (?:co-?)?authors (?:does|do|did|has|have|wrote|are on)\b",
            r"^who (?:wrote|authored|(?:is|are|was|were) the (?:first |lead )?authors?)\b",
            r"^who (?:published|proposed|introduced|developed|created|made|invented)\b",
            r"^who (?:came up with\b|(?:is|are|was|were)(?: \w+){0,3} behind\b)",
            r"\b(?:the )?(?:first |lead )?authors? of\b",
            r"\bby whom\b",
        ),
    ),
    (
        Operation.DATE,
        any_of(
            r"^when (?:was|were|did|is)\b",
            r"^(?:in )?(?:what|which) year (?:was|were|did|is)\b",
            r"\b(?:publication )?(?:date|year) of\b",
            r"\bhow old is\b",
        ),
    ),
    (
        Operation.CODE,
        any_of(
            r"^(?:is|are|was|does|do|did|has|have) (?=.{0,200}\b(?:code|open[- ]sourced?)\b)",
            r"^where is the code\b",
        ),
    ),
    (
        Operation.LIST,
        any_of(
            r"\b(?:which|what|list|show|give|name|all|any|every)\b(?: me)?(?: all| every)?"
            rf"(?: the| of the| of these| of those)?(?: other)? ?{_NOUN}\b",
            rf"^(?:(?:19|20)\d\d )?{_NOUN}\b",
            r"\bwhat (?:was|were|has been|did|has|have)\b(?=.{0,200}\b(?:publish|wr[io]t)\w*)",
            rf"['’]s {_NOUN}\b",
            r"^who (?:is|was)\b",
        ),
    ),
)
_EXTREME = r"(?:oldest|earliest|newest|latest|most recent|first|last)"
_PLACE = any_of(rf"\b({'|'.join(PLACES)})[ -]{_EXTREME}\b")
_AMOUNT = any_of(rf"\b({'|'.join(AMOUNTS)}|\d\d?)[ -]{_EXTREME}\b")
_OF_ITSELF = any_of(r"\b(?:year|date|title|(?:first |lead )?authors?|name|when|who)\b")
_UNKNOWN = any_of(r"\b(?:cites?|cited|citing|citations?|h-index|impact factor|downloads?)\b")
_FILLER = any_of(
    rf"\b{_NOUN}\b",
    (
        r"\b(?:\(?co-?\)?)?(?:published|publish|wrote|write|author(?:ed)?|written|"
        r"library|collection|corpus|there|here|come|came|out|released)\b"
    ),
    (
        r"\b(?:release|appear(?:ed)?|available|code|source|open|public|publicly|"
        r"github|does|total|altogether)\b"
    ),
    (
        r"\b(?:overall|exist|together|us|this|these|those|hold|holds|contain|"
        r"contains|dates?|dated|every|both|have|has)\b"
    ),
)
_TRAILING = any_of(r"(?: ?\b(?:and|or|is|are|with|from|in|of|the)[ ?.!]*)+$")
_LEADING = any_of(
    r"^(?:(?:and|or|what|which|is|are|was|were|on|about|of|for|in|with|that|"
    r"which|the|deal|deals|dealing|related|to|concern"
    r"|concerning|mention|mentions|mentioning|study|studying|address|addressing|"
    r"use|using|cover|covering|topic"
    r"|a)\b ?)+"
)


@dataclass(frozen=True, slots=True)
class CatalogueQuestion:
    """A question of metadata: what to compute, over which papers."""

    operation: Operation
    constraints: Constraints
    topic: str
    """What the papers are to be about, in the question's own words; "" for all papers."""
    place: str = ""
    """Which from the end, in words: "second" of the second oldest; "" for the first."""
    amount: int = 1
    """How many from the end: 2 for the two oldest."""

    @property
    def is_about_one_paper(self) -> bool:
        """Tell whether the topic names the paper that is asked about."""
        return self.operation in _ABOUT_ONE

    def within_filter(self) -> CatalogueQuestion:
        """Return the same question of the papers within a filter that was typed with it."""
        where = replace(self.constraints, said=(*self.constraints.said, "within the filter"))
        return replace(self, constraints=where)


def says_unknown(text: str) -> bool:
    """Tell whether a question is of metadata that no source of ours has."""
    return bool(_UNKNOWN.search(text))


def read_catalogue_question(
    text: str, is_author: IsAuthor, is_affiliation: IsAffiliation = lambda _: False
) -> CatalogueQuestion | None:
    """Return the question of metadata that a text asks, None where it asks for what
    abstracts say.
    """
    operation, asked = next(
        ((known, asked) for known, asked in _OPERATIONS if asked.search(text)), (None, None)
    )
    if operation is None or asked is None:
        return _list_by_condition_alone(text, is_author, is_affiliation)
    constraints = read_constraints(
        "" if operation in _ABOUT_ONE else text, is_author, is_affiliation
    )
    topic = asked.sub(" ", text if operation in _ABOUT_ONE else constraints.rest, count=1)
    if operation in _EXTREMES:
        topic = _OF_ITSELF.sub(" ", topic)
    topic = _FILLER.sub(" ", topic)
    if operation in (Operation.COAUTHORS, Operation.PER_YEAR) or not telling_words(topic):
        topic = ""
    if operation is Operation.LIST and topic and not constraints:
        return None
    if operation in _ABOUT_ONE and not topic:
        return None
    topic = _TRAILING.sub("", _LEADING.sub("", " ".join(topic.split()))).strip(" ?.!,;:")
    place = _PLACE.search(text)
    return CatalogueQuestion(
        operation, constraints, topic, place[1].lower() if place else "", _amount(text)
    )


def _amount(text: str) -> int:
    found = _AMOUNT.search(text)
    if found is None:
        return 1
    return int(found[1]) if found[1].isdigit() else AMOUNTS.index(found[1].lower()) + 2


def _list_by_condition_alone(
    text: str, is_author: IsAuthor, is_affiliation: IsAffiliation
) -> CatalogueQuestion | None:
    """Return the question for all papers that meet a condition, where nothing else is said:
    "zong 2022".
    """
    constraints = read_constraints(text, is_author, is_affiliation)
    if not constraints or compares(text) or telling_words(_FILLER.sub(" ", constraints.rest)):
        return None
    return CatalogueQuestion(Operation.LIST, constraints, "")


def list_filtered() -> CatalogueQuestion:
    """Return the question that a filter without any words asks."""
    return CatalogueQuestion(
        Operation.LIST, Constraints(Filter(), frozenset(), ("within the filter",), ""), ""
    )
