"""Limits and open problems: the sentences that own to them, or that the abstracts name
none.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from assistant.abstracts.wordings import tells_limits
from assistant.backends.extractive.composers import fact
from assistant.backends.extractive.composers.parts import (
    find_limits,
    find_problem,
    tells_trouble,
)
from assistant.backends.extractive.composers.telling import Teller
from assistant.backends.extractive.composers.writing import bullets, computed, paragraph
from assistant.language.markers import write_markers
from assistant.retrieval.passages import rank_leads
from store.printable import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.backends.base import Piece
    from assistant.backends.extractive.composers.material import Material, ReadPaper
    from assistant.language.sentences import Span

_MOST = 8
_EACH = 2


def compose(material: Material) -> list[Piece]:
    """Return what the papers say that does not work or stays open, a paper a line."""
    teller = Teller(material.sources)
    told = list(_tell(material, teller))
    is_among = "among" in material.question.slots
    if is_among and len(material.sources) > 1:
        return _list(told, len(material.sources)) if told else _closest(material)
    if len(told) > 1:
        return bullets(told[:_MOST])
    if told:
        return paragraph(told[0])
    is_of_own = is_among or _asks_of_own(material)
    return _none(material) if is_of_own else fact.compose(material)


def _list(told: Sequence[Sequence[str]], looked: int) -> list[Piece]:
    """Return the papers that name limits or open problems, of how many."""
    named = f"{len(told)} of {counted(looked, 'abstract')}"
    verb = "names" if len(told) == 1 else "name"
    shown = f"; {_MOST} are told" if len(told) > _MOST else ""
    opening = f"{named} {verb} limits or open problems{shown}:"
    return [computed(opening), *bullets(told[:_MOST], "\n")]


def _closest(material: Material) -> list[Piece]:
    """Say that no limits were recognised, and what comes closest in each paper: the sentence
    that answers best, else the problem that it starts from.
    """
    abstracts = counted(len(material.sources), "abstract")
    said = f"In the {abstracts} looked at no sentence was recognised as telling limits"
    teller = Teller(material.sources)
    told = []
    for source in material.about:
        teller.begin()
        own = rank_leads(material.ranked, source.marker)
        spans = (*(each.span for each in own[:1]), find_problem(source))
        if text := teller.tell_first(source, spans):
            told.append([text])
    if not told:
        return [computed(f"{said}.")]
    shown = f", of which {_MOST} are told" if len(told) > _MOST else ""
    return [computed(f"{said}. What comes closest{shown}:"), *bullets(told[:_MOST], "\n")]


def _tell(material: Material, teller: Teller) -> Iterator[list[str]]:
    for source in material.about:
        teller.begin()
        spans = dict.fromkeys(_troubles(material, source))
        texts = [text for span in spans if (text := teller.tell(source, span))]
        if texts:
            yield texts[:_EACH]


def _troubles(material: Material, source: ReadPaper) -> Iterator[Span]:
    """Yield the sentence with a limit that answers best, what else answers and tells of a
    trouble, then what the paper owns to.
    """
    own = (each.span for each in material.ranked if each.marker == source.marker)
    yield from islice((span for span in own if tells_limits(span.text)), 1)
    chosen = (each.span for each in material.chosen if each.marker == source.marker)
    yield from (span for span in chosen if tells_trouble(span))
    yield from find_limits(source)


def _asks_of_own(material: Material) -> bool:
    """Tell whether the limits of what the papers themselves bring are asked for."""
    names = material.question.names
    return not material.question.words or any(
        source.brings(name) for source in material.about for name in names
    )


def _none(material: Material) -> list[Piece]:
    """Say that no limits were recognised, and what the papers say that comes closest."""
    looked = material.about[:_MOST]
    where = "the abstract" if len(looked) == 1 else "the abstracts"
    marks = write_markers(tuple(source.marker for source in looked))
    said = computed(f"No sentence of {where} was recognised as telling limits{marks}.")
    closest = [piece.text.strip() for piece in fact.compose(material)]
    return [said, *paragraph(closest, is_first=False)]
