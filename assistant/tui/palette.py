"""Everything that Ctrl+P finds: commands, papers, conversations, models."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider

from assistant.tui.dates import day_of
from assistant.tui.plain import as_markup, plain_line
from store import wording
from store.errors import SonglineError
from store.printable import counted, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from assistant.backends.offers import Offer
    from assistant.tui.chat import Chat

_MOST = 12
_HELD = 0.01
"""What an entry scores at least that holds what was typed."""
_PATIENCE = 5.0
"""Seconds for a server to say what it offers."""
_WITH_CHOICES = ("lines", "export", "draft", "fetch", "backend", "theme")
"""Commands that have an entry for each thing that may follow them."""


@dataclass(frozen=True, slots=True)
class PaletteEntry:
    """Something that can be done."""

    name: str
    help: str
    do: Callable[[], None]
    is_command: bool = False
    """Whether it is there before anything is typed."""

    @property
    def text(self) -> str:
        """What is searched."""
        return f"{self.name} {self.help}"


def entries(chat: Chat) -> Iterator[PaletteEntry]:
    """Yield everything that can be done, commands first."""
    from assistant.tui.commands.table import COMMANDS

    for command in COMMANDS:
        line = f"/{command.name} "
        do = (
            partial(chat.put, line)
            if command.needs_argument
            else partial(chat.send, line.strip())
        )
        yield PaletteEntry(command.usage, command.help, do, is_command=True)
        if command.arguments and command.name in _WITH_CHOICES:
            for argument, told in command.arguments(chat, ""):
                if not argument.endswith((":", " ")):
                    choice = f"{line}{argument}"
                    yield PaletteEntry(choice, told or command.help, partial(chat.send, choice))
    if chat.assistant is not None:
        for summary in chat.assistant.sessions.list():
            yield PaletteEntry(
                f"Go on with {one_line(summary.name)}",
                f"{day_of(summary.updated)} · {counted(summary.turns, 'turn')}",
                partial(chat.send, f"/sessions {summary.name}"),
            )
        for paper in chat.assistant.library.list():
            yield PaletteEntry(
                wording.title(paper),
                wording.byline(paper),
                partial(chat.send, f"/papers key:{paper.key}"),
            )


class PaletteProvider(Provider):
    """Searches what can be done; names and titles are shown as they are."""

    async def startup(self) -> None:
        """Collect what there is, once for each time the palette opens."""
        chat = getattr(self.app, "chat", None)
        # In a thread: a library may hold tens of thousands of papers.
        self._entries = (
            [] if chat is None else await asyncio.to_thread(lambda: list(entries(chat)))
        )

    async def discover(self) -> Hits:
        """Yield the commands."""
        for entry in self._entries:
            if entry.is_command:
                yield DiscoveryHit(
                    plain_line(entry.name),
                    entry.do,
                    text=entry.name,
                    help=as_markup(entry.help),
                )

    async def search(self, query: str) -> Hits:
        """Yield what fits the letters that were typed, the best first."""
        matcher = self.matcher(query)
        held = self._holding(query)
        # Words in another order than in the text fit no matcher.
        least = _HELD if held else 0.0
        scored = [
            (max(least, matcher.match(each.text)), each) for each in held or self._entries
        ]
        fit = sorted((pair for pair in scored if pair[0] > 0), key=lambda pair: -pair[0])
        for score, entry in fit[:_MOST]:
            yield Hit(
                score,
                plain_line(entry.name),
                entry.do,
                text=entry.name,
                help=as_markup(entry.help),
            )

    def _holding(self, query: str) -> list[PaletteEntry]:
        """Return the entries that hold all words of a query as they stand."""
        words = query.casefold().split()
        return [
            each
            for each in self._entries
            if all(word in each.text.casefold() for word in words)
        ]


class ModelProvider(PaletteProvider):
    """Searches the models that the server offers which answers: it is asked each time, and
    what is known without it does not wait for it.
    """

    async def startup(self) -> None:
        """Ask the server."""
        self._entries = []
        chat: Chat | None = getattr(self.app, "chat", None)
        if chat is None or chat.assistant is None:
            return
        list_models = getattr(chat.assistant.backend, "list_models", None)
        if list_models is None:
            return
        with suppress(SonglineError, TimeoutError):
            async with asyncio.timeout(_PATIENCE):
                offered = await list_models()
            self._entries = [_of_model(chat, name, offer) for name, offer in offered.items()]


def _of_model(chat: Chat, name: str, offer: Offer) -> PaletteEntry:
    from assistant.backends.offers import with_offered
    from assistant.tui.commands.choosing import use

    def choose() -> None:
        options = with_offered(chat.settings.options, name, offer)
        use(chat, replace(chat.settings, options=options))

    told = offer.told or "a model of the server"
    return PaletteEntry(f"Answer with {one_line(name)}", told, choose)


class Palette(CommandPalette):
    """The palette, which also bears being too small for its list."""

    def _action_command_list(self, action: str) -> None:
        """Pass an action on to the list, which may have no lines to move among yet."""
        with suppress(KeyError, IndexError):
            super()._action_command_list(action)
