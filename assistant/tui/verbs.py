"""What the chat does at a command: one method a verb, found by its name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.app import App, SystemCommand

from assistant.engine.export.exporting import export_from_chat
from assistant.tui.commands import COMMANDS, is_command, nearest, read_command
from assistant.tui.help import HelpScreen
from assistant.tui.papers import PapersScreen, find_papers
from store.errors import SonglineError
from store.printable import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from textual.notifications import SeverityLevel
    from textual.screen import Screen

    from assistant.composing.lines.finding import Line
    from assistant.engine.assistant import Assistant
    from assistant.engine.sessions.sessions import Session
    from assistant.tui.conversation import Conversation
    from assistant.tui.messages import TextSubmitted
    from assistant.tui.status import StatusLine
    from store.library import Library


class Verbs(App[None]):
    """The chat's verbs: `/name rest` runs `_run_name(rest)`; COMMANDS lists them."""

    _assistant: Assistant | None
    _conversation: Conversation
    _status: StatusLine

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Add the chat's verbs to the palette."""
        yield from super().get_system_commands(screen)
        yield SystemCommand(
            "Papers", "List and filter the papers of the library", self._run_papers
        )
        yield SystemCommand(
            "Lines of research", "Show which papers belong together", self._run_lines
        )
        yield SystemCommand(
            "Summarize", "Tell the whole library, line by line", self._run_summarize
        )
        yield SystemCommand(
            "Export", "Write what was said to a Markdown file", self._run_export
        )
        yield SystemCommand(
            "New conversation", "Start over; the old one stays on disk", self._run_new
        )
        yield SystemCommand("Keys and commands", "Show the help page", self._run_help)

    def on_text_submitted(self, event: TextSubmitted) -> None:
        """Run a command, or ask a question."""
        if not is_command(event.text):
            self._conversation.ask(event.text)
            return
        name, rest = read_command(event.text)
        if name in COMMANDS:
            self.call_next(getattr(self, f"_run_{name}"), rest)
        else:
            meant = nearest(name)
            hint = f"Did you mean /{meant}?" if meant else "Type /help for the commands."
            self._tell(f"There is no command /{one_line(name)}. {hint}", severity="warning")

    def _run_help(self, _: str = "") -> None:
        self.push_screen(HelpScreen())

    def _run_papers(self, filter_text: str = "") -> None:
        if assistant := self._opened():
            find = partial(find_papers, assistant.library)
            self.push_screen(
                PapersScreen(find, filter_text, evidence=self._conversation.evidence)
            )

    def _run_lines(self, _: str = "") -> None:
        if assistant := self._opened():
            # Imported here: the plot takes a while to import, and most chats show none.
            from assistant.tui.lines import LinesScreen

            screen = LinesScreen(assistant.find_lines, evidence=self._conversation.evidence)
            self.push_screen(screen, self._summarize_line)

    def _summarize_line(self, line: Line | None) -> None:
        if line is not None:
            self._summarize(str(line.number), f"Summarize {line.name}")

    def _run_summarize(self, topic: str = "") -> None:
        self._summarize(topic, f"Summarize {topic or 'the library'}")

    def _summarize(self, topic: str, asked: str) -> None:
        self._conversation.ask(
            asked,
            lambda assistant, session: assistant.summarize(topic, session=session, asked=asked),
        )

    def _run_related(self, topic: str = "") -> None:
        if not topic:
            self._tell("Say what your paper is about: /related TOPIC", severity="warning")
            return
        asked = f"Related work on {topic}"
        self._conversation.ask(
            asked,
            lambda assistant, session: assistant.relate(topic, session=session, asked=asked),
        )

    def _run_export(self, wanted: str = "") -> None:
        if (assistant := self._opened()) and (session := self._conversation.session):
            self._export(assistant.library, session, wanted)

    @work(thread=True)
    def _export(self, library: Library, session: Session, wanted: str) -> None:
        try:
            written = export_from_chat(library, session.name, session.turns, wanted)
        except SonglineError as error:
            self.call_from_thread(self._tell, str(error), severity="error")
        else:
            self.call_from_thread(self._tell, f"Written to {' and '.join(map(str, written))}.")

    def _run_new(self, _: str = "") -> None:
        session = self._assistant.sessions.start() if self._assistant else None
        self._conversation.start_over(session)
        self._status.session = f"session {session.name}" if session else ""

    async def _run_quit(self, _: str = "") -> None:
        await self.action_quit()

    def _opened(self) -> Assistant | None:
        """Return the assistant; where the library is not open yet, say so and return None."""
        if self._assistant is None:
            self._tell("The library is not open yet.", severity="warning")
        return self._assistant

    def _tell(self, text: str, *, severity: SeverityLevel = "information") -> None:
        self.notify(text, severity=severity, markup=False)
