"""One exchange on the screen: the question, and the reply that waits, streams and settles."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.widgets import Markdown

from assistant.engine.export.cited_markdown import cited_number, parser
from assistant.tui.answers.flow import Block, Flow, quiet
from assistant.tui.answers.settled import error_blocks
from assistant.tui.answers.typeset import CODE
from assistant.tui.messages import AddressChosen, AnswerHovered, SourceChosen
from assistant.tui.plain import QUIET, Plain, lit_style, plain

if TYPE_CHECKING:
    from textual import events
    from textual.content import Content

    from assistant.tui.answers.places import Place
    from store.errors import SonglineError

_FOLDED = 12
_LETTERS_OF_LINE = 400


class AskedQuestion(Plain):
    """What the user asked, word for word; a long one is folded until it is clicked."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._is_open = False
        super().__init__(self._content())

    def on_click(self) -> None:
        """Unfold a long question, or fold it."""
        self._is_open = not self._is_open
        self.show(self._content())

    def _content(self) -> Content:
        lines = self._text.splitlines()
        first = "\n".join(line[:_LETTERS_OF_LINE] for line in lines[:_FOLDED])
        left = len(self._text) - len(first)
        if self._is_open or left <= _LETTERS_OF_LINE // 4:
            return plain(self._text)
        return plain(first) + plain(f"\n… {left:,} more letters; a click shows them", QUIET)


class Reply(Plain):
    """The answer, in one widget once it has settled; before that, a quiet line on how it
    stands.
    """

    def __init__(self, status: str = "", *, exchange: int | None = None) -> None:
        """Make it; `exchange` is the number of the exchange that it belongs to."""
        super().__init__()
        self._exchange = exchange
        self._flow = Flow((quiet(status),)) if status else Flow()
        self._lit: tuple[Place, ...] = ()
        self._pointed: tuple[int | None, int | None] = (None, None)
        self._width = 0
        self.update(self._flow.at(self._width))

    @property
    def flow(self) -> Flow:
        """What it shows."""
        return self._flow

    def wait(self, status: str) -> None:
        """Show how the answer stands."""
        self.settle(Flow((quiet(status),)))

    def settle(self, flow: Flow, *, state: str = "") -> None:
        """Show text that will not change any more; `state` is a class that colours it."""
        self.set_classes(state)
        self.redraw(flow)

    def redraw(self, flow: Flow) -> None:
        """Show the same in another form; nothing is lit."""
        self._flow, self._lit = flow, ()
        self._draw()

    def light(self, *places: Place) -> None:
        """Light stretches of the text, and no others."""
        if places != self._lit:
            self._lit = places
            self._draw()

    def line_of(self, place: Place) -> int:
        """Return in which line, from 0, a stretch begins."""
        before = self._flow.blocks[: place.block]
        block = self._flow.blocks[place.block]
        head = (*before, replace(block, body=block.body[: place.start + 1]))
        width = self.content_size.width
        return len(Flow(head).at(width).wrap(max(1, width))) - 1

    def on_resize(self) -> None:
        """Hang the lines anew, for another width."""
        if self.content_size.width != self._width:
            self._draw()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Tell which citation and which sentence the pointer is over."""
        meta = event.style.meta
        number = str(meta.get("@click", "")).removeprefix("cite(").removesuffix(")")
        self._point(int(number) if number.isdecimal() else None, meta.get("sentence"))

    def on_leave(self) -> None:
        """Tell that the pointer is over nothing here."""
        self._point(None, None)

    def _point(self, number: int | None, sentence: int | None) -> None:
        if self._pointed != (number, sentence):
            self._pointed = number, sentence
            self.post_message(AnswerHovered(self._exchange, number, sentence))

    def action_cite(self, number: int) -> None:
        """Open the source that was clicked."""
        self.post_message(SourceChosen(number, self._exchange))

    def action_follow(self, index: int) -> None:
        """Ask whether to follow the link that was clicked."""
        self.post_message(AddressChosen(self._flow.addresses[index]))

    def _draw(self) -> None:
        flow = self._flow.lit(self._lit, lit_style(self.app)) if self._lit else self._flow
        self._width = self.content_size.width
        self.update(flow.at(self._width))


def failure(error: SonglineError) -> Reply:
    """Return an error as a notice of its own."""
    notice = Reply()
    notice.settle(Flow(error_blocks(error)), state="-failed")
    return notice


def verbatim(text: str) -> Reply:
    """Return text as a notice of its own, in its own lines."""
    notice = Reply()
    notice.settle(Flow((Block(plain(text, CODE)),)))
    return notice


class LiveText(Markdown):
    """The answer while it streams: Markdown that grows above its reply."""

    def __init__(self, exchange: int | None) -> None:
        super().__init__(parser_factory=parser, open_links=False)
        self._exchange = exchange

    def on_markdown_link_clicked(self, event: Markdown.LinkClicked) -> None:
        """Open the source that was clicked, or ask whether to follow the link."""
        event.stop()
        number = cited_number(event.href)
        chosen = (
            AddressChosen(event.href)
            if number is None
            else SourceChosen(number, self._exchange)
        )
        self.post_message(chosen)
