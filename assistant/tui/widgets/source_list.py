"""Sources to walk through, to open, to ask about, to pin and to leave out."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.geometry import Offset
from textual.widgets.option_list import Option

from assistant.tui.messages import SourceChosen, SourcePicked
from assistant.tui.plain import QUIET, plain
from assistant.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from textual import events
    from textual.binding import BindingType
    from textual.widgets import OptionList

    from assistant.composing.answer import Answer
    from assistant.tui.widgets.sources import ListedSource

_UNUSED = "Found, and not used"


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
        self._redraw()

    def light(self, numbers: frozenset[int]) -> None:
        """Light the sources of these numbers, and bring the first into view."""
        if numbers == self._lit:
            return
        self._lit = numbers
        self._redraw()
        at = [
            index
            for index, source in enumerate(self._shown)
            if source and source.number in numbers
        ]
        if at:
            self.highlighted = at[0]

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
        self._redraw()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the source of the row."""
        event.stop()
        if self.chosen is not None:
            self.post_message(SourceChosen(self.chosen.number))

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

    def _redraw(self) -> None:
        if not self.row_width > 0:
            return
        at = self.highlighted
        scores = [source.score or 0.0 for source in self._shown if source]
        best = max(scores, default=0.0) or 1.0
        self.set_options(self._row(source, best) for source in self._shown)
        if at is not None and at < len(self._shown):
            self.highlighted = at

    def _row(self, source: ListedSource | None, best: float) -> Option:
        if source is None:
            return Option(plain(f"{_UNUSED}\n ", QUIET), disabled=True)
        # Imported here: the first frame shows no source.
        from assistant.tui.widgets.sources import card, use_of

        use = use_of(source.number, self._answer)
        question = "" if source.is_cited else self._questions.get(source.paper.key, "")
        is_lit = source.number in self._lit
        return Option(card(source, best, self.row_width, use, question=question, is_lit=is_lit))
