"""Two or more things side by side: the same aspects of each, and their numbers where they
meet; no winner that the numbers do not show.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.backends.extractive.antecedents import own_name
from assistant.backends.extractive.composers import fact
from assistant.backends.extractive.composers.measured import (
    Measured,
    measured_in,
    shared_scales,
)
from assistant.backends.extractive.composers.parts import find_idea, find_outcome, find_ways
from assistant.backends.extractive.composers.telling import Teller
from assistant.backends.extractive.composers.writing import (
    bullets,
    computed,
    marks,
    paragraph,
    table,
    title,
)
from assistant.backends.extractive.third_person.subjects import who_wrote
from assistant.language.stems import stems, telling_words
from store import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.backends.base import Piece
    from assistant.backends.extractive.composers.material import Material, Source
    from assistant.language.sentences import Span

_MOST = 4
_DATA = 4
_WITHIN = 3


@dataclass(frozen=True, slots=True)
class _Side:
    """A paper that is compared, and what it is called."""

    name: str
    source: Source


def compose(material: Material) -> list[Piece]:
    """Return what the papers say of the same aspects; of one paper alone, what it says of
    both sides.
    """
    sides = _sides(material)
    if len(sides) < 2:
        return fact.compose(material)
    if both := _on_both(material):
        return _within(material, both)
    teller = Teller(material.sources)
    pieces = [computed(_opening(sides))]
    for heading, groups in (
        ("Idea:", [_idea(material, side, teller) for side in sides]),
        ("Result:", [_result(side, teller) for side in sides]),
    ):
        pieces += _aspect(heading, sides, groups)
    return [*pieces, *_data(sides), *_numbers(sides)]


def _on_both(material: Material) -> Source | None:
    """Return the paper that speaks of all that is compared, where no paper is named after a
    side.
    """
    sides = [stems(" ".join(telling_words(side))) for side in material.question.sides]
    if len(sides) < 2 or any(
        source.brings(name) for source in material.sources for name in material.question.names
    ):
        return None
    holding = (each for each in material.about if set().union(*sides) <= stems(each.text))
    return next(holding, None)


def _within(material: Material, source: Source) -> list[Piece]:
    """Return what one paper says of both sides: the sentences that answer best, in order."""
    best = material.best(source)[:_WITHIN]
    teller = Teller(material.sources)
    told = [text for span in best for text in teller.tell_answer(source, span)]
    return paragraph(told[:_WITHIN])


def _sides(material: Material) -> list[_Side]:
    """Return the papers that stand for what is compared, in the order of the question."""
    meant = {passage.marker for passage in material.chosen}
    sources = [source for source in material.sources if source.marker in meant]
    named = [
        _Side(name, source)
        for name in material.question.names
        for source in material.named(name)[:1]
        if source in sources
    ]
    held = {side.source.marker for side in named}
    rest = [_Side(_short(each), each) for each in sources if each.marker not in held]
    first = {side.source.marker: side for side in reversed([*named, *rest])}
    return list(dict.fromkeys(first[side.source.marker] for side in [*named, *rest]))[:_MOST]


def _short(source: Source) -> str:
    """Return what a paper may be called in a row: the name of its method, or who wrote it."""
    who = who_wrote(source.paper, source.marker).name
    return own_name(source.paper) or f"{who} {wording.year(source.paper)}"


def _opening(sides: Sequence[_Side]) -> str:
    told = [
        f"{side.name}: {title(side.source.paper)} ({wording.year(side.source.paper)})"
        f" [{side.source.marker}]"
        for side in sides
    ]
    return f"{'; '.join(told)}."


def _idea(material: Material, side: _Side, teller: Teller) -> list[str]:
    """Return what answers best of a paper, and its idea."""
    best = [each.span for each in material.chosen if each.marker == side.source.marker]
    spans = [find_idea(side.source), *best, *find_ways(side.source)[:1]]
    return _told(side.source, list(dict.fromkeys(spans)), teller)[:2]


def _result(side: _Side, teller: Teller) -> list[str]:
    return _told(side.source, [find_outcome(side.source)], teller)


def _told(source: Source, spans: Sequence[Span | None], teller: Teller) -> list[str]:
    teller.begin()
    return [text for span in spans if (text := teller.tell(source, span))]


def _aspect(
    heading: str, sides: Sequence[_Side], groups: Sequence[Sequence[str]]
) -> list[Piece]:
    """Return an aspect of each side, "not stated" where its abstract has none."""
    if not any(groups):
        return []
    pieces = [computed(heading, "\n\n")]
    for side, group in zip(sides, groups, strict=True):
        if group:
            pieces += bullets([group], "\n")
        else:
            pieces.append(computed(f"- {side.name}{marks([side.source])}: not stated.", "\n"))
    return pieces


def _data(sides: Sequence[_Side]) -> list[Piece]:
    """Return the data that each is tried on, where any abstract names some."""
    named = [
        list(dict.fromkeys(name.text for name in side.source.reading.data))[:_DATA]
        for side in sides
    ]
    rows = [
        [f"{', '.join(data)}{marks([side.source])}."] if data else []
        for side, data in zip(sides, named, strict=True)
    ]
    return _aspect("Data:", sides, rows)


def _numbers(sides: Sequence[_Side]) -> list[Piece]:
    """Return a table of the numbers on the same scale, and what they show and do not."""
    of_each = [measured_in(side.source) for side in sides]
    scales = shared_scales(of_each)
    if not scales:
        return (
            [computed("No number is given for both on the same data.", "\n\n")]
            if any(of_each)
            else []
        )
    rows = [
        [scale, *(_cell(each, scale, side) for each, side in zip(of_each, sides, strict=True))]
        for scale in scales
    ]
    head = ["", *(side.name for side in sides)]
    return table(head, rows)


def _cell(results: Sequence[Measured], scale: str, side: _Side) -> str:
    told = next((each.value for each in results if each.scale == scale), None)
    return f"{told}{marks([side.source])}" if told else "not stated"
