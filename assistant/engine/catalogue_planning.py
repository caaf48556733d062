"""Questions of metadata, answered by what is computed from it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.composing.plan import Plan
from assistant.composing.refusals import abstaining
from assistant.questions.catalogue import Operation, says_unknown
from assistant.questions.question import Kind
from assistant.questions.question_reader import subject_of
from assistant.questions.reading import with_its_conditions
from assistant.retrieval.abstention import (
    NOT_HELD,
    nearest,
)
from assistant.retrieval.catalogue_answers import state
from store.filters import Clause, Filter
from store.ordering import ordered
from store.printable import counted
from store.ranking import Hit

if TYPE_CHECKING:
    from assistant.questions.constraints import Constraints
    from assistant.questions.question import Question
    from assistant.retrieval.scope import Scope
    from store.library import Library

_OFTEN_UNSAID = tuple(
    (name, f"{name}s")
    for name in ("affiliation", "venue", "kind", "publisher", "editor", "collection")
)


def plan_catalogue(library: Library, asked: Question, words: str, scope: Scope) -> Plan | None:
    """Return the answer that is computed, or why it cannot be; None where a question is not
    about metadata after all.
    """
    question, subject = asked.catalogue, subject_of(asked)
    if question is None:
        return None
    if question.is_about_one_paper and not (question.topic or scope.focus):
        return None
    if scope.where and words:
        question = question.within_filter()
    if question.is_about_one_paper:
        papers = scope.find_named(subject) if subject else scope.papers()
    elif says_unknown(words):
        return abstaining(NOT_HELD)
    elif reason := _lacks(library, question.constraints):
        return abstaining(reason)
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
        return abstaining(f"No paper here was found on {what}. {closest}".strip())
    if question.operation is Operation.LIST and question.constraints.is_newest_first:
        papers = ordered(papers, "-date")
    hits = tuple(Hit(paper, 1.0, {}) for paper in papers)
    total = len(scope.focus) or library.count()
    named = library.names()
    question = replace(question, is_among_these=bool(scope.focus))
    statements = state(
        question,
        papers,
        total,
        cut_lists=named.cut_lists,
        untold_code=0 if scope.focus else named.untold_code,
    )
    return Plan(hits, statements=tuple(statements))


def _lacks(library: Library, constraints: Constraints) -> str | None:
    """Return why papers of an institution or a venue cannot be told, None where they
    can.
    """
    for name, plural in _OFTEN_UNSAID:
        asked = [clause for clause in constraints.where.clauses if clause.name == name]
        if all(library.count(Filter((clause,))) for clause in asked):
            continue
        told = library.count(Filter((Clause(name, "", negated=True),)))
        if not told:
            return f"The papers' source names no {plural}."
        if name == "kind" and told == library.count():
            continue
        total = counted(library.count(), "paper")
        said = " ".join(constraints.said)
        return (
            f"No paper is marked as {said}; the source names its {name} for {told} of {total}."
        )
    return None
