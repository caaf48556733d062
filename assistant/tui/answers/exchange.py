"""One question on its way to an answer: what has arrived, and how it is shown."""

from __future__ import annotations

import asyncio
import logging
from contextlib import aclosing, suppress
from functools import partial
from typing import TYPE_CHECKING

from textual.widgets import Markdown

from assistant.engine.events import (
    AnswerFailed,
    AnswerFinished,
    JudgeAsked,
    JudgeFailed,
    Noted,
    RepairBegun,
    RepairFailed,
    Retrieved,
    SentenceRepaired,
    TextArrived,
    TextWithdrawn,
    ThoughtArrived,
    ToolCalled,
    TurnNotKept,
)
from assistant.tui.answers.flow import quiet
from assistant.tui.answers.reply import AskedQuestion, LiveText, Reply
from assistant.tui.answers.settled import Shown, error_blocks, settled_state
from assistant.tui.answers.thoughts import Thoughts
from assistant.tui.answers.typeset import typeset
from assistant.tui.plain import notice
from assistant.tui.startup import unexpected
from assistant.tui.widgets.sources import ListedSource, sources_found
from store.errors import SonglineError
from store.printable import counted, one_line, printable
from store.wording import what_did_not_fit

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable

    from textual.widget import Widget
    from textual.widgets.markdown import MarkdownStream

    from assistant.composing.answer import Answer
    from assistant.composing.related.choosing import Wishes
    from assistant.engine.assistant import Assistant
    from assistant.engine.events import Event
    from assistant.engine.sessions.sessions import Session
    from assistant.tui.answers.flow import Flow
    from assistant.tui.widgets.transcript import Transcript
    from store.ranking import Hit

    Write = Callable[[Assistant, Session | None], AsyncGenerator[Event]]
    """Begins what the engine is to write, such as a summary."""

_LOG = logging.getLogger(__name__)
_SAME = "the same answer as before"
_SAME_BY_RULE = f"{_SAME}: without a model it is always put together alike; F2 chooses one"
_BREATH = 0.05
"""Seconds between a long text that is laid out and its sources: letters typed show between."""


