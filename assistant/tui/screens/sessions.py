"""The conversations: searched over everything said, gone on with, renamed, deleted, forked."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding

from assistant.tui.dates import day_of, last_said
from assistant.tui.overview import repeats
from assistant.tui.plain import QUIET, cut, notice, plain, plain_line
from assistant.tui.screens.asking_name import NameScreen
from assistant.tui.screens.searched_list import SearchedList
from store.errors import SonglineError
from store.printable import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.binding import BindingType
    from textual.content import Content

    from assistant.engine.sessions.managing import Removed
    from assistant.engine.sessions.sessions import Session, Sessions, SessionSummary

_NAME = 50
_ROOM_FOR_DAY = 70


class SessionsScreen(SearchedList["Session | None"]):
    """Every conversation on disk; returns the one to go on with."""

    PLACEHOLDER = "words that were said, or a day: yesterday"
    KEYS = (
        "Enter goes on · Tab to the list: r renames, d deletes, u undoes, f forks, e exports"
        " · Esc",
        "Enter · Tab: r d u f e · Esc",
        104,
    )
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
        super().__init__("Conversations", words)
        self._sessions = sessions
        self._current = current
        self._export = export
        self._shown: list[tuple[SessionSummary, str]] = []
        self._removed: list[Removed] = []
        self._is_first_look = True

    def on_mount(self) -> None:
        self.search()

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
    async def search(self) -> None:
        """Show the conversations in which the words were said."""
        try:
            summaries = await asyncio.to_thread(self._sessions.list)
            found = await asyncio.to_thread(self._sessions.find, self._words)
        except SonglineError as error:
            self.tell(plain(str(error), "$text-error"))
            return
        day = self._words.strip().lower()
        self._shown = [
            (each, found.get(each.name, ""))
            for each in summaries
            if each.name in found or (day and day_of(each.updated).startswith(day))
        ]
        told = counted(len(self._shown), "conversation")
        undo = " · u brings back what was deleted" if self._removed else ""
        is_here = any(each.name == self._current for each, _ in self._shown)
        here = " · ● on the screen" if is_here else ""
        self.tell(plain(told + here + undo, QUIET))
        self._list.show(len(self._shown))
        if self._is_first_look:
            # Who opens the list wants another one than that on the screen.
            names = [summary.name for summary, _ in self._shown]
            self._list.at = next(
                (n for n, name in enumerate(names) if name != self._current), 0
            )
            self._is_first_look = False

    def _row(self, at: int, width: int) -> Content:
        summary, excerpt = self._shown[at]
        longest = max(len(each.name) for each, _ in self._shown)
        column = min(longest, _NAME, width // 2)
        name = cut(plain_line(summary.name, "bold"), column, pad=True)
        when = f"  {last_said(summary):<10}" if width >= _ROOM_FOR_DAY else ""
        facts = plain(f"{when}  {counted(summary.turns, 'turn'):<9}", QUIET)
        mark = plain("● ", "$text-success") if summary.name == self._current else plain("  ")
        said = "" if repeats(summary.name, excerpt) else excerpt
        head = mark + name + facts
        return cut(head + self._found(said, width - head.cell_length), width)

    def _found(self, excerpt: str, room: int) -> Content:
        """Return an excerpt with the first word that was searched in view, and lit."""
        word, *_ = *self._words.casefold().split(), ""
        at = excerpt.casefold().find(word) if word else -1
        if at < 0:
            return plain_line(excerpt, QUIET)
        start = 0 if at + len(word) <= room else max(0, at - room // 3)
        shown = plain_line(f"{'…' * bool(start)}{excerpt[start:]}", QUIET)
        at = shown.plain.casefold().find(word)
        return shown.stylize("bold $text-accent", at, at + len(word))

    def _do(self, change: Callable[[], object]) -> None:
        """Change something on disk, and look again."""
        try:
            change()
        except SonglineError as error:
            notice(self.app, str(error), severity="error")
        self.search()

    def open_row(self, at: int) -> None:
        """Go on with a conversation."""
        if self._shown:
            try:
                session: Session = self._sessions.start(self._shown[at][0].name)
            except SonglineError as error:
                notice(self.app, str(error), severity="error")
            else:
                self.dismiss(session)
