"""A filter while it is typed: where it fails, what is still half, and how it may go on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textual.suggester import Suggester

from store.errors import FilterError
from store.filters import FILTER_NAMES, parse_filter

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_PIECE = re.compile(r'\S*"[^"]*"?|\S+')
_HALF = re.compile(r"-?(?:year:(?:>=|<=|>|<|\d{4}\.\.)?\d{0,3}|[a-z]+:)$")


def half_typed(text: str) -> str:
    """Return the piece at the end that is not whole yet, such as `year:20`; "" for none."""
    pieces = _PIECE.findall(text)
    if not pieces or text[-1:].isspace():
        return ""
    return pieces[-1] if _HALF.fullmatch(pieces[-1]) else ""


def without_half(text: str) -> str:
    """Return the filter without what is still half typed."""
    half = half_typed(text)
    return text[: len(text) - len(half)] if half else text


def failing_span(text: str) -> tuple[int, int] | None:
    """Return where the piece stands that is no filter; None where each is one."""
    for piece in _PIECE.finditer(text):
        try:
            parse_filter(piece[0])
        except FilterError:
            return piece.span()
    return None


class FilterSuggester(Suggester):
    """Completes names of filters, and values that the library holds."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._values: dict[str, Sequence[str]] = {}

    def know(self, name: str, values: Iterable[str]) -> None:
        """Complete what is typed behind a name with these."""
        self._values[name] = sorted(set(values))

    async def get_suggestion(self, value: str) -> str | None:
        """Return the whole filter as it may go on."""
        last = value.rpartition(" ")[2]
        head = value[: len(value) - len(last)]
        sign = "-" if last.startswith("-") else ""
        name, colon, typed = last.removeprefix("-").partition(":")
        if not name:
            return None
        if not colon:
            found = [f"{known}:" for known in FILTER_NAMES if known.startswith(name)]
        else:
            found = [
                f"{name}:{known}"
                for known in self._values.get(name, ())
                if typed and known.casefold().startswith(typed.casefold())
            ]
        return f"{head}{sign}{found[0]}" if found else None
