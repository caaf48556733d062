"""The sources beside the transcript; in a narrow terminal, on a screen of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from assistant.tui.sources import Source, SourceList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from assistant.tui.messages import SourceChosen

_NONE_YET = "The papers behind an answer appear here, best first."
_NONE_FOUND = "No paper stands behind this answer."


class SourcesPane(Vertical):
    """The sources of the current answer."""

    def compose(self) -> ComposeResult:
        yield Static("Sources", classes="heading", markup=False)
        yield Static(_NONE_YET, classes="empty", markup=False)
        yield SourceList()

    def show(self, sources: tuple[Source, ...], *, is_answered: bool) -> None:
        """Show the sources of another answer."""
        cited = sum(source.is_cited for source in sources)
        told = f"Sources  ● {cited} of {len(sources)} cited" if sources else "Sources"
        self.query_one(".heading", Static).update(told)
        self.query_one(".empty", Static).update(_NONE_FOUND if is_answered else _NONE_YET)
        self.query_one(SourceList).show(sources)
        self.set_class(bool(sources), "-filled")


class SourcesScreen(ModalScreen[int | None]):
    """The sources where there is no room for a pane; returns the number chosen."""

    AUTO_FOCUS = "*"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+s", "dismiss(None)", "Close", id="sources.close"),
        *(Binding(f"{n}", f"choose({n})", show=False) for n in range(1, 10)),
    ]

    def __init__(self, sources: tuple[Source, ...]) -> None:
        super().__init__()
        self._sources = sources

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.border_title, dialog.border_subtitle = "Sources", "Enter opens · Esc closes"
            yield (
                SourceList(self._sources) if self._sources else Static(_NONE_YET, markup=False)
            )

    def on_source_chosen(self, event: SourceChosen) -> None:
        event.stop()
        self.dismiss(event.number)

    def action_choose(self, number: int) -> None:
        """Return a source by its number."""
        if number <= len(self._sources):
            self.dismiss(number)
