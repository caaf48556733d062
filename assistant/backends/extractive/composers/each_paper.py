"""What each of several papers says to one question: the sentence that answers best."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.backends.extractive.composers.paper_list import IN_FULL, when
from assistant.backends.extractive.composers.telling import Teller
from assistant.backends.extractive.composers.writing import computed, item
from assistant.language.quantities import holds_number
from assistant.retrieval.passages import lead_of_each
from store.printable import counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.backends.base import Piece
    from assistant.backends.extractive.composers.material import Material
    from assistant.retrieval.passages import Passage

_MOST_NUMBERS = 6


def compose(material: Material) -> list[Piece]:
    """Return the papers in the order of time; of many, those that answer best."""
    leads = lead_of_each(material.ranked)[:IN_FULL]
    leads.sort(key=lambda lead: when(material.of(lead.marker)))
    shown = f", of which {len(leads)} are told" if len(leads) < len(material.sources) else ""
    return _tell(material, leads, f"{counted(len(material.sources), 'paper')} found{shown}:")


def compose_numbers(material: Material) -> list[Piece]:
    """Return the sentences with numbers, the one that answers best first; nothing where fewer
    than two papers have one.
    """
    numbers = [each for each in material.ranked if holds_number(each.span.text)]
    leads = lead_of_each(numbers)[:_MOST_NUMBERS]
    if len(leads) < 2:
        return []
    said = "Numbers from the papers that come closest; they may not be comparable:"
    return _tell(material, leads, said)


def _tell(material: Material, leads: Iterable[Passage], said: str) -> list[Piece]:
    teller = Teller(material.sources)
    pieces = [computed(said)]
    for lead in leads:
        source = material.of(lead.marker)
        teller.begin()
        pieces += item(source, teller.tell_answer(source, lead.span))
    return pieces
