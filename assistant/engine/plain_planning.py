"""A message in the plain wording of what it is after, where that is sure, or where it is
refused as it is worded; and what is told again in short, or left to a model.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.backends.extractive.composers.answering import in_short
from assistant.composing.plan import Plan
from assistant.composing.refusals import abstaining
from assistant.grounding.verdicts import Verdict
from assistant.questions.catalogue import Operation
from assistant.questions.grammar import inventory_in
from assistant.questions.intents import Intent
from assistant.questions.messages import INVENTORIES
from assistant.questions.plain_messages import (
    CERTAIN,
    MAYBE,
    SURE,
    plain_message,
    plain_topic,
)
from assistant.questions.question import Kind
from assistant.questions.smalltalk import where_exported
from assistant.retrieval.statements import Statement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from assistant.questions.catalogue import CatalogueQuestion
    from assistant.questions.messages import Utterance
    from assistant.questions.question import Question
    from store.ranking import Hit

_TAKES_A_MODEL = "No model is in use: choose one with --backend; songline backends lists them."
_NOT_UNDERSTOOD = (
    "This asks for what metadata tells, and not all of it was understood. Ask for one thing in "
    "other words: “How many papers are by Hill without Marsh?”"
)
_OF_TOPICS = ("reading_order", "summarize", "timeline")
"""What is told from its words so surely that half is enough: of messages by writers held out
some 19 of 20 are read rightly from there on (docs/answers.md, "Kinds").
"""
_AS_WORDED = ("limits", "papers")
"""What is told better in the words that it is asked in, where the grammar reads it so too."""
_ALONE = 0.1
"""How likely a message may lean on what was said before, to be read otherwise than it is
worded.
"""
_OPEN = (Intent.FACT, Intent.PAPERS)
_CLOSED = (Intent.METADATA, Intent.COMPARISON, Intent.RANKING)


def plan_message(
    message: Utterance,
    read: Callable[[], Question],
    as_worded: Callable[[], Plan],
    plan: Callable[[str], Plan],
    plan_as: Callable[[Intent, Mapping[str, str]], Plan],
    *,
    is_first: bool,
    is_halved: bool,
) -> Plan:
    """Return the plan of a message that leans on nothing.

    `read` is how the grammar reads it, `as_worded` plans it so, `plan` another text and
    `plan_as` the same with another intent and its slots; `is_first` tells whether nothing was
    said before, `is_halved` whether it asks two things.
    """
    if message.label == "export" and message.likely >= SURE and not message.is_turned:
        return _plan_export(message, as_worded())
    is_alone = is_first or message.leans < _ALONE
    if is_alone and (meant := _meant_otherwise(message, read())):
        planned = plan_as(*meant)
        if not planned.reason:
            return replace(planned, rewritten=planned.rewritten or _understood(*meant))
    plain = plain_message(message)
    if plain is None or (message.likely < MAYBE and not message.conditions):
        return _unless_of_metadata(message, read, as_worded())

    def plainly() -> Plan:
        planned = plan(plain)
        return replace(planned, rewritten=planned.rewritten or plain, is_reworded=True)

    if message.conditions or (message.place and message.label == "coauthors"):
        # The grammar does not know them: it would list what is to be left out.
        return plainly()
    if (question := read()).catalogue:
        return plainly() if _takes_too_much(question.catalogue, message) else as_worded()
    ways = [as_worded, plainly]
    if _is_sure(message, question) and not is_halved:
        ways.reverse()
    first = ways[0]()
    other = ways[1]() if first.reason else first
    return first if other.reason else other


def _meant_otherwise(
    message: Utterance, question: Question
) -> tuple[Intent, Mapping[str, str]] | None:
    """Return what is likely asked for, with its slots, where the grammar reads the text as one
    for a fact or for papers: what several use or leave open, things side by side, the most
    extreme among them. None where that is left open, or part of it would be left out.
    """
    is_sure = message.likely >= (CERTAIN if question.is_description else MAYBE)
    if question.intent not in _OPEN or question.catalogue or not is_sure:
        return None
    said = question.constraints.said if question.constraints else ()
    if (
        message.leaves_out
        or message.conditions
        or ((message.when or message.people) and not said)
    ):
        return None
    topic = {"topic": message.topic}
    if question.intent is Intent.FACT and message.label == "comparison":
        return None if question.asks_number else (Intent.COMPARISON, {})
    if question.intent is Intent.FACT and message.label == "ranking" and message.topic:
        return Intent.RANKING, topic
    # Of one paper with a name the same words ask for what that one does.
    is_of_all = message.is_worded_so and not message.amount
    if question.names or not (message.topic or is_of_all):
        return None
    if message.label in INVENTORIES:
        return Intent.INVENTORY, {"kind": inventory_in(question.text), **topic}
    return (Intent.LIMITS, {"among": "papers", **topic}) if message.label == "limits" else None


def _understood(intent: Intent, slots: Mapping[str, str]) -> str | None:
    """Return how that is put which is planned in its own words, where it is of a topic."""
    labels = {Intent.LIMITS: "limits", Intent.INVENTORY: slots.get("kind") or "used"}
    topic = slots.get("topic")
    return plain_topic(labels[intent], topic) if topic and intent in labels else None


def _unless_of_metadata(message: Utterance, read: Callable[[], Question], plan: Plan) -> Plan:
    """Return a plan, but none from what abstracts say where metadata alone was asked for, and
    none that leaves out what was asked of people.
    """
    is_of_abstracts = plan.request is not None
    is_beside = is_of_abstracts and message.is_of_metadata_alone and message.likely >= CERTAIN
    if not (is_beside or _leaves_out(message, read, plan)):
        return plan
    return abstaining(_NOT_UNDERSTOOD)


def _leaves_out(message: Utterance, read: Callable[[], Question], plan: Plan) -> bool:
    """Tell whether a plan answers less than is asked of papers: neither the message nor the
    grammar tells what is denied, ranked or numbered there.
    """
    if not message.asks_for_more:
        return False
    if request := plan.request:
        if request.reading and request.reading.kind is Kind.COMPARISON:
            # "What does Hill do that Marsh does not" is answered side by side.
            return False
        is_of_people = bool(message.people or message.conditions or message.place)
        if (message.topic and not is_of_people) or message.likely < MAYBE:
            return False
    return not _denies(read())


def _denies(question: Question) -> bool:
    """Tell whether the grammar reads what denies or ranks something: "without code", "the
    second oldest".
    """
    said = question.constraints.said if question.constraints else ()
    is_ranked = bool(question.catalogue and question.catalogue.place)
    return is_ranked or any(each.startswith(("without", "not ")) for each in said)


def _takes_too_much(read: CatalogueQuestion, message: Utterance) -> bool:
    """Tell whether the grammar takes for a topic what surely is none, or lists papers where
    something else is asked of them.
    """
    if message.topic or message.likely < SURE:
        return False
    is_known = len(read.constraints.said) == len(message.people) + bool(message.when)
    asks_otherwise = message.is_of_metadata_alone or len(message.people) > 1
    is_list = read.operation is Operation.LIST
    return bool(read.topic) or (is_list and is_known and asks_otherwise)


def _plan_export(message: Utterance, as_worded: Plan) -> Plan:
    """Return where papers are exported, unless a text may be meant of what papers say."""
    told = Statement(where_exported(message.topic), verdict=Verdict.META)
    return Plan(statements=(told,)) if as_worded.reason else as_worded


def _is_sure(message: Utterance, question: Question) -> bool:
    """Tell whether it is sure what a message is after, and the grammar leaves that open."""
    if question.intent in _CLOSED:
        return False
    if message.label == question.intent and message.label in _AS_WORDED:
        return False
    if question.is_of_two:
        return False
    if message.label in INVENTORIES:
        # What one paper is tried on is asked in the same words.
        return False
    is_asked = bool(question.expects) and message.label == "count"
    if message.is_of_metadata:
        return message.likely >= MAYBE
    if message.label in _OF_TOPICS:
        return message.likely >= (SURE if question.is_description else MAYBE)
    is_doubtful = question.is_description or is_asked
    return message.likely >= (CERTAIN if is_doubtful else SURE)


def left_to_a_model(hits: Iterable[Hit]) -> Plan:
    """Return the plan of what only a model can write."""
    said = Statement("Only a model can do that.", verdict=Verdict.META)
    return Plan(tuple(hits), statements=(said,), reason=_TAKES_A_MODEL)


def in_few_words(plan: Plan, asked: str) -> Plan:
    """Return the plan of an answer that is told again in short."""
    request = plan.request
    if not (request and request.reading) or request.reading.intent is Intent.COMPARISON:
        return plan
    is_list = request.reading.kind is Kind.SURVEY
    request = replace(request, composed=in_short(request.composed, is_list=is_list))
    return replace(plan, request=request, rewritten=plan.rewritten or asked)
