"""A fact: the sentence that holds what is expected comes first, and what it belongs to
follows.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from assistant.abstracts import Role
from assistant.abstracts.wordings import tells_place
from assistant.backends.extractive.composers.telling import Teller
from assistant.backends.extractive.composers.writing import paragraph
from assistant.language.quantities import states_amount
from assistant.questions.intents import Holds
from assistant.retrieval.passages import rank_leads

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from assistant.backends.base import Piece
    from assistant.backends.extractive.composers.material import Material
    from assistant.retrieval.passages import Passage

_CLOSE = 0.8
_FURTHER = 3
_ENOUGH = 2


def compose(material: Material) -> list[Piece]:
    """Return the sentence that holds the fact, and what adds to it in reading order; nothing
    where no sentence can be told.
    """
    return begin_with(material, _leads(material))


def begin_with(material: Material, leads: Iterable[Passage]) -> list[Piece]:
    """Return the first of some sentences that can be told, and what adds to it."""
    teller = Teller(material.sources)
    for lead in leads:
        if told := teller.tell_answer(material.of(lead.marker), lead.span):
            return paragraph([*told, *_add(material, teller, lead)])
    return []


def _leads(material: Material) -> list[Passage]:
    """Return the sentences that may come first: of the paper that answers, the one that answers
    best, then the others that retrieval would answer with.
    """
    chosen = list(material.chosen) or list(material.ranked[:1])
    if not chosen:
        return []
    own = [each for each in material.ranked if each.marker == chosen[0].marker]
    leads = dict.fromkeys([*rank_leads(own), *chosen])
    if not material.question.asks_place:
        return list(leads)
    return sorted(leads, key=lambda each: not tells_place(each.span.text))


def _add(material: Material, teller: Teller, lead: Passage) -> Iterator[str]:
    """Yield what else was chosen, or one sentence that answers about as well; beside a
    sentence with a number, or a place, only such as have one too.
    """
    further = _further(material, lead)
    if len(further) < _ENOUGH:
        least = _CLOSE * lead.score
        same = (each for each in material.ranked if each.marker == lead.marker)
        close = (each for each in same if each != lead and each.score >= least)
        further += [each for each in close if each not in further][: _ENOUGH - len(further)]
    expects = material.question.expects
    may_be_number = expects is None or expects.holds is Holds.NUMBER
    needs_number = may_be_number and states_amount(lead.span.text)
    further = further[:_FURTHER]
    if not needs_number:
        further += _finding(material, [lead, *further])
    for passage in sorted(dict.fromkeys(further), key=_place):
        if needs_number and not states_amount(passage.span.text):
            continue
        if material.question.asks_place and not tells_place(passage.span.text):
            continue
        if text := teller.tell(material.of(passage.marker), passage.span):
            yield text


def _further(material: Material, lead: Passage) -> list[Passage]:
    """Return what else was chosen; for yes or no what else may decide."""
    expects = material.question.expects
    if expects is None or expects.holds is not Holds.YES_NO:
        return [each for each in material.chosen if each != lead]
    own = [each for each in material.ranked if each.marker == lead.marker and each != lead]
    return rank_leads(own)[:_ENOUGH]


def _finding(material: Material, told: Sequence[Passage]) -> list[Passage]:
    """Return the finding that answers best, where what is told of the first paper is none: an
    aim says what was asked, not what came of it.
    """
    source = material.of(told[0].marker)

    def is_finding(passage: Passage) -> bool:
        is_own = passage.marker == source.marker
        return is_own and source.role_of(passage.span) is Role.RESULT

    if any(map(is_finding, told)):
        return []
    return [*islice(filter(is_finding, material.ranked), 1)]


def _place(passage: Passage) -> tuple[int, int]:
    return (passage.marker, passage.span.start)
