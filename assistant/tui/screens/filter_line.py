"""A filter while it is typed: where it fails, what is still half, and how it may go on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textual.content import Content
from textual.suggester import Suggester

from assistant.tui.plain import plain
from store.errors import FilterError
from store.filters import FILTER_NAMES, parse_filter

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from store.errors import SonglineError
    from store.paper import Paper

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


def complaint(text: str, error: SonglineError) -> Content:
    """Return what is wrong with a filter, a mark under where it is."""
    told = plain(str(error), "$text-error")
    if span := failing_span(text):
        mark = " " * span[0] + "^" * (span[1] - span[0])
        return plain(mark, "bold $text-error") + Content("\n") + told
    return told


class FilterSuggester(Suggester):
    """Completes names of filters, and values that the library holds."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._values: dict[str, Sequence[str]] = {}

    def know(self, name: str, values: Iterable[str]) -> None:
        """Complete what is typed behind a name with these."""
        self._values[name] = sorted(set(values))

    def know_papers(self, papers: Sequence[Paper]) -> None:
        """Complete filters with what some papers hold."""
        surnames = [
            name.split()[-1].lower()
            for each in papers
            for name in each.authors[:6]
            if name.split()
        ]
        self.know("author", surnames)
        self.know("first", surnames)
        self.know("year", [str(each.date.year) for each in papers if each.date])
        self.know("code", ["yes", "no", "unknown"])
        self.know("field", [each.field for each in papers if each.field])
        self.know("key", [each.key for each in papers])

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
