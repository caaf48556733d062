"""The papers of one line of research, and what can be done with all of them."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from assistant.tui.plain import notice
from assistant.tui.screens.papers import PapersScreen, find_among
from store.errors import SonglineError
from store.files import free_path, write_over
from store.printable import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType

    from assistant.composing.lines.finding import Line
    from assistant.grounding.verdicts import Evidence

_BARS = "▁▂▃▄▅▆▇█"


class LinePapersScreen(PapersScreen):
    """The papers of a line; what it returns may also be a command for the whole of it."""

    KEYS = (
        "Enter opens · Tab to the list: S summary, D related work, E export all of it · Esc",
        "Enter · Tab: S D E · Esc",
        96,
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("S", "summarize", "Summarise", id="line.summarize"),
        Binding("D", "draft", "Related work", id="line.draft"),
        Binding("E", "export", "Export", id="line.export"),
    ]

    def __init__(self, line: Line, *, evidence: Sequence[Evidence] = ()) -> None:
        super().__init__(
            partial(find_among, line.papers), heading=heading_of(line), evidence=evidence
        )
        self._line = line

    def action_summarize(self) -> None:
        """Leave to have the line summarised."""
        self.dismiss(f"/summarize {self._line.number}")

    def action_draft(self) -> None:
        """Leave to plan related work on what the line is about."""
        self.dismiss(f"/related {self._line.name}")

    def action_export(self) -> None:
        """Write the entries of all its papers to a `.bib`."""
        from store.exporters import bibtex

        name = re.sub(r"[^a-z0-9]+", "-", self._line.name.lower()).strip("-")
        try:
            place = free_path(Path(f"line-{self._line.number}-{name}.bib"))
            write_over(place, bibtex(self._line.papers))
        except SonglineError as error:
            notice(self.app, str(error), severity="error")
        else:
            told = counted(len(self._line.papers), "paper")
            notice(self.app, f"{told} written to {place.absolute()}.")


def heading_of(line: Line) -> str:
    """Return the number, name and years of a line, and how many papers each year has."""
    return f"Line {line.number}: {line.name} · {line.span} {timeline(line)}".rstrip()


def timeline(line: Line) -> str:
    """Return a bar for each year from the first to the last; "" for a single one."""
    years = line.years
    if len(years) < 2:
        return ""
    most = max(years.values())
    span = range(min(years), max(years) + 1)
    return "".join(
        _BARS[round(years[year] / most * (len(_BARS) - 1))] if years[year] else " "
        for year in span
    )
