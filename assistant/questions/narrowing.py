"""A condition or an order alone, behind a list: "only those after 2015", "newest first"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.language.patterns import any_of
from assistant.language.stems import telling_words
from assistant.questions.catalogue import Operation, read_catalogue_question
from assistant.questions.constraints import read_constraints
from assistant.questions.intents import Intent
from assistant.questions.list_order import order_alone, take_order
from assistant.questions.made_whole import FollowUp
from assistant.questions.question import Kind
from assistant.questions.question_reader import read_question
from assistant.questions.years import find_years

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.questions.known_names import KnownNames
    from assistant.questions.turns import PastTurn

_MEMORY = 3
_ONES = (
    r"(?:those|these|them|ones|the ones|the papers|papers|which|any(?:thing)?|something|some)"
)
_NARROWED = any_of(
    r"^(?:(?:and|but|ok|okay|now|so|then|please|what about|how about|"
    r"list|show(?: me)?|give me|keep)\b[ ,]*)*"
    rf"(?:(?:only|just)\b )?(?:{_ONES}\b(?: of (?:them|those|these))? )?"
    r"(?:(?:that|which) )?(?:(?:are|were|is|was|have been|came|come) )?"
    r"(?:published |written |dated |out )?"
    r"(?P<condition>(?:from|in|of|since|before|after|until|till|up to|between|during|"
    r"later than|earlier than|newer than|older than|prior to|with|without|by)\b .+?)"
    r"(?:,? (?:only|alone|please|though))?[ ?.!]*$"
)
_BARE_YEAR = any_of(
    r"^(?:(?:and|but|only|just|what about|how about)\b[ ,]*)+"
    r"(?P<condition>(?:19|20)\d\d)[ ?.!]*$"
)
# Papers of a year that are asked for anew are those of the library.
_ANEW = any_of(r"^(?:list |show (?:me )?|give me )?(?:the )?(?:papers|which)\b")
_OF_THESE = any_of(r"\bthese papers\b")
_COUNTED = (Operation.LIST, Operation.COUNT)


def narrow(question: str, turns: Sequence[PastTurn], names: KnownNames) -> FollowUp | None:
    """Return the last list once more under a condition that a question consists of, None where
    it says anything else, or no list was asked for.
    """
    if bare := _BARE_YEAR.match(question):
        condition = f"from {bare['condition']}"
    elif (found := _NARROWED.match(question)) and not _ANEW.match(question):
        condition = found["condition"]
    else:
        return None
    constraints = read_constraints(f"papers {condition}", names)
    if not constraints or telling_words(constraints.rest.replace("papers", "", 1)):
        return None
    for asked, turn in _lists(turns, names):
        if _OF_THESE.search(asked):
            text = _under(condition, "Which of these papers were published")
            return FollowUp(text, tuple(cited.key for cited in turn.answer.citations))
        return FollowUp(_under(condition, asked))
    return None


def reorder(question: str, turns: Sequence[PastTurn], names: KnownNames) -> FollowUp | None:
    """Return the last list once more in the order that a question consists of, None where it
    says anything else, or no list was asked for.
    """
    return list_again(turns, names, order) if (order := order_alone(question)) else None


def list_again(
    turns: Sequence[PastTurn], names: KnownNames, order: str | None
) -> FollowUp | None:
    """Return the last list once more, in an order where one is given; None where no list was
    asked for.
    """
    for asked, turn in _lists(turns, names):
        # What to read first has an order of its own: the papers on its topic are listed.
        read = read_question(asked)
        topic = read.slots.get("topic") if read.intent is not Intent.PAPERS else None
        plain = f"papers on {topic}" if topic else take_order(asked).text.rstrip(" ?.!")
        keys = tuple(cited.key for cited in turn.answer.citations)
        text = f"{plain}, {order}?" if order else asked
        return FollowUp(text, keys if _OF_THESE.search(asked) else ())
    return None


def _lists(turns: Sequence[PastTurn], names: KnownNames) -> Iterator[tuple[str, PastTurn]]:
    """Yield the turns that listed papers, the last first, each behind what was asked."""
    for turn in reversed(turns[-_MEMORY:]):
        asked = turn.answer.rewritten or turn.question
        if turn.answer.citations and _is_list(asked, names):
            yield asked, turn


def _is_list(asked: str, names: KnownNames) -> bool:
    """Tell whether a question asked for papers: all on something, or those of its words."""
    question = read_question(asked)
    if question.kind is Kind.SURVEY or (question.is_phrase and question.is_description):
        return True
    catalogue = read_catalogue_question(asked, read_constraints(asked, names))
    return catalogue is not None and catalogue.operation in _COUNTED


def _under(condition: str, asked: str) -> str:
    """Return a question under a condition; years take the place of those that it gave."""
    if find_years(f"papers {condition}", lambda _: False) is None:
        return f"{asked.rstrip(' ?.!')} {condition}?"
    if old := find_years(asked, lambda _: False):
        return f"{asked[: old.start]}{condition}{asked[old.end :]}"
    condition = re.sub(r"^from (?=\d{4}$)", "in ", condition)
    published = "" if asked.endswith(" published") else ", published"
    return f"{asked.rstrip(' ?.!')}{published} {condition}?"
