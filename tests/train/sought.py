"""Questions and claims asked of libraries, with what answers them and without.

SciFact's training claims stand for questions: each is asked of a library of such abstracts, and
of what is left of it without its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.questions.known_names import KnownNames
from assistant.questions.question import Kind
from assistant.questions.question_reader import read_question
from assistant.questions.reading import read
from assistant.retrieval.relevance import Relevance, strongest
from store.filters import Clause, Filter
from tests.eval.libraries import (
    MEDICINE,
    TUNED_ON,
    open_library,
    read_claims,
    title_of,
    tuned_questions,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from assistant.questions.question import Question
    from assistant.retrieval.features import Column
    from store.library import Library

CANDIDATES = 100
"""Papers that are looked at."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A question that stands alone, and what comes closest."""

    library: str
    closest: dict[str, Column]
    """Of the paper that answers if any does."""
    strongest: dict[str, Column]
    """The largest number of each feature among the best papers."""
    is_untold: bool
    is_left_out: bool
    """Whether the papers that answer are left out."""
    is_claim: bool
    is_survey: bool
    is_phrase: bool


def ask_questions(shared: Path, folder: Path) -> Iterator[Sought]:
    """Yield the questions that stand alone, with what answers them and without."""
    libraries = {name: open_library(name, shared, folder) for name in TUNED_ON}
    for name, row in tuned_questions(shared):
        question = read(row["question"], KnownNames())
        if row["history"] or question.catalogue or question.kind is Kind.COMPARISON:
            continue
        if question.is_description and not question.is_phrase:
            continue
        answering = {title_of(work) for work in (*row["gold"], *row["also"]) if work != "*"}
        if row["abstain"]:
            yield from _sought(question, name, libraries[name], frozenset(), is_untold=True)
        elif answering:
            yield from _sought(question, name, libraries[name], answering)


def ask_claims(shared: Path, folder: Path) -> Iterator[Sought]:
    """Yield claims that are decided by their abstract, in libraries of those abstracts."""
    claims = read_claims(shared)
    for name in MEDICINE:
        library = open_library(name, shared, folder)
        titles = {paper.title for paper in library.list()}
        for claim in claims:
            if claim["evidence"] and claim["title"] in titles:
                question = replace(read_question(claim["claim"]), kind=Kind.CONTENT)
                answering = {title_of(claim["title"])}
                yield from _sought(question, name, library, answering, is_claim=True)


def _sought(
    question: Question,
    name: str,
    library: Library,
    answering: Collection[str],
    *,
    is_untold: bool = False,
    is_claim: bool = False,
) -> Iterator[Sought]:
    """Yield a question asked of a library, and of what is left of it without the papers that
    answer.
    """
    keys = [paper.key for paper in library.list() if title_of(paper.title) in answering]
    asked = [(Filter(), is_untold)]
    if keys:
        without = tuple(Clause("key", key, negated=True) for key in keys)
        asked.append((Filter(without), True))
    for where, is_missing in asked:
        hits = library.search(question.bare_text, k=CANDIDATES, where=where)
        relevance = Relevance.of(question, hits, library.similarities)
        if relevance.features:
            yield Sought(
                name,
                relevance.closest(),
                strongest(relevance.features),
                is_missing,
                is_left_out=bool(where.clauses),
                is_claim=is_claim,
                is_survey=question.kind is Kind.SURVEY,
                is_phrase=question.is_phrase,
            )
