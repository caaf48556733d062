"""A fact: the sentence that answers best comes first, and what is welcome beside it follows."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from assistant.backends.extractive.composers.telling import Teller
from assistant.backends.extractive.composers.writing import paragraph
from assistant.language.names import gives_name
from assistant.language.quantities import states_amount
from assistant.questions.intents import Holds
from assistant.retrieval.passages import find_further, rank_leads

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
    best, then the others that retrieval would answer with.
    """
    chosen = list(material.chosen) or list(material.ranked[:1])
    own = [each for each in material.ranked if each.marker == chosen[0].marker]
    return list(dict.fromkeys([*rank_leads(own), *chosen]))


def _add(material: Material, teller: Teller, lead: Passage) -> Iterator[str]:
    """Yield what belongs beside the first sentence, and what other papers answer; beside a
    number that may be what is asked for only what has one too.
    """
    expects = material.question.expects
    may_be_number = expects is None or expects.holds is Holds.NUMBER
    is_number = may_be_number and states_amount(lead.span.text)
    of_others = (each for each in material.chosen if each.marker != lead.marker)
    further = dict.fromkeys(
        [
            *find_further(lead, material.ranked),
            *(_naming(material, lead) if is_number else ()),
            *islice(of_others, _MOST_OTHERS),
        ]
    )
    for passage in sorted(further, key=lambda each: (each.marker, each.span.start)):
        if is_number and not states_amount(passage.span.text):
            continue
        if text := teller.tell(material.of(passage.marker), passage.span):
            yield text


def _naming(material: Material, lead: Passage) -> Iterator[Passage]:
    """Yield the best sentence of the same paper on each thing that is named and that the first
    does not give: its number is then of something else.
    """
    names = material.question.names
    missing = [name for name in names if not gives_name(lead.span.text, name)]
    own = rank_leads(each for each in material.ranked if each.marker == lead.marker)
    for name in missing:
        yield from islice((each for each in own if gives_name(each.span.text, name)), 1)
