"""Questions and claims asked of libraries, with what answers them and without.

SciFact's training claims stand for questions: each is asked of a library of such abstracts, and
of what is left of it without its own.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.questions.question import Kind, read_question
from assistant.retrieval.relevance import Relevance
from store.filters import Clause, Filter
from store.library import Library
from store.paper import Paper
from tests.eval.libraries import (
    is_tuned_on,
    library_of,
    open_library,
    question_files,
    read_rows,
    title_of,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from assistant.questions.question import Question
    from assistant.retrieval.features import Column

CANDIDATES = 100
"""Papers that are looked at."""
_CLAIMS = Path("claims") / "scifact_train.jsonl"
_MEDICINE = 5
"""Libraries that the abstracts of the claims are dealt to."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A question of content, and the paper that comes closest."""

    library: str
    closest: dict[str, Column]
    is_untold: bool
    is_claim: bool


def ask_questions(shared: Path, folder: Path) -> Iterator[Sought]:
    """Yield the questions of content that stand alone, with what answers them and without."""
    for file, path in question_files(shared).items():
        name = library_of(file)
        if not (is_tuned_on(file) and name):
            continue
        library = open_library(name, shared, folder)
        for row in read_rows(path):
            question = read_question(row["question"])
            is_read = question.kind is Kind.CONTENT and row["kind"] != "aggregate"
            if row["history"] or not is_read:
                continue
            if question.is_description and not question.is_phrase:
                continue
            answering = {title_of(work) for work in (*row["gold"], *row["also"]) if work != "*"}
            if row["abstain"]:
                yield from _sought(question, name, library, frozenset(), is_untold=True)
            elif answering:
                yield from _sought(question, name, library, answering)


def ask_claims(shared: Path, folder: Path) -> Iterator[Sought]:
    """Yield claims that are decided by their abstract, in libraries of those abstracts."""
    lines = (shared / _CLAIMS).read_text(encoding="utf-8").splitlines()
    claims = [*map(json.loads, lines)]
    abstracts = {claim["title"]: " ".join(claim["sentences"]) for claim in claims}
    for part in range(_MEDICINE):
        name = f"medicine{part}"
        titles = sorted(abstracts)[part::_MEDICINE]
        library = Library.open(folder / name)
        if not library.count():
            library.add(
                _paper(place, each, abstracts[each]) for place, each in enumerate(titles)
            )
        for claim in claims:
            if claim["evidence"] and claim["title"] in titles:
                question = replace(read_question(claim["claim"]), kind=Kind.CONTENT)
                answering = {title_of(claim["title"])}
                yield from _sought(question, name, library, answering, is_claim=True)


def _paper(place: int, title: str, abstract: str) -> Paper:
    return Paper(f"paper{place}", title, (), True, None, abstract, None, None)


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
        relevance = Relevance(question, hits, library.similarities)
        if relevance.features:
            yield Sought(name, relevance.closest(), is_missing, is_claim)
