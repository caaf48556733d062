"""A dialog with a list that is searched as the user types."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from assistant.tui.plain import Plain, subtitle, title
from assistant.tui.widgets.table_rows import TableRows
from store.printable import printable

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.content import Content
    from textual.suggester import Suggester

Returned = TypeVar("Returned")


class SearchInput(Input):
    """A line that Tab completes, and leaves only where there is nothing to complete."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", show=False)]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Tab to the screen where nothing is suggested."""
        if action == "complete":
            return bool(self._suggestion) and self._suggestion != self.value
        return super().check_action(action, parameters)

    def action_complete(self) -> None:
        """Take what is suggested."""
        self.value = self._suggestion
        self.cursor_position = len(self.value)


class SearchedList(ModalScreen[Returned]):
    """A line for words, what is told of the list, and its rows; Enter opens one."""

    AUTO_FOCUS = "Input"
    PLACEHOLDER: ClassVar[str]
    KEYS: ClassVar[tuple[str, str, int]]
    """The keys as they are told, in short, and from which width on they are told whole."""

    def __init__(self, heading: str, words: str, suggester: Suggester | None = None) -> None:
        super().__init__()
        self._heading = heading
        self._words = words
        self._suggester = suggester
        self._list = TableRows(self._row)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            title(dialog, self._heading)
            yield SearchInput(
                printable(self._words),
                placeholder=self.PLACEHOLDER,
                compact=True,
                select_on_focus=False,
                suggester=self._suggester,
            )
            yield Plain(id="told")
            yield from self.compose_head()
            yield self._list

    def compose_head(self) -> ComposeResult:
        """Yield what stands between what is told and the rows."""
        yield from ()

    def on_resize(self) -> None:
        """Say as many keys as there is room for."""
        keys, short, room = self.KEYS
        subtitle(self.query_one(".dialog"), keys if self.app.size.width >= room else short)

    def on_key(self, event: object) -> None:
        """Let the list be walked from the search."""
        steps = {"down": 1, "up": -1}
        key = getattr(event, "key", "")
        pages = {"pagedown": 1, "pageup": -1}
        if isinstance(self.focused, Input) and key in steps:
            self._list.action_move(steps[key])
        elif isinstance(self.focused, Input) and key in pages:
            self._list.action_page(pages[key])

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search for what stands there now."""
        self._words = event.value
        self.search()

    def on_input_submitted(self) -> None:
        """Open the chosen row."""
        self.open_row(self._list.at)

    def on_table_rows_opened(self, event: TableRows.Opened) -> None:
        """Open a row."""
        event.stop()
        self.open_row(event.at)

    def tell(self, told: Content) -> None:
        """Say something of the list, such as how much is in it."""
        self.query_one("#told", Plain).show(told)

    def search(self) -> object:
        """Show the rows for the words that stand there now."""
        raise NotImplementedError

    def open_row(self, at: int) -> None:
        """Open a row of those that are shown."""
        raise NotImplementedError

    def _row(self, at: int, width: int) -> Content:
        """Return a row, as it is drawn in a width."""
        raise NotImplementedError
