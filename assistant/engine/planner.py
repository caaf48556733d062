"""What an answer will be made of: the question made whole, the papers found, and who is to
write it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING

from assistant.composing.plan import Plan
from assistant.composing.refusals import abstaining
from assistant.engine.both_halves import plan_both
from assistant.engine.catalogue_planning import plan_catalogue
from assistant.engine.content_planning import ContentPlanner
from assistant.engine.evidence import cited_before
from assistant.engine.message_reader import MessageReader
from assistant.engine.plain_planning import in_few_words, left_to_a_model, plan_message
from assistant.engine.surveys import Surveys
from assistant.grounding.verdicts import Verdict
from assistant.questions.catalogue import asks_for_nothing_else, says_unknown
from assistant.questions.constraints import NO_CONSTRAINTS
from assistant.questions.followup import stay
from assistant.questions.foreign import in_english
from assistant.questions.halves import cut_halves
from assistant.questions.intents import Intent
from assistant.questions.length import first_part, told_in_part
from assistant.questions.made_whole import FollowUp
from assistant.questions.messages import LEANING
from assistant.questions.plain_messages import (
    asks_for_less,
    takes_a_model,
)
from assistant.questions.question_reader import with_intent
from assistant.questions.reading import unconditional
from assistant.questions.references import cited_keys
from assistant.questions.smalltalk import reply_to_command, reply_to_small_talk
from assistant.retrieval.abstention import (
    NOT_HELD,
    reason_nothing_fits,
    reason_without_text,
)
from assistant.retrieval.coverage import missing_words
from assistant.retrieval.scope import Scope
from assistant.retrieval.statements import Statement
from store.errors import InputError
from store.filters import parse_filter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.engine.sessions.sessions import Turn
    from assistant.questions.messages import Utterance
    from assistant.questions.question import Question
    from store.library import Library


class Planner:
    """Reads questions and finds what answers them, the same for every backend."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._content = ContentPlanner(library)
        self._surveys = Surveys(library)
        self._reader = MessageReader(library)

    def plan(self, text: str, turns: Sequence[Turn], k: int) -> Plan:
        """Return what a question is to be answered with; `turns` is the conversation so far."""
        if not text.strip():
            raise InputError(
                "There is no question", advice='Ask one: songline ask "What is HoP?"'
            )
        if (first := first_part(text)) != text:
            return replace(self.plan(first, turns, k), rewritten=told_in_part(text, first))
        if reply := reply_to_small_talk(text.strip()):
            return Plan(
                statements=(Statement(reply[0], verdict=Verdict.META),), reason=reply[1]
            )
        if told := reply_to_command(text.strip()):
            return Plan(statements=(Statement(told, verdict=Verdict.META),))
        if asked := in_english(text):
            plan = self.plan(asked, turns, k)
            return replace(plan, rewritten=plan.rewritten or asked)
        typed = self._reader.mended(text)
        is_filtered = bool(parse_filter(text)[0])
        message = None if is_filtered else self._reader.understand(typed)
        if message and takes_a_model(message):
            return left_to_a_model(cited_before(self._library, turns[-1:]))
        if turns and message and asks_for_less(message):
            return in_few_words(
                self.plan(turns[-1].question, turns[:-1], k), turns[-1].question
            )
        spelt = self._reader.named(typed)
        whole, is_cited = self._reader.made_whole(spelt, turns, message)
        plan = self._plan_meant(spelt, whole, turns, message, k, is_cited=is_cited)
        is_alone = not is_cited and whole.text == spelt
        is_leaning = message is not None and message.leans >= LEANING
        if is_alone and (plan.reason or (is_leaning and plan.request)):
            kept = stay(spelt, turns, self._library.get, self._reader.is_said)
            staying = kept and self._plan_whole(kept, k)
            if kept and staying and not staying.reason:
                whole, plan = kept, staying
        if halves := cut_halves(whole.text):
            # What is asked in full leans on nothing but its own first half.
            said = turns if whole.focus else ()
            plan = plan_both(halves, plan, said, lambda half, by: self.plan(half, by, k))
        if plan.rewritten is None and _reads_otherwise(whole.text, text):
            return replace(plan, rewritten=whole.text)
        return plan

    def _plan_meant(
        self,
        spelt: str,
        whole: FollowUp,
        turns: Sequence[Turn],
        message: Utterance | None,
        k: int,
        *,
        is_cited: bool,
    ) -> Plan:
        """Return the plan of what is asked, in plain words where it was understood so."""
        meant = message
        if is_cited or says_unknown(whole.text):
            meant = None
        elif whole != FollowUp(spelt):
            meant = message and self._reader.filled_in(message, whole)
        elif turns and message and message.points_back and not message.topic:
            meant = None
        if meant is None:
            return self._plan_whole(whole, k)
        return plan_message(
            meant,
            cache(partial(self._reader.read, whole.text)),
            partial(self._plan_whole, whole, k),
            lambda plain: self._plan_whole(FollowUp(plain), k),
            partial(self._plan_as, whole, k),
            is_first=not turns,
            is_halved=bool(cut_halves(whole.text)),
        )

    def read(self, text: str) -> Question:
        """Return what a text asks of this library."""
        return self._reader.read(text)

    def _plan_whole(self, whole: FollowUp, k: int) -> Plan:
        where, words = parse_filter(whole.asked or whole.text)
        scope = Scope(self._library, where, whole.focus)
        question = self._reader.read(words)
        plan = self._plan_read(question, words, scope, k)
        if not plan.reason or not (
            freed := unconditional(words, question, self._reader.names())
        ):
            return plan
        free = self._plan_read(freed.question, words, scope, k)
        return plan if free.reason else replace(free, rewritten=freed.text)

    def _plan_as(
        self, whole: FollowUp, k: int, intent: Intent, slots: Mapping[str, str]
    ) -> Plan:
        """Return the plan of a text that asks otherwise than the grammar reads it; things are
        told side by side only where each has papers of its own.
        """
        where, words = parse_filter(whole.asked or whole.text)
        scope = Scope(self._library, where, whole.focus)
        question = with_intent(self._reader.read(words), intent, slots)
        scope = scope.narrowed(question.constraints or NO_CONSTRAINTS)
        if intent is Intent.COMPARISON and not scope.find_sides(question):
            return abstaining(reason_nothing_fits((), ()))
        return self._plan_read(question, words, scope, k)

    def _plan_read(self, question: Question, words: str, scope: Scope, k: int) -> Plan:
        """Return the plan of a question: where there is nothing to write without a model, one
        that says why.
        """
        plan = self._plan_any(question, words, scope, k)
        request = plan.request
        if request is None or request.composed:
            return plan
        if about := [hit.paper for hit in scope.about(question, plan.hits)]:
            return abstaining(reason_without_text(about), plan.hits)
        closest = scope.closest(question)
        lacking = scope.lacking(missing_words(question, closest))
        return abstaining(reason_nothing_fits(question.as_typed(lacking), closest))

    def _plan_any(self, question: Question, words: str, scope: Scope, k: int) -> Plan:
        if question.intent is Intent.TASK:
            return left_to_a_model(scope.search(question.bare_text, k))
        if says_unknown(words):
            named = (*question.names, *cited_keys(words, self._library.get))
            if asks_for_nothing_else(words, question.words, named):
                return abstaining(NOT_HELD)
        if surveyed := self._surveys.plan(question, words, scope):
            return surveyed
        if question.catalogue and (
            plan := plan_catalogue(self._library, question, words, scope)
        ):
            return plan
        return self._content.plan(question, words, scope, k)


def _reads_otherwise(read: str, text: str) -> bool:
    """Tell whether a question was changed in more than British to American spelling."""
    return read.replace("z", "s") != text.replace("z", "s")
