"""Sources to walk through, to open, to ask about, to pin and to leave out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.geometry import Offset
from textual.widgets.option_list import Option

from assistant.tui.messages import SourceChosen, SourceHovered, SourcePicked
from assistant.tui.plain import QUIET, lit_style, plain
from assistant.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from textual import events
    from textual.binding import BindingType
    from textual.widgets import OptionList

    from assistant.composing.answer import Answer
    from assistant.tui.widgets.sources import ListedSource

_UNUSED = "Found, and not used"
_AT_ONCE = 10
"""Rows that are laid out at once: about as many as a screen has room for."""
_BETWEEN = 0.03
"""Seconds until the next: all of a long list at once would hold up whoever types."""


class SourceList(Rows):
    """The cited sources, and below them those that were found and not used."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "pick('ask')", "Ask about it", id="source.ask"),
        Binding("p", "pick('pin')", "Pin", id="source.pin"),
        Binding("x", "pick('exclude')", "Leave out", id="source.exclude"),
        Binding("y", "pick('copy')", "Copy", id="source.copy"),
    ]

    def __init__(
        self,
        sources: tuple[ListedSource, ...] = (),
        answer: Answer | None = None,
        questions: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__()
        self._answer = answer
        self._questions = questions or {}
        self._lit: frozenset[int] = frozenset()
        self._shown: list[ListedSource | None] = []
        """The source of each row; None for the heading between them."""
        self._unset: list[ListedSource | None] = []
        """Those of `_shown` whose rows are still to come."""
        self._width = 0
        self._pointed: int | None = None
        self._order(sources)

    @property
    def questions(self) -> Mapping[str, str]:
        """A question that each of some papers, by its key, would answer."""
        return self._questions

    @property
    def chosen(self) -> ListedSource | None:
        """The source that is chosen."""
        # Where there was no room, the rows are still those of the sources before.
        at = self.at
        return self._shown[at] if at is not None and at < len(self._shown) else None

    def show(self, sources: tuple[ListedSource, ...], answer: Answer | None) -> None:
        """Show other sources, and what an answer does with them."""
        self._answer, self._questions, self._lit = answer, {}, frozenset()
        self._order(sources)
        self.highlighted = None
        self._redraw()

    def suggest(self, questions: Mapping[str, str]) -> None:
        """Show a question that each paper, by its key, would answer."""
        self._questions = questions
        for at, source in enumerate(self._shown[: self.option_count]):
            if source is not None and source.paper.key in questions:
                self._renew(at)

    def light(self, numbers: frozenset[int]) -> None:
        """Light the sources of these numbers, and bring the first into view."""
        if numbers == self._lit:
            return
        changed, self._lit = numbers ^ self._lit, numbers
        lit = None
        for at, source in enumerate(self._shown):
            if source is None or source.number not in changed:
                continue
            if at < self.option_count:
                self._renew(at)
            if lit is None and source.number in numbers:
                lit = at
        if lit is not None:
            self._choose(lit)

    def places(self) -> Iterator[tuple[Offset, int]]:
        """Yield where on the screen each source begins that is in view, with its row."""
        if not self._are_laid_out:
            return
        view, above = self.region, self.scroll_offset.y
        for row, line in self._index_to_line.items():
            place = view.offset + Offset(0, line - above)
            if view.contains_point(place) and row < len(self._shown) and self._shown[row]:
                yield place, row

    def on_focus(self) -> None:
        """Choose the first source, where none is chosen yet."""
        if self.highlighted is None and self.option_count:
            self.highlighted = 0

    def focus_on_click(self) -> bool:
        """Leave the input where it is: a click opens a source."""
        return False

    def on_resize(self, event: events.Resize) -> None:
        """Lay the cards out for another width."""
        del event
        if self.row_width != self._width:
            self._redraw()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the source of the row."""
        event.stop()
        if self.chosen is not None:
            self.post_message(SourceChosen(self.chosen.number))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Tell which source the pointer is over."""
        row = event.style.meta.get("option")
        source = self._shown[row] if row is not None and row < len(self._shown) else None
        self._point(source.number if source else None)

    def on_leave(self) -> None:
        """Tell that the pointer is over none."""
        self._point(None)

    def _point(self, number: int | None) -> None:
        if self._pointed != number:
            self._pointed = number
            self.post_message(SourceHovered(number))

    def action_pick(self, what: str) -> None:
        """Do something with the source that is chosen."""
        if self.chosen is not None:
            self.post_message(SourcePicked(self.chosen.number, what))

    def _order(self, sources: tuple[ListedSource, ...]) -> None:
        cited = [source for source in sources if source.is_cited]
        unused = [source for source in sources if not source.is_cited]
        heading = [None] if cited and unused and self._answer is not None else []
        is_parted = bool(heading)
        self._shown = [*cited, *heading, *unused] if is_parted else list(sources)
        scores = {source.score for source in sources}
        # Papers that were not searched for are all as relevant: a bar would tell nothing.
        self._has_bars = len(scores) > 1 or len(sources) == 1
        self._best = max((score or 0.0 for score in scores), default=0.0) or 1.0

    def _redraw(self) -> None:
        if not self.row_width > 0:
            return
        self._width = self.row_width
        at, self._unset = self.highlighted, [*self._shown]
        self.clear_options()
        self._set_some()
        if at is not None and at < len(self._shown):
            self._choose(at)

    def _set_some(self) -> None:
        """Set the next few rows, and leave the others for later."""
        some, self._unset = self._unset[:_AT_ONCE], self._unset[_AT_ONCE:]
        self.add_options(map(self._row, some))
        if self._unset:
            self.set_timer(_BETWEEN, self._set_some)

    def _renew(self, at: int) -> None:
        """Lay a card out anew."""
        self.replace_option_prompt_at_index(at, self._row(self._shown[at]).prompt)

    def _choose(self, at: int) -> None:
        """Choose a row, which may have to be set first; without room there are none."""
        while self._unset and self.option_count <= at:
            self._set_some()
        if at < self.option_count:
            self.highlighted = at

    def _row(self, source: ListedSource | None) -> Option:
        if source is None:
            return Option(plain(f"{_UNUSED}\n ", QUIET), disabled=True)
        # Imported here: the first frame shows no source.
        from assistant.tui.widgets.sources import card, use_of

        if not self._has_bars:
            source = replace(source, score=None)
        use, width = use_of(source.number, self._answer), self.row_width
        question = "" if source.is_cited else self._questions.get(source.paper.key, "")
        lit = lit_style(self.app) if source.number in self._lit else ""
        return Option(card(source, self._best, width, use, question=question, lit=lit))
