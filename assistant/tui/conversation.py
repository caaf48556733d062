"""The conversation: questions answered one at a time, in the order they were asked."""

from __future__ import annotations

import logging
from collections import deque
from typing import TYPE_CHECKING

from textual import work
from textual.containers import Horizontal
from textual.worker import WorkerCancelled, WorkerFailed

from assistant.tui.exchange import Exchange
from assistant.tui.messages import ExchangeChosen, LetterTyped
from assistant.tui.reply import failure
from assistant.tui.resumed import recall_sources, resumed
from assistant.tui.sources_pane import SourcesPane
from assistant.tui.transcript import Transcript

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.worker import Worker

    from assistant.engine.assistant import Assistant
    from assistant.engine.sessions.sessions import Session
    from assistant.grounding.verdicts import Evidence
    from assistant.tui.exchange import Write
    from assistant.tui.reply import Reply
    from assistant.tui.sources import Source
    from store.errors import SonglineError

_LOG = logging.getLogger(__name__)


class Conversation(Horizontal):
    """The transcript with the sources beside it, and the queue of questions behind it."""

    def __init__(self) -> None:
        super().__init__()
        self.current: Exchange | None = None
        self._exchanges: list[Exchange] = []
        self._waiting: deque[Exchange] = deque()
        self._answering: Exchange | None = None
        self._worker: Worker[None] | None = None
        self._assistant: Assistant | None = None
        self._session: Session | None = None
        self._failure: SonglineError | None = None

    def compose(self) -> ComposeResult:
        yield Transcript()
        yield SourcesPane()

    @property
    def session(self) -> Session | None:
        """The conversation on disk; None before the library is open."""
        return self._session

    def on_key(self, event: events.Key) -> None:
        """Hand letters typed over the transcript or the sources to the input."""
        if event.is_printable and event.character and not event.character.isdecimal():
            event.stop()
            self.post_message(LetterTyped(event.character))

    @property
    def transcript(self) -> Transcript:
        """The transcript."""
        return self.query_one(Transcript)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of the current answer."""
        return self.current.sources if self.current else ()

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Everything that the current answer quotes."""
        answer = self.current.answer if self.current else None
        return (
            tuple(span for sentence in answer.sentences for span in sentence.evidence)
            if answer
            else ()
        )

    @property
    def is_busy(self) -> bool:
        """Tell whether there is anything to stop."""
        return self._answering is not None or bool(self._waiting)

    def ask(self, question: str, write: Write | None = None) -> None:
        """Show a question at once and answer it when its turn comes, or `write` what is no
        answer.
        """
        exchange = Exchange(question, status=self._why_waiting(), write=write)
        self._exchanges.append(exchange)
        self.transcript.add(question, exchange.reply)
        if self._failure is not None:
            exchange.fail(self._failure)
        else:
            self._waiting.append(exchange)
            self._answer_next()

    def open(self, assistant: Assistant, session: Session) -> list[str]:
        """Go on with a session, answer what waits for the library, and return the questions
        asked before.
        """
        self._assistant, self._session, self._failure = assistant, session, None
        self._show_earlier(session)
        self._answer_next()
        return [turn.question for turn in session.turns]

    def fail(self, error: SonglineError) -> None:
        """Show why the library cannot be opened, under every question that waits for it."""
        self._failure = error
        if not self._waiting:
            self.transcript.add_notice(failure(error))
        while self._waiting:
            self._waiting.popleft().fail(error)
        self.app.refresh_bindings()

    def retry(self) -> None:
        """Let questions wait for the library again."""
        self._failure = None

    def stop(self) -> None:
        """Stop the running answer; where none runs, withdraw the newest question that waits."""
        if self._answering is not None and self._worker is not None:
            self._answering.stop()
            self._worker.cancel()
        elif self._waiting:
            self._waiting.pop().stop()
        self.app.refresh_bindings()

    def start_over(self, session: Session | None) -> None:
        """Clear the screen for another session; None where the library is not open yet."""
        self._waiting.clear()
        self.stop()
        self._session = session
        self._exchanges.clear()
        self.transcript.clear()
        self._make_current(None)

    async def close(self) -> None:
        """Stop, let the engine record what has arrived, and close the library."""
        self._waiting.clear()
        self.stop()
        if self._worker is not None:
            try:
                await self._worker.wait()
            except (WorkerCancelled, WorkerFailed):
                _LOG.info("the answer was stopped by quitting")
        if self._assistant is not None:
            self._assistant.close()

    async def choose(self, reply: Reply | None) -> None:
        """Make the exchange of a reply the current one, with its sources read from the
        library if need be.
        """
        exchange = next(
            (known for known in self._exchanges if known.reply is reply), self.current
        )
        if exchange is not None:
            await recall_sources(exchange, self._assistant)
        self._make_current(exchange)

    def _why_waiting(self) -> str:
        if self._assistant is None:
            return "waits for the library"
        return "waits for the answer before it" if self.is_busy else "searching"

    def _answer_next(self) -> None:
        if self._answering is None and self._waiting and self._assistant is not None:
            self._answering = self._waiting.popleft()
            self._answering.reply.wait("searching")
            self._worker = self._answer(self._answering, self._assistant)
        self.app.refresh_bindings()

    @work(group="answers")
    async def _answer(self, exchange: Exchange, assistant: Assistant) -> None:
        flushing = self.set_interval(0.1, exchange.flush)
        asked = exchange.begin(assistant, self._session)
        try:
            await exchange.follow(asked, self.transcript, lambda: self._make_current(exchange))
        finally:
            flushing.stop()
            await exchange.close()
            self._check_stopped(exchange)
            self._answering = None
            self._answer_next()

    def _check_stopped(self, exchange: Exchange) -> None:
        recorded = (
            self._session.turns[-1].answer if self._session and self._session.turns else None
        )
        if (
            recorded
            and recorded.stopped
            and recorded.question == exchange.question
            and exchange.answer is None
        ):
            exchange.check(recorded)

    def _make_current(self, exchange: Exchange | None) -> None:
        self.current = exchange
        self.post_message(ExchangeChosen(exchange.answer if exchange else None))
        self.query_one(SourcesPane).show(self.sources, is_answered=exchange is not None)
        self.app.refresh_bindings()

    def _show_earlier(self, session: Session) -> None:
        earlier, hidden = resumed(session)
        shown = [(exchange.question, exchange.reply) for exchange in earlier]
        self.transcript.add_earlier(shown, hidden=hidden)
        self._exchanges[:0] = earlier
        if earlier and self.current is None:
            self.run_worker(self.choose(earlier[-1].reply), group="sources")
