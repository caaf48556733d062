"""The abstract of a source, with the sentences lit that the current answer quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from store import wording
from store.printable import printable_in_place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from assistant.grounding.verdicts import Evidence
    from assistant.tui.sources import Source
    from store.paper import Paper

_NO_ABSTRACT = "The source has no abstract for this paper."
_KEYS = "Esc closes · ← → sources · ↑ ↓ scroll"


def lit_abstract(paper: Paper, evidence: Sequence[Evidence]) -> Content:
    """Return the abstract with the quoted spans lit; offsets that it does not have are left
    out.
    """
    if not paper.abstract.strip():
        return Content.styled(_NO_ABSTRACT, "italic $foreground 60%")
    content = Content(printable_in_place(paper.abstract))
    for span in _of_paper(paper, evidence):
        content = content.stylize(".lit", span.start, span.end)
    return content


def first_lit(paper: Paper, evidence: Sequence[Evidence]) -> int | None:
    """Return where the first lit span begins."""
    return min((span.start for span in _of_paper(paper, evidence)), default=None)


def _of_paper(paper: Paper, evidence: Sequence[Evidence]) -> list[Evidence]:
    return [
        span
        for span in evidence
        if span.key == paper.key and 0 <= span.start < span.end <= len(paper.abstract)
    ]


class AbstractText(Static):
    """An abstract whose lit spans take their look from the stylesheet: it knows the
    terminal.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"lit"}


class AbstractScreen(ModalScreen[None]):
    """One source at a time, out of those of an answer or of a list."""

    AUTO_FOCUS = "*"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "Close", id="abstract.close"),
        Binding("n,right", "go(1)", "Next source", id="abstract.next"),
        Binding("p,left", "go(-1)", "Previous source", id="abstract.previous"),
        Binding("j,down", "scroll(1)", "Down", show=False),
        Binding("k,up", "scroll(-1)", "Up", show=False),
        Binding("pagedown,space", "scroll(10)", "Page down", show=False),
        Binding("pageup", "scroll(-10)", "Page up", show=False),
        *(Binding(f"{n},alt+{n}", f"show_source({n})", show=False) for n in range(1, 10)),
    ]

    def __init__(
        self, sources: Sequence[Source], at: int, evidence: Sequence[Evidence] = ()
    ) -> None:
        """Show the source at an index; `evidence` is what the answer quotes, of all its
        papers.
        """
        super().__init__()
        self._sources = sources
        self._at = at
        self._evidence = evidence

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog") as dialog:
            dialog.border_subtitle = _KEYS
            yield Static(id="paper", markup=False)
            yield AbstractText(id="abstract", markup=False)
            yield Static(id="origin", markup=False)

    def on_mount(self) -> None:
        self._show()

    def action_go(self, step: int) -> None:
        """Go to a neighbouring source; after the last comes the first."""
        self._at = (self._at + step) % len(self._sources)
        self._show()

    def action_show_source(self, number: int) -> None:
        """Go to a source by its number."""
        if number <= len(self._sources):
            self._at = number - 1
            self._show()

    def action_scroll(self, lines: int) -> None:
        """Scroll the abstract."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def _show(self) -> None:
        source = self._sources[self._at]
        at = f"{source.number} of {len(self._sources)} · {wording.byline(source.paper)}"
        self.query_one(VerticalScroll).border_title = Content(at)
        self.query_one("#paper", Static).update(_heading(source.paper))
        self.query_one("#abstract", Static).update(lit_abstract(source.paper, self._evidence))
        self.query_one("#origin", Static).update(
            Content.styled(wording.origin(source.paper), "$foreground 60%")
        )
        self.call_after_refresh(self._scroll_to_lit)

    def _scroll_to_lit(self) -> None:
        """Bring the first lit span into view, with the lines that lead up to it."""
        paper = self._sources[self._at].paper
        start = first_lit(paper, self._evidence) or 0
        dialog, abstract = self.query_one(VerticalScroll), self.query_one("#abstract", Static)
        above = Content(printable_in_place(paper.abstract[:start])).wrap(
            abstract.content_size.width or 1
        )
        line = abstract.virtual_region.y + len(above)
        dialog.scroll_to(y=line - 3 if line > dialog.size.height - 3 else 0, animate=False)


def _heading(paper: Paper) -> Content:
    lines = (
        Content.styled(wording.title(paper), "bold $text-primary"),
        Content(wording.authors(paper)),
        Content.styled(" · ".join(wording.facts(paper)), "$foreground 60%"),
    )
    return Content("\n").join(lines)
