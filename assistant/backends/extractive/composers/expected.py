"""Whether a sentence holds what a question expects of its answer: a number of that unit, a
name, a cause.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.language.names import find_names
from assistant.language.numbers import read_number
from assistant.language.stems import stems
from assistant.questions.aspects import tells_outcome, tells_reason
from assistant.questions.intents import Holds
from assistant.questions.question import holds_number, holds_quantity

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.questions.question import Question

_CHUNK = re.compile(r"\d+(?:[.,]\d+)*|\w+|%")


def holds_expected(question: Question, text: str) -> bool:
    """Tell whether a sentence holds what is expected, and speaks of what that is of; any does
    where nothing is expected.
    """
    expects = question.expects
    if expects is None:
        return True
    is_of = not expects.of or stems(" ".join(expects.of)) <= stems(text)
    return is_of and _HOLDS.get(expects.holds, _anything)(question, text)


def _number(_: Question, text: str) -> bool:
    chunks = _CHUNK.findall(text)
    spelled = any(read_number(chunks, at) is not None for at in range(len(chunks)))
    return spelled or holds_number(text) or holds_quantity(text)


def _name(question: Question, text: str) -> bool:
    return any(name not in question.names for name in find_names(text))


def _cause(_: Question, text: str) -> bool:
    return tells_reason(text)


def _outcome(_: Question, text: str) -> bool:
    return tells_outcome(text)


def _anything(_: Question, text: str) -> bool:
    return bool(text)


_HOLDS: dict[Holds, Callable[[Question, str], bool]] = {
    Holds.NUMBER: _number,
    Holds.NAME: _name,
    Holds.CAUSE: _cause,
    Holds.OUTCOME: _outcome,
}
