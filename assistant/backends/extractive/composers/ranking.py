"""The best or most extreme result: the numbers with that measure on that data, sorted, and
what they are not comparable in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.abstracts.antecedents import own_name
from assistant.abstracts.data import SPLITS
from assistant.abstracts.measures import CHANGES
from assistant.backends.extractive.composers import each_paper, fact
from assistant.backends.extractive.composers.measured import PaperResult, fits, measured_in
from assistant.backends.extractive.composers.telling import Teller
from assistant.backends.extractive.composers.writing import (
    computed,
    marks,
    paragraph,
    short_name,
    table,
    table_row,
)
from assistant.language.stems import stems
from store.printable import counted
from store.words import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.backends.base import Piece
    from assistant.backends.extractive.composers.material import Material

_MOST = 8
_LOWEST = "lowest"
_SHARES = ("", "%")
_GIVEN = ("Result", "Of", "On")

_APART = "On other data, for another task or by another measure, not comparable with that:"
_MIXED = "Measured on different data or for different tasks, so no row beats another:"

Group = list[PaperResult]
"""Results of one measure on the same data for the same task, the best first."""


def compose(material: Material) -> list[Piece]:
    """Return the best of the results that can be held against each other in a sentence, and all
    in a table; those of other tasks, data or measures apart. Without any, what answers best;
    where no measure is told, the sentences with numbers.
    """
    if "measure" not in material.question.slots and "topic" in material.question.slots:
        return each_paper.compose_numbers(material)
    slots = _slots(material)
    found = _find(material, slots)
    if not found:
        return fact.compose(material)
    teller = Teller(material.sources)
    groups = _group(found, slots)
    if len(groups) > 1 and not slots.get("data"):
        ranked = _sort(slots.get("order", ""), [each for group in groups for each in group])
        return [computed(_MIXED), *table(_GIVEN, _rows(ranked, teller))]
    first, others = groups[0], groups[1:]
    lead = _sentence(teller, first[0])
    pieces = paragraph([lead]) if lead else []
    if len(first) > 1:
        pieces += [computed(_count(first), "\n\n" if pieces else "")]
        pieces += table(_GIVEN, _rows(first, teller))
    if others:
        apart = [each for group in others for each in group]
        pieces += [computed(_APART, "\n\n" if pieces else "")]
        pieces += table(_GIVEN, _rows(apart, teller))
    return pieces or fact.compose(material)


def _slots(material: Material) -> Mapping[str, str]:
    """Return what is asked for; data that stand before the measure are data: `COCO AP`."""
    slots = material.question.slots
    results = [each.result for source in material.sources for each in measured_in(source)]
    data = stems(" ".join(each.on for each in results))
    data -= stems(" ".join(each.measure for each in results))
    asked = slots.get("measure", "").split()
    named = [word for word in asked[:-1] if stems(word) <= data]
    if not named or slots.get("data"):
        return slots
    measure = " ".join(word for word in asked if word not in named)
    return {**slots, "measure": measure, "data": " ".join(named)}


def _find(material: Material, slots: Mapping[str, str]) -> list[PaperResult]:
    """Return the results with the measure and on the data asked for, but by how much they
    changed.
    """
    measure, data = slots.get("measure", ""), slots.get("data", "")
    return [
        each
        for source in material.sources
        for each in measured_in(source)
        if fits(each, measure, data)
        and each.result.change is None
        and CHANGES.isdisjoint(words(each.words))
    ]


def _group(found: Sequence[PaperResult], slots: Mapping[str, str]) -> list[Group]:
    """Return the results by what they can be held against; first those that say least beside
    what is asked, of these the most.
    """
    asked = stems(f"{slots.get('measure', '')} {slots.get('data', '')}")
    groups: dict[frozenset[str], Group] = {}
    for each in found:
        groups.setdefault(_beside(each, asked), []).append(each)
    ranked = sorted(groups.items(), key=lambda group: (len(group[0]), -len(group[1])))
    return [_sort(slots.get("order", ""), group) for _, group in ranked]


def _beside(measured: PaperResult, asked: frozenset[str]) -> frozenset[str]:
    """Return what a result says of its measure and data beside what is asked: a task, other
    data, but not that it is of a part that is held out.
    """
    result = measured.result
    unit = "" if result.unit in _SHARES else result.unit
    return (stems(f"{result.measure} {result.on} {unit}") - asked) - stems(SPLITS)


def _sort(order: str, found: Sequence[PaperResult]) -> Group:
    """Return the results, the best first; the best of each paper alone."""
    lowers = sum(each.result.better == "lower" for each in found)
    is_lowest = order == _LOWEST or (order != "highest" and lowers * 2 > len(found))
    ranked = sorted(found, key=lambda each: each.result.value, reverse=not is_lowest)
    best = {each.source.marker: each for each in reversed(ranked)}
    return [each for each in ranked if best[each.source.marker] is each]


def _rows(found: Sequence[PaperResult], teller: Teller) -> list[tuple[str, str, str]]:
    return [row for each in found[:_MOST] if (row := _row(each, teller))]


def _sentence(teller: Teller, measured: PaperResult) -> str | None:
    source = measured.source
    held = (span for span in source.spans() if span.start <= measured.result.start < span.end)
    return teller.tell(source, next(held, None))


def _count(ranked: Sequence[PaperResult]) -> str:
    order = "lowest" if ranked[0].result.value < ranked[-1].result.value else "highest"
    return f"{counted(len(ranked), 'abstract')} give such a number; the {order} first:"


def _row(measured: PaperResult, teller: Teller) -> tuple[str, str, str] | None:
    """Return a result as a row that the check finds in its abstract; None where it does not."""
    paper = measured.source.paper
    result = f"{measured.words}{marks([measured.source])}"
    of = own_name(paper) or measured.result.of or short_name(paper)
    first, _, _ = measured.result.on.partition(" and ")
    rows = ((result, of, on) for on in (measured.result.on, first, "") if on or not first)
    return next((row for row in rows if teller.stands(table_row(row))), None)
