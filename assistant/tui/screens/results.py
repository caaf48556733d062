"""What the abstracts report, as one table: filtered as one types, sorted, exported."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import work
from textual.binding import Binding
from textual.content import Content

from assistant.engine.results import (
    ReportedResult,
    collect_results,
    results_as_csv,
    results_as_latex,
)
from assistant.tui.plain import HEADING, QUIET, Plain, cut, notice, plain, plain_line
from assistant.tui.screens.abstract import AbstractScreen
from assistant.tui.screens.searched_list import SearchedList
from assistant.tui.widgets.sources import ListedSource
from store.errors import SonglineError
from store.files import free_path, write_over
from store.printable import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from store.library import Library


def _or_last(text: str) -> tuple[bool, str]:
    """Order by text, what has none behind the rest."""
    return not text, text.casefold()


_SORTS: Mapping[str, Callable[[ReportedResult], tuple[object, ...]]] = {
    "by paper": lambda _: (),
    "by measure": lambda row: (
        _or_last(row.result.measure),
        row.result.change is not None,
        -row.result.value,
    ),
    "by method": lambda row: (_or_last(row.result.of), _or_last(row.result.measure)),
    "highest first": lambda row: (row.result.change is not None, -row.result.value),
}


class ResultsScreen(SearchedList[None]):
    """Every result that is read of the abstracts, in the words of the abstracts."""

    PLACEHOLDER = "words of a paper, a method, a measure, a data set"
    KEYS = (
        "Enter the abstract · Tab to the table: s sorts, c CSV, l LaTeX · Esc",
        "Enter · Tab: s c l · Esc",
        76,
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "Close", id="results.close"),
        Binding("s", "sort", "Sort", id="results.sort"),
        Binding("c", "export('csv')", "CSV", id="results.csv"),
        Binding("l", "export('tex')", "LaTeX", id="results.latex"),
    ]

    def __init__(self, library: Library, filter_text: str = "") -> None:
        super().__init__("Results", filter_text)
        self._library = library
        self._every: list[ReportedResult] = []
        self._rows: list[ReportedResult] = []
        self._sort = "by paper"
        self._widths: tuple[int, ...] = ()

    def compose_head(self) -> ComposeResult:
        """Yield the names of the columns."""
        yield Plain(id="head")

    def on_mount(self) -> None:
        self.tell(plain("reading the abstracts…"))
        self._read()

    def on_resize(self) -> None:
        """Lay the columns out for another width."""
        self.call_after_refresh(self.search)

    def action_sort(self) -> None:
        """Sort by the next of the orders."""
        names = list(_SORTS)
        self._sort = names[(names.index(self._sort) + 1) % len(names)]
        self.search()

    def action_export(self, ending: str) -> None:
        """Write what is shown to a file."""
        if not self._rows:
            notice(self.app, "There are no rows to write.", severity="warning")
            return
        text = (results_as_csv if ending == "csv" else results_as_latex)(self._rows)
        try:
            place = free_path(Path(f"songline-results.{ending}"))
            write_over(place, text)
        except SonglineError as error:
            notice(self.app, str(error), severity="error")
        else:
            notice(
                self.app, f"{counted(len(self._rows), 'row')} written to {place.absolute()}."
            )

    @work(exclusive=True, group="results")
    async def _read(self) -> None:
        papers = await asyncio.to_thread(self._library.list)
        self._every = await asyncio.to_thread(collect_results, papers, self._hear)
        self.search()

    def _hear(self, what: str, done: int, total: int) -> None:
        if not self.is_attached:
            raise SonglineError("Nobody waits for the results any more")
        self.app.call_later(self._show_progress, f"{what}: {done} of {total}")

    def _show_progress(self, told: str) -> None:
        # What was told last may arrive when the results are there.
        if not self._every:
            self.tell(plain(told))

    def search(self) -> None:
        """Show the rows that hold what stands there now."""
        rows = [row for row in self._every if row.holds(self._words)]
        self._rows = sorted(rows, key=_SORTS[self._sort])  # which keeps the order of equals
        self._list.show(len(self._rows))
        width = self._list.scrollable_content_region.width
        self._widths = _widths([_cells(row) for row in self._rows], width)
        self.query_one("#head", Plain).show(_line(_HEADS, self._widths, HEADING))
        if self._every:
            told = f"{counted(len(self._rows), 'result')} · {self._sort}"
            self.tell(plain(told, QUIET))

    def _row(self, at: int, width: int) -> Content:
        return cut(_line(_cells(self._rows[at]), self._widths), width)

    def open_row(self, at: int) -> None:
        """Open the abstract of a row."""
        if self._rows:
            self.app.push_screen(AbstractScreen([ListedSource(1, self._rows[at].paper)], 0))


_HEADS = ("Paper", "Method", "Measure", "Value", "Data", "Against")
_IN_NARROW = ("Paper", "Measure", "Value", "Data")
_WIDE = 80
_GAP = 2


def _cells(row: ReportedResult) -> tuple[str, ...]:
    key, _, *others = row.cells()
    return (key, *others)


def _widths(rows: Sequence[tuple[str, ...]], width: int) -> tuple[int, ...]:
    """Return how wide each column is, 0 for one that there is no room for: as its widest cell,
    and the widest columns less where that is too much for all.
    """
    wanted = [
        max(map(cell_len, column)) if width >= _WIDE or column[0] in _IN_NARROW else 0
        for column in zip(_HEADS, *rows, strict=True)
    ]
    room = max(len(_HEADS), width - 1 - _GAP * (sum(map(bool, wanted)) - 1))
    most = max(wanted)
    while sum(min(most, each) for each in wanted) > room:
        most -= 1
    return tuple(min(most, each) for each in wanted)


def _line(cells: tuple[str, ...], widths: tuple[int, ...], style: str = "") -> Content:
    """Return a row in its columns."""
    columns = zip(cells, widths, strict=False)
    shown = [cut(plain_line(cell, style), width, pad=True) for cell, width in columns if width]
    return Content(" ") + Content(" " * _GAP).join(shown)
