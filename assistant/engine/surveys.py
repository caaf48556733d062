"""Answers that need all papers of a library or of a topic: overviews, inventories, rankings."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from assistant.abstracts.cache import Readings
from assistant.backends.extractive.composers.answering import Composition, compose_answer
from assistant.backends.prompting import build_request
from assistant.composing.lines.finding import LineFinder
from assistant.composing.plan import Plan
from assistant.composing.summary.overview import compose_overview
from assistant.language.markers import read_citations
from assistant.language.quantities import holds_number
from assistant.questions.constraints import NO_CONSTRAINTS
from assistant.questions.intents import Intent
from assistant.questions.question_reader import subject_of
from assistant.retrieval.passages import rank_passages
from store.printable import counted
from store.progress import silent
from store.ranking import Hit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.questions.question import Question
    from assistant.retrieval.passages import Passage
    from assistant.retrieval.scope import Scope
    from store.library import Library
    from store.paper import Paper

# Lines of more papers take longer than an answer may.
_MOST_IN_LINES = 2000
_MOST_READ = 200
_MOST_RANKED = 50
_SEVERAL = 2
_OF_RESULTS = ("measure", "data", "things")
_FEW = 5
_OTHERS = 5


class Surveys:
    """Plans the answers that are told from many papers."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._readings = Readings(library.folder)
        self._lines = LineFinder(library)

    def plan(self, question: Question, words: str, scope: Scope) -> Plan | None:
        """Return what a question of such a kind is to be answered with; None for others, and
        where nothing is found.
        """
        scope = scope.narrowed(question.constraints or NO_CONSTRAINTS)
        match question.intent:
            case Intent.OVERVIEW:
                return self._overview(question, words, scope)
            case Intent.LIMITS if "among" in question.slots:
                return self._rank_all(question, words, self._on_topic(question, scope))
            case Intent.INVENTORY:
                return self._rank_all(question, words, self._on_topic(question, scope))
            case Intent.RANKING:
                return self._rank(question, words, scope)
            case Intent.READING_ORDER if not (scope.focus or _is_on_a_topic(question)):
                # The words say that all is asked for: no paper need have them.
                return self._read_all(replace(question, words={}), words, scope.papers())
            case _:
                return None

    def _overview(self, question: Question, words: str, scope: Scope) -> Plan | None:
        papers = scope.papers()
        if not papers or self._library.count() > _MOST_IN_LINES:
            return None
        if len(papers) <= _FEW:
            # The words say that all is asked for: no paper need have them.
            listed = replace(question, intent=Intent.PAPERS, words={})
            return self._read_all(listed, words, papers)
        lines = self._lines.find(silent).among({paper.key for paper in papers})
        told, compose = compose_overview(lines, self._what(question, papers))
        return _plan(question, words, told, Composition(compose))

    def _what(self, question: Question, papers: Sequence[Paper]) -> str:
        count = counted(len(papers), "paper")
        constraints = question.constraints or NO_CONSTRAINTS
        # The years of the papers are said behind that anyway.
        years = [clause.name == "year" for clause in constraints.where.clauses]
        told = zip_longest(constraints.said, years)
        said = " ".join(wording for wording, is_year in told if not is_year)
        return f"The library holds {count} {said}".strip()

    def _on_topic(self, question: Question, scope: Scope) -> list[Paper]:
        subject = subject_of(question)
        return scope.find_members(subject) if subject else scope.papers()

    def _rank_all(self, question: Question, words: str, papers: Sequence[Paper]) -> Plan | None:
        """Return an answer that is read out of all of some papers, of few with how well each
        sentence answers.
        """
        if len(papers) > _MOST_RANKED:
            return self._read_all(question, words, papers)
        hits = [Hit(paper, 1.0, {}) for paper in papers]
        ranked = rank_passages(question, hits, self._library.similarities)
        return self._read_all(question, words, papers, ranked)

    def _read_all(
        self,
        question: Question,
        words: str,
        papers: Sequence[Paper],
        ranked: Sequence[Passage] = (),
    ) -> Plan | None:
        """Return an answer that is read out of all of some papers, of many the newest; `ranked`
        are their sentences, the one that answers best first.
        """
        read = papers[-_MOST_READ:]
        if not read:
            return None
        self._readings.read_all(read)
        cited = _cited(compose_answer(question, read, ranked), read)
        # Numbered as they are met, with a few of the others to look at.
        met = [*cited, *(paper for paper in read if paper not in cited)]
        number = {paper.key: at for at, paper in enumerate(met, 1)}
        ranked = [replace(each, marker=number[read[each.marker - 1].key]) for each in ranked]
        composed = compose_answer(question, met, ranked)
        return _plan(question, words, met[: len(cited) + _OTHERS], composed)

    def _rank(self, question: Question, words: str, scope: Scope) -> Plan | None:
        """Return the results with a measure, or the numbers on a topic where none is told; None
        where fewer than two abstracts have any.
        """
        if question.slots.get("measure"):
            papers = scope.papers() if self._library.count() <= _MOST_READ else []
            asked = " ".join(question.slots.get(part, "") for part in _OF_RESULTS)
            found = papers or [hit.paper for hit in scope.search(asked, _MOST_READ)]
            return self._read_all(question, words, found)
        if "topic" not in question.slots:
            return None
        papers = self._on_topic(question, scope)
        numbers = sum(holds_number(paper.abstract) for paper in papers)
        if numbers < _SEVERAL or scope.unknown_names(question):
            return None
        return self._rank_all(question, words, papers)


def _is_on_a_topic(question: Question) -> bool:
    """Tell whether a question gives a topic, or a word of it likely says what it is about."""
    return "topic" in question.slots or bool(question.likelihoods)


def _cited(composed: Composition, papers: Sequence[Paper]) -> list[Paper]:
    """Return the papers that an answer cites, in the order in which it does."""
    numbers = dict.fromkeys(
        number for piece in composed for number in read_citations(piece.text, papers).markers
    )
    return [papers[number - 1] for number in numbers]


def _plan(
    question: Question, words: str, papers: Sequence[Paper], composed: Composition
) -> Plan | None:
    if not composed:
        return None
    hits = tuple(Hit(paper, 1.0, {}) for paper in papers)
    request = build_request(words, papers, ())
    return Plan(hits, request=replace(request, reading=question, composed=composed))
