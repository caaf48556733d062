"""A question, read once: its filler, its conditions, its intent and what it asks of content."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.questions.catalogue import (
    Operation,
    list_filtered,
    read_catalogue_question,
)
from assistant.questions.constraints import read_constraints
from assistant.questions.grammar import matches
from assistant.questions.intents import Intent
from assistant.questions.list_order import take_order
from assistant.questions.question_reader import read_question
from assistant.questions.wording import plain_wording
from store.filters import Filter

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.questions.known_names import KnownNames
    from assistant.questions.question import Question
    from store.filters import Clause

# Whoever asks at greater length does not ask for metadata.
_LONGEST_READ = 1000
_BEFORE_CONTENT = (Intent.SMALL_TALK, Intent.COMMAND, Intent.TASK)
_SAID_OF = {"affiliation": "institution"}
_OF_A_TOPIC = (
    Intent.PAPERS,
    Intent.START,
    Intent.READING_ORDER,
    Intent.INVENTORY,
    Intent.TIMELINE,
)
_QUOTES = "'\"“”‘’«»"
_BOTH_ENDS = "both"
_EXTREMES = (Operation.OLDEST, Operation.NEWEST)


def read(
    text: str, names: KnownNames, is_said: Callable[[str], bool] = lambda _: False
) -> Question:
    """Return what a text asks, whatever it asks for; a text without words asks for a list.

    `names` are those that the library knows; `is_said` tells whether its abstracts have a word.
    """
    if not text:
        return replace(read_question(""), intent=Intent.METADATA, catalogue=list_filtered())
    behind = text[_LONGEST_READ:]
    plain, is_newest_first = take_order(text if behind else plain_wording(text))
    constraints = read_constraints(plain[:_LONGEST_READ], names, is_said)
    constraints = replace(constraints, is_newest_first=is_newest_first)
    if behind:
        constraints = replace(constraints, rest=text)
    question = replace(read_question(constraints.rest), constraints=constraints)
    question = _on_its_topic(question)
    for wording in (text, plain):
        for row, slots in matches(wording, wording, _BEFORE_CONTENT):
            return replace(question, intent=row.intent, slots=slots)
    catalogue = None if behind else read_catalogue_question(plain, constraints)
    if catalogue is None or question.slots.get("end") == _BOTH_ENDS:
        return question
    question = replace(question, catalogue=catalogue)
    if question.intent is Intent.OVERVIEW:
        return question
    if catalogue.operation in _EXTREMES and catalogue.topic:
        end = "first" if catalogue.operation is Operation.OLDEST else "newest"
        slots = {"end": end, "topic": catalogue.topic}
        return replace(question, intent=Intent.START, slots=slots)
    return replace(question, intent=Intent.METADATA, slots={})


def _on_its_topic(question: Question) -> Question:
    """Return a question whose wording names a topic or a term as one about that alone."""
    if question.intent is Intent.DEFINITION and (term := question.slots.get("term")):
        about = read_question(f"What is {term.strip(_QUOTES)}?")
    elif question.intent in _OF_A_TOPIC and (topic := question.slots.get("topic")):
        about = read_question(f"papers on {topic}")
    else:
        return question
    return replace(
        about,
        intent=question.intent,
        slots=question.slots,
        constraints=question.constraints,
    )


def with_its_conditions(question: Question, text: str) -> Question:
    """Return a question with the words of all of its text, its conditions among them."""
    return replace(
        read_question(text),
        intent=question.intent,
        slots=question.slots,
        constraints=question.constraints,
        catalogue=question.catalogue,
    )


@dataclass(frozen=True, slots=True)
class Unconditional:
    """A question without its conditions but for people and kinds, and how that reads."""

    question: Question
    text: str


def unconditional(text: str, question: Question, names: KnownNames) -> Unconditional | None:
    """Return a question as asked whatever the year, the venue and the like, None where it asks
    for none of these, or for nothing else.

    Whom it is about stays: that somebody wrote nothing on a topic is an answer. So does the
    kind: that there are no books is one too. A development and a survey keep to their years.
    """
    if question.intent in (Intent.TIMELINE, Intent.OVERVIEW):
        return None
    constraints = question.constraints
    if constraints is None or not question.words:
        return None
    if all(_stays(each) for each in constraints.where.clauses):
        return None
    if not constraints.are_years_certain:
        # Years that may be of what the papers tell go back into the question.
        question = read(text, names, lambda _: True)
        constraints = question.constraints or constraints
        if all(_stays(each) for each in constraints.where.clauses):
            return Unconditional(question, text)
    dropped = [each for each in constraints.where.clauses if not _stays(each)]
    kept = tuple(each for each in constraints.where.clauses if _stays(each))
    said = tuple(
        wording
        for wording, each in zip(constraints.said, constraints.where.clauses, strict=False)
        if _stays(each)
    )
    said += constraints.said[len(constraints.where.clauses) :]
    freed = replace(constraints, where=Filter(kept), years=frozenset(), said=said)
    what = " and the ".join(
        dict.fromkeys(_SAID_OF.get(each.name, each.name) for each in dropped)
    )
    catalogue = question.catalogue and replace(question.catalogue, constraints=freed)
    return Unconditional(
        replace(question, constraints=freed, catalogue=catalogue),
        f"{constraints.rest.strip(' ?.!')}, whatever the {what}?",
    )


def _stays(clause: Clause) -> bool:
    return clause.name in ("author", "first", "kind")
