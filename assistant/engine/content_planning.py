"""What an answer from abstracts will be made of: the papers, their sentences, or why none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.backends.extractive.composers.answering import (
    as_nearest,
    compose_answer,
)
from assistant.backends.prompting import build_request
from assistant.composing.plan import Plan
from assistant.composing.refusals import abstaining
from assistant.questions.constraints import NO_CONSTRAINTS
from assistant.questions.intents import Intent
from assistant.questions.question import Kind
from assistant.questions.question_reader import GENERAL
from assistant.retrieval.abstention import (
    reason_about_papers,
    reason_none_of_these,
    reason_none_under,
    reason_nothing_fits,
    reason_to_abstain,
    reason_without_text,
)
from assistant.retrieval.coverage import missing_words
from assistant.retrieval.passages import (
    best_of_each,
    choose_passages,
    rank_leads,
    rank_passages,
)
from assistant.retrieval.relevance import Task
from assistant.retrieval.scope import Scope, subjects

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.questions.question import Question
    from assistant.retrieval.passages import Passage
    from store.library import Library
    from store.paper import Paper
    from store.ranking import Hit

_FEW = 3
_MEANT = 4
"""Words beside its names from which on a question is not refused for a name alone: of 7 that
it answers then on questions to fit on, 5 are right.
"""


class ContentPlanner:
    """Finds which papers answer a question, and with which sentences."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def plan(self, question: Question, words: str, scope: Scope, k: int) -> Plan:
        constraints = question.constraints or NO_CONSTRAINTS
        scope = scope.narrowed(constraints)
        asked, question = question, scope.opened(question)
        if sides := scope.find_sides_by_author(question):
            question = replace(question, kind=Kind.COMPARISON)
            passages = rank_passages(question, sides, self._library.similarities)
            chosen = choose_passages(question, sides, passages)
            return _answer(words, question, tuple(sides), passages, chosen)
        if constraints.authors and self._library.count(scope.where) <= _FEW:
            # Papers are as good as named by who wrote them, each for itself.
            question = replace(question, names=(*question.names, *constraints.authors))
        found = scope.find(question, k)
        hits = tuple(found if question is asked else found[:k])
        if question is asked:
            asked = question = self._but_unknown(question, scope, hits)
        whole = subjects(question, hits)
        named = [] if whole else self._find_sides(question, scope)
        if named:
            # No paper holds all the names, but each has its own: they are to be seen side by
            # side.
            question, hits = replace(question, kind=Kind.COMPARISON), tuple(named)
        about = scope.about(question if named else replace(question, names=asked.names), hits)
        passages = rank_passages(question, about, self._library.similarities)
        if reason := self._reason_to_abstain(question, scope, hits):
            return abstaining(reason, hits)
        is_nearest = question.is_description and not scope.focus
        others = scope.beside(question, hits) if len(about) == 1 else []
        chosen = (
            best_of_each(passages)
            if is_nearest and len(about) > 1
            else choose_passages(question, about, passages)
        )
        beside = self._sentences_beside(question, hits[: 1 + len(others)]) if others else []
        plan = _answer(words, question, hits, passages, chosen, beside)
        return _as_nearest(plan) if is_nearest else plan

    def _sentences_beside(self, question: Question, hits: Sequence[Hit]) -> list[Passage]:
        """Return the sentences of all hits but the first, which they are ranked among."""
        ranked = rank_passages(question, hits, self._library.similarities)
        return [passage for passage in ranked if passage.marker > 1]

    def _but_unknown(self, question: Question, scope: Scope, hits: Sequence[Hit]) -> Question:
        """Return a long question of content without the names that no paper gives: what else it
        says tells what is meant, and whether any paper answers.
        """
        others = question.words.keys() - question.words_of_names
        if question.kind is not Kind.CONTENT or scope.is_part or len(others) < _MEANT:
            return question
        unknown = scope.unknown_names(question, hits)
        known = tuple(name for name in question.names if name not in unknown)
        return replace(question, names=known) if unknown else question

    def _find_sides(self, question: Question, scope: Scope) -> list[Hit]:
        """Return the papers of several names, none where the question does not put them side
        by side.
        """
        if question.lists_names:
            return scope.find_sides(question)
        is_compared = (
            question.intent is Intent.COMPARISON and question.kind is not Kind.COMPARISON
        )
        return scope.find_sides(question) if is_compared else []

    def _reason_to_abstain(
        self,
        question: Question,
        scope: Scope,
        hits: tuple[Hit, ...],
    ) -> str | None:
        if hits and (scope.where or scope.focus) and not question.words:
            return reason_about_papers(question, hits) if question.expects else None
        unknown = scope.unknown_names(question, hits)
        missing = missing_words(question, [hit.paper for hit in hits])
        is_known = len(missing) < len(question.content) or question.words.keys() <= GENERAL
        if scope.focus and not unknown and is_known:
            return (
                reason_about_papers(question, hits) if question.kind is Kind.CONTENT else None
            )
        is_elsewhere = bool(scope.focus) and not is_known
        is_counted = scope.is_part and (unknown or not hits)
        among = len(scope.papers()) if is_counted else None
        if among == 0:
            return reason_none_under(scope.constraints)
        if (not hits or is_elsewhere) and not unknown and question.words:
            closest = scope.closest(question)
            if scope.focus and question.kind is Kind.SURVEY:
                lacking = question.as_typed(missing_words(question, closest))
                return reason_none_of_these(lacking, closest)
            if _is_by_title(question, closest[:1]):
                return reason_without_text(closest[:1])
            lacking = question.as_typed(scope.lacking(missing_words(question, closest)))
            return reason_nothing_fits(
                lacking, closest, self._nearest_sentence(question, scope)
            )
        return reason_to_abstain(question, hits, unknown, among=among)

    def _nearest_sentence(self, question: Question, scope: Scope) -> tuple[Paper, str] | None:
        """Return the paper that comes closest, and the sentence by which it might be meant."""
        best = scope.judge(question).ranked(Task.ANSWER)[:1]
        passages = rank_leads(rank_passages(question, best, self._library.similarities), 1)
        return (best[0].paper, passages[0].span.text) if passages else None


def _answer(
    words: str,
    question: Question,
    hits: tuple[Hit, ...],
    ranked: Sequence[Passage],
    chosen: Sequence[Passage],
    beside: Sequence[Passage] = (),
) -> Plan:
    papers = [hit.paper for hit in hits]
    composed = compose_answer(question, papers, ranked, chosen, beside)
    request = build_request(words, papers, chosen)
    return Plan(hits, request=replace(request, reading=question, composed=composed))


def _as_nearest(plan: Plan) -> Plan:
    """Return the plan, said to be the nearest that was found."""
    if plan.request is None:
        return plan
    return replace(
        plan, request=replace(plan.request, composed=as_nearest(plan.request.composed))
    )


def _is_by_title(question: Question, closest: Sequence[Paper]) -> bool:
    """Tell whether the paper that comes closest has no abstract, and half of the question's
    words in its title.
    """
    bare = [paper for paper in closest if not paper.abstract.strip()]
    return bool(bare) and 2 * len(missing_words(question, bare)) <= len(question.content)
