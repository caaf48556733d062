"""Quantities that a work found, with what is measured, of what, on what and against what."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.abstracts.measures import Measure, find_measures, nearest_measure
from assistant.abstracts.quantities import Quantity, find_quantities
from assistant.abstracts.reading import Name, Result, Role
from assistant.language.lexicons import read_groups

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.language.sentences import Span

_STRONG = frozenset({"%", "points", "times"})
_TELLING = re.compile(
    r"\b(?:"
    + "|".join(stem for stems in read_groups("result_verbs").values() for stem in stems)
    + ")",
    re.IGNORECASE,
)
_CONDITION_BEFORE = re.compile(
    r"\b(?:at|after|within|for|over|during|aged?|every|per|until|from|before|through|by|in|least|of|under)"
    r" (?:the |an? |about |approximately |up to |first |last |next |another )?$",
    re.IGNORECASE,
)
_DURATIONS = frozenset("day week month year hour minute".split())
_GIVEN = re.compile(
    r"(?:[=:(,\]]|\b(?:of|is|was|were|are|to|by|from|than|about|around|and|or|vs\.?|with)) ?$"
)
_ON = re.compile(r"\b(?:on|for|in) (?:the )?(?P<data>[^,.;()]{2,60})")
_BEYOND = (
    r"(?:than|over|compared (?:with|to)|versus|vs\.?|relative to|against|beats?|beating"
    r"|(?:outperform|surpass|exceed)(?:s|es|ed|ing)?)"
)
_VERSUS = re.compile(
    rf"\b{_BEYOND} (?:the |that of |those of )?(?P<other>[^,.;()]{{2,60}}?)"
    r"(?= by\b| with\b| on\b| in\b| at\b| for\b|[,.;()]|$)"
)


def find_results(span: Span, role: Role, introduced: Sequence[Name]) -> Iterator[Result]:
    """Yield the quantities that a sentence of an abstract reports."""
    text = span.text
    quantities = find_quantities(text)
    if not quantities or (role is not Role.RESULT and not _TELLING.search(text)):
        return
    measures = find_measures(text)
    for quantity in quantities:
        measure = nearest_measure(text, measures, quantity, quantities)
        if _is_result(text, quantity, measure, role):
            yield _result(span, quantity, measure, introduced)


def _is_result(text: str, quantity: Quantity, measure: Measure | None, role: Role) -> bool:
    """Whether a number is something found, and no condition, count or size."""
    if quantity.interval is not None or quantity.unit in _STRONG:
        return True
    if role is not Role.RESULT or measure is None:
        return False
    if quantity.unit in _DURATIONS and _CONDITION_BEFORE.search(text[: quantity.start]):
        return False
    is_fraction = not float(quantity.value).is_integer()
    return bool(is_fraction and _GIVEN.search(text[: quantity.start]))


def _result(
    span: Span, quantity: Quantity, measure: Measure | None, introduced: Sequence[Name]
) -> Result:
    text = span.text
    data = _ON.search(text, quantity.end)
    other = _VERSUS.search(text, quantity.end) or _VERSUS.search(text)
    return Result(
        value=quantity.value,
        unit=quantity.unit,
        measure=text[measure.start : measure.end] if measure else "",
        of=next((name.text for name in introduced if name.text in text), ""),
        on=data["data"].strip() if data else "",
        versus=other["other"].strip() if other else "",
        better=measure.better if measure else None,
        start=span.start + quantity.start,
        end=span.start + quantity.end,
        interval=quantity.interval,
    )
