"""What a summary will be made of: the papers that belong, and its parts."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.backends.base import Limits
from assistant.composing.lines.finding import LineFinder
from assistant.composing.plan import Plan
from assistant.composing.refusals import abstaining
from assistant.composing.related.choosing import Wishes, find_close
from assistant.composing.related.outline import LEFT_OUT, PINNED, Chosen, Group, Outline
from assistant.composing.summary.outline import (
    outline_library,
    outline_near,
    outline_parts,
    outline_periods,
    outline_topic,
    told_of_lines,
    told_of_periods,
)
from assistant.composing.summary.periods import MOST_TOLD, find_periods
from assistant.composing.summary.requests import summary_request
from assistant.questions.intents import Intent
from assistant.questions.length import first_part, told_in_part
from assistant.questions.question_reader import read_question
from assistant.retrieval.abstention import nearest
from assistant.retrieval.relevance import Relevance
from assistant.retrieval.scope import Scope, on_topic
from store.errors import InputError
from store.filters import Filter, parse_filter
from store.ordering import when
from store.printable import counted
from store.ranking import Hit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.backends.base import Section
    from assistant.composing.lines.finding import Line
    from store.library import Library
    from store.paper import Paper
    from store.progress import Tell

_FIRST_LOOK = 100
_NEAR = 10
_FEW = 3
_NEAR_TITLES = 5
"""Papers that are named as near to a topic on which there are few."""
_BELONGS, _NEARLY = "belongs to it", "near to it"
_NUMBER = re.compile(r"(?:line )?#?(\d{1,4})", re.IGNORECASE)
# In larger libraries a line is named by its number: finding lines takes longer than a summary.
_NAMED_UP_TO = 1000


class SummaryPlanner:
    """Finds what a summary is to be made of, the same for every backend."""

    def __init__(
        self, library: Library, completion_tokens: int = Limits().completion_tokens
    ) -> None:
        """Make it; `completion_tokens` is how long a model's text may be."""
        self._library = library
        self._completion_tokens = completion_tokens
        self.lines = LineFinder(library)

    def plan(self, topic: str, years: str, tell: Tell) -> Plan:
        """Return what a summary is made of; without a topic, of all papers; `years` as in
        `2020..2024`.

        `tell` hears what takes time. Raises InputError for years that are none and a line that
        is not there.
        """
        if (first := first_part(topic)) != topic:
            plan = self.plan(first, years, tell)
            return replace(plan, rewritten=told_in_part(topic, first))
        where, words = parse_filter(f"{topic} year:{years}" if years else topic)
        scope = Scope(self._library, where)
        if not words.strip() or _is_of_all(words):
            return self._plan_whole(scope, tell)
        if line := self._find_line(words.strip(), tell):
            held = {paper.key for paper in scope.papers()}
            papers = [paper for paper in line.papers if paper.key in held]
            what = f"The line “{line.name}” has {_told(len(papers), len(line.papers))}"
            return self._plan_topic(line.name, papers, what, scope)
        papers = self._find_members(words, scope, tell)
        among = f" among the {self._library.count(where):,} asked for" if where else ""
        what = f"The library holds {counted(len(papers), 'paper')} on “{words.strip()}”{among}"
        if not papers:
            papers = self._find_close(words, scope)
            what = f"No paper{among} is on all of “{words.strip()}”; these come close"
        return self._plan_topic(words, papers, what, scope)

    def outline(self, topic: str, tell: Tell, wishes: Wishes | None = None) -> Outline:
        """Return which papers a summary of a topic or a line is made of, as is wished, and the
        next ones that it is not; no groups where there are none.
        """
        wishes = wishes or Wishes()
        where, words = parse_filter(first_part(topic))
        scope = Scope(self._library, where)
        line = self._find_line(words.strip(), tell)
        found = list(line.papers) if line else self._find_members(words, scope, tell)
        found = found or self._find_close(words, scope)
        about = line.name if line else words.strip()
        found += self._papers(set(wishes.pinned) - {paper.key for paper in found})
        papers = [paper for paper in found if paper.key not in wishes.excluded]
        told = {*wishes.excluded, *(paper.key for paper in papers)}
        near = [hit.paper for hit in scope.search(about, len(told) + _NEAR)]
        left_out = [Chosen(key, LEFT_OUT) for key in wishes.excluded]
        left_out += [Chosen(each.key, _NEARLY) for each in near if each.key not in told][:_NEAR]
        chosen = tuple(
            Chosen(paper.key, PINNED if paper.key in wishes.pinned else _BELONGS)
            for paper in sorted(papers, key=when)
        )
        groups = (Group(about, chosen),) if chosen else ()
        return Outline(about, groups, tuple(left_out))

    def plan_chosen(self, outline: Outline) -> Plan:
        """Return what a summary of papers that the user chose is made of: along the timeline,
        or in the groups that the user has made of them.
        """
        about, papers = outline.topic, self._papers(outline.keys)
        what = f"On “{about}” {counted(len(papers), 'paper')} were chosen"
        if len(outline.groups) < 2:
            return self._plan_topic(about, papers, what, Scope(self._library, Filter()))
        parts = [
            (group.about, self._papers(each.key for each in group.papers))
            for group in outline.groups
        ]
        return self._plan(about, papers, outline_parts(about, parts, what))

    def _papers(self, keys: Iterable[str]) -> list[Paper]:
        return [paper for key in keys if (paper := self._library.get(key))]

    def _plan_topic(self, about: str, papers: Sequence[Paper], what: str, scope: Scope) -> Plan:
        if not papers:
            found = [hit.paper for hit in scope.search(about, 3)]
            return abstaining(f"No paper here was found on “{about}”. {nearest(found)}".strip())
        if len(papers) > MOST_TOLD and (periods := find_periods(papers)):
            told = told_of_periods(periods)
            return self._plan(about, told, outline_periods(about, periods, what))
        told = sorted(papers, key=when)[:MOST_TOLD]
        sections = outline_topic(about, told, what)
        if len(told) < _FEW:
            known = {paper.key for paper in told}
            found = [hit.paper for hit in scope.search(about, len(told) + _NEAR)]
            near = [paper for paper in found if paper.key not in known]
            sections += outline_near(near[:_NEAR_TITLES])
        return self._plan(about, told, sections)

    def _plan_whole(self, scope: Scope, tell: Tell) -> Plan:
        papers = scope.papers()
        if not papers:
            return abstaining("The library holds no such paper.")
        lines = self.lines.find(tell).among({paper.key for paper in papers})
        what = f"The library holds {_told(len(papers), self._library.count())}"
        told = told_of_lines(lines)
        return self._plan("", told, outline_library(lines, told, what))

    def _plan(self, about: str, papers: Sequence[Paper], sections: Sequence[Section]) -> Plan:
        hits = tuple(Hit(paper, 1.0, {}) for paper in papers)
        limits = Limits(completion_tokens=self._completion_tokens)
        return Plan(hits, request=summary_request(about, papers, sections, limits))

    def _find_line(self, words: str, tell: Tell) -> Line | None:
        """Return the line that a text names, by its number or its whole name."""
        number = _NUMBER.fullmatch(words)
        if not number and self._library.count() > _NAMED_UP_TO:
            return None
        lines = self.lines.find(tell)
        line = lines.named(number[1] if number else words)
        if number and line is None:
            why = f"the library has {counted(len(lines.lines), 'line')}"
            raise InputError(
                f"There is no line {number[1]}", why=why, advice="List them: songline lines"
            )
        return line

    def _find_members(self, words: str, scope: Scope, tell: Tell) -> list[Paper]:
        """Return all papers that belong to a topic, the closest first: looked for until they
        end.
        """
        question, look = read_question(words), _FIRST_LOOK
        everything = self._library.count()
        while True:
            hits = scope.search(question.text, look)
            found = on_topic(question, Relevance.of(question, hits, self._library.similarities))
            if len(hits) < look or look >= everything or len(found) <= look // 2:
                break
            look = min(4 * look, everything)
            tell(f"looking at the {counted(look, 'paper')} nearest to “{words.strip()}”", 0, 0)
        if not found:
            return scope.find_members(question)
        return [hit.paper for hit in found]

    def _find_close(self, words: str, scope: Scope) -> list[Paper]:
        """Return the papers that come close to a topic that none is wholly on."""
        question = read_question(words)
        hits = scope.search(question.text, _FIRST_LOOK)
        return [hit.paper for hit in find_close(self._library, question, hits)]


def _told(told: int, total: int) -> str:
    """Return how many papers there are, and how many of them are asked for where that is not
    all.
    """
    if told == total:
        return counted(total, "paper")
    return f"{counted(total, 'paper')}; {told:,} {'is' if told == 1 else 'are'} told here"


def _is_of_all(topic: str) -> bool:
    """Tell whether what is to be summarised is all there is: "the whole library"."""
    return read_question(f"Summarise {topic}").intent is Intent.OVERVIEW
