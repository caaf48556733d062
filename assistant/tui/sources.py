"""The sources of an answer: numbered papers, the cited ones marked, and where each score
came from.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from assistant.tui.messages import SourceChosen
from store import wording

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from store.paper import Paper
    from store.ranking import Hit

_STROKES = (("━", "$primary"), ("┅", "$secondary"), ("╍", "$success"))
"""How the parts of a score are drawn, in their order: told apart without colour too."""


@dataclass(frozen=True, slots=True)
class Source:
    """A paper under its number; `parts` add up to the score, and are empty where no search
    found it.
    """

    number: int
    paper: Paper
    score: float | None = None
    parts: Mapping[str, float] | None = None
    is_cited: bool = False

    def marked(self, cited: Collection[int]) -> Source:
        """Return the source with its mark set."""
        return replace(self, is_cited=self.number in cited)


def sources_found(hits: Iterable[Hit]) -> tuple[Source, ...]:
    """Return what a search found as numbered sources."""
    return tuple(
        Source(number, hit.paper, hit.score, hit.parts) for number, hit in enumerate(hits, 1)
    )


def score_bar(parts: Mapping[str, float], best: float, width: int) -> Content:
    """Return a bar whose strokes show the parts of a score against the best one."""
    bar = Content()
    for (stroke, style), part in zip(_STROKES, parts.values(), strict=False):
        bar += Content.styled(stroke * round(width * max(part, 0.0) / best), style)
    return bar + Content.styled("·" * max(0, width - len(bar)), "$foreground 20%")


def card(source: Source, best: float, width: int) -> Content:
    """Return a source in a few lines: number, mark, title, byline, and the score with its
    parts.
    """
    room = max(12, width - 4)
    mark = (
        Content.styled("●", "$accent")
        if source.is_cited
        else Content.styled("○", "$foreground 40%")
    )
    head = Content.styled(f"{source.number}", "bold").append(" ").append(mark).append(" ")
    title = Content.styled(wording.title(source.paper), "bold" if source.is_cited else "")
    lines = [line.rstrip() for line in title.wrap(room)]
    if len(lines) > 2:
        rest = Content(title.plain[len(lines[0]) :].strip()).truncate(room, ellipsis=True)
        lines = [lines[0], rest.stylize("bold" if source.is_cited else "")]
    lines.append(Content.styled(wording.byline(source.paper), "$foreground 60%"))
    if source.score is not None and source.parts:
        lines += _score_lines(source, best, room)
    indent = " " * (len(f"{source.number}") + 3)
    return Content("\n").join(
        [head + lines[0], *(Content(indent) + line for line in lines[1:]), Content(" ")]
    )


def _score_lines(source: Source, best: float, room: int) -> list[Content]:
    parts = source.parts or {}
    bar = score_bar(parts, best, max(6, min(18, room - 6))) + Content(f" {source.score:.2f}")
    told = " · ".join(f"{name} {part:.2f}" for name, part in parts.items())
    short = " + ".join(f"{part:.2f}" for part in parts.values())
    return [bar, Content.styled(told if len(told) <= room else short, "$foreground 60%")]


class SourceList(OptionList):
    """Sources to walk through and to open."""

    def __init__(self, sources: tuple[Source, ...] = ()) -> None:
        super().__init__(markup=False, compact=True)
        self._sources = sources

    def show(self, sources: tuple[Source, ...]) -> None:
        """Show other sources."""
        self._sources = sources
        self._redraw()

    def focus_on_click(self) -> bool:
        """Leave the input where it is: a click opens a source."""
        return False

    def on_resize(self) -> None:
        self._redraw()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(SourceChosen(self._sources[event.option_index].number))

    def _redraw(self) -> None:
        at = self.highlighted
        width = self.scrollable_content_region.width - 2
        best = max((source.score or 0.0 for source in self._sources), default=0.0) or 1.0
        self.set_options(Option(card(source, best, width)) for source in self._sources)
        if at is not None and at < len(self._sources):
            self.highlighted = at
