"""The part of the library that a question is about, and what in it belongs to the question."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from assistant.abstracts.antecedents import introduces
from assistant.language.names import gives_name, long_forms, missing_names, text_of
from assistant.language.thesaurus import written_for
from assistant.questions.intents import Intent
from assistant.questions.question import Kind
from assistant.questions.question_reader import (
    GENERAL,
    compared_in,
    each_named_in,
    worded_otherwise,
)
from assistant.retrieval.coverage import (
    holds_all,
    holds_excluded,
    paper_stems,
)
from assistant.retrieval.features import widened
from assistant.retrieval.relevance import Relevance, Task
from store.filters import Clause, Filter
from store.ordering import when
from store.ranking import Hit
from store.stopping import checked

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from assistant.questions.constraints import Constraints
    from assistant.questions.question import Question
    from store.library import Library
    from store.paper import Paper

USUAL = 10
"""Papers to retrieve, where nobody says otherwise."""
_CONSIDERED = 100
_CONSIDERED_WIDELY = 40
_MOST_FORMS = 8
_MOST_NAMES = 20
_EACH = 3


@dataclass(frozen=True, slots=True)
class Scope:
    """The papers that pass a filter and are of certain years, or the few that the
    conversation is about.
    """

    library: Library
    where: Filter
    focus: tuple[str, ...] = ()
    """Citation keys; empty for all papers."""
    constraints: Constraints | None = None
    judged: dict[str, Relevance] = field(default_factory=dict, compare=False, repr=False)
    """What was found for the questions that were asked of this scope."""

    def narrowed(self, constraints: Constraints) -> Scope:
        """Return the scope under further conditions; itself where it is under these."""
        if constraints is self.constraints:
            return self
        where = Filter((*self.where.clauses, *constraints.where.clauses))
        return replace(self, where=where, constraints=constraints, judged={})

    @property
    def is_part(self) -> bool:
        """Whether it is not the whole library."""
        limits = self.constraints
        is_limited = limits and (
            limits.years or limits.has_abstract is not None or limits.limits.are_of_papers
        )
        return bool(self.where or self.focus or is_limited)

    def papers(self) -> list[Paper]:
        """Return all papers of the scope, the oldest first."""
        return [
            paper for paper in self.library.list(self.where, order="date") if self._holds(paper)
        ]

    def search(self, text: str, k: int) -> list[Hit]:
        """Return the k papers of the scope that fit a text best."""
        if self.focus:
            found = [
                self.library.search(text, k=1, where=self._only(key)) for key in self.focus
            ]
            return [hit for hits in found for hit in hits]
        return [
            hit
            for hit in self.library.search(text, k=k, where=self.where)
            if self._holds(hit.paper)
        ]

    def judge(self, question: Question) -> Relevance:
        """Return what a search for a question finds, in its words and in those of papers, and
        what belongs to it.
        """
        if question.text not in self.judged:
            self.judged[question.text] = self._judge(question)
        return self.judged[question.text].asked_as(question.kind)

    def _judge(self, question: Question) -> Relevance:
        found = self.search(question.bare_text, _CONSIDERED)
        wide = self.search(widened(question), _CONSIDERED_WIDELY)
        hits = {hit.paper.key: hit for hit in (*wide, *found)}
        order = dict.fromkeys(hit.paper.key for hit in (*found, *wide))
        return Relevance.of(question, [hits[key] for key in order], self.library.similarities)

    def find(self, question: Question, k: int) -> list[Hit]:
        """Return the papers that a question is to be answered from, those that hold all its
        names first.
        """
        if question.kind is Kind.CONTENT:
            relevance = self.judge(question)
            if not self.focus and _is_untold(question, relevance):
                return []
            hits = relevance.ranked(Task.ANSWER)
            about = subjects(question, hits) if question.names else []
            return [*about, *(hit for hit in hits if hit not in about)][:k]
        if question.kind is Kind.COMPARISON and (compared := self.find_sides(question)):
            return compared
        if self.focus:
            return self._find_in_focus(question)
        everything = self._find_all(question)
        # What belongs to a topic is told whole, but to those who ask for fewer than usual.
        return everything[:k] if k < USUAL else everything

    def _find_in_focus(self, question: Question) -> list[Hit]:
        """Return those of the papers spoken of that a question picks out by its words; all of
        them where it has none but general ones.
        """
        hits = self.search(question.bare_text, _CONSIDERED)
        special = [term for word, term in question.words.items() if word not in GENERAL]
        if question.intent is not Intent.PAPERS or not special:
            return hits
        return [hit for hit in hits if all(term & paper_stems(hit.paper) for term in special)]

    def about(self, question: Question, hits: Sequence[Hit]) -> Sequence[Hit]:
        """Return those of the papers found that are to answer: of a question of content, what
        gives all its names, or what comes as close as the best.
        """
        if question.kind is not Kind.CONTENT or not hits or not question.words or self.focus:
            return hits
        if question.names:
            return subjects(question, hits) or hits
        return hits[: self.judge(question).count_close() if question.is_description else 1]

    def beside(self, question: Question, hits: Sequence[Hit]) -> Sequence[Hit]:
        """Return those of the papers found that come about as close to a question of content
        as the one that is to answer it; none where names tell which is meant.
        """
        is_open = question.kind is Kind.CONTENT and question.words and not question.names
        if not is_open or question.is_description or self.focus or not hits:
            return []
        return hits[1 : self.judge(question).count_close()]

    def opened(self, question: Question) -> Question:
        """Return a question as one for all papers on its topic, where several hold every
        word of it.
        """
        asks_one = question.names or question.wanted or question.asks_number or self.focus
        if question.kind is not Kind.CONTENT or asks_one or not question.words:
            return question
        open_question = question.as_survey
        found = self.judge(open_question).members()
        held = [hit for hit in found if holds_all(open_question, hit.paper)]
        return open_question if len(held) > 1 else question

    def _find_all(self, question: Question) -> list[Hit]:
        """Return all papers on a topic under any of its names; none where there is none."""
        relevance = self.judge(question)
        papers = [hit.paper for hit in relevance.hits]
        found = on_topic(question, relevance)
        for meant in worded_otherwise(
            question, long_forms(question.names, papers)[:_MOST_FORMS]
        ):
            found += on_topic(meant, self.judge(meant))
        for meant in [] if found else worded_otherwise(question, self._as_written(question)):
            found += on_topic(meant, self.judge(meant))
        return list({hit.paper.key: hit for hit in found}.values())

    def _as_written(self, question: Question) -> list[tuple[str, str]]:
        """Return each word of a topic that no paper has with those that papers write for it."""
        return [
            (word, written)
            for word in self.lacking([*question.words])
            for written in written_for(word)
            if not self.lacking([written])
        ]

    def find_sides(self, question: Question) -> list[Hit]:
        """Return the papers on each thing compared; none where there is one, or one has no
        paper.
        """
        sides = compared_in(question)
        found: dict[str, Hit] = {}
        # A paper that is named is not the other one that is only described.
        for side in sorted(sides, key=lambda side: not side.names):
            hits = (
                self._find_one(side, found)
                if question.names
                else on_topic(side, self.judge(side))
            )
            if not hits:
                return []
            found |= {hit.paper.key: hit for hit in hits}
        return [*found.values()] if len(sides) > 1 else []

    def find_sides_by_author(self, question: Question) -> list[Hit]:
        """Return the papers on a topic by each author asked for; none where some paper is by
        them all.
        """
        groups = self._authors_apart()
        if len(groups) < 2:
            return []
        others = tuple(clause for clause in self.where.clauses if clause.name != "author")
        sides = [replace(self, where=Filter((*others, *group)), judged={}) for group in groups]
        return [hit for side in sides for hit in side.find_best(question)]

    def _authors_apart(self) -> list[tuple[Clause, ...]]:
        """Return the authors asked for; together, as they were named, who wrote a paper
        together.
        """
        groups: list[tuple[Clause, ...]] = []
        for author in (clause for clause in self.where.clauses if clause.name == "author"):
            if groups and self.library.count(Filter((*groups[-1], author))):
                groups[-1] = (*groups[-1], author)
            else:
                groups.append((author,))
        return groups

    def find_best(self, question: Question) -> list[Hit]:
        """Return the papers of the scope that come closest to a topic; all of them where
        there is none.
        """
        if not question.words:
            return [Hit(paper, 1.0, {}) for paper in self.papers()]
        relevance = self.judge(question)
        return relevance.members()[:_EACH] or [*relevance.hits[:1]]

    def _find_one(self, side: Question, others: Collection[str] = ()) -> list[Hit]:
        """Return the paper that has a side's names, or that fits its description best but
        for some others.
        """
        if side.names:
            hits = self.search(side.text, _CONSIDERED)
            first = [hit for hit in hits if _give([hit], side.names[0])]
            return (subjects(side, hits) or first)[:1]
        relevance = self.judge(side)
        if relevance.is_absent:
            return []
        near = relevance.ranked(Task.ANSWER)
        return [hit for hit in near if hit.paper.key not in others][:1]

    def closest(self, question: Question) -> list[Paper]:
        """Return the few papers that come closest to what none was found to answer."""
        task = Task.TOPIC if question.kind is Kind.SURVEY else Task.ANSWER
        return [hit.paper for hit in self.judge(question).ranked(task)[:_EACH]]

    def find_members(self, question: Question) -> list[Paper]:
        """Return the papers that belong to a topic, or are each named in it, the oldest
        first.
        """
        relevance = self.judge(replace(question, kind=Kind.SURVEY))
        hits = on_topic(question, relevance) or [
            hit
            for hit in relevance.hits
            if any(gives_name(hit.paper.title, name) for name in question.names)
        ]
        return sorted((hit.paper for hit in hits), key=when)

    def find_named(self, question: Question) -> list[Paper]:
        """Return the paper that names stand for, or those that some names do; none where
        nothing fits.
        """
        if not question.names:
            return [hit.paper for hit in self._find_one(question)]
        if hits := subjects(question, self.search(question.text, _CONSIDERED)):
            papers = [hit.paper for hit in hits]
            own = (each for each in papers if _introduces_all(each, question.names))
            return [next(own, papers[0])]
        each = [self._find_one(one) for one in each_named_in(question)]
        return [hits[0].paper for hits in each] if all(each) else []

    def unknown_names(self, question: Question, found: Sequence[Hit] = ()) -> list[str]:
        """Return the names in a question that no paper of the scope gives, those already
        found first.
        """
        return [
            name
            for name in question.names[:_MOST_NAMES]
            if not _give(found, name) and not _give(self.search(name, _CONSIDERED), name)
        ]

    def lacking(self, words: Sequence[str]) -> list[str]:
        """Return those of some words that no paper of the whole library has."""
        return [word for word in words if word not in self.library.spellings(word)]

    def _only(self, key: str) -> Filter:
        return Filter((*self.where.clauses, Clause("key", key)))

    def _holds(self, paper: Paper) -> bool:
        if self.focus and paper.key not in self.focus:
            return False
        return self.constraints is None or self.constraints.allow(paper)


def _is_untold(question: Question, relevance: Relevance) -> bool:
    """Tell whether no paper answers a question of content: a phrase with names is about what
    gives them, and what is described in a sentence is answered by what comes closest.
    """
    stands_alone = question.names if question.is_phrase else question.is_description
    return not stands_alone and relevance.is_absent


def on_topic(question: Question, relevance: Relevance) -> list[Hit]:
    """Return the papers on a topic, and those that give all its names; none where it is
    absent.
    """
    named = subjects(question, relevance.hits) if question.names else []
    if not named and relevance.is_absent:
        return []
    members = relevance.members() or relevance.ranked(Task.TOPIC)[:1]
    keys = {hit.paper.key for hit in (*members, *named)}
    return [
        hit
        for hit in checked(relevance.hits)
        if hit.paper.key in keys and not holds_excluded(question, hit.paper)
    ]


def _introduces_all(paper: Paper, names: Sequence[str]) -> bool:
    return all(introduces(paper, name) for name in names)


def subjects(question: Question, hits: Sequence[Hit]) -> list[Hit]:
    """Return the papers that give all the names of a question; all of them where it has
    none.
    """
    return [hit for hit in checked(hits) if not missing_names(question.names, hit.paper)]


def _give(hits: Sequence[Hit], name: str) -> bool:
    return any(gives_name(text_of(hit.paper), name) for hit in hits)
