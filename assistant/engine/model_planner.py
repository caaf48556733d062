"""What a model is asked with: the papers found, what was computed, how the question was read.

The rules serve the model: what they find goes to it as evidence, and it decides whether the
sources tell. Only greetings, and questions of metadata of which every word was understood, are
answered without it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.backends.prompting import BROAD, Guidance, build_small_request
from assistant.composing.plan import Plan
from assistant.engine.computed_facts import compute_facts
from assistant.engine.evidence import gather_papers
from assistant.engine.paper_readings import tell_reading
from assistant.engine.window.packing import pack_request
from assistant.questions.certainty import is_metadata_alone, rests_on_metadata
from assistant.questions.intents import Intent
from assistant.questions.length import first_part
from assistant.questions.messages import leans, read_message
from assistant.questions.plain_messages import asks_for_less, takes_a_model
from assistant.questions.reading import with_its_conditions
from assistant.questions.smalltalk import asks_nothing
from store.filters import parse_filter
from store.ranking import Hit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.backends.windows import Window
    from assistant.engine.planner import Planner
    from assistant.engine.sessions.sessions import Turn
    from assistant.questions.question import Question
    from assistant.retrieval.passages import Passage
    from store.filters import Filter
    from store.library import Library
    from store.paper import Paper

_SMALL_LIBRARY = 100
"""A library of no more papers goes to the model as a whole, where its window takes it."""
_OVER_RESULTS = (Intent.TASK, Intent.RANKING, Intent.COMPARISON, Intent.INVENTORY)
"""What is answered from results and data: a table, the best, what X and Y reach."""
_LONGEST_READ = 1000
_IN_SMALL = 3
_AS_MANY_AS_NEEDED = 10
"""Who asks for fewer papers, to be answered sooner, gets no more than that."""


class ModelPlanner:
    """Makes requests for a model; `rules` is the planner that answers without one."""

    def __init__(self, library: Library, rules: Planner, window: Window) -> None:
        self._library = library
        self._rules = rules
        self.window = window

    def plan(
        self, text: str, turns: Sequence[Turn], k: int, pinned: Sequence[Paper] = ()
    ) -> Plan:
        """Return what a question is to be answered with; `turns` is the conversation so far,
        and `pinned` papers are evidence whatever is found.
        """
        by_rule = self._rules.plan(text, turns, k)
        if asks_nothing(text.strip()) or self._is_certain(text, by_rule, turns):
            return by_rule
        where, words = parse_filter(text)
        question = self._read(first_part(words or text))
        hits = gather_papers(
            self._library,
            question,
            turns,
            where,
            chosen=by_rule.hits if by_rule.reason is None else (),
            k=k,
        )
        hits = _pinned_first(pinned, [hit for hit in hits if where.matches(hit.paper)])
        is_bounded = k < _AS_MANY_AS_NEEDED
        others = () if is_bounded else self._others(where)
        few = hits[:k] if is_bounded else hits
        return self._ask(words or text, question, few, others, by_rule, turns)

    def _ask(
        self,
        text: str,
        question: Question,
        hits: Sequence[Hit],
        others: Sequence[Paper],
        by_rule: Plan,
        turns: Sequence[Turn],
    ) -> Plan:
        facts = self._compute(question, by_rule)
        is_task = question.intent in (Intent.TASK, Intent.COMMAND)
        reading = "" if is_task else _reading(by_rule)
        guidance = Guidance.for_intent(question.intent, facts, reading)
        is_small = self.window.is_small
        is_few = is_small and question.intent not in BROAD
        packed = pack_request(
            text,
            hits[:_IN_SMALL] if is_few else hits,
            _passages(by_rule, hits),
            self.window,
            turns=turns,
            others=others,
            guidance=guidance,
            is_broad=question.intent in BROAD,
            read=tell_reading if question.intent in _OVER_RESULTS and not is_small else None,
        )
        request = replace(packed.request, reading=question)
        if is_small and question.intent is not Intent.TASK:
            request = build_small_request(request, replace(guidance, reading=""))
        return Plan(
            packed.hits,
            by_rule.rewritten,
            request,
            packed.left_out,
            packed.shortened,
            facts=facts,
            by_rule=by_rule,
        )

    def _others(self, where: Filter) -> Sequence[Paper]:
        if self.window.is_small or self._library.count() > _SMALL_LIBRARY:
            return ()
        return self._library.list(where or None, order="date")

    def _read(self, text: str) -> Question:
        """Return what a text asks; its words are all of it, its conditions among them."""
        question = with_its_conditions(self._rules.read(text), text[:_LONGEST_READ])
        message = read_message(text, lambda _: False)
        is_task = message is not None and (takes_a_model(message) or asks_for_less(message))
        return replace(question, intent=Intent.TASK) if is_task else question

    def _compute(self, question: Question, by_rule: Plan) -> tuple[str, ...]:
        authors = question.constraints.people if question.constraints else ()
        is_stated = bool(by_rule.statements) and by_rule.reason is None
        is_sure = is_stated and rests_on_metadata(question)
        if self.window.is_small and not (authors or is_sure):
            return ()
        return compute_facts(self._library, authors, by_rule if is_sure else None)

    def _is_certain(self, text: str, by_rule: Plan, turns: Sequence[Turn]) -> bool:
        # How a question is worded may say more than its plain wording: that is for the model.
        if by_rule.request or by_rule.reason or by_rule.is_reworded:
            return False
        if len(text) > _LONGEST_READ:
            return False
        _, words = parse_filter(by_rule.rewritten or text)
        if not words:
            return True
        if turns and leans(words):
            return False
        return is_metadata_alone(self._rules.read(words))


def _pinned_first(pinned: Sequence[Paper], hits: Sequence[Hit]) -> list[Hit]:
    keys = {paper.key for paper in pinned}
    first = [Hit(paper, 1.0, {}) for paper in pinned]
    return [*first, *(hit for hit in hits if hit.paper.key not in keys)]


def _passages(by_rule: Plan, hits: Sequence[Hit]) -> list[Passage]:
    """Return the sentences that the rules would quote, by the numbers of their papers here."""
    if by_rule.request is None:
        return []
    numbers = {hit.paper.key: number for number, hit in enumerate(hits, 1)}
    keys = [paper.key for paper in by_rule.request.sources]
    return [
        replace(passage, marker=numbers[keys[passage.marker - 1]])
        for passage in by_rule.request.passages
        if keys[passage.marker - 1] in numbers
    ]


def _reading(by_rule: Plan) -> str:
    """Return how the rules read the question, and what they would have answered."""
    parts = [f"“{by_rule.rewritten}”"] if by_rule.rewritten else []
    if by_rule.reason:
        parts.append(by_rule.reason)
    return ". ".join(part.rstrip(".") for part in parts)
