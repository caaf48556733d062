"""A fact: the sentence that holds what is expected comes first, and what it belongs to
follows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.backends.extractive.composers.telling import Teller
from assistant.backends.extractive.composers.writing import paragraph
from assistant.language.quantities import states_amount
from assistant.questions.intents import Holds
from assistant.retrieval.passages import find_further, rank_leads

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assistant.backends.base import Piece
    from assistant.backends.extractive.composers.material import Material
    from assistant.retrieval.passages import Passage


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
    own = [each for each in material.ranked if chosen and each.marker == chosen[0].marker]
    return list(dict.fromkeys([*rank_leads(own), *chosen]))


def _add(material: Material, teller: Teller, lead: Passage) -> Iterator[str]:
    """Yield what belongs beside the first sentence, and what other papers answer; beside a
    number that may be what is asked for only what has one too.
    """
    expects = material.question.expects
    may_be_number = expects is None or expects.holds is Holds.NUMBER
    is_number = may_be_number and states_amount(lead.span.text)
    of_others = (each for each in material.chosen if each.marker != lead.marker)
    for passage in (*find_further(lead, material.ranked), *of_others):
        if is_number and not states_amount(passage.span.text):
            continue
        if text := teller.tell(material.of(passage.marker), passage.span):
            yield text
