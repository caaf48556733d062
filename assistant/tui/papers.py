"""The papers of the library in a list, filtered as the user types."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from assistant.tui.abstract import AbstractScreen
from assistant.tui.sources import Source
from store import wording
from store.errors import SonglineError
from store.filters import parse_filter
from store.printable import counted, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from assistant.grounding.verdicts import Evidence
    from store.library import Library
    from store.paper import Paper

_PLACEHOLDER = "words, or year:2021 author:zong code:yes"
_MOST = 500
_AUTHOR_ROOM = 90


class PapersScreen(ModalScreen[None]):
    """All papers that a filter lets through."""

    AUTO_FOCUS = "*"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Close", id="papers.close"),
        Binding("down", "move(1)", "Down", show=False),
        Binding("up", "move(-1)", "Up", show=False),
        Binding("pagedown", "move(10)", "Page down", show=False),
        Binding("pageup", "move(-10)", "Page up", show=False),
    ]

    def __init__(
        self,
        find: Callable[[str], list[Paper]],
        filter_text: str = "",
        *,
        evidence: Sequence[Evidence] = (),
    ) -> None:
        """List what `find` returns for a filter's text; it raises SonglineError for a bad
        one.
        """
        super().__init__()
        self._find = find
        self._filter_text = filter_text
        self._evidence = evidence
        self._papers: list[Paper] = []

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.border_title, dialog.border_subtitle = (
                "Papers",
                "Enter opens · ↑ ↓ choose · Esc closes",
            )
            yield Input(
                printable(self._filter_text),
                placeholder=_PLACEHOLDER,
                compact=True,
                select_on_focus=False,
            )
            yield Static("", id="told", markup=False)
            yield OptionList(markup=False, compact=True)

    def on_mount(self) -> None:
        self.query_one(OptionList).can_focus = False
        self._search(self._filter_text)

    def on_resize(self) -> None:
        self._redraw()

    def on_input_changed(self, event: Input.Changed) -> None:
        self._search(event.value)

    def on_input_submitted(self) -> None:
        at = self.query_one(OptionList).highlighted
        if at is not None:
            self._open(at)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self._open(event.option_index)

    def action_move(self, step: int) -> None:
        """Move the choice."""
        options = self.query_one(OptionList)
        if self._papers:
            last = options.option_count - 1
            options.highlighted = min(last, max(0, (options.highlighted or 0) + step))

    @work(exclusive=True, group="papers")
    async def _search(self, text: str) -> None:
        told = self.query_one("#told", Static)
        try:
            self._papers = await asyncio.to_thread(self._find, text)
        except SonglineError as error:
            told.update(Content(printable(str(error))).stylize("$text-error"))
            return
        more = f", the first {_MOST} shown" if len(self._papers) > _MOST else ""
        told.update(
            Content.styled(counted(len(self._papers), "paper") + more, "$foreground 60%")
        )
        self._redraw()

    def _redraw(self) -> None:
        options = self.query_one(OptionList)
        at = options.highlighted or 0
        width = options.scrollable_content_region.width - 2
        options.set_options(Option(row(paper, width)) for paper in self._papers[:_MOST])
        options.highlighted = (
            min(at, options.option_count - 1) if options.option_count else None
        )

    def _open(self, at: int) -> None:
        shown = [Source(number, paper) for number, paper in enumerate(self._papers[:_MOST], 1)]
        self.app.push_screen(AbstractScreen(shown, at, self._evidence))


def row(paper: Paper, width: int) -> Content:
    """Return a paper on one line: year, title and, where there is room, the authors."""
    year = Content.styled(f"{wording.year(paper):<6}", "$foreground 60%")
    by = wording.first_author(paper) if width >= _AUTHOR_ROOM else ""
    room = max(10, width - 6 - (24 if by else 0))
    title = Content(wording.title(paper)).truncate(room, ellipsis=True, pad=bool(by))
    author = Content(by).truncate(22, ellipsis=True)
    return (
        year + title + (Content("  ") + author.stylize("$foreground 60%") if by else Content())
    )


def find_papers(library: Library, text: str) -> list[Paper]:
    """Return the papers that a filter lets through and whose title or authors hold its other
    words.
    """
    where, rest = parse_filter(text)
    return _holding(rest, library.list(where))


def find_among(papers: Sequence[Paper], text: str) -> list[Paper]:
    """Return those of some papers that `find_papers` would return."""
    where, rest = parse_filter(text)
    return _holding(rest, filter(where.matches, papers))


def _holding(text: str, papers: Iterable[Paper]) -> list[Paper]:
    words = text.casefold().split()
    return [paper for paper in papers if all(word in _searched(paper) for word in words)]


def _searched(paper: Paper) -> str:
    return " ".join((paper.title, *paper.authors, paper.key)).casefold()
