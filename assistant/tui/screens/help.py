"""What the keys and the commands do."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

from assistant.tui.key_table import KEYS, shown_key
from assistant.tui.plain import HEADING, QUIET, Plain, plain, subtitle, title

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from assistant.tui.commands.command import Command
    from assistant.tui.key_table import KeyRow

    Row = tuple[str, str, str]
    """A key or a command, what it does, and the name or the key that it has beside it."""

MARKS: tuple[Row, ...] = (
    ("[1]", "a citation: click it, or press its number", ""),
    ("‹?›", "nothing contradicts it, and the words alone do not show it", ""),
    ("‹uncited›", "a claim that names no paper", ""),
    ("‹unsupported›", "the abstract that it cites does not carry it", ""),
    ("[9] struck out", "a citation of a paper that was not found", ""),
    ("2026?", "a year that the source does not say: it was inferred", ""),
)


_OTHER_KEYS = (
    "The names at the right are for the configuration: [keymap], then a line such as "
    '"chat.papers" = "ctrl+l".'
)


_ROOM_FOR_NAMES = 84


class HelpScreen(ModalScreen[None]):
    """Keys, commands and marks on one page."""

    AUTO_FOCUS = "*"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "dismiss(None)", "Close", id="help.close")
    ]

    def __init__(self, commands: Sequence[Command], keymap: Mapping[str, str]) -> None:
        """Make the page; `keymap` has the keys that the configuration has changed."""
        super().__init__()
        told = [(each.usage, each.help, shown_key(each.key, keymap)) for each in commands]
        keys = {
            heading: [_key_row(key, keymap) for key in held] for heading, held in KEYS.items()
        }
        first, *others = keys.items()
        self._sections: tuple[tuple[str, Sequence[Row]], ...] = (
            first,
            ("Commands", told),
            ("In an answer", MARKS),
            *others,
            ("Other keys", [("", _OTHER_KEYS, "")]),
        )

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog") as dialog:
            title(dialog, "Help")
            subtitle(dialog, "↑ ↓ scroll · Esc closes")
            yield Plain(id="page")

    def on_resize(self) -> None:
        """Lay the page out for another width, once that is known."""
        self.call_after_refresh(self._lay_out)

    def _lay_out(self) -> None:
        page = self.query_one("#page", Plain)
        page.show(Content("\n").join(self._lines(max(20, (page.content_size.width or 60) - 2))))

    def _lines(self, width: int) -> Iterator[Content]:
        every = [row for _, rows in self._sections for row in rows]
        column = min(max(len(name) for name, _, _ in every), width // 3) + 2
        beside = max(len(name) for _, _, name in every) + 2
        columns = (column, beside if width >= _ROOM_FOR_NAMES else 0)
        for number, (heading, rows) in enumerate(self._sections):
            if number:
                yield Content()
            yield plain(heading, HEADING)
            for row in rows:
                yield from _row(row, columns, width)


def _key_row(key: KeyRow, keymap: Mapping[str, str]) -> Row:
    return shown_key(key.name, keymap) or key.shown, key.told, key.name


def _row(row: Row, columns: tuple[int, int], width: int) -> Iterator[Content]:
    """Yield a name and what it means, whose further lines stay in their column; at the right
    what stands beside it, or behind it where there is no room for that column.
    """
    name, told, beside = row
    column, last = columns
    first = plain(f"{name:<{column}}", "bold")
    if len(name) >= column:
        yield first
        first = Content(" " * column)
    text = plain(told)
    if beside and not last:
        text += plain(f"  {beside}", QUIET)
    room = max(10, width - column - last)
    for line in text.wrap(room):
        shown = line.rstrip()
        if last and beside:
            shown = shown.pad_right(room - shown.cell_length) + plain(f"  {beside}", QUIET)
            beside = ""
        yield first + shown
        first = Content(" " * column)
