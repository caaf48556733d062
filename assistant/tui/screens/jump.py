"""A letter on everything that can be gone to: one key more, and one is there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.screen import ModalScreen

from assistant.tui.plain import Plain

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.geometry import Offset
    from textual.widget import Widget

    from assistant.tui.chat import Chat
    from assistant.tui.widgets.source_list import SourceList

_LETTERS = "asdfghjklqwertyuiopzxcvbnm"


@dataclass(frozen=True, slots=True)
class Target:
    """A place on the screen, and how one goes there."""

    at: Offset
    go: Callable[[], Awaitable[None]]


def targets(chat: Chat) -> list[Target]:
    """Return what is in view: the input, the answers, and the sources."""
    return list(_find(chat))


class JumpScreen(ModalScreen["Target | None"]):
    """Returns the target whose letter was pressed; any other key closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]

    def __init__(self, targets: Sequence[Target]) -> None:
        super().__init__()
        self._targets = dict(zip(_LETTERS, targets, strict=False))

    def compose(self) -> ComposeResult:
        for letter, target in self._targets.items():
            label = Plain(f" {letter} ", classes="jump")
            label.absolute_offset = target.at
            yield label

    def on_key(self, event: events.Key) -> None:
        """Go where the letter stands."""
        event.stop()
        self.dismiss(self._targets.get(event.key))


def _find(chat: Chat) -> Iterator[Target]:
    conversation = chat.conversation
    yield Target(chat.ask_box.region.offset, partial(_focus, chat.ask_box))
    view = conversation.transcript.region
    for exchange in conversation.exchanges:
        region = exchange.widget.region
        if view.contains_point(region.offset):
            yield Target(region.offset, partial(_read, chat, exchange.number))
    pane = conversation.pane
    if pane.display:
        for place, number in pane.list.places():
            yield Target(place, partial(_choose, pane.list, number))


async def _focus(widget: Widget) -> None:
    widget.focus()


async def _choose(sources: SourceList, row: int) -> None:
    """Go to a source, where a key does something with it."""
    sources.focus()
    sources.highlighted = row


async def _read(chat: Chat, number: int) -> None:
    """Read an answer, from its first sentence on."""
    await chat.conversation.choose(number)
    chat.conversation.transcript.focus()
    chat.conversation.action_walk(1)
