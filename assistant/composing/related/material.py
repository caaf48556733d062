"""What paragraphs are made of: the sentences of each abstract that say what its paper
brings.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.abstracts import Role
from assistant.backends.extractive.composers.material import ReadPaper
from assistant.backends.extractive.composers.parts import count_results, worth_as_idea
from assistant.language.third_person.openers import stands_alone
from assistant.questions.question_reader import read_question
from assistant.retrieval.passages import rank_passages
from store.ranking import Hit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.retrieval.features import Similarities
    from assistant.retrieval.passages import Passage
    from store.paper import Paper

_IDLE = frozenset({Role.RESOURCE, Role.OUTLOOK, Role.LIMITS, Role.BOILERPLATE})
_FURTHER = frozenset({Role.METHOD, Role.RESULT})
_LONG = 45
_IDEA = 5.0
"""How much of the worth of an idea counts as much as the likeness to the topic."""


def gather_ideas(
    papers: Sequence[Paper], topic: str, similarities: Similarities
) -> tuple[dict[int, list[Passage]], dict[int, list[Passage]]]:
    """Return by number of the paper what may introduce it, and what may follow; the best
    sentences first.
    """
    sources = {marker: ReadPaper(marker, paper) for marker, paper in enumerate(papers, 1)}
    hits = [Hit(paper, 1.0, {}) for paper in papers]
    ranked = rank_passages(read_question(topic), hits, similarities)
    best = max((passage.score for passage in ranked), default=0.0) or 1.0
    usable = [
        replace(passage, score=passage.score / best)
        for passage in ranked
        if stands_alone(passage.span.text)
        and sources[passage.marker].role_of(passage.span) not in _IDLE
    ]
    further = [each for each in usable if sources[each.marker].role_of(each.span) in _FURTHER]
    return (
        _by_paper(usable, lambda each: _worth_as_idea(sources[each.marker], each)),
        _by_paper(further, lambda each: _worth_as_result(sources[each.marker], each)),
    )


def _by_paper(
    passages: Sequence[Passage], worth: Callable[[Passage], float]
) -> dict[int, list[Passage]]:
    found: dict[int, list[Passage]] = {}
    for passage in sorted(
        passages, key=lambda each: (-worth(each), each.marker, each.span.start)
    ):
        found.setdefault(passage.marker, []).append(passage)
    return found


def _worth_as_idea(source: ReadPaper, passage: Passage) -> float:
    return worth_as_idea(source, passage.span) / _IDEA + 0.5 * passage.score


def _worth_as_result(source: ReadPaper, passage: Passage) -> float:
    result = 1.0 if source.role_of(passage.span) is Role.RESULT else 0.0
    measured = 0.5 if count_results(source, passage.span) else 0.0
    return result + measured + 0.5 * passage.score - _excess(passage.span.text)


def _excess(text: str) -> float:
    """Return what a long sentence is worth less."""
    return max(0, len(text.split()) - _LONG) / 20
