"""The assistant: questions in, a stream of events out, and the turn on disk."""

from __future__ import annotations

import asyncio
from contextlib import aclosing, suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Self

from assistant.backends.base import ROUNDS, Limits
from assistant.backends.windows import UNKNOWN, known_window, make_window
from assistant.engine.draft import Draft
from assistant.engine.events import AnswerFailed, AnswerFinished, TurnNotKept
from assistant.engine.threads import in_thread, whole
from assistant.engine.verification import verify
from assistant.engine.window.token_estimate import estimate_tokens
from assistant.engine.writer import Writer
from assistant.errors import BackendError, ContextExceeded
from store.errors import SonglineError
from store.printable import printable
from store.progress import silent

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable

    from assistant.backends.base import Backend
    from assistant.backends.windows import Window
    from assistant.composing.answer import Answer
    from assistant.composing.lines.finding import Lines
    from assistant.composing.plan import Plan
    from assistant.composing.related.choosing import Wishes
    from assistant.composing.related.outline import Outline
    from assistant.engine.events import Event
    from assistant.engine.model_planner import ModelPlanner
    from assistant.engine.planner import Planner
    from assistant.engine.sessions.sessions import Session, Sessions
    from assistant.grounding.judging import Judge
    from store.library import Library
    from store.progress import Tell

RETRIEVED = 10
_LEAST_WINDOW = 1024


