"""One exchange on the screen: the question, and the reply that waits, streams and settles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Markdown, Static

from assistant.engine.export.cited_markdown import cited_number, parser
from assistant.tui.flow import Flow, quiet
from assistant.tui.messages import AddressChosen, SourceChosen
from assistant.tui.settled import error_blocks
from store.printable import printable

if TYPE_CHECKING:
    from store.errors import SonglineError


class Question(Static):
    """What the user asked, word for word."""

    def __init__(self, text: str) -> None:
        super().__init__(Content(printable(text)), markup=False)


class Reply(Static):
    """The answer, in one widget once it has settled; before that, a quiet line on how it
    stands.
    """

    def __init__(self, status: str = "") -> None:
        super().__init__(markup=False)
        self._flow = Flow((quiet(status),)) if status else Flow()
        self.update(self._flow.at(0))

    def wait(self, status: str) -> None:
        """Show how the answer stands."""
        self.settle(Flow((quiet(status),)))

    def settle(self, flow: Flow, *, state: str = "") -> None:
        """Show text that will not change any more; `state` is a class that colours it."""
        self._flow = flow
        self.set_classes(state)
        self.update(flow.at(self.content_size.width))

    def on_resize(self) -> None:
        self.update(self._flow.at(self.content_size.width))

    def action_cite(self, number: int) -> None:
        """Open the source that was clicked."""
        self.post_message(SourceChosen(number, self))

    def action_follow(self, index: int) -> None:
        """Ask whether to follow the link that was clicked."""
        self.post_message(AddressChosen(self._flow.addresses[index]))


def failure(error: SonglineError) -> Reply:
    """Return an error as a notice of its own."""
    notice = Reply()
    notice.settle(Flow(error_blocks(error)), state="-failed")
    return notice


class LiveText(Markdown):
    """The answer while it streams: Markdown that grows above its reply."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(parser_factory=parser, open_links=False)
        self._reply = reply

    def on_markdown_link_clicked(self, event: Markdown.LinkClicked) -> None:
        event.stop()
        number = cited_number(event.href)
        chosen = (
            AddressChosen(event.href) if number is None else SourceChosen(number, self._reply)
        )
        self.post_message(chosen)
