"""The first screen: what the library holds, and what a single key begins."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.content import Content
from textual.style import Style

from assistant.tui.dates import last_said
from assistant.tui.messages import WelcomeChosen
from assistant.tui.overview import Overview, repeats
from assistant.tui.plain import HEADING, QUIET, Plain, cut, plain, plain_line
from store.printable import counted

if TYPE_CHECKING:
    from assistant.tui.overview import Chip

_OPENING = Overview("opening the library")
_HINT = "Ask in your own words; every sentence of an answer is tied to an abstract."
_LOW = 18
"""Below so many lines of height, what is dispensable is left out."""


class Welcome(Plain):
    """The overview, its questions, lines and sessions each under a number."""

    def __init__(self) -> None:
        super().__init__()
        self._overview = _OPENING
        self._backend = ""

    @property
    def items(self) -> tuple[str, ...]:
        """What the numbers begin: a question, a command for a line, or one for a session."""
        lines = (f"/summarize {chip.number}" for chip in self._overview.chips)
        sessions = (f"/sessions {summary.name}" for summary, _ in self._overview.sessions)
        return (*self._overview.questions, *lines, *sessions)

    def tell(self, overview: Overview, *, backend: str | None = None) -> None:
        """Show an overview, and who answers, in words."""
        self._overview = overview
        self._backend = self._backend if backend is None else backend
        self._draw()

    @property
    def lines(self) -> tuple[Chip, ...]:
        """All lines of research; none before they are found."""
        return self._overview.lines

    def add_lines(self, lines: tuple[Chip, ...]) -> None:
        """Show the largest lines of research, once they are found."""
        self.tell(replace(self._overview, lines=lines))

    def name_backend(self, backend: str) -> None:
        """Show who answers from now on."""
        self.tell(self._overview, backend=backend)

    def on_resize(self) -> None:
        """Lay it out for another size."""
        self._draw()

    def action_begin(self, number: int) -> None:
        """Begin what was clicked."""
        self.post_message(WelcomeChosen(number))

    def _draw(self) -> None:
        width = self.content_size.width or 60
        is_low = self.app.size.height < _LOW + 3 if self.is_attached else False
        groups = [self._head(is_low=is_low), self._questions(width)]
        groups += [self._chips(width), self._sessions(width), [self._foot()]]
        gap = [] if is_low else [Content()]
        lines: list[Content] = []
        for group in groups:
            lines += (gap if lines and group else []) + group
        self.show(Content("\n").join(lines))

    def _head(self, *, is_low: bool) -> list[Content]:
        name = plain("Songline", HEADING) + plain(f"  {self._overview.whose}")
        return [name] + ([] if is_low else [plain(_HINT, QUIET)])

    def _questions(self, width: int) -> list[Content]:
        asked = enumerate(self._overview.questions, 1)
        return [self._item(number, plain_line(text), width) for number, text in asked]

    def _chips(self, width: int) -> list[Content]:
        first = len(self._overview.questions) + 1
        chips = [
            self._chip(number, chip) for number, chip in enumerate(self._overview.chips, first)
        ]
        rows: list[Content] = []
        for chip in chips:
            if rows and rows[-1].cell_length + 2 + chip.cell_length <= width:
                rows[-1] = rows[-1] + Content("  ") + chip
            else:
                rows.append(cut(chip, width))
        return rows

    def _sessions(self, width: int) -> list[Content]:
        first = len(self._overview.questions) + len(self._overview.chips) + 1
        rows = []
        for number, (summary, asked) in enumerate(self._overview.sessions, first):
            told = plain_line(f"go on with “{summary.name}”")
            is_told = not asked or repeats(summary.name, asked)
            last = counted(summary.turns, "turn") if is_told else asked
            said = (last_said(summary), last)
            when = Content("  ") + plain_line(" · ".join(filter(None, said)), QUIET)
            rows.append(self._item(number, told + when, width))
        return rows

    def _foot(self) -> Content:
        return plain_line(self._backend, QUIET)

    def _item(self, number: int, text: Content, width: int) -> Content:
        begin = Style.from_meta({"@click": f"begin({number})"})
        # Apart from what is clicked, which takes the colour of links.
        key = plain(f"{number}", "bold $text-primary") + Content("  ")
        return key + cut(text, max(1, width - key.cell_length)).stylize(begin)

    def _chip(self, number: int, chip: Chip) -> Content:
        begin = Style.from_meta({"@click": f"begin({number})"})
        key = plain(f"{number}", "bold $text-primary")
        label = plain(f" {chip.name} ", "on $surface") + plain(f"{chip.papers} ", "on $surface")
        return key + Content("  ") + label.stylize(begin)
