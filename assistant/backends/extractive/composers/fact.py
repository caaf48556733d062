"""A fact: the sentence that holds what is expected comes first, and what it belongs to
follows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.abstracts import Role
from assistant.backends.extractive.composers.expected import fit_expected
from assistant.backends.extractive.composers.telling import Teller
from assistant.backends.extractive.composers.writing import paragraph
from assistant.questions.intents import Holds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.backends.base import Piece
    from assistant.backends.extractive.composers.material import Material
    from assistant.retrieval.passages import Passage

# How far below the best a sentence may lie that holds what is expected and still leads.
_NEAR_BEST = 0.6
_CLOSE = 0.8
_FURTHER = 3
_ENOUGH = 2
_FOUND = (Holds.YES_NO, Holds.OUTCOME)


def compose(material: Material) -> list[Piece]:
    """Return the sentence that holds the fact, and what adds to it in reading order; nothing
    where no sentence can be told.
    """
    teller = Teller(material.sources)
    for lead in _leads(material):
        if told := teller.tell_answer(material.of(lead.marker), lead.span):
            return paragraph([*told, *_add(material, teller, lead)])
    return []


def _leads(material: Material) -> list[Passage]:
    """Return the sentences that may come first: the one that holds most of what is expected,
    then those that retrieval would answer with.
    """
    chosen = list(material.chosen) or list(material.ranked[:1])
    if not chosen:
        return []
    ranked = [each for each in material.ranked if each.marker == chosen[0].marker]
    best = max((each.score for each in ranked), default=0.0)
    near = [each for each in (*chosen, *ranked) if each.score >= _NEAR_BEST * best]
    fits = [_fit(material, each) for each in near]
    most = max(fits, default=0.0)
    first = near[fits.index(most)] if most else None
    return [*([first] if first else []), *chosen]


def _fit(material: Material, passage: Passage) -> float:
    """Return how well a sentence holds what is expected: a yes or no, and what came out, stand
    where results are told.
    """
    question = material.question
    fit = fit_expected(question, passage.span.text)
    if question.expects and question.expects.holds in _FOUND:
        fit += material.of(passage.marker).role_of(passage.span) is Role.RESULT
    return fit


def _add(material: Material, teller: Teller, lead: Passage) -> Iterator[str]:
    """Yield what else was chosen, or one sentence that answers about as well; beside a
    number, no background.
    """
    further = [each for each in material.chosen if each != lead]
    if len(further) < _ENOUGH:
        least = _CLOSE * lead.score
        same = (each for each in material.ranked if each.marker == lead.marker)
        close = (each for each in same if each != lead and each.score >= least)
        further += [each for each in close if each not in further][: _ENOUGH - len(further)]
    further += _findings(material, lead)
    expects = material.question.expects
    is_number = expects is not None and expects.holds is Holds.NUMBER
    is_number = is_number and fit_expected(material.question, lead.span.text) > 0
    for passage in sorted(dict.fromkeys(further[:_FURTHER]), key=_place):
        source = material.of(passage.marker)
        if is_number and source.role_of(passage.span) is Role.BACKGROUND:
            continue
        if text := teller.tell(source, passage.span):
            yield text


def _findings(material: Material, lead: Passage) -> list[Passage]:
    """Return the result that answers best, where somebody is asked after: who says something
    found it.
    """
    constraints = material.question.constraints
    if not (constraints and constraints.authors):
        return []
    source = material.of(lead.marker)
    found = (
        each
        for each in material.ranked
        if each.marker == lead.marker and source.role_of(each.span) is Role.RESULT
    )
    return [each for each in found if each != lead][:1]


def _place(passage: Passage) -> tuple[int, int]:
    return (passage.marker, passage.span.start)
