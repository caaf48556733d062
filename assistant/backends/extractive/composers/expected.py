"""How well a sentence holds what a question expects of its answer: a number of that unit, a
name, a cause.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.language.names import find_names
from assistant.language.numbers import read_number
from assistant.language.quantities import holds_number, holds_quantity
from assistant.language.stems import stems
from assistant.questions.aspects import tells_outcome, tells_reason
from assistant.questions.intents import Holds, UnitKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.questions.intents import Expectation
    from assistant.questions.question import Question

_MANY_NAMES = 4
_CHUNK = re.compile(r"\d+(?:[.,]\d+)*|\w+|[%$€°×]")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_UNITS = {
    UnitKind.SHARE: frozenset(("%",)),
    UnitKind.DURATION: frozenset("millisecond second minute hour day week month year".split()),
    UnitKind.LENGTH: frozenset(
        "nanometre micrometre millimetre centimetre metre kilometre".split()
    ),
    UnitKind.MASS: frozenset("milligram gram kilogram".split()),
    UnitKind.TEMPERATURE: frozenset(("degree",)),
    UnitKind.SPEED: frozenset("times fps hertz kilohertz".split()),
    UnitKind.MONEY: frozenset(("dollar", "euro")),
}


def fit_expected(question: Question, text: str) -> float:
    """Return 0 for a sentence that does not hold what is expected, more the more it is of what
    is asked: 1 for a number, a name or a cause, and up to 1 each for its unit, for the words
    for what it is of, and for the names where one is asked for.
    """
    expects = question.expects
    if expects is None:
        return 1.0
    if not _HOLDS.get(expects.holds, _anything)(question, text):
        return 0.0
    wanted = stems(" ".join(expects.of))
    of = len(wanted & stems(text)) / len(wanted) if wanted else 1.0
    return 1.0 + of + _has_unit(expects, text) + _has_names(question, expects, text)


def _has_names(question: Question, expects: Expectation, text: str) -> float:
    """Return up to 1 where names are asked for, the more there are that are not asked with."""
    if expects.holds is not Holds.NAME:
        return 0.0
    new = [name for name in find_names(text) if name not in question.names]
    return min(1.0, len(new) / _MANY_NAMES)


def _has_unit(expects: Expectation, text: str) -> float:
    """Return 1 where a number of the unit asked for is told, or none is asked for."""
    units = _UNITS.get(expects.unit) if expects.unit else None
    return float(units is None or bool(units & _units_in(text)))


def _units_in(text: str) -> set[str]:
    chunks = _CHUNK.findall(text)
    numbers = (read_number(chunks, at) for at in range(len(chunks)))
    return {number.unit for number in numbers if number}


def _number(_: Question, text: str) -> bool:
    return bool(_units_in(text)) or holds_number(text) or holds_quantity(text)


def _name(question: Question, text: str) -> bool:
    return any(name not in question.names for name in find_names(text))


def _cause(_: Question, text: str) -> bool:
    return tells_reason(text)


def _outcome(_: Question, text: str) -> bool:
    return tells_outcome(text)


def _date(_: Question, text: str) -> bool:
    return bool(_YEAR.search(text))


def _anything(_: Question, text: str) -> bool:
    return bool(text)


_HOLDS: dict[Holds, Callable[[Question, str], bool]] = {
    Holds.NUMBER: _number,
    Holds.NAME: _name,
    Holds.CAUSE: _cause,
    Holds.OUTCOME: _outcome,
    Holds.DATE: _date,
}
