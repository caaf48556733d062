"""Values of settings: as a file gives them, with a type, or as the environment does, in
text.
"""

from __future__ import annotations

import math
import re

Value = str | int | float | bool | None
Kind = type[str] | type[int] | type[float] | type[bool]

_WANTED: dict[Kind, str] = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "text in quotes",
}
_ABOVE_ZERO = re.compile(r"window|\w+_(?:seconds|tokens)")
_YES, _NO = {"true", "yes", "on", "1"}, {"false", "no", "off", "0"}


class InvalidValueError(ValueError):
    """A value that a setting cannot have; the message says what it `must be`."""


def check_value(name: str, value: object, kind: Kind) -> Value:
    """Return a value that has a type, if the setting can have it. Raises InvalidValueError."""
    if kind is bool and isinstance(value, bool):
        return value
    if kind is str and isinstance(value, str):
        return _check_text(value)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if kind is int and is_number and isinstance(value, int):
        return _check_number(name, value)
    if kind is float and is_number and isinstance(value, int | float):
        return _check_number(name, float(value))
    raise InvalidValueError(f"must be {_WANTED[kind]}")


def parse_value(name: str, text: str, kind: Kind) -> Value:
    """Return what a text says, if the setting can have it. Raises InvalidValueError."""
    if kind is str:
        return _check_text(text)
    if kind is bool and (said := text.strip().lower()) in _YES | _NO:
        return said in _YES
    if kind is not bool:
        try:
            return _check_number(name, int(text) if kind is int else float(text))
        except (ValueError, OverflowError):
            raise InvalidValueError(f"must be {_least(name, kind)}") from None
    raise InvalidValueError(f"must be {_WANTED[kind]}")


def _check_text(text: str) -> str:
    if not text.strip() or not text.isprintable():
        raise InvalidValueError("must be text on one line, and not blank")
    return text


def _check_number(name: str, number: float) -> float:
    is_too_small = number <= 0 if _ABOVE_ZERO.fullmatch(name) else number < 0
    if is_too_small or not math.isfinite(number):
        raise InvalidValueError(f"must be {_least(name, type(number))}")
    return number


def _least(name: str, kind: Kind) -> str:
    return f"{_WANTED[kind]}, {'above 0' if _ABOVE_ZERO.fullmatch(name) else '0 or more'}"
