"""A fact: the sentence that holds what is expected comes first, and what it belongs to
follows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.abstracts import Role
from assistant.backends.extractive.composers.expected import holds_expected
from assistant.backends.extractive.composers.telling import Teller
from assistant.backends.extractive.composers.writing import paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.backends.base import Piece
    from assistant.backends.extractive.composers.material import Material
    from assistant.retrieval.passages import Passage

# How far below the best a sentence may lie that holds what is expected and still leads.
_NEAR_BEST = 0.6
_CLOSE = 0.8
_FURTHER = 3


def compose(material: Material) -> list[Piece]:
    """Return the sentence that holds the fact, and one that tells more; nothing where no
    sentence can be told.
    """
    teller = Teller(material.sources)
    told = list(_tell(material, teller, order_by_fact(material)))
    return paragraph(told)


def order_by_fact(material: Material) -> list[Passage]:
    """Return the sentences that may answer: the best one that holds what is expected, then
    those that retrieval would answer with, then what answers about as well.
    """
    chosen = list(material.chosen) or list(material.ranked[:1])
    if not chosen:
        return []
    marker = chosen[0].marker
    ranked = [each for each in material.ranked if each.marker == marker]
    best = max((each.score for each in ranked), default=0.0)
    holding = [
        each
        for each in (*chosen, *ranked)
        if each.score >= _NEAR_BEST * best and holds_expected(material.question, each.span.text)
    ]
    close = [each for each in ranked if each.score >= _CLOSE * best]
    return list(dict.fromkeys((*holding[:1], *chosen, *close)))


def _tell(material: Material, teller: Teller, passages: Sequence[Passage]) -> Iterator[str]:
    """Yield the first sentence that can be told, and in reading order what adds to it."""
    lead = next((each for each in passages if not _is_unfit(material, each)), None)
    if lead is None:
        return
    yield from teller.tell_answer(material.of(lead.marker), lead.span)
    further = [each for each in passages if each != lead and _adds(material, each)]
    for passage in sorted(further[:_FURTHER], key=_place):
        if text := teller.tell(material.of(passage.marker), passage.span):
            yield text


def _is_unfit(material: Material, passage: Passage) -> bool:
    """Tell whether a sentence cannot be told even behind the one before it."""
    teller = Teller(material.sources)
    return not teller.tell_answer(material.of(passage.marker), passage.span)


def _adds(material: Material, passage: Passage) -> bool:
    """Tell whether a sentence adds to a fact: where a number is told, no background does."""
    if material.question.expects is None:
        return True
    return material.of(passage.marker).role_of(passage.span) is not Role.BACKGROUND


def _place(passage: Passage) -> tuple[int, int]:
    return (passage.marker, passage.span.start)
