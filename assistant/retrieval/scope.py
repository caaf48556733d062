"""The part of the library that a question is about, and what in it belongs to the question."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.language.names import gives_name, long_forms, text_of
from assistant.questions.comparands import is_one_paper
from assistant.questions.question import Kind, read_question
from assistant.retrieval.contributions import brings, brought
from assistant.retrieval.relevance import holds_excluded, holds_topic, kin, members, subjects
from assistant.retrieval.semantic_match import (
    akin,
    find_nearest,
    is_on_topic,
    rank_by_nearness,
    widen,
)
from store.filters import Clause, Filter
from store.ranking import Hit

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from assistant.questions.constraints import Constraints
    from assistant.questions.question import Question
    from store.library import Library
    from store.paper import Paper

_SURVEYED = 100
_WIDELY = 500
_MOST_FORMS = 8
_MOST_NAMES = 20
_LOOKED_AT = 40
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

    def narrowed(self, constraints: Constraints) -> Scope:
        """Return the scope under further conditions."""
        where = Filter((*self.where.clauses, *constraints.where.clauses))
        return replace(self, where=where, constraints=constraints)

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

    def find(self, question: Question, k: int) -> list[Hit]:
        """Return the papers that a question is to be answered from, those that hold all its
        names first.
        """
        if question.kind is Kind.CONTENT:
            hits = self.search(question.text, max(k, _SURVEYED) if question.names else k)
            about = subjects(question, hits)
            return [*about, *(hit for hit in hits if hit not in about)][:k]
        if question.kind is Kind.COMPARISON and (compared := self.find_sides(question)):
            return compared
        hits = self.search(question.bare_text, _SURVEYED)
        return hits if self.focus else self._find_all(question, hits)

    def opened(self, question: Question) -> Question:
        """Return a question as one for all papers on its topic, where several hold every
        word of it.
        """
        asks_one = question.names or question.wanted or question.asks_number or self.focus
        if question.kind is not Kind.CONTENT or asks_one or not question.words:
            return question
        open_question = replace(question, kind=Kind.SURVEY)
        found = members(open_question, self.search(question.bare_text, _SURVEYED))
        held = [hit for hit in found if holds_topic(open_question, hit.paper)]
        return open_question if len(held) > 1 else question

    def _find_all(self, question: Question, hits: Sequence[Hit]) -> list[Hit]:
        """Return all papers on a topic under any of its names; none where there is none."""
        found = self._find_told(question, hits)
        for text in long_forms(question.text, question.names, [hit.paper for hit in hits])[
            :_MOST_FORMS
        ]:
            meant = read_question(text)
            found += self._find_told(meant, self.search(meant.bare_text, _SURVEYED))
        return list({hit.paper.key: hit for hit in found}.values())

    def _find_told(self, question: Question, hits: Sequence[Hit]) -> list[Hit]:
        """Return all papers on a topic as it is told, whatever words they write."""
        if told := brought(question):
            return [
                hit
                for hit in self.search(question.bare_text, _WIDELY)
                if brings(hit.paper, told)
            ]
        found = members(question, hits)
        found += kin(question, found, hits, self.library.vectors)
        found = found or self._survey_widely(question)
        if question.names or not question.words:
            return found
        topic = replace(question, text=question.bare_text)
        wide = self.search(widen(topic).text, _LOOKED_AT)
        ranked = rank_by_nearness(topic, wide, self.library.similarities)
        if not is_on_topic(topic, ranked, is_found=bool(found)):
            return []
        scores = {hit.paper.key: hit.score for hit in hits}
        return found + [
            hit for hit in akin(ranked, scores) if not holds_excluded(question, hit.paper)
        ]

    def _survey_widely(self, question: Question) -> list[Hit]:
        """Return what holds a whole topic in what papers write for everyday words."""
        wide = widen(question)
        found = members(wide, self.search(wide.bare_text, _SURVEYED))
        return [hit for hit in found if holds_topic(wide, hit.paper)]

    def find_sides(self, question: Question) -> list[Hit]:
        """Return the papers on each thing compared; none where there is one, or one has no
        paper.
        """
        sides = [read_question(side) for side in question.sides]
        found: dict[str, Hit] = {}
        # A paper that is named is not the other one that is only described.
        for side in sorted(sides, key=lambda side: not side.names):
            is_one = bool(question.names) or is_one_paper(side.text)
            hits = (
                self._find_one(side, found)
                if is_one
                else members(side, self.search(side.text, _SURVEYED))
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
        sides = [replace(self, where=Filter((*others, *group))) for group in groups]
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
        hits = self.search(question.bare_text, _SURVEYED)
        return members(question, hits)[:_EACH] or hits[:1]

    def _find_one(self, side: Question, others: Collection[str] = ()) -> list[Hit]:
        """Return the paper that has a side's names, or that fits its description best but
        for some others.
        """
        hits = self.search(side.text, _SURVEYED)
        if side.names:
            first = [hit for hit in hits if _give([hit], side.names[0])]
            return (subjects(side, hits) or first)[:1]
        ranked = find_nearest(
            side, self.search(widen(side).text, _LOOKED_AT), self.library.similarities
        )
        near = [each.hit for each in ranked]
        return [hit for hit in near or members(side, hits) if hit.paper.key not in others][:1]

    def find_members(self, topic: str) -> list[Paper]:
        """Return the papers that belong to a topic, or are each named in it, the oldest
        first.
        """
        question = read_question(topic)
        found = self.search(topic, _SURVEYED)
        hits = members(question, found) or [
            hit
            for hit in found
            if any(gives_name(hit.paper.title, name) for name in question.names)
        ]
        return sorted(
            (hit.paper for hit in hits),
            key=lambda paper: paper.date.sort_key if paper.date else (),
        )

    def find_named(self, name: str) -> list[Paper]:
        """Return the paper that a name stands for, or those that some names do; none where
        nothing fits.
        """
        question = read_question(name)
        found = self.search(name, _SURVEYED)
        if not question.names:
            return [hit.paper for hit in members(question, found)[:1]]
        if hits := subjects(question, found):
            return [hits[0].paper]
        each = [self._find_one(read_question(f"of {one}")) for one in question.names]
        return [hits[0].paper for hits in each] if all(each) else []

    def unknown_names(self, question: Question, found: Sequence[Hit] = ()) -> list[str]:
        """Return the names in a question that no paper of the scope gives, those already
        found first.
        """
        return [
            name
            for name in question.names[:_MOST_NAMES]
            if not _give(found, name) and not _give(self.search(name, _SURVEYED), name)
        ]

    def _only(self, key: str) -> Filter:
        return Filter((*self.where.clauses, Clause("key", key)))

    def _holds(self, paper: Paper) -> bool:
        if self.focus and paper.key not in self.focus:
            return False
        return self.constraints is None or self.constraints.allow(paper)


def _give(hits: Sequence[Hit], name: str) -> bool:
    return any(gives_name(text_of(hit.paper), name) for hit in hits)
