"""Quantities that a work found, with what is measured, of what, on what and against what."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.abstracts.changes import find_change
from assistant.abstracts.comparisons import find_data_of, find_other, find_subject
from assistant.abstracts.findings import continues, is_finding, reports
from assistant.abstracts.measuring import Measured, Measuring
from assistant.abstracts.quantities import Quantity, find_quantities
from assistant.abstracts.reading import Change, Name, Result, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.language.sentences import Span

_REACHED = re.compile(
    r"\b(?:achiev|reach|obtain|attain|scor)\w*(?: an?| up to| over| only| about| nearly)*\s?$"
)


class ResultFinder:
    """Finds the quantities of one abstract, whose sentences leave out what was just said."""

    def __init__(self, introduced: Sequence[Name], data: Sequence[Name]) -> None:
        self._introduced = introduced
        self._data = [name.text for name in data]
        self._score = Measured("", None)

    def find(self, span: Span, role: Role) -> Iterator[Result]:
        """Yield the quantities that a sentence of the abstract reports."""
        text = span.text
        quantities = find_quantities(text)
        if not quantities or not reports(text, role, self._introduced):
            return
        measuring, last, change = Measuring(text, quantities), None, None
        for at, quantity in enumerate(quantities):
            measured = self._recalled(text, quantity, measuring.measure(at))
            if last and continues(text, quantities[at - 1], quantity):
                gap = text[quantities[at - 1].end : quantity.start]
                last = measured if measured.is_behind or measured.text in gap else last
            else:
                last = measured if is_finding(text, quantity, measured) else None
            change = find_change(text, quantities, at, last or measured, change)
            if last:
                yield self._result(span, quantities, at, last, change)

    def _result(
        self,
        span: Span,
        quantities: Sequence[Quantity],
        at: int,
        measured: Measured,
        change: Change | None,
    ) -> Result:
        text, quantity = span.text, quantities[at]
        return Result(
            value=quantity.value,
            unit=quantity.unit,
            measure=measured.text,
            of=find_subject(text, quantity, self._introduced),
            on=find_data_of(text, quantities, at, measured.text, self._data),
            versus=find_other(text, quantities, at),
            better=measured.better,
            start=span.start + quantity.start,
            end=span.start + quantity.end,
            interval=quantity.interval,
            change=change,
        )

    def _recalled(self, text: str, quantity: Quantity, measured: Measured) -> Measured:
        """Return the last score where a number is said to be reached and not of what."""
        if measured.is_metric:
            self._score = measured
        is_bare = quantity.unit == "%" and not measured.is_measure
        return self._score if is_bare and _REACHED.search(text[: quantity.start]) else measured
