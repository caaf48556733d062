"""The abstract of a source: its sentences by what they do, those lit that the current answer
quotes, and its results as a small table.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

from assistant.engine.paper_readings import read_paper
from assistant.tui.commands.copying import offer, pieces_of_paper
from assistant.tui.plain import HEADING, QUIET, Plain, plain, plain_line, subtitle, title
from assistant.tui.screens.abstract_text import (
    NO_ABSTRACT,
    first_lit,
    legend,
    lit_abstract,
    results_table,
)
from assistant.tui.widgets.reverse import ReverseKept
from store import wording
from store.printable import printable_in_place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from assistant.abstracts import Reading
    from assistant.grounding.verdicts import Evidence
    from assistant.tui.widgets.sources import ListedSource
    from store.paper import Paper

__all__ = ["NO_ABSTRACT", "AbstractScreen"]
_KEYS = "Esc closes · ← → others · a asks · y copies · r roles"
_SHORT_KEYS = "Esc · ← → · a · y · r"
_ROOM_FOR_KEYS = 70


class AbstractText(ReverseKept, Plain):
    """An abstract whose lit spans and roles take their look from the stylesheet: it knows the
    terminal.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *("lit", "background", "objective", "method", "result", "limits", "outlook"),
        *("resource", "boilerplate"),
    }


class AbstractScreen(ModalScreen["str | None"]):
    """One source at a time, out of those of an answer or of a list; returns a question to be
    asked of it.
    """

    AUTO_FOCUS = "*"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "Close", id="abstract.close"),
        Binding("n,right", "go(1)", "Next source", id="abstract.next"),
        Binding("p,left", "go(-1)", "Previous source", id="abstract.previous"),
        Binding("j,down", "scroll(1)", "Down", show=False),
        Binding("k,up", "scroll(-1)", "Up", show=False),
        Binding("pagedown,space", "scroll(10)", "Page down", show=False),
        Binding("pageup", "scroll(-10)", "Page up", show=False),
        Binding("a", "ask", "Ask about it", id="abstract.ask"),
        Binding("y", "copy", "Copy", id="abstract.copy"),
        Binding("r", "turn_roles", "Roles", id="abstract.roles"),
        Binding("o", "open_link", "Open its page", id="abstract.link"),
        *(Binding(f"{n},alt+{n}", f"show_source({n})", show=False) for n in range(1, 10)),
        Binding("0,alt+0", "show_source(10)", show=False),
    ]

    def __init__(
        self, sources: Sequence[ListedSource], at: int, evidence: Sequence[Evidence] = ()
    ) -> None:
        """Show the source at an index; `evidence` is what the answer quotes, of all its
        papers.
        """
        super().__init__()
        self._sources = sources
        self._at = at
        self._evidence = evidence
        self._reading: Reading | None = None
        self._shows_roles = True

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog"):
            yield Plain(id="paper")
            yield AbstractText(id="abstract")
            yield Plain(id="legend")
            yield Plain(id="results")
            yield Plain(id="origin")

    def on_mount(self) -> None:
        self._show()

    def on_resize(self) -> None:
        """Fit the keys and the table into another width."""
        keys = _KEYS if self.app.size.width >= _ROOM_FOR_KEYS else _SHORT_KEYS
        subtitle(self.query_one(VerticalScroll), keys)
        self._show_reading()

    def action_go(self, step: int) -> None:
        """Go to a neighbouring source; after the last comes the first."""
        self._at = (self._at + step) % len(self._sources)
        self._show()

    def action_show_source(self, number: int) -> None:
        """Go to a source by its number."""
        for index, source in enumerate(self._sources):
            if source.number == number:
                self._at = index
                self._show()

    def action_scroll(self, lines: int) -> None:
        """Scroll the abstract."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_ask(self) -> None:
        """Leave with the beginning of a question about the paper."""
        self.dismiss(f"key:{self._paper.key} ")

    def action_copy(self) -> None:
        """Ask what is to be copied of the paper."""
        offer(self.app, pieces_of_paper(self._paper))

    def action_turn_roles(self) -> None:
        """Colour the sentences by what they do, or not."""
        self._shows_roles = not self._shows_roles
        self._show_reading()

    def action_open_link(self) -> None:
        """Ask whether to open the paper's page."""
        from assistant.tui.screens.link import offer_address

        if address := address_of(self._paper):
            offer_address(self.app, address)

    @property
    def _paper(self) -> Paper:
        return self._sources[self._at].paper

    def _show(self) -> None:
        source, self._reading = self._sources[self._at], None
        at = f"{source.number} of {len(self._sources)} · {wording.byline(source.paper)}"
        title(self.query_one(VerticalScroll), at)
        self.query_one("#paper", Plain).show(_heading(source.paper))
        self.query_one("#origin", Plain).show(plain(wording.origin(source.paper), QUIET))
        self._show_reading()
        self.call_after_refresh(self._scroll_to_lit)
        self._read(source.paper)

    @work(exclusive=True, group="reading")
    async def _read(self, paper: Paper) -> None:
        """Read the abstract in a thread: the first one takes a while."""
        reading = await asyncio.to_thread(read_paper, paper)
        if paper is self._paper:
            self._reading = reading
            self._show_reading()

    def _show_reading(self) -> None:
        reading = self._reading if self._shows_roles else None
        text = lit_abstract(self._paper, self._evidence, reading)
        self.query_one("#abstract", Plain).show(text)
        self.query_one("#legend", Plain).show(legend(reading) if reading else Content())
        # Of the abstract: what is hidden has no width.
        width = self.query_one("#abstract", Plain).content_size.width
        table = results_table(self._reading, width) if self._reading else Content()
        self.query_one("#results", Plain).show(table)
        for name in ("#legend", "#results"):
            widget = self.query_one(name, Plain)
            widget.display = bool(widget.visual and str(widget.visual))

    def _scroll_to_lit(self) -> None:
        """Bring the first lit span into view, with the lines that lead up to it."""
        start = first_lit(self._paper, self._evidence) or 0
        dialog, abstract = self.query_one(VerticalScroll), self.query_one("#abstract", Plain)
        before = plain(printable_in_place(self._paper.abstract[:start]))
        above = before.wrap(abstract.content_size.width or 1)
        line = abstract.virtual_region.y + len(above)
        dialog.scroll_to(y=line - 3 if line > dialog.size.height - 3 else 0, animate=False)


def address_of(paper: Paper) -> str:
    """Return the page of a paper; "" where none is known."""
    return paper.url or (f"https://doi.org/{paper.doi}" if paper.doi else "")


def _heading(paper: Paper) -> Content:
    lines = (
        plain_line(wording.title(paper), HEADING),
        plain_line(wording.authors(paper)),
        plain_line(" · ".join(wording.facts(paper)), QUIET),
    )
    return Content("\n").join(lines)