class Assistant:
    """Answers questions from a library through a backend, and keeps the conversations."""

    def __init__(
        self,
        library: Library,
        backend: Backend,
        sessions: Sessions,
        *,
        is_strict: bool = False,
        tool_rounds: int = ROUNDS,
        window: Window | None = None,
        judge: Judge | None = None,
    ) -> None:
        """Make it; `window` is what the backend's model can take in, None where there is no
        model. The `judge` is asked about sentences that the words alone do not show.
        """
        self.library = library
        self.backend = backend
        self.sessions = sessions
        self.is_strict = is_strict
        """Whether sentences that fail the check are struck out."""
        self.window = window
        self._judge = judge
        self._planner = _make_planner(library, backend, window)
        # Planners bring numpy, which whoever only names the class should not wait for.
        from assistant.composing.summary.planning import SummaryPlanner

        self._summaries = SummaryPlanner(
            library, *([window.completion_tokens] if window else [])
        )
        self._writer = Writer(backend, library, tool_rounds, window)

    def ask(
        self,
        question: str,
        *,
        session: Session | None = None,
        k: int = RETRIEVED,
        wishes: Wishes | None = None,
    ) -> AsyncGenerator[Event, None]:
        """Answer a question; the last event is AnswerFinished or AnswerFailed. Papers that
        are wished for are in the evidence, those that are not wished for never.

        Closing the iterator, or cancelling the task, stops the backend; what had arrived is
        kept in the session, marked as stopped.
        """
        asked = printable(question)
        turns = tuple(session.turns) if session else ()
        if wishes is None:
            return self._carry_out(asked, lambda: self._planner.plan(asked, turns, k), session)
        from assistant.engine.wishes import plan_as_wished

        return self._carry_out(
            asked,
            lambda: plan_as_wished(self.library, self._planner, asked, turns, k, wishes),
            session,
            wishes,
        )

    def relate(
        self,
        topic: str,
        make_plan: Callable[[], Plan] | None = None,
        *,
        session: Session | None = None,
        asked: str | None = None,
    ) -> AsyncGenerator[Event, None]:
        """Write paragraphs on the papers that a text about the topic should cite; the events
        are as of `ask`.

        `make_plan` says which papers, and is called in a thread; without it the library is
        searched. The session keeps the paragraphs as the answer to `asked`, where that is not
        the topic.
        """
        about = printable(topic)
        make_plan = make_plan or (lambda: self._relate(about))
        return self._carry_out(about if asked is None else printable(asked), make_plan, session)

    def _relate(self, topic: str) -> Plan:
        from assistant.composing.related.planning import relate

        return relate(self.library, topic, self.window)

    def find_lines(self, tell: Tell = silent) -> Lines:
        """Return the lines of research in the library; `tell` hears how far it is."""
        return self._summaries.lines.find(tell)

    def summarize(
        self,
        topic: str,
        *,
        years: str = "",
        session: Session | None = None,
        asked: str = "",
        tell: Tell = silent,
    ) -> AsyncGenerator[Event, None]:
        """Tell a topic, a line of research or, without either, the whole library along its
        timeline.

        `years` are such as `2020..2024`; `asked` is what the session keeps as the question.
        """
        topic = printable(topic)
        return self._carry_out(
            printable(asked) or topic, lambda: self._summaries.plan(topic, years, tell), session
        )

    def outline_summary(self, topic: str, wishes: Wishes | None = None) -> Outline:
        """Return which papers a summary of a topic would tell of, as is wished."""
        return self._summaries.outline(printable(topic), silent, wishes)

    def plan_summary(self, outline: Outline) -> Plan:
        """Return what the engine is to carry out for the papers of an outline."""
        return self._summaries.plan_chosen(outline)

    def summarize_chosen(
        self, outline: Outline, *, session: Session | None = None, asked: str = ""
    ) -> AsyncGenerator[Event, None]:
        """Tell the papers that the user chose along their timeline, or in the user's groups."""
        return self._carry_out(printable(asked), lambda: self.plan_summary(outline), session)

    def close(self) -> None:
        """Release the library and the sessions."""
        self.library.close()
        self.sessions.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _record(self, session: Session | None, answer: Answer) -> None:
        if session:
            self.sessions.record(session, answer)

    def _fail(
        self, error: SonglineError, draft: Draft, session: Session | None
    ) -> AnswerFailed:
        """Keep what a backend had written before it failed, marked as such."""
        if not (isinstance(error, BackendError) and draft.text.strip()):
            return AnswerFailed(error)
        answer = draft.break_off(error)
        with suppress(SonglineError):  # What broke the answer off is what is to be told.
            self._record(session, answer)
        return AnswerFailed(error, answer)

    async def _carry_out(
        self,
        asked: str,
        plan: Callable[[], Plan],
        session: Session | None,
        wishes: Wishes | None = None,
    ) -> AsyncGenerator[Event, None]:
        """Plan in a thread, write, check, and keep the turn: the way of everything that is
        asked.
        """
        draft = Draft(asked, self.backend, is_strict=self.is_strict)
        if wishes:
            draft.excluded = wishes.excluded
            yield draft.note(wishes.told)
        try:
            async with aclosing(self._write(draft, plan)) as events:
                async for event in events:
                    yield event
            if self._judge:
                async with aclosing(verify(draft, self._judge)) as events:
                    async for event in events:
                        yield event
            answer = await whole(draft.finish)
        except SonglineError as error:
            yield self._fail(error, draft, session)
            return
        except (asyncio.CancelledError, GeneratorExit):
            if draft.text:
                self._record(session, draft.break_off())
            raise
        try:
            await whole(partial(self._record, session, answer))
        except SonglineError as error:
            yield TurnNotKept(error)
        yield AnswerFinished(answer)

    async def _write(
        self, draft: Draft, make_plan: Callable[[], Plan]
    ) -> AsyncGenerator[Event, None]:
        plan = await in_thread(make_plan)
        if plan.request is not None and await self._find_window():
            plan = await in_thread(make_plan)
        try:
            async with aclosing(self._carry_plan_out(draft, plan)) as events:
                async for event in events:
                    yield event
        except ContextExceeded as error:
            if draft.text or not self._shrink_window(error):
                raise
        else:
            return
        yield draft.note(self._told_window())
        async with aclosing(self._carry_plan_out(draft, await in_thread(make_plan))) as events:
            async for event in events:
                yield event

    async def _carry_plan_out(self, draft: Draft, plan: Plan) -> AsyncGenerator[Event, None]:
        await asyncio.to_thread(draft.take, plan)
        yield draft.found()
        if plan.request is None:
            for event in draft.state(plan.statements):
                yield event
            return
        request = plan.request
        if request.task == "summary" and self.window is not None:
            from assistant.engine.summary_stages import Stages

            request = await Stages(self.backend, self.window, draft).fit(request)
        async with aclosing(self._writer.write(draft, request, plan.by_rule)) as events:
            async for event in events:
                yield event

    async def _find_window(self) -> bool:
        """Ask the server how much its model takes in, where nothing else tells; tell whether
        that changes what is sent.
        """
        if self.window is None or not self.window.is_assumed:
            return False
        self.window = replace(self.window, is_assumed=False)
        find = getattr(self.backend, "find_window", None)
        tokens = await find() if find else None
        return tokens is not None and self._adopt_window(tokens)

    def _shrink_window(self, error: ContextExceeded) -> bool:
        """Take in less after a server has refused a request as too long; tell whether that is
        of use.
        """
        if self.window is None or self.window.tokens <= _LEAST_WINDOW:
            return False
        told = error.tokens if error.tokens and error.tokens < self.window.tokens else None
        return self._adopt_window(told or self.window.tokens // 2)

    def _adopt_window(self, tokens: int) -> bool:
        if self.window is None or tokens == self.window.tokens:
            return False
        self.window = self.window.resized(tokens, self.backend.model or "")
        self._writer.window = self.window
        from assistant.engine.model_planner import ModelPlanner

        if isinstance(self._planner, ModelPlanner):
            self._planner.window = self.window
        return True

    def _told_window(self) -> str:
        tokens = self.window.tokens if self.window else 0
        return (
            f"The model takes in less than was assumed: it was asked anew within {tokens:,} "
            f"tokens. window (SONGLINE_WINDOW={tokens}) says so beforehand."
        )


def _make_planner(
    library: Library, backend: Backend, window: Window | None
) -> Planner | ModelPlanner:
    """Return what plans answers: where a model writes, the rules only serve it."""
    from assistant.engine.model_planner import ModelPlanner
    from assistant.engine.planner import Planner

    if not backend.is_model:
        return Planner(library)
    model = backend.model or ""
    window = window or make_window(
        known_window(model) or UNKNOWN, Limits().completion_tokens, estimate_tokens, model=model
    )
    return ModelPlanner(library, Planner(library), window)
