"""What an answer will be made of: the question made whole, the papers found, and who is to
write it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.backends.extractive.composers.answering import as_nearest, compose_answer
from assistant.backends.prompting import build_request
from assistant.composing.plan import Plan
from assistant.engine.window.packing import pack_request
from assistant.grounding.verdicts import Verdict
from assistant.questions.catalogue import list_filtered, read_catalogue_question, says_unknown
from assistant.questions.constraints import affiliation, read_constraints
from assistant.questions.followup import FollowUp, complete, leans, stay
from assistant.questions.kinds import asks_for_several
from assistant.questions.question import GENERAL, Kind, read_question
from assistant.questions.smalltalk import reply_to_small_talk
from assistant.questions.spelling import correct
from assistant.retrieval.abstention import (
    NOTHING_FOUND,
    nearest,
    reason_about_papers,
    reason_nothing_fits,
    reason_to_abstain,
)
from assistant.retrieval.catalogue_answers import Statement, state
from assistant.retrieval.contributions import lead_with_brought
from assistant.retrieval.missing_details import reason_detail_is_missing
from assistant.retrieval.passages import best_of_each, choose_passages, rank_passages
from assistant.retrieval.relevance import missing_words, subjects
from assistant.retrieval.scope import Scope
from assistant.retrieval.semantic_match import (
    TELLING,
    TELLING_IF_ASKED,
    count_close,
    find_nearest,
    widen,
)
from store.errors import InputError
from store.filters import Clause, Filter, parse_filter
from store.printable import counted
from store.ranking import Hit
from store.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.backends.windows import Window
    from assistant.engine.sessions.sessions import Turn
    from assistant.questions.constraints import Constraints
    from assistant.questions.question import Question
    from assistant.retrieval.passages import Passage
    from assistant.retrieval.semantic_match import Near
    from store.library import Library


# Whoever asks at greater length does not ask for metadata.
_LONGEST_READ = 1000
# A library of no more papers goes to the model as a whole, where its window takes it.
_SMALL = 100
_NEAREST_AMONG = 30
_FEW = 3


class Planner:
    """Reads questions and finds what answers them, the same for every backend."""

    def __init__(self, library: Library, window: Window | None = None) -> None:
        """Make it; without a window, a request has all that was found."""
        self._library = library
        self._window = window

    def plan(self, text: str, turns: Sequence[Turn], k: int) -> Plan:
        """Return what a question is to be answered with; `turns` is the conversation so far."""
        if not text.strip():
            raise InputError(
                "There is no question", advice='Ask one: songline ask "What is HoP?"'
            )
        if reply := reply_to_small_talk(text.strip()):
            return Plan(
                statements=(Statement(reply[0], verdict=Verdict.META),), reason=reply[1]
            )
        spelt = correct(text, self._library.spellings, self._is_author)
        whole = complete(spelt, turns, self._library.get) or FollowUp(spelt)
        plan = self._plan_whole(whole, k, turns)
        if whole.text == spelt and (plan.reason or (leans(spelt) and plan.request)):
            kept = stay(spelt, turns, self._library.get)
            staying = kept and self._plan_whole(kept, k, turns)
            if kept and staying and not staying.reason:
                whole, plan = kept, staying
        return replace(
            plan, rewritten=whole.text if _reads_otherwise(whole.text, text) else None
        )

    def _plan_whole(self, whole: FollowUp, k: int, turns: Sequence[Turn]) -> Plan:
        where, words = parse_filter(whole.asked or whole.text)
        scope = Scope(self._library, where, whole.focus)
        return self._plan_catalogue(words, scope) or self._plan_content(words, scope, k, turns)

    def _plan_catalogue(self, words: str, scope: Scope) -> Plan | None:
        if len(words) > _LONGEST_READ:
            return None
        question = (
            read_catalogue_question(words, self._is_author, self._is_affiliation)
            if words
            else list_filtered()
        )
        if question is None:
            return None
        if scope.where and words:
            question = question.within_filter()
        if question.is_about_one_paper:
            papers = scope.find_named(question.topic)
        elif says_unknown(words):
            return _abstain(
                "The library holds no citations and no indicators, only what the papers' "
                "source says."
            )
        elif reason := self._lacks_affiliation(question.constraints):
            return _abstain(reason)
        else:
            scope = scope.narrowed(question.constraints)
            papers = scope.find_members(question.topic) if question.topic else scope.papers()
            if (
                not papers
                and len(question.constraints.authors) > 1
                and not asks_for_several(words)
            ):
                # Who wrote nothing together is asked about one by one: "what does A do that B
                # does not".
                return None
        if question.topic and not papers:
            unknown = scope.unknown_names(read_question(question.topic))
            what = " or ".join(f"“{name}”" for name in unknown or [question.topic])
            found = [hit.paper for hit in scope.search(question.topic, 3)]
            return _abstain(f"No paper here was found on {what}. {nearest(found)}".strip())
        hits = tuple(Hit(paper, 1.0, {}) for paper in papers)
        total = len(scope.focus) or self._library.count()
        return Plan(hits, statements=tuple(state(question, papers, total)))

    def _plan_content(self, words: str, scope: Scope, k: int, turns: Sequence[Turn]) -> Plan:
        constraints = read_constraints(
            words[:_LONGEST_READ], self._is_author, self._is_affiliation
        )
        if len(words) > _LONGEST_READ:
            constraints = replace(constraints, rest=words)
        scope = scope.narrowed(constraints)
        question = scope.opened(read_question(constraints.rest))
        if sides := scope.find_sides_by_author(question):
            question = replace(question, kind=Kind.COMPARISON)
            passages = rank_passages(question, sides, self._library.similarities)
            return self._pack(
                words,
                question,
                scope,
                tuple(sides),
                passages,
                choose_passages(question, sides, passages),
                turns,
            )
        if constraints.authors and self._library.count(scope.where) <= _FEW:
            # Papers are as good as named by who wrote them.
            question = replace(question, names=(*question.names, *constraints.authors))
        if question.is_description and (near := self._find_nearest(question, scope)):
            return self._plan_near(words, question, scope, near[:k], turns)
        hits = tuple(scope.find(question, k))
        whole = subjects(question, hits)
        if question.lists_names and not whole and (named := scope.find_sides(question)):
            # No paper holds all the names, but each has its own: they are to be seen side by
            # side.
            question, hits = replace(question, kind=Kind.COMPARISON), tuple(named)
        about = (question.kind is Kind.CONTENT and whole) or hits
        passages = rank_passages(question, about, self._library.similarities)
        if reason := self._reason_to_abstain(question, scope, hits, passages):
            if not question.is_description and (near := self._find_nearest(question, scope)):
                return self._plan_near(words, question, scope, near[:k], turns)
            return _abstain(reason, hits)
        answering = (
            about if question.names else [about[passage.marker - 1] for passage in passages[:1]]
        )
        if reason := reason_detail_is_missing(question, [hit.paper for hit in answering]):
            return _abstain(reason, hits)
        passages = lead_with_brought(question, passages)
        return self._pack(
            words,
            question,
            scope,
            hits,
            passages,
            choose_passages(question, about, passages),
            turns,
        )

    def _reason_to_abstain(
        self,
        question: Question,
        scope: Scope,
        hits: tuple[Hit, ...],
        passages: Sequence[Passage],
    ) -> str | None:
        if passages and (scope.where or scope.focus) and not question.words:
            return None
        unknown = scope.unknown_names(question, hits)
        missing = missing_words(question, [hit.paper for hit in hits])
        is_known = len(missing) < len(question.words) or question.words.keys() <= GENERAL
        if scope.focus and not unknown and is_known:
            return (
                reason_about_papers(question, hits) if question.kind is Kind.CONTENT else None
            )
        if not hits and not unknown and question.words:
            return reason_nothing_fits(
                question, [hit.paper for hit in scope.search(question.bare_text, 3)]
            )
        return reason_to_abstain(question, hits, passages, unknown)

    def _pack(
        self,
        words: str,
        question: Question,
        scope: Scope,
        hits: tuple[Hit, ...],
        ranked: Sequence[Passage],
        chosen: Sequence[Passage],
        turns: Sequence[Turn],
    ) -> Plan:
        if self._window is None:
            papers = [hit.paper for hit in hits]
            composed = compose_answer(question, papers, ranked, chosen)
            request = build_request(words, papers, chosen)
            return Plan(hits, request=replace(request, reading=question, composed=composed))
        others = scope.papers() if self._library.count() <= _SMALL else ()
        packed = pack_request(words, hits, chosen, self._window, turns=turns, others=others)
        request = replace(packed.request, reading=question)
        return Plan(packed.hits, None, request, packed.left_out, packed.shortened)

    def _find_nearest(self, question: Question, scope: Scope) -> list[Near]:
        """Return the papers nearest to a description in meaning, if any is near enough."""
        least = TELLING if question.is_description else TELLING_IF_ASKED
        if question.names or len(question.words) < least:
            return []
        found = scope.search(widen(question).text, _NEAREST_AMONG)
        return find_nearest(question, found, self._library.similarities)

    def _plan_near(
        self,
        words: str,
        question: Question,
        scope: Scope,
        ranked: Sequence[Near],
        turns: Sequence[Turn],
    ) -> Plan:
        """Answer from the nearest paper, or from the few that may be it."""
        hits = tuple(near.hit for near in ranked)
        if reason := reason_detail_is_missing(question, [hits[0].paper]):
            return _abstain(reason, hits)
        wide, close = widen(question), hits[: count_close(ranked)]
        passages = rank_passages(wide, close, self._library.similarities)
        chosen = (
            best_of_each(passages) if len(close) > 1 else choose_passages(wide, close, passages)
        )
        plan = self._pack(words, question, scope, hits, passages, chosen, turns)
        if plan.request is None:
            return plan
        composed = as_nearest(plan.request.composed)
        request = replace(plan.request, is_nearest=True, composed=composed)
        return replace(plan, request=request)

    def _lacks_affiliation(self, constraints: Constraints) -> str | None:
        """Return why papers of an institution cannot be told, None where they can."""
        asked = [clause for clause in constraints.where.clauses if clause.name == "affiliation"]
        if all(self._library.count(Filter((clause,))) for clause in asked):
            return None
        told = self._library.count(Filter((Clause("affiliation", "", negated=True),)))
        if not told:
            return "The papers' source names no affiliations."
        total = counted(self._library.count(), "paper")
        said = " ".join(constraints.said)
        return (
            f"No paper is marked as {said}; the source names an affiliation for {told} "
            f"of {total}."
        )

    def _is_affiliation(self, name: str) -> bool:
        return self._library.count(Filter((affiliation(name),))) > 0

    def _is_author(self, name: str) -> bool:
        return self._library.count(Filter((Clause("author", fold(name)),))) > 0


def _abstain(reason: str, hits: tuple[Hit, ...] = ()) -> Plan:
    return Plan(
        hits, statements=(Statement(NOTHING_FOUND, verdict=Verdict.META),), reason=reason
    )


def _reads_otherwise(read: str, text: str) -> bool:
    """Tell whether a question was changed in more than British to American spelling."""
    return read.replace("z", "s") != text.replace("z", "s")
