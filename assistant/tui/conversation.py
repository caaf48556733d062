"""The conversation: questions answered one at a time, in the order they were asked.

What shows answers is imported where there is one: it takes as long as the rest of the screen,
and the first frame needs none of it.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding
from textual.containers import Horizontal
from textual.worker import WorkerCancelled, WorkerFailed

from assistant.engine.paper_readings import read_paper
from assistant.tui.answers.evidence import evidence_in, verdicts_in
from assistant.tui.messages import (
    AnswerHovered,
    ExchangeChosen,
    LetterTyped,
    MarksTurned,
    SourceChosen,
    SourceHovered,
)
from assistant.tui.walk import SentenceWalk
from assistant.tui.widgets.sources_pane import SourcesPane
from assistant.tui.widgets.transcript import Transcript
from assistant.tui.widgets.welcome import Welcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.worker import Worker

    from assistant.composing.related.choosing import Wishes
    from assistant.engine.assistant import Assistant
    from assistant.engine.sessions.sessions import Session
    from assistant.grounding.verdicts import Evidence, Verdict
    from assistant.tui.answers.exchange import Exchange, Write
    from assistant.tui.widgets.sources import ListedSource
    from store.errors import SonglineError

_LOG = logging.getLogger(__name__)
_WITH_QUESTIONS = 5
_FLUSH = 0.2
"""Seconds between two writes to the screen: each lays all of it out. Half as long costs twice
as much (`tests.bench.streaming`).
"""
_AT_ONCE = 3.0
"""Seconds in which nobody reads along: such an answer is shown from its start."""
_SHOWN = 20
"""Exchanges that stay on the screen; older ones are on disk."""


class Conversation(Horizontal):
    """The transcript with the sources beside it, and the queue of questions behind it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "walk(1)", "Next sentence", id="read.next", key_display="j k"),
        Binding("k,up", "walk(-1)", "Sentence before", id="read.previous", show=False),
        Binding("[", "turn(-1)", "Answer before", id="read.before", show=False),
        Binding("]", "turn(1)", "Answer after", id="read.after", show=False),
        Binding("<", "widen(4)", "Wider pane", id="pane.wider", show=False),
        Binding(">", "widen(-4)", "Narrower pane", id="pane.narrower", show=False),
        Binding("enter", "open_lit", "Its source", id="read.source", show=False),
        Binding("v", "marks", "Marks", id="read.marks", show=False),
        Binding("y", "app.run('copy')", "Copy", id="read.copy"),
        Binding("r", "redo('')", "Sentence anew", id="read.redo"),
        Binding("R", "redo('paragraph')", "Paragraph anew", id="read.redo_paragraph"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.current: Exchange | None = None
        self.welcome = Welcome()
        self.transcript = Transcript(self.welcome)
        self.pane = SourcesPane()
        self.reading = SentenceWalk(self.transcript)
        self.has_marks = True
        self._exchanges: list[Exchange] = []
        self._numbers = count(1)
        self._waiting: deque[Exchange] = deque()
        self._answering: Exchange | None = None
        self._worker: Worker[None] | None = None
        self._assistant: Assistant | None = None
        self._session: Session | None = None
        self._failure: SonglineError | None = None

    def compose(self) -> ComposeResult:
        yield self.transcript
        yield self.pane

    @property
    def session(self) -> Session | None:
        """The conversation on disk; None before the library is open."""
        return self._session

    def on_key(self, event: events.Key) -> None:
        """Hand letters typed over the transcript or the sources to the input, but for those
        that do something there.
        """
        if not event.is_printable or not event.character or event.character.isdecimal():
            return
        active = self.screen.active_bindings.get(event.key)
        if active is None or not active.enabled:
            event.stop()
            self.post_message(LetterTyped(event.character))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to write a part anew only where there is a draft, and it is read; and to hide
        marks only where answers are read.
        """
        if action == "redo":
            return self.transcript.has_focus and self._is_draft
        if action == "marks":
            return self.transcript.has_focus and bool(self._exchanges)
        return super().check_action(action, parameters)

    def on_resize(self) -> None:
        """Let the pane take what there is for it, once the terminal's width is known."""
        self.call_after_refresh(self.pane.fit)

    def action_widen(self, step: int) -> None:
        """Make the pane of sources wider, or narrower."""
        if self.pane.display:
            self.pane.widen_by(step)

    def action_marks(self) -> None:
        """Hide the marks of verdicts in all answers, or show them."""
        self.has_marks = not self.has_marks
        for exchange in self._exchanges:
            exchange.show_marks(are_shown=self.has_marks)
        self.reading.look_again()
        self.post_message(MarksTurned(self.has_marks))

    def action_redo(self, part: str) -> None:
        """Write the sentence that is lit anew, or its paragraph."""
        self.run_worker(self.app.run_action(f"run('redo {part}')"), group="redo")

    @property
    def _is_draft(self) -> bool:
        return self.current is not None and self.current.is_draft

    @property
    def sources(self) -> tuple[ListedSource, ...]:
        """The sources of the current answer."""
        return self.current.sources if self.current else ()

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Everything that the current answer quotes."""
        return evidence_in(self.current.answer if self.current else None)

    @property
    def verdicts(self) -> Mapping[str, Verdict]:
        """How the current answer fared with each paper that it cites, by its key."""
        return verdicts_in(self.current.answer if self.current else None, self.sources)

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """What is on the screen, oldest first."""
        return tuple(self._exchanges)

    @property
    def is_busy(self) -> bool:
        """Tell whether there is anything to stop."""
        return self._answering is not None or bool(self._waiting)

    def ask(
        self,
        question: str,
        write: Write | None = None,
        *,
        wishes: Wishes | None = None,
        before: Exchange | None = None,
        lit: int | None = None,
    ) -> None:
        """Show a question at once and answer it when its turn comes, or `write` what is no
        answer; `before` is the same question as it was answered before, and `lit` the place
        of the sentence to be lit in the answer.
        """
        from assistant.tui.answers.exchange import Exchange

        exchange = Exchange(
            next(self._numbers),
            question,
            status=self._why_waiting(),
            write=write,
            wishes=wishes,
            before=before,
        )
        exchange.has_marks, exchange.lit = self.has_marks, lit
        self._exchanges.append(exchange)
        self.pane.add_class("-begun")
        self.transcript.add(exchange)
        self._drop_oldest()
        if self._failure is not None:
            exchange.fail(self._failure)
        else:
            self._waiting.append(exchange)
            self._answer_next()

    def ask_about(self, source: ListedSource) -> None:
        """Ask what a source brings."""
        self.run_worker(self._ask_about(source), group="sources")

    async def _suggest(self, exchange: Exchange) -> None:
        """Show a question under each of the first sources that were found and not used."""
        from assistant.questions.suggestions import question_about

        unused = [source.paper for source in exchange.sources if not source.is_cited]
        questions = await asyncio.to_thread(
            lambda: {
                paper.key: question_about(paper, read_paper(paper), exchange.question)
                for paper in unused[:_WITH_QUESTIONS]
            }
        )
        if exchange is self.current:
            self.pane.list.suggest(questions)

    async def _ask_about(self, source: ListedSource) -> None:
        from assistant.questions.suggestions import question_about

        reading = await asyncio.to_thread(read_paper, source.paper)
        self.ask(question_about(source.paper, reading))

    def on_answer_hovered(self, event: AnswerHovered) -> None:
        """Light the source that the citation under the pointer names, or those of the
        sentence.
        """
        event.stop()
        if self.current is None or event.exchange != self.current.number:
            return
        answer, numbers = self.current.answer, {event.number} - {None}
        if not numbers and event.sentence is not None and answer is not None:
            numbers = set(answer.sentences[event.sentence].markers)
        self.pane.list.light(frozenset(number for number in numbers if number is not None))

    def on_source_hovered(self, event: SourceHovered) -> None:
        """Light the sentences that cite the source under the pointer."""
        event.stop()
        self.reading.point_at(event.number)

    def action_open_lit(self) -> None:
        """Open the first source of the sentence that is lit."""
        sentence = self.reading.sentence
        if sentence is not None and sentence.markers:
            self.post_message(SourceChosen(sentence.markers[0]))

    def action_walk(self, step: int) -> None:
        """Light the next sentence of the current answer, and what it rests on."""
        sentence = self.reading.walk(step)
        self.pane.list.light(frozenset(sentence.markers if sentence else ()))

    def _light(self, exchange: Exchange, at: int) -> None:
        """Go on reading a text that was written anew where it was read before."""
        if exchange is self.current and self.transcript.has_focus:
            sentence = self.reading.go_to(at)
            self.pane.list.light(frozenset(sentence.markers if sentence else ()))

    async def action_turn(self, step: int) -> None:
        """Go to the answer before the current one, or after it."""
        numbers = [exchange.number for exchange in self._exchanges]
        if not numbers:
            return
        at = numbers.index(self.current.number) if self.current in self._exchanges else 0
        await self.choose(numbers[min(len(numbers) - 1, max(0, at + step))])
        self.action_walk(1)

    def open(self, assistant: Assistant, session: Session) -> list[str]:
        """Go on with a session, answer what waits for the library, and return the questions
        asked before.
        """
        self._failure = None
        self.use(assistant)
        self._session = session
        if not self._exchanges:
            # Why another library could not be opened is of no interest any more.
            self.transcript.clear()
        self._show_earlier(session)
        self._answer_next()
        return [turn.question for turn in session.turns]

    def use(self, assistant: Assistant) -> None:
        """Let another assistant answer from the next question on."""
        self._assistant = assistant

    def fail(self, error: SonglineError) -> None:
        """Show why the library cannot be opened, under every question that waits for it."""
        from assistant.tui.answers.reply import failure

        self._failure = error
        if not self._waiting:
            self.transcript.add_notice(failure(error))
        while self._waiting:
            self._waiting.popleft().fail(error)
        self.app.refresh_bindings()

    def wait_for_library(self) -> None:
        """Let questions wait until a library is open."""
        self._failure = self._assistant = None

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
        self.pane.remove_class("-begun")
        self.transcript.clear()
        self._make_current(None)
        if session is not None:
            self._show_earlier(session)

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

    async def choose(self, number: int | None) -> None:
        """Make an exchange the current one, with its sources read from the library if need
        be.
        """
        from assistant.tui.resumed import recall_sources

        known = (exchange for exchange in self._exchanges if exchange.number == number)
        exchange = next(known, self.current)
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
        flush, began = partial(exchange.flush, self.transcript), time.monotonic()
        flushing = self.set_interval(_FLUSH, flush)
        turns = self._session.turns if self._session else []
        before = len(turns)
        asked = exchange.begin(assistant, self._session)
        try:
            await exchange.follow(asked, self.transcript, lambda: self._make_current(exchange))
        finally:
            flushing.stop()
            await exchange.close()
            if exchange.is_stopped and len(turns) > before:
                exchange.check(turns[-1].answer)
            self._answering = None
            self._drop_oldest()
            if exchange.lit is not None:
                self.call_after_refresh(self._light, exchange, exchange.lit)
            elif time.monotonic() - began < _AT_ONCE:
                self.call_after_refresh(self.transcript.begin_at, exchange)
            self._answer_next()

    def _make_current(self, exchange: Exchange | None) -> None:
        self.current = exchange
        self.reading.begin(exchange)
        self.post_message(ExchangeChosen(exchange.answer if exchange else None))
        answer = exchange.answer if exchange else None
        self.pane.show(self.sources, answer)
        if exchange is not None and answer is not None:
            self.run_worker(self._suggest(exchange), group="suggestions", exclusive=True)
        self.app.refresh_bindings()

    def _drop_oldest(self) -> None:
        while len(self._exchanges) > _SHOWN and self._exchanges[0].is_settled:
            self.transcript.drop(self._exchanges.pop(0))

    def _show_earlier(self, session: Session) -> None:
        from assistant.tui.resumed import resumed

        earlier, hidden = resumed(session, self._numbers, has_marks=self.has_marks)
        self.transcript.add_earlier(earlier, hidden=hidden)
        self._exchanges[:0] = earlier
        self.pane.set_class(bool(self._exchanges), "-begun")
        if earlier and self.current is None:
            self.run_worker(self.choose(earlier[-1].number), group="sources")
