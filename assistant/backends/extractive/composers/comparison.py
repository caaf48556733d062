"""Two or more things side by side: the same aspects of each, and their numbers where they
meet; no winner that the numbers do not show.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.abstracts import Role
from assistant.abstracts.antecedents import own_name
from assistant.backends.extractive.composers import fact
from assistant.backends.extractive.composers.measured import (
    PaperResult,
    measured_in,
    shared_results,
)
from assistant.backends.extractive.composers.parts import find_idea, find_outcome, find_ways
from assistant.backends.extractive.composers.telling import Teller
from assistant.backends.extractive.composers.writing import (
    bullets,
    computed,
    marks,
    short_name,
    table,
    table_row,
    title,
)
from assistant.language.names import gives_name
from assistant.language.stems import stems, telling_words
from store import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.backends.base import Piece
    from assistant.backends.extractive.composers.material import Material, ReadPaper

_MOST = 4
_DATA = 4
_BETTER = "better"


@dataclass(frozen=True, slots=True)
class _Side:
    """A paper that is compared, and what it is called."""

    name: str
    source: ReadPaper


def compose(material: Material) -> list[Piece]:
    """Return what the papers say of the same aspects; of one paper alone, what answers best."""
    sides = _sides(material)
    if len(sides) < 2:
        return fact.compose(material)
    teller = Teller(material.sources)
    pieces = [computed(_opening(sides))]
    for heading, groups in (
        ("Idea:", [_idea(material, side, teller) for side in sides]),
        ("Result:", [_result(side, teller) for side in sides]),
    ):
        pieces += _aspect(heading, sides, groups)
    if material.question.slots.get("asks") == _BETTER:
        return [pieces[0], *_numbers(sides, teller), *pieces[1:], *_data(sides, teller)]
    return [*pieces, *_data(sides, teller), *_numbers(sides, teller)]


def _sides(material: Material) -> list[_Side]:
    """Return the papers that stand for what is compared, in the order of the question."""
    meant = {passage.marker for passage in material.chosen}
    sources = [source for source in material.sources if source.marker in meant]
    sides: dict[int, _Side] = {}
    for text in material.question.sides:
        names = [name for name in material.question.names if name in text]
        named = [source for name in names for source in material.named(name)]
        own = (each for name in names for each in named if each.brings(name))
        source = next((each for each in named if each in sources), next(own, None))
        if source and source.marker not in sides:
            whole = re.search(rf"{re.escape(names[0])}(?: [A-Z][\w-]+)*", text)
            called = whole[0] if whole else names[0]
            sides[source.marker] = _Side(_called(source, called), source)
    described = sources if sides else _described(material, sources)
    for source in described:
        sides.setdefault(source.marker, _Side(short_name(source.paper), source))
    return list(sides.values())[: 2 if material.question.is_of_two else _MOST]


def _described(material: Material, sources: Sequence[ReadPaper]) -> Sequence[ReadPaper]:
    """Return for each side the paper whose title has most of its words, where that is another
    one for each; else all.
    """
    found = {
        best.marker: best
        for side in material.question.sides
        if (best := _titled(stems(" ".join(telling_words(side))), sources))
    }
    return list(found.values()) if len(found) == len(material.question.sides) > 1 else sources


def _titled(wanted: frozenset[str], sources: Sequence[ReadPaper]) -> ReadPaper | None:
    """Return the paper whose title has most of some words, and at least two of them."""
    shared = [len(wanted & stems(source.paper.title)) for source in sources]
    most = max(shared, default=0)
    return sources[shared.index(most)] if most > 1 else None


def _called(source: ReadPaper, name: str) -> str:
    """Return the name of a side: as the paper gives it where that says more."""
    own = own_name(source.paper) or ""
    return own if name.casefold() in own.casefold() else name


def _opening(sides: Sequence[_Side]) -> str:
    return f"{'; '.join(map(_introduced, sides))}."


def _introduced(side: _Side) -> str:
    """Return a side with its title and year; the title alone where that begins with it."""
    paper, name = side.source.paper, f"{side.name}: "
    written = title(paper)
    name = "" if written.casefold().startswith(side.name.casefold()) else name
    return f"{name}{written} ({wording.year(paper)}) [{side.source.marker}]"


def _idea(material: Material, side: _Side, teller: Teller) -> list[str]:
    """Return the idea of a paper, and what answers best of it that is neither background nor
    what came out.
    """
    source = side.source
    idea, outcome = find_idea(source), find_outcome(source)
    best = [each.span for each in material.chosen if each.marker == source.marker]
    spans = [idea, *best, *find_ways(source)[:1]]
    telling = [
        span
        for span in dict.fromkeys(spans)
        if span == idea
        or (span and span != outcome and source.role_of(span) is not Role.BACKGROUND)
    ]
    teller.begin()
    return [text for span in telling if (text := teller.tell(source, span))][:2]


def _result(side: _Side, teller: Teller) -> list[str]:
    """Return what came out, the clearest of what can be told and was not yet."""
    source = side.source
    spans = [span for span in (find_outcome(source), *source.spans(Role.RESULT)) if span]
    for span in dict.fromkeys(spans):
        teller.begin()
        if told := teller.tell_answer(source, span):
            return told
    return []


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


def _data(sides: Sequence[_Side], teller: Teller) -> list[Piece]:
    """Return the data that each is tried on by their names, where any abstract names some."""
    rows = [_data_of(side, sides, teller) for side in sides]
    if not any(rows):
        return []
    told = [
        row or f"{side.name}{marks([side.source])}: not stated."
        for side, row in zip(sides, rows, strict=True)
    ]
    return [computed("Data:", "\n\n"), *(computed(f"- {row}", "\n") for row in told)]


def _data_of(side: _Side, sides: Sequence[_Side], teller: Teller) -> str:
    """Return the data of one side in a row, so far as the check finds them."""
    named = dict.fromkeys(name.text for name in side.source.reading.data)
    mark = marks([side.source])
    held = [
        name
        for name in named
        if not any(gives_name(other.name, name) for other in sides)
        and teller.stands(f"- {side.name}: {name}{mark}.")
    ]
    row = f"{side.name}: {', '.join(held[:_DATA])}{mark}."
    return row if held and teller.stands(f"- {row}") else ""


def _numbers(sides: Sequence[_Side], teller: Teller) -> list[Piece]:
    """Return a table of the numbers on the same scale, a side a row; who is ahead is the
    reader's to say, who sees what they were measured on.
    """
    of_each = [measured_in(side.source) for side in sides]
    if not any(of_each):
        return []
    pairs = shared_results(of_each[0], of_each[1]) if len(sides) == 2 else []
    rows = [row for pair in pairs for row in _rows(sides, pair, teller)]
    if not rows:
        return [computed("No number is given for each on the same data.", "\n\n")]
    said = "Measured alike, as far as the abstracts tell:"
    return [computed(said, "\n\n"), *table(("Of", "Result"), rows)]


def _rows(
    sides: Sequence[_Side], pair: Sequence[PaperResult], teller: Teller
) -> list[tuple[str, str]]:
    """Return two results below each other, where the check finds both."""
    rows = [(side.name, _cell(each)) for side, each in zip(sides, pair, strict=True)]
    return rows if all(teller.stands(table_row(row)) for row in rows) else []


def _cell(measured: PaperResult) -> str:
    return f"{measured.words} on {measured.result.on}{marks([measured.source])}"
