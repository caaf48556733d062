"""The conversations: searched over everything said, gone on with, renamed, deleted, forked."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from assistant.tui.plain import QUIET, Plain, cut, notice, plain, plain_line, subtitle, title
from assistant.tui.screens.asking_name import NameScreen
from assistant.tui.widgets.table_rows import TableRows
from store.errors import SonglineError
from store.printable import counted, printable

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.content import Content

    from assistant.engine.sessions.managing import Removed
    from assistant.engine.sessions.sessions import Session, Sessions, SessionSummary

_KEYS = (
    "Enter goes on · Tab to the list: r renames, d deletes, u undoes, f forks, e exports · Esc"
)
_SHORT_KEYS = "Enter · Tab: r d u f e · Esc"
_ROOM_FOR_KEYS = 104
_NAME = 26


class SessionsScreen(ModalScreen["Session | None"]):
    """Every conversation on disk; returns the one to go on with."""

    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "Close", id="sessions.close"),
        Binding("r", "rename", "Rename", id="sessions.rename"),
        Binding("d", "delete", "Delete", id="sessions.delete"),
        Binding("u", "undo", "Bring back", id="sessions.undo"),
        Binding("f", "fork", "Fork", id="sessions.fork"),
        Binding("e", "export", "Export", id="sessions.export"),
    ]

    def __init__(
        self,
        sessions: Sessions,
        words: str = "",
        *,
        current: str = "",
        export: Callable[[Session], str] | None = None,
    ) -> None:
        """List the conversations in which some words were said; `current` is the one on the
        screen, `export` writes one to a file and says where.
        """
        super().__init__()
        self._sessions = sessions
        self._words = words
        self._current = current
        self._export = export
        self._shown: list[tuple[SessionSummary, str]] = []
        self._removed: list[Removed] = []
        self._list = TableRows(self._row)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            title(dialog, "Conversations")
            yield Input(
                printable(self._words),
                placeholder="words that were said",
                compact=True,
                select_on_focus=False,
            )
            yield Plain(id="told")
            yield self._list

    def on_mount(self) -> None:
        self._look()

    def on_resize(self) -> None:
        """Say as many keys as there is room for."""
        keys = _KEYS if self.app.size.width >= _ROOM_FOR_KEYS else _SHORT_KEYS
        subtitle(self.query_one(".dialog"), keys)

    def on_key(self, event: object) -> None:
        """Let the list be walked from the search."""
        steps = {"down": 1, "up": -1}
        key = getattr(event, "key", "")
        if isinstance(self.focused, Input) and key in steps:
            self._list.action_move(steps[key])

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search for what stands there now."""
        self._words = event.value
        self._look()

    def on_input_submitted(self) -> None:
        """Go on with the chosen conversation."""
        self._go_on()

    def on_table_rows_opened(self, event: TableRows.Opened) -> None:
        """Go on with a conversation."""
        event.stop()
        self._go_on()

    def action_rename(self) -> None:
        """Ask for another name."""
        if name := self._chosen:
            self.app.push_screen(
                NameScreen("Another name", name),
                lambda new: self._do(lambda: self._sessions.rename(name, new)) if new else None,
            )

    def action_delete(self) -> None:
        """Delete the chosen conversation; it can be brought back while this list is open."""
        name = self._chosen
        if name == self._current and name:
            notice(self.app, "That is the conversation on the screen.", severity="warning")
        elif name:
            self._do(lambda: self._removed.append(self._sessions.remove(name)))

    def action_undo(self) -> None:
        """Bring back what was deleted last."""
        if self._removed:
            self._do(lambda: self._sessions.restore(self._removed.pop()))

    def action_fork(self) -> None:
        """Begin another conversation with the turns of the chosen one."""
        at = self._list.at
        if name := self._chosen:
            turns = self._shown[at][0].turns
            self.app.push_screen(
                NameScreen("The name of the fork", f"{name} fork"),
                lambda new: (
                    self._do(lambda: self._sessions.fork(name, turns, new)) if new else None
                ),
            )

    def action_export(self) -> None:
        """Write the chosen conversation to a file."""
        if (name := self._chosen) and (export := self._export):
            self._do(lambda: notice(self.app, export(self._sessions.start(name))))

    @property
    def _chosen(self) -> str | None:
        return self._shown[self._list.at][0].name if self._shown else None

    @work(exclusive=True, group="sessions")
    async def _look(self) -> None:
        try:
            summaries = await asyncio.to_thread(self._sessions.list)
            found = await asyncio.to_thread(self._sessions.find, self._words)
        except SonglineError as error:
            self.query_one("#told", Plain).show(plain(str(error), "$text-error"))
            return
        self._shown = [(each, found[each.name]) for each in summaries if each.name in found]
        told = counted(len(self._shown), "conversation")
        undo = " · u brings back what was deleted" if self._removed else ""
        self.query_one("#told", Plain).show(plain(told + undo, QUIET))
        self._list.show(len(self._shown))

    def _row(self, at: int, width: int) -> Content:
        summary, excerpt = self._shown[at]
        name = cut(plain_line(summary.name, "bold"), min(_NAME, width // 2), pad=True)
        facts = plain(f"  {counted(summary.turns, 'turn'):<9}", QUIET)
        return cut(plain(" ") + name + facts + plain_line(excerpt), width)

    def _do(self, change: Callable[[], object]) -> None:
        """Change something on disk, and look again."""
        try:
            change()
        except SonglineError as error:
            notice(self.app, str(error), severity="error")
        self._look()

    def _go_on(self) -> None:
        if name := self._chosen:
            try:
                session: Session = self._sessions.start(name)
            except SonglineError as error:
                notice(self.app, str(error), severity="error")
            else:
                self.dismiss(session)
