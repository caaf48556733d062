"""The best or most extreme result: the numbers with that measure on that data, sorted, and
what they are not comparable in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.backends.extractive.antecedents import own_name
from assistant.backends.extractive.composers import fact
from assistant.backends.extractive.composers.measured import PaperResult, fits, measured_in
from assistant.backends.extractive.composers.telling import Teller
from assistant.backends.extractive.composers.writing import (
    computed,
    marks,
    paragraph,
    table,
    table_row,
)
from assistant.backends.extractive.third_person.subjects import who_wrote
from store.printable import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.backends.base import Piece
    from assistant.backends.extractive.composers.material import Material

_MOST = 8
_LOWEST = "lowest"


def compose(material: Material) -> list[Piece]:
    """Return the first result in a sentence, and all of them in a table; without any, what
    answers best.
    """
    found = _find(material)
    if not found:
        return fact.compose(material)
    ranked = _sort(material, found)
    teller = Teller(material.sources)
    lead = _sentence(teller, ranked[0])
    if len(ranked) == 1:
        return paragraph([lead]) if lead else fact.compose(material)
    pieces = paragraph([lead]) if lead else []
    pieces += [computed(_count(ranked), "\n\n" if lead else "")]
    rows = [row for each in ranked[:_MOST] if (row := _row(each, teller))]
    pieces += table(("Result", "Of", "On"), rows)
    return [*pieces, *_caveats(ranked)]


def _find(material: Material) -> list[PaperResult]:
    """Return the results with the measure and on the data asked for, one a paper and scale."""
    slots = material.question.slots
    measure, data = slots.get("measure", ""), slots.get("data", "")
    return [
        each
        for source in material.sources
        for each in measured_in(source)
        if fits(each, measure, data)
    ]


def _sort(material: Material, found: Sequence[PaperResult]) -> list[PaperResult]:
    """Return the results, the best first; the best of each paper alone."""
    order = material.question.slots.get("order", "")
    lowers = sum(each.result.better == "lower" for each in found)
    is_lowest = order == _LOWEST or (not order and lowers * 2 > len(found))
    ranked = sorted(found, key=lambda each: each.result.value, reverse=not is_lowest)
    best = {each.source.marker: each for each in reversed(ranked)}
    return [each for each in ranked if best[each.source.marker] is each]


def _sentence(teller: Teller, measured: PaperResult) -> str | None:
    source = measured.source
    held = (span for span in source.spans() if span.start <= measured.result.start < span.end)
    return teller.tell(source, next(held, None))


def _count(ranked: Sequence[PaperResult]) -> str:
    order = "lowest" if ranked[0].result.value < ranked[-1].result.value else "highest"
    given = f"{counted(len(ranked), 'abstract')} {'gives' if len(ranked) == 1 else 'give'}"
    return f"{given} such a number; the {order} first:"


def _row(measured: PaperResult, teller: Teller) -> tuple[str, str, str] | None:
    """Return a result as a row that the check finds in its abstract; None where it does not."""
    paper = measured.source.paper
    result = f"{measured.words}{marks([measured.source])}"
    of = own_name(paper) or measured.result.of or who_wrote(paper, 1).name
    first, _, _ = measured.result.on.partition(" and ")
    rows = ((result, of, on) for on in (measured.result.on, first, "") if on or not first)
    return next((row for row in rows if teller.stands(table_row(row))), None)


def _caveats(ranked: Sequence[PaperResult]) -> list[Piece]:
    """Return in what the numbers are not comparable."""
    parts = {
        "data": {each.result.on.casefold() for each in ranked},
        "measures": {each.result.measure.casefold() for each in ranked},
        "units": {each.result.unit for each in ranked},
    }
    differ = [what for what, values in parts.items() if len(values) > 1]
    if not differ:
        return []
    named = " and ".join(differ) if len(differ) < 3 else "data, measures and units"
    return [computed(f"They differ in {named} and are not all comparable.", "\n\n")]
