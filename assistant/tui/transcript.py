"""The transcript: questions and replies from top to bottom, following the end until one
scrolls away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from assistant.tui.reply import Question, Reply
from store.printable import counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult

_WELCOME = """[b $primary]Songline[/]

Ask about the papers in this library, in your own words.
Every sentence of an answer is tied to the abstract it comes from.

[$foreground 60%]Type a question and press [b]Enter[/b]. \
Press [b]1[/b] to [b]9[/b] to open a source.
[b]/papers[/b] lists the library, [b]/help[/b] says the rest.[/]"""


class Transcript(VerticalScroll):
    """Everything said in this session, or the last turns of it."""

    def compose(self) -> ComposeResult:
        yield Static(Content.from_markup(_WELCOME), id="welcome", markup=False)

    def watch_virtual_size(self) -> None:
        """Hold on to the end only while there is more than fits: an anchor pulls a short
        text down to it.
        """
        is_overfull = self.virtual_size.height > self.container_size.height
        if is_overfull != self.is_anchored:
            self.anchor(is_overfull)
            if not is_overfull:
                self.scroll_to(y=0, animate=False, force=True, immediate=True)

    def on_resize(self) -> None:
        self.watch_virtual_size()

    def focus_on_click(self) -> bool:
        """Leave the input where it is: a click is for a citation, or selects text."""
        return False

    def add(self, question: str, reply: Reply) -> None:
        """Add an exchange at the end, and follow it."""
        self.query("#welcome").remove()
        self.mount_all((Question(question), reply))
        self._follow()

    def add_notice(self, notice: Reply) -> None:
        """Add something that answers no question."""
        self.query("#welcome").remove()
        self.mount(notice)
        self._follow()

    def add_earlier(self, exchanges: Iterable[tuple[str, Reply]], *, hidden: int) -> None:
        """Put the turns of a resumed session before what was asked since; `hidden` ones stay
        on disk.
        """
        widgets = [
            widget for question, reply in exchanges for widget in (Question(question), reply)
        ]
        if not widgets:
            return
        self.query("#welcome").remove()
        note = (
            [
                Static(
                    f"{counted(hidden, 'earlier turn')} not shown", classes="note", markup=False
                )
            ]
            if hidden
            else []
        )
        self.mount_all([*note, *widgets], before=0 if self.children else None)
        self._follow()

    def clear(self) -> None:
        """Start over with an empty transcript."""
        self.remove_children()
        self.mount_all(self.compose())

    def _follow(self) -> None:
        if self.is_anchored:
            self.anchor()
