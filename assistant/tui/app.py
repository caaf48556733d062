"""The chat: bindings, screens, and actions that delegate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import SystemCommand
from textual.binding import Binding
from textual.widgets import Footer

from assistant.engine.spending import spent
from assistant.tui.abstract import AbstractScreen
from assistant.tui.ask_box import AskBox
from assistant.tui.conversation import Conversation
from assistant.tui.keys import free_alt_digits
from assistant.tui.link import offer_address
from assistant.tui.native_writes import native_writes_to
from assistant.tui.sources import SourceList
from assistant.tui.sources_pane import SourcesPane, SourcesScreen
from assistant.tui.startup import open_library
from assistant.tui.status import StatusLine
from assistant.tui.themes import DARK, LIGHT
from assistant.tui.verbs import Verbs
from store.printable import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.screen import Screen

    from assistant.engine.assistant import Assistant
    from assistant.engine.sessions.sessions import Session
    from assistant.tui.messages import (
        AddressChosen,
        ExchangeChosen,
        LetterTyped,
        LibraryFailed,
        LibraryOpened,
        LibraryProgressed,
        SourceChosen,
    )
    from assistant.tui.startup import Connect


class SonglineApp(Verbs):
    """Ask, read the answer, follow the citation to its abstract, ask the next question."""

    TITLE = "Songline"
    AUTO_FOCUS = "AskBox"
    CSS_PATH = sorted(Path(__file__).parent.glob("*.tcss"))
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-normal"), (110, "-wide")]  # noqa: RUF012 - as in App
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "stop", "Stop", id="chat.stop", priority=True),
        Binding("1", "open_source(1)", "Source", id="chat.source", key_display="1-9"),
        *(Binding(f"{n}", f"open_source({n})", show=False) for n in range(2, 10)),
        *(Binding(f"alt+{n}", f"open_source({n})", show=False) for n in range(1, 10)),
        Binding("ctrl+s", "sources", "Sources", id="chat.sources"),
        Binding("ctrl+t", "thoughts", "Thoughts", id="chat.thoughts", priority=True),
        Binding("f1", "help", "Help", id="chat.help"),
        Binding("ctrl+q", "quit", "Quit", id="chat.quit", priority=True),
    ]

    def __init__(
        self,
        connect: Connect,
        *,
        backend: str,
        sends_to: str | None,
        start_session: Callable[[Assistant], Session],
        log: Path | None = None,
    ) -> None:
        """Make the chat; `connect` opens the library in a thread, and may tell how far it
        is.
        """
        super().__init__()
        free_alt_digits()
        self._connect_library = connect
        self._start_session = start_session
        self._log_path = log
        self._assistant: Assistant | None = None
        self._status = StatusLine(backend=backend, sends_to=sends_to)
        self._conversation = Conversation()
        self._ask_box = AskBox(opens_source=lambda digit: self._has_source(int(digit)))

    def run(self, *args: Any, **options: Any) -> Any:  # noqa: ANN401 - passed on as they are
        """Run the chat in the terminal, which nothing else may write to meanwhile."""
        with native_writes_to(self._log_path):
            return super().run(*args, **options)

    def compose(self) -> ComposeResult:
        yield self._conversation
        yield self._ask_box
        yield self._status
        yield Footer(compact=True)

    def on_mount(self) -> None:
        for theme in (DARK, LIGHT):
            self.register_theme(theme)
        self.theme = DARK.name
        self._open_library()

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Add what concerns the current answer to the palette."""
        yield from super().get_system_commands(screen)
        yield SystemCommand(
            "Sources", "Go to the sources of the current answer", self.action_sources
        )
        if self._conversation.is_busy:
            yield SystemCommand("Stop", "Stop the answer that is running", self.action_stop)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell whether an action makes sense now; others do not show."""
        if action == "stop":
            return len(self.screen_stack) == 1 and self._conversation.is_busy
        if action == "thoughts":
            current = self._conversation.current
            return len(self.screen_stack) == 1 and current is not None and current.has_thoughts
        if action == "open_source":
            return any(
                self._has_source(number) for number in parameters if isinstance(number, int)
            )
        return True

    # The library

    def _open_library(self) -> None:
        self._status.library, self._status.is_failed = "opening the library", False
        self.call_after_refresh(self._connect)

    @work(thread=True, group="library", exclusive=True)
    def _connect(self) -> None:
        open_library(self._connect_library, self._start_session, self.post_message)

    def on_library_progressed(self, event: LibraryProgressed) -> None:
        self._status.library = event.status

    def on_library_opened(self, event: LibraryOpened) -> None:
        self._assistant = event.assistant
        self._status.library = counted(event.count, "paper")
        self._status.session = f"session {event.session.name}"
        self._ask_box.asked.prepend(self._conversation.open(event.assistant, event.session))

    def on_library_failed(self, event: LibraryFailed) -> None:
        self._status.library, self._status.is_failed = "library not open", True
        self._conversation.fail(event.error)

    def on_letter_typed(self, event: LetterTyped) -> None:
        self._ask_box.focus()
        self._ask_box.insert(event.letter)

    def _run_retry(self, _: str = "") -> None:
        if self._status.is_failed:
            self._conversation.retry()
            self._open_library()
        else:
            self._tell(f"The library is open already: {self._status.library}.")

    def on_exchange_chosen(self, event: ExchangeChosen) -> None:
        self._status.spent = spent(event.answer) if event.answer else ""

    # Sources and links

    async def on_source_chosen(self, event: SourceChosen) -> None:
        if event.reply is not None:
            await self._conversation.choose(event.reply)
        self.action_open_source(event.number)

    def on_address_chosen(self, event: AddressChosen) -> None:
        offer_address(self, event.address)

    def action_open_source(self, number: int) -> None:
        """Open the abstract of a source of the current answer."""
        sources = self._conversation.sources
        at = next(
            (index for index, source in enumerate(sources) if source.number == number), None
        )
        if at is None:
            self._tell(f"The current answer has no source {number}.", severity="warning")
        else:
            self.push_screen(AbstractScreen(sources, at, self._conversation.evidence))

    def action_sources(self) -> None:
        """Go to the pane with the sources and back; where there is no room for it, to the
        screen.
        """
        if not self.screen.query_one(SourcesPane).display:
            self.push_screen(SourcesScreen(self._conversation.sources), self._open_chosen)
        elif isinstance(self.focused, SourceList):
            self._ask_box.focus()
        else:
            self.screen.query_one(SourceList).focus()

    def action_thoughts(self) -> None:
        """Open the thoughts of the current answer, or fold them."""
        if self._conversation.current is not None:
            self._conversation.current.toggle_thoughts()

    def action_stop(self) -> None:
        """Stop the answer that is running."""
        self._conversation.stop()

    def action_help(self) -> None:
        """Show the keys and the commands."""
        self._run_help()

    def action_help_quit(self) -> None:
        """Stop a running answer on Ctrl+C; otherwise say how to quit."""
        if self._conversation.is_busy:
            self.action_stop()
        else:
            self._tell("Press Ctrl+Q to quit, or type /quit.")

    async def action_quit(self) -> None:
        """Stop, close the library, and leave."""
        await self._conversation.close()
        self.exit()

    def _has_source(self, number: int) -> bool:
        return any(source.number == number for source in self._conversation.sources)

    def _open_chosen(self, number: int | None) -> None:
        if number is not None:
            self.action_open_source(number)
