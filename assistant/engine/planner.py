"""What an answer will be made of: the question made whole, the papers found, and who is to
write it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from assistant.backends.extractive.composers.answering import (
    as_nearest,
    compose_answer,
)
from assistant.backends.prompting import build_request
from assistant.composing.plan import Plan
from assistant.engine.both_halves import plan_both
from assistant.engine.evidence import cited_before
from assistant.engine.message_reader import MessageReader
from assistant.engine.plain_planning import in_few_words, left_to_a_model, plan_message
from assistant.engine.surveys import Surveys
from assistant.grounding.verdicts import Verdict
from assistant.questions.catalogue import Operation, asks_for_nothing_else, says_unknown
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
from assistant.questions.question import GENERAL, Kind
from assistant.questions.reading import unconditional, with_its_conditions
from assistant.questions.references import cited_keys
from assistant.questions.smalltalk import reply_to_command, reply_to_small_talk
from assistant.retrieval.abstention import (
    NOT_HELD,
    NOTHING_FOUND,
    nearest,
    reason_about_papers,
    reason_none_of_these,
    reason_none_under,
    reason_nothing_fits,
    reason_to_abstain,
    reason_without_text,
)
from assistant.retrieval.catalogue_answers import state
from assistant.retrieval.coverage import missing_words
from assistant.retrieval.passages import (
    best_of_each,
    choose_passages,
    rank_leads,
    rank_passages,
)
from assistant.retrieval.relevance import Task
from assistant.retrieval.scope import Scope, subjects
from assistant.retrieval.statements import Statement
from store.errors import InputError
from store.filters import Clause, Filter, parse_filter
from store.ordering import ordered
from store.printable import counted
from store.ranking import Hit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.engine.sessions.sessions import Turn
    from assistant.questions.constraints import Constraints
    from assistant.questions.messages import Utterance
    from assistant.questions.question import Question
    from assistant.retrieval.passages import Passage
    from store.library import Library
    from store.paper import Paper


_OFTEN_UNSAID = tuple(
    (name, f"{name}s")
    for name in ("affiliation", "venue", "kind", "publisher", "editor", "collection")
)
_FEW = 3
_MEANT = 4
"""Words beside its names from which on a question is not refused for a name alone: of 7 that
it answers then on questions to fit on, 5 are right.
"""


class Planner:
    """Reads questions and finds what answers them, the same for every backend."""

    def __init__(self, library: Library) -> None:
        self._library = library
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
            partial(self._reader.read, whole.text),
            partial(self._plan_whole, whole, k),
            lambda plain: self._plan_whole(FollowUp(plain), k),
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

    def _plan_read(self, question: Question, words: str, scope: Scope, k: int) -> Plan:
        """Return the plan of a question: where there is nothing to write without a model, one
        that says why.
        """
        plan = self._plan_any(question, words, scope, k)
        request = plan.request
        if request is None or request.composed:
            return plan
        if about := [hit.paper for hit in scope.about(question, plan.hits)]:
            return _abstain(reason_without_text(about), plan.hits)
        closest = scope.closest(question)
        lacking = scope.lacking(missing_words(question, closest))
        return _abstain(reason_nothing_fits(question.as_typed(lacking), closest))

    def _plan_any(self, question: Question, words: str, scope: Scope, k: int) -> Plan:
        if question.intent is Intent.TASK:
            return left_to_a_model(scope.search(question.bare_text, k))
        if says_unknown(words):
            named = (*question.names, *cited_keys(words, self._library.get))
            if asks_for_nothing_else(words, question.words, named):
                return _abstain(NOT_HELD)
        if surveyed := self._surveys.plan(question, words, scope):
            return surveyed
        if question.catalogue and (plan := self._plan_catalogue(question, words, scope)):
            return plan
        return self._plan_content(question, words, scope, k)

    def _plan_catalogue(self, asked: Question, words: str, scope: Scope) -> Plan | None:
        question, subject = asked.catalogue, asked.subject
        if question is None:
            return None
        if question.is_about_one_paper and not (question.topic or scope.focus):
            return None
        if scope.where and words:
            question = question.within_filter()
        if question.is_about_one_paper:
            papers = scope.find_named(subject) if subject else scope.papers()
        elif says_unknown(words):
            return _abstain(NOT_HELD)
        elif reason := self._lacks(question.constraints):
            return _abstain(reason)
        else:
            scope = scope.narrowed(question.constraints)
            papers = scope.find_members(subject) if subject else scope.papers()
            if (
                not papers
                and len(question.constraints.authors) > 1
                and with_its_conditions(asked, words).kind is not Kind.SURVEY
            ):
                # Who wrote nothing together is asked about one by one: "what does A do that B
                # does not".
                return None
        if subject and not papers:
            unknown = scope.unknown_names(subject)
            what = " or ".join(f"“{name}”" for name in unknown or [question.topic])
            closest = nearest(scope.closest(subject))
            return _abstain(f"No paper here was found on {what}. {closest}".strip())
        if question.operation is Operation.LIST and question.constraints.is_newest_first:
            papers = ordered(papers, "-date")
        hits = tuple(Hit(paper, 1.0, {}) for paper in papers)
        total = len(scope.focus) or self._library.count()
        named = self._library.names()
        question = replace(question, is_among_these=bool(scope.focus))
        statements = state(
            question,
            papers,
            total,
            cut_lists=named.cut_lists,
            untold_code=0 if scope.focus else named.untold_code,
        )
        return Plan(hits, statements=tuple(statements))

    def _plan_content(self, question: Question, words: str, scope: Scope, k: int) -> Plan:
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
            return _abstain(reason, hits)
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
        passages = rank_leads(rank_passages(question, best, self._library.similarities))
        return (best[0].paper, passages[0].span.text) if passages else None

    def _lacks(self, constraints: Constraints) -> str | None:
        """Return why papers of an institution or a venue cannot be told, None where they
        can.
        """
        for name, plural in _OFTEN_UNSAID:
            asked = [clause for clause in constraints.where.clauses if clause.name == name]
            if all(self._library.count(Filter((clause,))) for clause in asked):
                continue
            told = self._library.count(Filter((Clause(name, "", negated=True),)))
            if not told:
                return f"The papers' source names no {plural}."
            if name == "kind" and told == self._library.count():
                continue
            total = counted(self._library.count(), "paper")
            said = " ".join(constraints.said)
            return (
                f"No paper is marked as {said}; the source names its {name} for {told} of "
                f"{total}."
            )
        return None


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


def _abstain(reason: str, hits: tuple[Hit, ...] = ()) -> Plan:
    return Plan(
        hits, statements=(Statement(NOTHING_FOUND, verdict=Verdict.META),), reason=reason
    )


def _is_by_title(question: Question, closest: Sequence[Paper]) -> bool:
    """Tell whether the paper that comes closest has no abstract, and half of the question's
    words in its title.
    """
    bare = [paper for paper in closest if not paper.abstract.strip()]
    return bool(bare) and 2 * len(missing_words(question, bare)) <= len(question.content)


def _reads_otherwise(read: str, text: str) -> bool:
    """Tell whether a question was changed in more than British to American spelling."""
    return read.replace("z", "s") != text.replace("z", "s")
