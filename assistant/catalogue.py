"""Questions that metadata answers: how many, which, the first, who, when; read from their wording."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from assistant.constraints import Constraints, read_constraints
from assistant.question import telling_words
from store.filters import Filter

if TYPE_CHECKING:
    from assistant.constraints import IsAuthor

_NOUN = r"(?:papers?|publications?|articles?|abstracts?)"


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


_ABOUT_ONE = (Operation.AUTHORS, Operation.DATE, Operation.CODE)
# The first that matches is what is asked; what it matched is no part of the topic.
_OPERATIONS = tuple(
    (operation, re.compile(pattern, re.IGNORECASE))
    for operation, pattern in (
        (Operation.COAUTHORS, r".*\b(?:co-?authors?|collaborators?|collaborate[sd]?|co-?authored)\b.*"),
        (
            Operation.COAUTHORS,
            r".*\b(?:most (?:frequent|common|prolific)|who (?:published|wrote|appears) (?:the )?most)\b.*\b(?:authors?|people|most)\b.*",
        ),
        (
            Operation.PER_YEAR,
            rf".*\b(?:per|each|every|by) year\b.*|.*\b{_NOUN} (?:over|across|through) the years\b.*|.*\bwhich year (?:\w+ ){{0,3}}(?:most|fewest|more)\b.*",
        ),
        (
            Operation.COUNT,
            rf"\b(?:how many|(?:the )?(?:number|count) of)(?: of)?(?: the| these| those| his| her| their)?(?: different| other)? {_NOUN}\b",
        ),
        (
            Operation.OLDEST,
            rf"\b(?:which|what)? ?(?:is|was|are)? ?(?:the )?(?:oldest|earliest|first|very first) {_NOUN}|\bwhich (?:of .*?|{_NOUN} |one )?(?:came|was|is|appeared)(?: the)?(?: published| out)? (?:first|earliest|oldest)\b|\b{_NOUN} (?:is|was) (?:the )?(?:oldest|earliest|first)\b",
        ),
        (
            Operation.NEWEST,
            rf"\b(?:which|what)? ?(?:is|was|are)? ?(?:the )?(?:newest|latest|most recent|last) {_NOUN}|\bwhich (?:of .*?|{_NOUN} |one )?(?:came|was|is|appeared)(?: the)?(?: published| out)? (?:last|latest|newest|most recent(?:ly)?)\b|\b{_NOUN} (?:is|was) (?:the )?(?:newest|latest|most recent|last)\b",
        ),
        (
            Operation.AUTHORS,
            r"^who(?:se)? (?:wrote|authored|are the authors|is the (?:first |lead )?author|were the authors|published|proposed|introduced|developed|created|made|invented|is behind|work)\b|\b(?:the )?(?:first |lead )?authors? of\b|\bby whom\b",
        ),
        (
            Operation.DATE,
            r"^when (?:was|were|did|is)\b|^(?:in )?(?:what|which) year (?:was|were|did|is)\b|\b(?:publication )?(?:date|year) of\b|\bhow old is\b",
        ),
        (Operation.CODE, r"^(?:is|are|was|does|do|did|has|have) (?=.*\bcode\b)|^where is the code\b"),
        (
            Operation.LIST,
            rf"\b(?:which|what|list|show|give|name|all|any)\b(?: me)?(?: all)?(?: the| of the)?(?: other)? ?{_NOUN}\b|^{_NOUN}\b|\bwhat (?:was|were|has been|did|has|have)\b(?=.*\b(?:publish|wr[io]t)\w*)|['’]s {_NOUN}\b|^(?:list|show)(?: me)?\b",
        ),
    )
)
_FILLER = re.compile(
    rf"\b(?:{_NOUN}|published|publish|wrote|write|written|library|collection|corpus|there|here|come|came|out|released|release"
    r"|appear(?:ed)?|available|code|source|open|public|publicly|github|does|total|altogether|overall|exist|together|us)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class CatalogueQuestion:
    """A question of metadata: what to compute, over which papers."""

    operation: Operation
    constraints: Constraints
    topic: str
    """What the papers are to be about, in the question's own words; "" for all papers."""

    @property
    def is_about_one_paper(self) -> bool:
        """Tell whether the topic names the paper that is asked about."""
        return self.operation in _ABOUT_ONE


def read_catalogue_question(text: str, is_author: IsAuthor) -> CatalogueQuestion | None:
    """Return the question of metadata that a text asks, None where it asks for what abstracts say."""
    for operation, pattern in _OPERATIONS:
        if found := pattern.search(text):
            break
    else:
        return None
    if operation in _ABOUT_ONE:
        topic = f"{text[: found.start()]} {text[found.end() :]}"
        constraints = read_constraints("", is_author)
    else:
        constraints = read_constraints(text, is_author)
        found_in_rest = pattern.search(constraints.rest)
        rest = constraints.rest
        topic = f"{rest[: found_in_rest.start()]} {rest[found_in_rest.end() :]}" if found_in_rest else rest
    topic = _FILLER.sub(" ", topic)
    if operation in (Operation.COAUTHORS, Operation.PER_YEAR) or not telling_words(topic):
        topic = ""
    if operation is Operation.LIST and topic and not constraints:
        return None
    if operation in _ABOUT_ONE and not topic:
        return None
    return CatalogueQuestion(operation, constraints, " ".join(topic.split()).strip(" ?.!"))


def list_filtered() -> CatalogueQuestion:
    """Return the question that a filter without any words asks."""
    return CatalogueQuestion(
        Operation.LIST, Constraints(Filter(), frozenset(), ("that pass the filter",), ""), ""
    )
