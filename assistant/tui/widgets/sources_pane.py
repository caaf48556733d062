"""The sources beside the transcript; in a narrow terminal, on a screen of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen

from assistant.tui.messages import PaneWidened, SourceChosen, SourcePicked
from assistant.tui.plain import Plain, subtitle, title
from assistant.tui.widgets.source_list import SourceList

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from assistant.composing.answer import Answer
    from assistant.tui.widgets.sources import ListedSource

_NARROWEST = 24
_NONE_YET = "The papers behind an answer appear here, best first."
_ELSEWHERE = "The papers of this answer are not in the library that is open."
_NONE_FOUND = "No paper stands behind this answer."
_KEYS = "Enter opens · a asks · p pins · x leaves out · y copies"
_SHORT_KEYS = "Enter · a asks · p pins · x out · y copies"
_ROOM_FOR_KEYS = 70


class SourcesPane(Vertical):
    """The sources of the current answer."""

    def __init__(self) -> None:
        super().__init__()
        self.list = SourceList()
        self._wider = 0
        """Cells that it has more than the stylesheet gives it."""
        self._heading = Plain("Sources", classes="heading")
        self._empty = Plain(_NONE_YET, classes="empty")

    def compose(self) -> ComposeResult:
        yield self._heading
        yield self._empty
        yield self.list

    def show(self, sources: tuple[ListedSource, ...], answer: Answer | None) -> None:
        """Show the sources of another answer."""
        cited = sum(source.is_cited for source in sources)
        told = (
            f"{len(sources)} found" if answer is None else f"● {cited} of {len(sources)} cited"
        )
        self._heading.show(f"Sources  {told}" if sources else "Sources")
        elsewhere = answer is not None and bool(answer.retrieved)
        none = _ELSEWHERE if elsewhere else _NONE_FOUND
        self._empty.show(_NONE_YET if answer is None else none)
        self.set_class(bool(sources), "-filled")
        self.list.show(sources, answer)

    def widen_to(self, wider: int) -> None:
        """Take so many cells more than the stylesheet gives it, as far as the transcript can
        spare them, or fewer.
        """
        self._wider = wider
        self.fit()

    def fit(self) -> None:
        """Take what there is for it in a terminal of this width."""
        if self._wider or self.styles.inline.has_rule("width"):
            self.styles.width = max(_NARROWEST, self._own + self._wider)
            self.styles.max_width = "50%"

    def widen_by(self, step: int) -> None:
        """Take more cells, or fewer."""
        most = self.app.size.width // 2 - self._own
        self.widen_to(min(most, max(_NARROWEST - self._own, self._wider + step)))
        self.post_message(PaneWidened(self._wider))

    @property
    def _own(self) -> int:
        """The cells that the stylesheet gives it."""
        width = self.styles.base.width
        return int(width.value) if width is not None else 0


class SourcesScreen(ModalScreen["SourceChosen | SourcePicked | None"]):
    """The sources where there is no room for a pane; returns what was chosen, or picked."""

    AUTO_FOCUS = "*"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+s", "dismiss(None)", "Close", id="sources.close"),
        *(Binding(f"{n}", f"choose({n})", show=False) for n in range(1, 10)),
        Binding("0", "choose(10)", show=False),
    ]

    def __init__(
        self,
        sources: tuple[ListedSource, ...],
        answer: Answer | None,
        questions: Mapping[str, str] | None = None,
    ) -> None:
        """Make it; `questions` has one that each paper, by its key, would answer."""
        super().__init__()
        self._sources = sources
        self._list = SourceList(sources, answer, questions)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            title(dialog, "Sources")
            keys = _KEYS if self.app.size.width >= _ROOM_FOR_KEYS else _SHORT_KEYS
            subtitle(dialog, f"{keys} · Esc" if self._sources else "Esc closes")
            yield self._list if self._sources else Plain(_NONE_YET)

    def on_source_chosen(self, event: SourceChosen) -> None:
        """Leave with the source that was chosen."""
        event.stop()
        self.dismiss(event)

    def on_source_picked(self, event: SourcePicked) -> None:
        """Leave with what is to be done with a source."""
        event.stop()
        self.dismiss(event)

    def action_choose(self, number: int) -> None:
        """Leave with a source by its number."""
        if number <= len(self._sources):
            self.dismiss(SourceChosen(number))
