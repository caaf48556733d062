"""The chat: its parts put together, its keys, and what happens when they tell something."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding
from textual.worker import WorkerFailed

from assistant.engine.notes import Notes
from assistant.engine.opening import Settings
from assistant.engine.spending import spent
from assistant.tui.chat import Chat
from assistant.tui.clipboard import Clipboard
from assistant.tui.commands import choosing, looking
from assistant.tui.commands.table import complete, run_line, source_of
from assistant.tui.conversation import Conversation
from assistant.tui.draft_keeping import DraftKeeper
from assistant.tui.jobs import Jobs
from assistant.tui.key_table import complaints
from assistant.tui.keys import free_alt_digits
from assistant.tui.native_writes import native_writes_to
from assistant.tui.opening import Opening
from assistant.tui.plain import Plain
from assistant.tui.preferences import Preferences
from assistant.tui.rendered_lines import EVERY, forget_lines_of_gone_widgets
from assistant.tui.screens.jump import JumpScreen, Target, targets
from assistant.tui.screens.link import offer_address
from assistant.tui.startup import unexpected
from assistant.tui.themes import DARK, THEMES, shades
from assistant.tui.widgets.ask_box import AskBox
from assistant.tui.widgets.key_line import KeyLine
from assistant.tui.widgets.menu import Menu
from assistant.tui.widgets.source_list import SourceList
from assistant.tui.widgets.status import StatusLine
from assistant.tui.widgets.transcript import Transcript

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.command import Provider

    from assistant.engine.assistant import Assistant
    from assistant.engine.sessions.sessions import Session
    from assistant.tui import messages
    from assistant.tui.chat import KeepSettings
    from assistant.tui.startup import Connect
    from store.errors import SonglineError

_LOG = logging.getLogger(__name__)
_IN_PALETTE = "commands, papers, lines, conversations, models, themes"
_TURN = 0.001
"""Seconds after which a thread that works must let the screen's go on. With Python's five a
letter showed after 33 ms instead of 14 beside a busy thread: it takes several turns.
"""
_TOO_SMALL = "Songline needs a little more room."


def _commands() -> type[Provider]:
    from assistant.tui.palette import PaletteProvider

    return PaletteProvider


def _models() -> type[Provider]:
    from assistant.tui.palette import ModelProvider

    return ModelProvider


class SonglineApp(App[None]):
    """Ask, read the answer, follow the citation to its abstract, ask the next question."""

    TITLE = "Songline"
    AUTO_FOCUS = "AskBox"
    CSS_PATH = sorted((Path(__file__).parent / "styles").glob("*.tcss"))
    COMMANDS = {_commands, _models}  # noqa: RUF012 - as in App
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - as in App
        (0, "-tiny"),
        (24, "-narrow"),
        (80, "-normal"),
        (110, "-wide"),
        (160, "-widest"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (8, "-low"), (24, "-high")]  # noqa: RUF012 - as in App
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "stop", "Stop", id="chat.stop"),
        Binding("escape", "leave", "Back", id="chat.back"),
        Binding("1", "open_source(1)", "Source", id="chat.source", key_display="1-9"),
        *(Binding(f"{n}", f"open_source({n or 10})", show=False) for n in (*range(2, 10), 0)),
        *(Binding(f"alt+{n}", f"open_source({n or 10})", show=False) for n in range(10)),
        Binding("ctrl+s", "run('sources')", "Sources", id="chat.sources"),
        Binding("ctrl+o", "run('papers')", "Papers", id="chat.papers"),
        Binding("ctrl+g", "jump", "Jump", id="chat.jump", show=False),
        Binding("ctrl+t", "thoughts", "Thoughts", id="chat.thoughts", priority=True),
        Binding("f1", "help_page", "Help", id="chat.help", priority=True),  # in dialogs too
        Binding("f2", "run('model')", "Model", id="chat.model", show=False),
        Binding("ctrl+q", "quit", "Quit", id="chat.quit", priority=True),
    ]

    def __init__(
        self,
        connect: Connect,
        *,
        backend: str,
        sends_to: str | None,
        start_session: Callable[[Assistant], Session],
        settings: Settings | None = None,
        log: Path | None = None,
        preferences: Path | None = None,
        keep_settings: KeepSettings | None = None,
        keymap: Mapping[str, str] | None = None,
        notes: Path | None = None,
    ) -> None:
        """Make the chat; `connect` opens the library in a thread, and may tell how far it
        is; `keep_settings` writes what was chosen for good to the configuration; `keymap`
        has other keys for the names of `key_table`; `notes` is the file of notes on papers.
        """
        super().__init__()
        free_alt_digits()
        self._opening = Opening(connect, start_session)
        self._log_path = log
        self._clipboard_file = Clipboard(log.with_name("copied.txt") if log else None)
        kept = Preferences(preferences)
        chosen = choosing.last_chosen(settings or Settings(), kept.kept.library)
        menu, status = Menu(), StatusLine(backend=backend, sends_to=sends_to)
        ask_box = AskBox(
            menu, self._complete, opens_source=self._has_source, begins=self._begins
        )
        self._menu = menu
        self.chat = Chat(
            app=self,
            conversation=Conversation(),
            ask_box=ask_box,
            status=status,
            jobs=Jobs(self, status.show_progress, self._finish_job),
            preferences=kept,
            settings=chosen,
            open_library=lambda: self._opening.begin(self.chat),
            keep_settings=keep_settings,
            keymap=keymap or {},
            notes=Notes(notes),
        )
        self._draft = DraftKeeper(self.chat)
        self.chat.conversation.welcome.name_backend(
            choosing.in_words(backend, is_model=backend != Settings().backend)
        )
        self._choose_theme()

    def _choose_theme(self) -> None:
        """Take the theme that is kept: for a later one all rules would be read again."""
        for theme in THEMES:
            self.register_theme(theme)
        kept = self.chat.preferences.kept.theme
        self.theme = kept if kept in self.available_themes else DARK.name

    def get_css_variables(self) -> dict[str, str]:
        """Return the colours of the theme, and those that the stylesheets make of them."""
        variables = super().get_css_variables()
        return variables | shades(variables, is_ansi=self.current_theme.ansi)

    def run(self, *args: Any, **options: Any) -> Any:  # noqa: ANN401 - passed on as they are
        """Run the chat in the terminal, which nothing else may write to meanwhile."""
        with native_writes_to(self._log_path):
            return super().run(*args, **options)

    def compose(self) -> ComposeResult:
        yield self.chat.conversation
        yield self._menu
        yield self.chat.ask_box
        yield self.chat.status
        yield KeyLine()
        yield Plain(_TOO_SMALL, id="too-small")

    def on_mount(self) -> None:
        sys.setswitchinterval(_TURN)
        self.set_keymap(self.chat.keymap)
        for complaint in complaints(self.chat.keymap):
            self.chat.tell(complaint, severity="warning")
        kept = self.chat.preferences.kept
        self.chat.conversation.pane.widen_to(kept.pane_wider)
        self.chat.conversation.has_marks = kept.marks
        self.set_interval(EVERY, forget_lines_of_gone_widgets)
        self.theme_changed_signal.subscribe(self, self._keep_theme)
        if kept.draft:
            self.chat.ask_box.type(kept.draft)
        self.chat.open_library()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell whether an action makes sense now; others do not show."""
        if action == "stop":
            return self._is_on_top and self.chat.conversation.is_busy and not self._menu.is_open
        if action == "leave":
            return self._is_on_top and self._can_go_back
        if action == "thoughts":
            current = self.chat.conversation.current
            return self._is_on_top and current is not None and current.has_thoughts
        if action == "open_source":
            return any(
                self._has_source(number) for number in parameters if isinstance(number, int)
            )
        return True

    def on_resize(self) -> None:
        """Give the input the keys back that it lost to being hidden for lack of room."""
        self.call_after_refresh(self._type_into_input)

    # The library

    def on_library_progressed(self, event: messages.LibraryProgressed) -> None:
        """Say how far opening is."""
        self.chat.status.library = event.status

    def on_library_opened(self, event: messages.LibraryOpened) -> None:
        """Go on with a session."""
        self._opening.succeed(self.chat, event)

    def on_library_failed(self, event: messages.LibraryFailed) -> None:
        """Say why there is no library."""
        self._opening.fail(self.chat, event)

    # What is typed

    async def on_text_submitted(self, event: messages.TextSubmitted) -> None:
        """Run a command, or ask a question."""
        await run_line(self.chat, event.text)

    def on_letter_typed(self, event: messages.LetterTyped) -> None:
        """Put a letter that was typed elsewhere into the input."""
        self.chat.ask_box.focus()
        self.chat.ask_box.insert(event.letter)

    def on_input_left(self, event: messages.InputLeft) -> None:
        """Go to the next part of the screen, or the one before."""
        if event.step > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()

    def on_transcript_scrolled(self, event: messages.TranscriptScrolled) -> None:
        """Scroll what was said from the input."""
        self.chat.conversation.transcript.scroll_by(event.way)

    def on_welcome_chosen(self, event: messages.WelcomeChosen) -> None:
        """Begin what was chosen on the first screen."""
        self.chat.send(self.chat.conversation.welcome.items[event.number - 1])

    def on_option_list_option_selected(self, event: Any) -> None:  # noqa: ANN401 - of any list
        """Take the row of the menu that was clicked."""
        if event.option_list is self._menu and self._menu.choice is not None:
            self.chat.ask_box.focus()
            self.chat.ask_box.take_choice(self._menu.choice)

    # Answers, sources and links

    def on_exchange_chosen(self, event: messages.ExchangeChosen) -> None:
        """Say what the current answer took, and what the conversation is called by now."""
        self.chat.name_session()
        session = self.chat.conversation.session
        answers = [turn.answer for turn in session.turns] if session else []
        self.chat.status.spent = spent(event.answer, answers) if event.answer else ""

    async def on_source_chosen(self, event: messages.SourceChosen) -> None:
        """Open a source, of the answer whose citation was clicked."""
        if event.exchange is not None:
            await self.chat.conversation.choose(event.exchange)
        looking.open_source(self.chat, event.number)

    def on_source_picked(self, event: messages.SourcePicked) -> None:
        """Ask about a source, pin it, leave it out, or copy of it."""
        looking.pick(self.chat, event.number, event.what)

    def on_address_chosen(self, event: messages.AddressChosen) -> None:
        """Ask whether to follow a link."""
        offer_address(self, event.address)

    # Keys

    async def action_run(self, name: str) -> None:
        """Run a command by its name."""
        await run_line(self.chat, f"/{name}")

    async def action_help_page(self) -> None:
        """Show the help above whatever is open, or close it."""
        from assistant.tui.screens.help import HelpScreen

        if isinstance(self.screen, HelpScreen):
            self.screen.dismiss()
        else:
            await run_line(self.chat, "/help")

    def action_open_source(self, number: int) -> None:
        """Open a source of the current answer."""
        looking.open_source(self.chat, number)

    def action_thoughts(self) -> None:
        """Open the thoughts of the current answer, or fold them."""
        if self.chat.conversation.current is not None:
            self.chat.conversation.current.toggle_thoughts()

    def action_jump(self) -> None:
        """Put a letter on everything that can be gone to."""
        if self._is_on_top:
            self.push_screen(JumpScreen(targets(self.chat)), self._go)

    def action_stop(self) -> None:
        """Stop the answer that is running; what waits behind it is answered."""
        self.chat.conversation.stop()

    def action_leave(self) -> None:
        """Close the menu, the number of a source with it, or go back to the input."""
        if self._menu.is_open:
            self._menu.close()
            if source_of(self.chat, self.chat.ask_box.text):
                self.chat.ask_box.clear()
        else:
            self.chat.conversation.reading.end()
            self.chat.ask_box.focus()

    def action_help_quit(self) -> None:
        """Stop a running answer on Ctrl+C; otherwise say how to quit."""
        if self.chat.conversation.is_busy:
            self.chat.conversation.stop()
        else:
            self.chat.tell("Press Ctrl+Q to quit, or type /quit.")

    async def action_quit(self) -> None:
        """Stop, keep what was being typed, close the library, and leave."""
        self.chat.jobs.stop()
        self._draft.keep()
        await self.chat.conversation.close()
        self.exit()

    def action_command_palette(self) -> None:
        """Open the palette."""
        from assistant.tui.palette import Palette

        # Without an id: one that is just closing may still be there.
        if not any(isinstance(screen, Palette) for screen in self.screen_stack):
            self.push_screen(Palette(placeholder=_IN_PALETTE))

    def _handle_exception(self, error: Exception) -> None:
        """Tell of work behind a screen that failed for a reason that nobody foresaw: the chat
        goes on. Tests fail of it.
        """
        cause = error.error if isinstance(error, WorkerFailed) else None
        if isinstance(cause, Exception) and not self.is_headless:
            _LOG.error("work behind the chat failed", exc_info=cause)
            self.chat.tell(str(unexpected(cause)), severity="error")
        else:
            super()._handle_exception(error)

    def copy_to_clipboard(self, text: str) -> None:
        """Copy text by way of the terminal and into a file, and say so."""
        super().copy_to_clipboard(text)
        self.chat.tell(self._clipboard_file.copy(text, self._driver))

    async def _go(self, target: Target | None) -> None:
        if target is not None:
            await target.go()

    def on_text_area_changed(self) -> None:
        """Keep what is being typed."""
        self._draft.hear()

    def on_pane_widened(self, event: messages.PaneWidened) -> None:
        """Keep how much wider the pane of sources is."""
        self.chat.preferences.keep(pane_wider=event.wider)

    def on_marks_turned(self, event: messages.MarksTurned) -> None:
        """Keep whether the marks of verdicts are shown, and say it."""
        self.chat.preferences.keep(marks=event.are_shown)
        how = "shown" if event.are_shown else "hidden; the line below each answer counts them"
        self.chat.tell(f"The marks of verdicts are {how}.")

    def _complete(self, text: str) -> Any:  # noqa: ANN401 - choices
        return complete(self.chat, text)

    def _finish_job(self, told: str, error: SonglineError | None) -> None:
        if error is not None:
            self.chat.tell(str(error), severity="error")
        elif told:
            self.chat.tell(told)
            if self.chat.status.is_failed:  # what was brought in made the library
                self.chat.open_library()
        self.run_worker(self._opening.count_again(self.chat), group="count")

    def _keep_theme(self, theme: Any) -> None:  # noqa: ANN401 - of Textual's signal
        if theme.name != self.chat.preferences.kept.theme:
            self.chat.preferences.keep(theme=theme.name)

    def _type_into_input(self) -> None:
        if self._is_on_top and self.focused is None:
            self.chat.ask_box.focus()

    @property
    def _can_go_back(self) -> bool:
        is_elsewhere = isinstance(self.focused, Transcript | SourceList)
        return self._menu.is_open or is_elsewhere

    @property
    def _is_on_top(self) -> bool:
        return len(self.screen_stack) == 1

    @property
    def _is_welcoming(self) -> bool:
        return self.chat.conversation.current is None and not self.chat.conversation.exchanges

    def _begins(self, number: int) -> bool:
        """Tell whether a number begins something on the first screen."""
        return self._is_welcoming and number <= len(self.chat.conversation.welcome.items)

    def _has_source(self, number: int) -> bool:
        return any(source.number == number for source in self.chat.conversation.sources)
