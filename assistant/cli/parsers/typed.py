"""Arguments as they were typed, before the shell and argparse had their way with filters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAME_FILTER = re.compile(
    r"^(?P<filter>-?(?:author|first|venue)):(?P<name>[^\s\":]+(?: [A-Z][^\s\":]*)+)$"
)
_NEGATED_FILTER = re.compile(r"-(?=[A-Za-z]+:)")
_MINUS = "\N{MINUS SIGN}"


def spare_filters(arguments: Sequence[str]) -> list[str]:
    """Write `-code:yes` with a minus sign, which argparse takes for no option, and quote
    names again.
    """
    requoted = [_requote(argument) for argument in arguments]
    return [
        _MINUS + argument[1:] if _NEGATED_FILTER.match(argument) else argument
        for argument in requoted
    ]


def as_typed(argument: str) -> str:
    """Undo what was done to spare a negation."""
    return f"-{argument[1:]}" if argument.startswith(_MINUS) else argument


def _requote(argument: str) -> str:
    """Put back the quotes that the shell took from `author:"Fu-Yun Wang"`."""
    return _NAME_FILTER.sub(r'\g<filter>:"\g<name>"', argument)