class Exchange:
    """A question, its reply on the screen, and everything that the engine has said about it."""

    def __init__(
        self,
        number: int,
        question: str,
        *,
        status: str = "",
        write: Write | None = None,
        wishes: Wishes | None = None,
        before: Exchange | None = None,
    ) -> None:
        """Make it; `write` is how the reply comes about where it is not by asking the
        question, `wishes` are papers to be asked with or without, and `before` is the same
        question with the answer that it is to be answered anew after.
        """
        self.number = number
        self.question = question
        self.write = write
        self.wishes = wishes
        self._before = before
        self.widget = AskedQuestion(question)
        self.reply = Reply(status, exchange=number)
        self.sources: tuple[ListedSource, ...] = ()
        self.answer: Answer | None = None
        self.is_settled = self.is_stopped = False
        self.has_marks = True
        self.lit: int | None = None
        """The place of the sentence that is to be lit once it is there."""
        self._shown: Shown | None = None
        self._text = ""
        self._unwritten = ""
        self._looked_up: list[str] = []
        self._unread = ""
        self._withdrawn = 0
        self._unmended = ""
        self._noted: list[str] = []
        self._thoughts: Thoughts | None = None
        self._live: LiveText | None = None
        self._stream: MarkdownStream | None = None
        self._is_writing = False

    def begin(self, assistant: Assistant, session: Session | None) -> AsyncGenerator[Event]:
        """Return what the engine says; the answer is written while it is listened to."""
        if self.write is not None:
            return self.write(assistant, session)
        if self.wishes is not None:
            return assistant.ask(self.question, session=session, wishes=self.wishes)
        return assistant.ask(self.question, session=session)

    async def follow(
        self, asked: AsyncGenerator[Event], transcript: Transcript, found: Callable[[], None]
    ) -> None:
        """Show what the engine says until it has finished; `found` is called when sources
        are known.
        """
        try:
            async with aclosing(asked) as events:
                async for event in events:
                    await self._take(event, transcript)
                    if isinstance(event, Retrieved | AnswerFinished | AnswerFailed):
                        found()
        except SonglineError as error:
            self.fail(error)
        except Exception as error:  # noqa: BLE001
            _LOG.exception("the answer failed")
            self.fail(unexpected(error))

    async def _take(self, event: Event, transcript: Transcript) -> None:
        if isinstance(event, ThoughtArrived):
            await self._think(event.text, transcript)
            return
        if self._thoughts is not None:
            self._thoughts.end()
        match event:
            case Retrieved(hits, left_out, shortened):
                self._find(hits, what_did_not_fit(left_out, shortened))
            case TextArrived(text):
                self._receive(text)
            case TextWithdrawn():
                await self._withdraw()
            case ToolCalled(_, summary):
                self._looked_up.append(one_line(summary))
                self.reply.wait(" · ".join(self._looked_up))
            case RepairBegun(sentences):
                self.reply.wait(
                    f"{counted(sentences, 'sentence')} to be written anew · Esc stops"
                )
            case SentenceRepaired(_, ()):
                self._withdrawn += 1
            case TurnNotKept(error):
                told = f"The answer is not kept: {error.on_one_line}"
                notice(self.reply.app, told, severity="warning")
            case Noted(text):
                self._noted.append(one_line(text))
            case JudgeFailed(error):
                self._looked_up.append(f"the judge could not tell: {error.on_one_line}")
            case JudgeAsked(judge, sentences):
                self.reply.wait(
                    f"{counted(sentences, 'sentence')} read by {one_line(judge)} · Esc stops"
                )
            case RepairFailed(error):
                self._unmended = error.on_one_line
            case AnswerFinished(answer):
                await self._end(answer)
            case AnswerFailed(error, None):
                self.fail(error)
            case AnswerFailed(error, answer) if answer:
                await self._end(answer, error)
            case _:
                pass

    async def flush(self, transcript: Transcript) -> None:
        """Write what has arrived since the last flush to the screen; an answer that is whole
        before the first one is shown once, and not as Markdown before that.
        """
        if self._thoughts is not None:
            self._thoughts.draw()
        if not self._unwritten or self.is_settled:
            return
        if self._stream is None:
            live = self._live = LiveText(self.number)
            self._stream = Markdown.get_stream(live)
            await transcript.mount(live, before=self.reply)
        if not self.is_settled and self._stream is not None:
            unwritten, self._unwritten = self._unwritten, ""
            await self._stream.write(unwritten)

    def finish(self, answer: Answer) -> None:
        """Show an answer that is whole, such as one from disk."""
        self._shown = Shown(answer, self._know(answer), self._notes())
        self._settle(self._shown.flow(with_marks=self.has_marks), state=settled_state(answer))

    async def _end(self, answer: Answer, error: SonglineError | None = None) -> None:
        """Show the finished answer in place of the stream; with an error, what has arrived,
        checked, and below it why there is no more. A long text is set in a thread.
        """
        sources = self._know(answer)
        shown = Shown(answer, sources, self._notes(), error)
        made = partial(shown.flow, with_marks=self.has_marks)
        width = self.reply.content_size.width
        flow = await asyncio.to_thread(lambda: made().hung_for(width))
        self._shown = shown
        self._settle(flow, state="-failed" if error else settled_state(answer))
        if same := self._told_same():
            # The foot that says so may be below what fits.
            notice(self.reply.app, f"{same[0].upper()}{same[1:]}.")
        await asyncio.sleep(_BREATH)

    def stop(self) -> None:
        """Keep what has arrived, and mark it as stopped."""
        self.is_stopped = True
        arrived = "stopped" if self._text.strip() else "stopped before any text arrived"
        self._settle(self._partial().then(quiet(arrived)), state="-stopped")

    def check(self, answer: Answer) -> None:
        """Show an answer that was stopped as the engine has recorded it, with its verdicts."""
        self.is_settled = False
        self.finish(answer)

    def fail(self, error: SonglineError) -> None:
        """Keep what has arrived, and show what went wrong."""
        self._settle(self._partial().then(*error_blocks(error)), state="-failed")

    def show_marks(self, *, are_shown: bool) -> None:
        """Show the marks of verdicts from now on, or hide them; the foot counts either way."""
        self.has_marks = are_shown
        if self._shown is not None:
            self.reply.redraw(self._shown.flow(with_marks=are_shown))

    @property
    def widgets(self) -> tuple[Widget, ...]:
        """What it has on the screen."""
        own = (self.widget, self._thoughts, self._live, self.reply)
        return tuple(widget for widget in own if widget is not None)

    async def close(self) -> None:
        """End the stream; what it could not show stands in the settled reply."""
        if self._thoughts is not None:
            self._thoughts.end()
        if self._stream is not None:
            stream, self._stream = self._stream, None
            with suppress(Exception):
                await stream.stop()
        # What the settled reply shows need not be held twice.
        self._text = self._unwritten = ""

    def _find(self, hits: tuple[Hit, ...], unread: str) -> None:
        self.sources = sources_found(hits)
        self._unread = unread or self._unread
        self.reply.wait(f"reading {counted(len(hits), 'paper')}")

    @property
    def is_draft(self) -> bool:
        """Whether parts of the answer can be written anew."""
        return bool(getattr(self.write, "can_be_redone", False))

    @property
    def has_thoughts(self) -> bool:
        """Whether the model thought aloud."""
        return self._thoughts is not None

    def toggle_thoughts(self) -> None:
        """Open the model's thoughts, or fold them."""
        if self._thoughts is not None:
            self._thoughts.toggle()

    async def _think(self, text: str, transcript: Transcript) -> None:
        is_first = self._thoughts is None
        thoughts = self._thoughts = self._thoughts or Thoughts()
        thoughts.add(text)
        if is_first and not self.is_settled:
            self.reply.wait("thinking · Esc stops")
            await transcript.mount(thoughts, before=self.reply)
            thoughts.draw()

    def _receive(self, text: str) -> None:
        self._text += text
        self._unwritten += printable(text)
        if not self._is_writing and not self.is_settled:
            self._is_writing = True
            self.reply.wait("answering · Esc stops")

    def _know(self, answer: Answer) -> int:
        """Mark the sources that it cites, and return how many a citation may mean."""
        self.answer = answer
        cited = {citation.marker for citation in answer.citations}
        self.sources = tuple(source.marked(cited) for source in self.sources)
        return len(self.sources) or len(answer.retrieved)

    async def _withdraw(self) -> None:
        """Take from the screen what is no part of the answer."""
        await self.close()
        self._text = self._unwritten = ""
        self._is_writing = False
        if self._live is not None:
            live, self._live = self._live, None
            await live.remove()

    def _notes(self) -> list[str]:
        withdrawn = (
            f"{counted(self._withdrawn, 'sentence')} withdrawn" if self._withdrawn else ""
        )
        unmended = f"not written anew: {self._unmended}" if self._unmended else ""
        hint = str(getattr(self.write, "hint", "")) if self.is_draft else ""
        same = self._told_same()
        told = (same, *self._looked_up, self._unread, *self._noted, withdrawn, unmended, hint)
        return [note for note in told if note]

    def _told_same(self) -> str:
        """Say so where a question that was asked anew has the answer that it had before."""
        before = self._before.answer if self._before else None
        if before is None or self.answer is None or before.answer != self.answer.answer:
            return ""
        return _SAME if self.answer.model else _SAME_BY_RULE

    def _partial(self) -> Flow:
        return typeset(self._text, sources=len(self.sources))

    def _settle(self, flow: Flow, *, state: str) -> None:
        if self.is_settled:
            return
        self.is_settled = True
        self.reply.settle(flow, state=state)
        if self._live is not None:
            live, self._live = self._live, None
            live.remove()
