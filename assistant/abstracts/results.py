"""Quantities that a work found, with what is measured, of what, on what and against what."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.abstracts.comparisons import find_data_of, find_other, find_subject
from assistant.abstracts.measures import Measured, Measuring
from assistant.abstracts.quantities import Quantity, find_quantities
from assistant.abstracts.reading import Name, Result, Role
from assistant.language.lexicons import read_groups

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.language.sentences import Span

_STRONG = frozenset({"%", "points", "times"})
_DURATIONS = frozenset("day week month year hour minute".split())
_TELLING = re.compile(
    r"\b(?:"
    + "|".join(stem for stems in read_groups("result_verbs").values() for stem in stems)
    + ")",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:we|our|ours|this (?:paper|work|study|article)|the (?:proposed|present)|results?"
    r"|experiments?|evaluations?|simulations?|here)\b",
    re.IGNORECASE,
)
# Behind these a length of time says when, not what.
_WHEN = re.compile(
    r"\b(?:at|after|within|for|over|during|aged?|every|per|until|from|before|through|by|in|least"
    r"|of|under|to|and) (?:the |an? |about |approximately |up to |first |last |next )?$",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"(?:[=:(,\[]|\b(?:of|is|was|were|are|to|by|from|than|about|around|and|or|vs\.?|with"
    r"|average[sd]?|achiev\w+|reach\w+|obtain\w+|scor\w+|attain\w+|additional|only|approximately))"
    r" ?$"
)
_NO_SHARE = re.compile(r"[- ]?fold cross|\s(?:or more|significance|level of significance)\b")
# A 20% tax is a kind of tax, and no share that was found.
_ARTICLE = re.compile(r"\b(?:the|an?) $", re.IGNORECASE)
_STATED = re.compile(
    r"\b(?:is|was|are|were)(?: estimated| found| measured| about| approximately| only| to be"
    r"| at)* $"
)
_CHANGES = "|".join(word for words in read_groups("changes").values() for word in words)
_NOUN = re.compile(rf" (?!(?:of|in|on|to|for|and|or|{_CHANGES})\b)[a-zA-Z]")
_BY = re.compile(r"\bby (?:an? |about |around |approximately |roughly |over |up to )?$")
_REACHED = re.compile(
    r"\b(?:achiev|reach|obtain|attain|scor)\w*(?: an?| up to| over| only| about| nearly)*\s?$"
)
_CONDITION = re.compile(
    r"\b(?:at|for|when|if|having|where|whose)\b[^,;:()]{0,50}$", re.IGNORECASE
)
_TAKEN = re.compile(r"\b(?:time|duration|survival|delay|lifetime|length|runtime|latency)\b")


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
        if not quantities or not _reports(text, role, self._introduced):
            return
        measuring = Measuring(text, quantities)
        for at, quantity in enumerate(quantities):
            measured = self._recalled(text, quantity, measuring.measure(at))
            if _is_result(text, quantity, measured):
                yield Result(
                    value=quantity.value,
                    unit=quantity.unit,
                    measure=measured.text,
                    of=find_subject(text, quantity, self._introduced),
                    on=find_data_of(text, quantity, measured.text, self._data),
                    versus=find_other(text, quantities, at),
                    better=measured.better,
                    start=span.start + quantity.start,
                    end=span.start + quantity.end,
                    interval=quantity.interval,
                )

    def _recalled(self, text: str, quantity: Quantity, measured: Measured) -> Measured:
        """Return the last score where a number is said to be reached and not of what."""
        if measured.is_metric:
            self._score = measured
        is_bare = quantity.unit == "%" and not measured.is_measure
        return self._score if is_bare and _REACHED.search(text[: quantity.start]) else measured


def _reports(text: str, role: Role, introduced: Sequence[Name]) -> bool:
    """Whether a sentence may report what was found: a result, or one that says so."""
    if role is Role.RESULT:
        return True
    is_own = _OWN.search(text) is not None or any(name.text in text for name in introduced)
    return is_own and _TELLING.search(text) is not None


def _is_result(text: str, quantity: Quantity, measured: Measured) -> bool:
    """Whether a number is something found, and no condition, count or size."""
    if quantity.interval is not None:
        return True
    if _NO_SHARE.match(text, quantity.end):
        return False
    before = text[: quantity.start]
    if quantity.unit in _STRONG:
        is_kind = _ARTICLE.search(before) and _NOUN.match(text, quantity.end)
        return not is_kind or measured.is_behind
    if quantity.unit in _DURATIONS and (
        _WHEN.search(before) or not _TAKEN.search(measured.text)
    ):
        return False
    if measured.is_metric:
        return True
    if measured.text and _STATED.search(before) and not quantity.value.is_integer():
        return True
    if quantity.unit and measured.text and _BY.search(before) and _TELLING.search(before):
        return True
    is_given = _GIVEN.search(before) and not _CONDITION.search(before)
    return bool(is_given and measured.is_measure and not quantity.value.is_integer())
