"""A fact: the sentence that answers best comes first, and what is welcome beside it follows."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from assistant.abstracts.antecedents import own_name
from assistant.backends.extractive.composers.telling import Teller
from assistant.backends.extractive.composers.writing import paragraph
from assistant.language.names import gives_name
from assistant.language.quantities import states_amount
from assistant.retrieval.coverage import gives_number
from assistant.retrieval.passages import find_further, rank_leads

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from assistant.backends.base import Piece
    from assistant.backends.extractive.composers.material import Material
    from assistant.retrieval.passages import Passage

_MOST_OTHERS = 3


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
    best, then the others that retrieval would answer with. Where a number is asked for and it
    has one, a sentence that has one too and gives more of what is named goes before it: its
    number is of that.
    """
    chosen = list(material.chosen) or list(material.ranked[:1])
    if not chosen:
        return []
    leads = rank_leads(material.ranked, chosen[0].marker)
    numbers = [each for each in leads if gives_number(material.question, each.span.text)]
    if material.question.asks_number and leads[:1] == numbers[:1]:
        names = _names_beside_its_own(material, chosen[0])
        leads = [max(numbers, key=lambda each: len(_given(names, each))), *leads]
    return list(dict.fromkeys([*leads, *chosen]))


def _add(material: Material, teller: Teller, lead: Passage) -> Iterator[str]:
    """Yield what belongs beside the first sentence, and what other papers answer."""
    of_others = (each for each in material.chosen if each.marker != lead.marker)
    further = [
        *find_further(lead, material.ranked),
        *_on_missing_names(material, lead),
        *islice(of_others, _MOST_OTHERS),
    ]
    for passage in sorted(
        dict.fromkeys(further), key=lambda each: (each.marker, each.span.start)
    ):
        if text := teller.tell(material.of(passage.marker), passage.span):
            yield text


def _on_missing_names(material: Material, lead: Passage) -> Iterator[Passage]:
    """Yield the best sentence of the same paper on each thing that is named and that the first
    does not give, where that has the number that is asked for: it is then of something else.
    """
    if not (material.question.asks_number and states_amount(lead.span.text)):
        return
    own = rank_leads(material.ranked, lead.marker)
    names = _names_beside_its_own(material, lead)
    given = _given(names, lead)
    for name in (name for name in names if name not in given):
        yield from islice((each for each in own if gives_name(each.span.text, name)), 1)


def _names_beside_its_own(material: Material, passage: Passage) -> list[str]:
    """Return what is named beside what the paper of a sentence is known as."""
    own = own_name(material.of(passage.marker).paper)
    return [name for name in material.question.names if name != own]


def _given(names: Sequence[str], passage: Passage) -> list[str]:
    return [name for name in names if gives_name(passage.span.text, name)]
