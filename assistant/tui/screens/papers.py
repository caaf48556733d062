"""The papers of the library in a list: filtered as the user types, sorted, grouped, opened."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding
from textual.widgets import Input

from assistant.engine.notes import Notes
from assistant.engine.threads import in_thread
from assistant.tui.commands.copying import offer, pieces_of_paper
from assistant.tui.plain import QUIET, Plain, notice, plain
from assistant.tui.screens.abstract import AbstractScreen, address_of
from assistant.tui.screens.asking_name import NameScreen
from assistant.tui.screens.filter_line import (
    FilterSuggester,
    complaint,
    half_typed,
    without_half,
)
from assistant.tui.screens.link import offer_address
from assistant.tui.screens.paper_table import AS_FOUND, PaperTable, find_among, find_papers
from assistant.tui.screens.searched_list import SearchedList
from assistant.tui.widgets.sources import ListedSource
from store.errors import SonglineError
from store.printable import counted
from store.wording import title as title_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.content import Content

    from assistant.composing.lines.finding import Lines
    from assistant.grounding.verdicts import Evidence, Verdict
    from store.paper import Paper

_ROOM = 70
__all__ = ["PapersScreen", "find_among", "find_papers"]


class PapersScreen(SearchedList["str | None"]):
    """All papers that a filter lets through; returns a question that was begun about one."""

    PLACEHOLDER = "words, or year:2021 author:zong code:yes"
    KEYS = (
        "Enter opens · Tab to the list: s sorts, b groups, a asks, y copies, n nearest"
        " · F1 · Esc",
        "Enter opens · Tab: s b a y n l o m · Esc",
        96,
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Close", id="papers.close"),
        Binding("s", "sort", "Sort", id="papers.sort"),
        Binding("b", "group", "Group", id="papers.group"),
        Binding("a", "ask", "Ask about it", id="papers.ask"),
        Binding("y", "copy", "Copy", id="papers.copy"),
        Binding("n", "nearest", "Nearest", id="papers.nearest"),
        Binding("l", "line", "Its line", id="papers.line"),
        Binding("o", "open_link", "Its page", id="papers.link"),
        Binding("m", "note", "Note", id="papers.note"),
        Binding("slash", "filter", "Filter", show=False),
        Binding("q", "dismiss(None)", show=False),
    ]

    def __init__(
        self,
        find: Callable[[str], list[Paper]],
        filter_text: str = "",
        *,
        heading: str = "Papers",
        evidence: Sequence[Evidence] = (),
        find_lines: Callable[[], Lines] | None = None,
        find_nearest: Callable[[Paper], list[Paper]] | None = None,
        verdicts: Mapping[str, Verdict] | None = None,
        notes: Notes | None = None,
    ) -> None:
        """List what `find` returns for a filter's text; it raises SonglineError for a bad
        one. `verdicts` tells how the current answer fared with the papers that it cites.
        """
        self._filters = FilterSuggester()
        super().__init__(heading, filter_text, self._filters)
        self._find = find
        self._evidence = evidence
        self._find_lines = find_lines
        self._find_nearest = find_nearest
        self._notes = notes or Notes(None)
        self._table = PaperTable(verdicts=verdicts or {}, notes=self._notes.all())

    def compose_head(self) -> ComposeResult:
        """Yield the names of the columns."""
        yield Plain(id="head")

    def on_mount(self) -> None:
        self.search()

    def on_resize(self) -> None:
        """Lay the names of the columns out for another width."""
        super().on_resize()
        self.call_after_refresh(self._show_head)

    def action_filter(self) -> None:
        """Go back to the filter."""
        self.query_one(Input).focus()

    def action_sort(self) -> None:
        """Sort by the next of the orders."""
        self._table.next_sort()
        self._redraw()

    def action_group(self) -> None:
        """Group by year, by line, or not."""
        self._table.next_group()
        if self._table.group == "by line" and not self._table.line_of:
            self._learn_lines()
        self._redraw()

    def action_ask(self) -> None:
        """Leave with the beginning of a question about the chosen paper."""
        if paper := self._chosen:
            self.dismiss(f"key:{paper.key} ")

    def action_copy(self) -> None:
        """Ask what is to be copied of the chosen paper."""
        if paper := self._chosen:
            offer(self.app, pieces_of_paper(paper))

    def action_nearest(self) -> None:
        """List the papers that are nearest to the chosen one."""
        if (paper := self._chosen) and self._find_nearest is not None:
            self._show_nearest(paper, self._find_nearest)

    def action_line(self) -> None:
        """List the papers of the line that the chosen paper is in."""
        if paper := self._chosen:
            self._show_line(paper)

    def action_open_link(self) -> None:
        """Ask whether to open the page of the chosen paper."""
        if (paper := self._chosen) and (address := address_of(paper)):
            offer_address(self.app, address)

    def action_note(self) -> None:
        """Ask for a note on the chosen paper."""
        if paper := self._chosen:
            note = self._table.notes.get(paper.key, "")
            screen = NameScreen(f"Note on {paper.key}", note, may_be_blank=True)
            self.app.push_screen(screen, partial(self._keep_note, paper.key))

    @property
    def _chosen(self) -> Paper | None:
        return self._table.paper_at(self._list.at)

    @work(exclusive=True, group="papers")
    async def search(self) -> None:
        """List the papers for what stands in the filter now."""
        text = self._words
        try:
            found = await in_thread(partial(self._find, without_half(text)))
        except SonglineError as error:
            self.tell(complaint(text, error))
            return
        self._table.papers = found
        self._table.arrange()
        if not text:
            self._filters.know_papers(found)
        self._redraw(half_typed(text))

    @work(exclusive=True, group="lines")
    async def _learn_lines(self) -> None:
        if self._find_lines is None:
            return
        self.tell(plain("finding the lines…", QUIET))
        try:
            lines = await in_thread(self._find_lines)
        except SonglineError as error:
            self.tell(plain(str(error), "$text-error"))
            return
        self._table.line_of = {
            paper.key: line.name for line in lines.lines for paper in line.papers
        }
        self._table.arrange()
        self._redraw()

    @work(exclusive=True, group="nearest")
    async def _show_line(self, paper: Paper) -> None:
        if self._find_lines is None:
            return
        self.tell(plain("finding the lines…", QUIET))
        lines = await in_thread(self._find_lines)
        self._redraw()
        line = next((each for each in lines.lines if paper in each.papers), None)
        if line is None:
            notice(self.app, "The paper is in no line.")
            return
        from assistant.tui.screens.line_papers import heading_of

        self._push(heading_of(line), line.papers)

    @work(exclusive=True, group="nearest")
    async def _show_nearest(self, paper: Paper, find: Callable[[Paper], list[Paper]]) -> None:
        papers = await in_thread(partial(find, paper))
        self._push(f"Nearest to {title_of(paper)}", papers, AS_FOUND)

    def _push(self, heading: str, papers: Sequence[Paper], sort: str = "") -> None:
        """Show some of the papers on a screen like this one."""
        screen = PapersScreen(
            partial(find_among, papers),
            heading=heading,
            evidence=self._evidence,
            find_lines=self._find_lines,
            find_nearest=self._find_nearest,
            verdicts=self._table.verdicts,
            notes=self._notes,
        )
        screen._table.sort = sort or screen._table.sort
        self.app.push_screen(screen, self._leave_with)

    def _keep_note(self, key: str, note: str | None) -> None:
        if note is None:
            return
        try:
            self._notes.set(key, note)
        except SonglineError as error:
            notice(self.app, str(error), severity="error")
        self._table.notes = self._notes.all()
        self._redraw()

    def _leave_with(self, question: str | None) -> None:
        if question:
            self.dismiss(question)

    def _redraw(self, half: str = "") -> None:
        self._list.show(len(self._table.rows))
        if self._chosen is None:  # a heading, which nothing can be done with
            self._list.action_move(1)
        told = counted(len(self._table.papers), "paper")
        order = " · ".join(filter(None, (self._table.sort, self._table.group, self._marks())))
        line = plain(f"{told} · {order}", QUIET)
        if half:
            line += plain(f" · {half} is not whole yet", "$text-warning")
        self.tell(line)
        self.call_after_refresh(self._show_head)

    def _show_head(self) -> None:
        width = self._list.scrollable_content_region.width
        self.query_one("#head", Plain).show(self._table.head(width))

    def _marks(self) -> str:
        """Return what the marks in the rows mean, of those that there are."""
        papers = self._table.papers
        inferred = any(each.date and each.date.inferred for each in papers)
        cited = any(each.key in self._table.verdicts for each in papers)
        explained = "inferred" if self.size.width < _ROOM else "a year that was inferred"
        told = (
            f"2026? {explained}" if inferred else "",
            "● cited" if cited else "",
        )
        return " · ".join(filter(None, told))

    def _row(self, at: int, width: int) -> Content:
        return self._table.row(at, width)

    def open_row(self, at: int) -> None:
        """Open a paper."""
        if not self._table.rows:
            return
        papers = [row for row in self._table.rows if not isinstance(row, str)]
        chosen = self._table.paper_at(at)
        if chosen is None:
            return
        shown = [ListedSource(number, paper) for number, paper in enumerate(papers, 1)]
        place = next(index for index, paper in enumerate(papers) if paper is chosen)
        self.app.push_screen(AbstractScreen(shown, place, self._evidence), self._leave_with)
