"""What the commands of the chat act on: its parts, put together."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.tui.messages import TextSubmitted
from assistant.tui.plain import cut, notice, plain
from assistant.tui.startup import unexpected

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.app import App
    from textual.notifications import SeverityLevel

    from assistant.engine.assistant import Assistant
    from assistant.engine.notes import Notes
    from assistant.engine.opening import Settings
    from assistant.engine.work_process import Work
    from assistant.tui.conversation import Conversation
    from assistant.tui.jobs import Do, Jobs
    from assistant.tui.preferences import Preferences
    from assistant.tui.widgets.ask_box import AskBox
    from assistant.tui.widgets.status import StatusLine

    KeepSettings = Callable[[dict[str, str | float | None]], None]
    """Writes settings to the configuration, and takes those out that are None."""


_LEAST = 20
_AROUND = 4
"""Cells of the transcript that a line of an entry does not have."""
_LOG = logging.getLogger(__name__)


@dataclass(slots=True)
class Chat:
    """The parts of the chat; commands are functions of it and of what follows their name."""

    app: App[None]
    conversation: Conversation
    ask_box: AskBox
    status: StatusLine
    jobs: Jobs
    preferences: Preferences
    settings: Settings
    notes: Notes
    open_library: Callable[[], None]
    """Opens the library that the settings name, which takes a while."""
    keep_settings: KeepSettings | None = None
    """Writes settings to the configuration, for good; None where there is none."""
    keeps_library: bool = False
    """Whether the library, once it is open, is the one to begin with the next time."""
    keymap: Mapping[str, str] = field(default_factory=dict)
    """The keys that the configuration has changed, by the names of `key_table`."""
    assistant: Assistant | None = None
    """None until the library is open."""
    running: str = ""
    """The command that was begun last."""
    waiting: str = ""
    """A command that waits for the library."""

    def opened(self) -> Assistant | None:
        """Return the assistant; where the library is not open yet, let the command wait for
        it, and return None.
        """
        if self.assistant is None and self.status.is_failed:
            told = "No library is open: /library PATH opens another, /retry this one again."
            self.tell(told, severity="warning")
        elif self.assistant is None:
            self.waiting = self.running
            self.tell(f"The library is being opened; {self.running} waits for it.")
        return self.assistant

    def answer_with(self, assistant: Assistant) -> None:
        """Let another assistant answer from now on."""
        self.assistant = assistant
        self.conversation.use(assistant)

    def begin_job(self, what: str, do: Do) -> None:
        """Begin long work behind the chat; where some is under way, say so."""
        if not self.jobs.begin(what, do):
            self.tell("Something else is being done; /stop ends it.", severity="warning")

    def begin_in_process(self, what: str, work: Work, *given: object) -> None:
        """Begin long work that writes to a library: a function of a module, which returns what
        came of it, is called in a process of its own. The library that is open follows it.
        """
        # Imported here: most chats begin none.
        from assistant.engine.work_process import run_in_process

        self.begin_job(what, lambda tell: str(run_in_process(what, tell, work, *given)))

    def tell(
        self,
        text: str,
        *,
        severity: SeverityLevel = "information",
        is_brief: bool = False,
    ) -> None:
        """Show a notice for a few seconds, or a moment."""
        notice(self.app, text, severity=severity, is_brief=is_brief)

    def tell_bug(self, error: Exception) -> None:
        """Say in the transcript that a command failed for a reason that nobody foresaw."""
        # Imported here, as below: the first frame shows no answer.
        from assistant.tui.answers.reply import failure

        _LOG.error("%s failed", self.running, exc_info=error)
        told = failure(unexpected(error, self.running))
        self.conversation.transcript.add_notice(told)

    def show_entry(self, entry: str) -> None:
        """Show an entry of a bibliography in the transcript, its long lines cut."""
        from assistant.tui.answers.reply import verbatim

        transcript = self.conversation.transcript
        room = max(_LEAST, transcript.content_size.width - _AROUND)
        lines = [cut(plain(line), room).plain for line in entry.strip().splitlines()]
        transcript.add_notice(verbatim("\n".join(lines)))

    def name_session(self) -> None:
        """Show what the conversation is called; a new one has no name before an answer."""
        session = self.conversation.session
        is_new = session is not None and not (session.is_named_by_user or session.turns)
        named = "" if session is None else f"session {session.name}"
        self.status.session = "new session" if is_new else named

    def ask(self, question: str) -> None:
        """Ask a question."""
        self.conversation.ask(question)

    def send(self, text: str) -> None:
        """Do what would be done if a line were typed and sent."""
        self.ask_box.post_message(TextSubmitted(text))

    def put(self, text: str) -> None:
        """Put text into the input, to be sent or changed."""
        self.ask_box.focus()
        self.ask_box.type(text)
