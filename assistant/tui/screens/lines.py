"""The lines of research: a picture of them, and a list to choose from."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets.option_list import Option

from assistant.composing.lines.plot import plot
from assistant.engine.threads import in_thread
from assistant.tui.plain import FAINT, QUIET, Plain, cut, plain, subtitle, title
from assistant.tui.screens.line_papers import LinePapersScreen
from assistant.tui.screens.papers import PapersScreen, find_among
from assistant.tui.widgets.rows import Rows
from store.errors import SonglineError
from store.printable import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.content import Content
    from textual.widgets import OptionList

    from assistant.composing.lines.finding import Line, Lines
    from assistant.grounding.verdicts import Evidence
    from store.paper import Paper
    from store.progress import Tell

_KEYS = "Enter papers · s summary · p picture · Esc closes"
_KEYS_WITHOUT_PICTURE = "Enter papers · s summary · Esc closes"
_PARTS_OF_PICTURE = re.compile(r"(?P<frame>[─│┌┐└┘├┤┬┴┼]+)|(?<=[│┤ ])[0-9+](?=.*│)")
_AROUND_PLOT = 5
_AROUND_LIST = 4
_AROUND_ROW = 4


class LinesScreen(ModalScreen["Line | str | None"]):
    """The lines of the library; what it returns is the line to summarise, or what was begun
    about a paper or a line that was opened."""

    AUTO_FOCUS = "Rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "Close", id="lines.close"),
        Binding("s", "summarize", "Summarise", id="lines.summarize"),
        Binding("p", "turn", "Picture or list", id="lines.turn"),
    ]

    def __init__(
        self,
        find: Callable[[Tell], Lines],
        number: int = 0,
        *,
        evidence: Sequence[Evidence] = (),
    ) -> None:
        """Show what `find` returns; it is called in a thread, tells how far it is, and may
        raise SonglineError. The line of a number is opened at once.
        """
        super().__init__()
        self._find = find
        self._number = number
        self._evidence = evidence
        self._lines: Lines | None = None
        self._is_looking = False
        self._shows_picture = False
        """Whether the picture stands in the place of the list, where there is no room for
        both.
        """

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            title(dialog, "Lines of research")
            subtitle(dialog, _KEYS)
            yield Plain(id="picture")
            yield Plain("finding the lines…", id="told")
            yield Rows()

    def on_mount(self) -> None:
        self.query_one("#picture").display = False
        self._look()

    def on_resize(self) -> None:
        self.call_after_refresh(self._redraw)  # once the dialog has its size

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self._open(event.option_index)

    def _open(self, at: int) -> None:
        """Open the papers of a row."""
        papers = self._papers_at(at)
        if not papers or self._lines is None:
            return
        if at < len(self._lines.lines):
            opened: PapersScreen = LinePapersScreen(
                self._lines.lines[at], evidence=self._evidence
            )
        else:
            find = partial(find_among, papers)
            opened = PapersScreen(find, heading="In no line", evidence=self._evidence)
        self.app.push_screen(opened, self._leave_with)

    def _leave_with(self, asked: str | None) -> None:
        if asked:
            self.dismiss(asked)

    def action_summarize(self) -> None:
        """Leave with the chosen line."""
        at = self.query_one(Rows).highlighted
        if self._lines and at is not None and at < len(self._lines.lines):
            self.dismiss(self._lines.lines[at])

    def action_turn(self) -> None:
        """Show the picture in the place of the list, or the list again."""
        self._shows_picture = not self._shows_picture
        self._redraw()

    def _hear(self, what: str, done: int, total: int) -> None:
        """Say how far it is."""
        told = f"{what}: {done:,} of {total:,}" if total else what
        self.app.call_later(self._show_progress, told)

    def _show_progress(self, told: str) -> None:
        # What was told last may arrive when the lines are there.
        if self._is_looking:
            self.query_one("#told", Plain).show(plain(told))

    @work(exclusive=True, group="lines")
    async def _look(self) -> None:
        told = self.query_one("#told", Plain)
        self._is_looking = True
        try:
            self._lines = await in_thread(partial(self._find, self._hear))
        except SonglineError as error:
            told.show(plain(str(error), "$text-error"))
            return
        finally:
            self._is_looking = False
        lines, nowhere = self._lines.lines, self._lines.nowhere
        text = f"{counted(len(lines), 'line')}, {counted(len(nowhere), 'paper')} in none"
        told.show(plain(text, QUIET))
        self._redraw()
        if 0 < self._number <= len(lines):
            self.query_one(Rows).highlighted = self._number - 1
            self._open(self._number - 1)

    def _redraw(self) -> None:
        if self._lines is None:
            return
        options = self.query_one(Rows)
        at = options.highlighted or 0
        width = self.query_one(".dialog").content_size.width - _AROUND_ROW
        rows = [line_row(line, width) for line in self._lines.lines]
        if self._lines.nowhere:
            rows.append(_nowhere_row(self._lines.nowhere, width))
        options.set_options(Option(row) for row in rows)
        options.highlighted = min(at, len(rows) - 1) if rows else None
        self._plot(self._lines, width)

    def _plot(self, lines: Lines, width: int) -> None:
        """Draw the picture: beside the list where there is room for both, else when it is
        asked for.
        """
        picture, options = self.query_one("#picture", Plain), self.query_one(Rows)
        room = self.query_one(".dialog").content_size.height - _AROUND_LIST
        height = len(lines.lines) + _AROUND_PLOT
        has_room = room >= height + len(lines.lines)
        fits = any(line.years for line in lines.lines) and room >= height - 1
        # A key that would change nothing is not offered.
        keys = _KEYS if fits and not has_room else _KEYS_WITHOUT_PICTURE
        subtitle(self.query_one(".dialog"), keys)
        picture.display = fits and (has_room or self._shows_picture)
        options.display = has_room or not picture.display
        if picture.display:
            picture.show(_in_colours(plot(lines, width, height)))
        else:
            options.focus()

    def _papers_at(self, at: int) -> tuple[Paper, ...]:
        if self._lines is None:
            return ()
        return (
            self._lines.lines[at].papers if at < len(self._lines.lines) else self._lines.nowhere
        )


def _in_colours(picture: str) -> Content:
    """Return the picture with its numbers before its frame."""
    content = plain(picture, QUIET)
    for part in _PARTS_OF_PICTURE.finditer(picture):
        style = FAINT if part["frame"] else "bold $text-primary"
        content = content.stylize(style, *part.span())
    return content


def line_row(line: Line, width: int) -> Content:
    """Return a line on one row: its number, its name, its years and papers."""
    facts = f"{line.span} · {len(line.papers):>3}"
    room = max(8, width - len(facts) - 6)
    number = plain(f"{line.number:>3}  ", QUIET)
    return number + cut(line.name, room, pad=True) + plain(f" {facts}", QUIET)


def _nowhere_row(papers: Sequence[Paper], width: int) -> Content:
    facts = f"{len(papers):>3}"
    room = max(8, width - len(facts) - 6)
    return plain("     in no line".ljust(room + 5), QUIET) + plain(f" {facts}", QUIET)
