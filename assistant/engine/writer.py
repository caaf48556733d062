"""How a backend is led to its text: a model may look things up first, and write anew what
fails.
"""

from __future__ import annotations

import asyncio
from contextlib import aclosing, asynccontextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from assistant.backends.base import Delta, Message
from assistant.backends.prompting import build_small_request
from assistant.composing.plan import Plan
from assistant.engine.events import RepairBegun, RepairFailed, TextWithdrawn
from assistant.engine.fallback import compose
from assistant.engine.repair.repair import LONGEST_REPLY, read_reply, repair_request
from assistant.engine.reply_check import CheckedReply, follows_form, is_echo
from assistant.engine.threads import whole
from assistant.engine.tools.arguments import shortened
from assistant.engine.tools.definitions import TOOLS, TOOLS_AS_TEXT
from assistant.engine.tools.lookup import ROOM, LookUp
from assistant.errors import BackendError
from assistant.grounding.verdicts import SHOWN
from assistant.questions.intents import Intent
from store.errors import SonglineError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator

    from assistant.backends.base import Backend, Request, ToolCall
    from assistant.backends.windows import Window
    from assistant.engine.draft import Draft
    from assistant.engine.events import Event
    from store.library import Library


_NO_ANSWER = {
    CheckedReply.NOTHING: "The model wrote nothing",
    CheckedReply.ECHO: "The model repeated its instructions",
    CheckedReply.REPETITION: "The model said the same again and again",
    CheckedReply.UNCITED: "The model cited no source",
    CheckedReply.FAILING: "Nothing that the model wrote stands in what it cites",
}
"""What is told of a reply that is no answer."""

_TAKEN_BACK = frozenset({CheckedReply.ECHO, CheckedReply.REPETITION})
_ASKED_AGAIN = frozenset({CheckedReply.NOTHING, CheckedReply.UNCITED}) | _TAKEN_BACK


class Writer:
    """Has a backend write a draft; only a model may look things up and is asked again."""

    def __init__(
        self, backend: Backend, library: Library, tool_rounds: int, window: Window | None = None
    ) -> None:
        self._backend = backend
        self._library = library
        self._tool_rounds = tool_rounds
        self.window = window
        """What the model takes in; it may become known only after a request."""

    async def write(
        self, draft: Draft, request: Request, by_rule: Plan | None = None
    ) -> AsyncGenerator[Event, None]:
        """Write and check the text of a request, whatever its task; `by_rule` is what can be
        answered without the model. Raises BackendError.
        """
        async with aclosing(self._once(draft, self._write(draft, request))) as events:
            async for event in events:
                yield event
        if self._backend.is_model and request.task == "answer":
            async with aclosing(self._settle(draft, request, by_rule)) as events:
                async for event in events:
                    yield event
        elif not draft.text.strip():
            raise self._wrote_nothing()
        elif self._backend.is_model:
            reply = draft.judge_reply()
            # A longer text that is none can be told without the model.
            by_rule = Plan(draft.hits, request=request)
            mending = (
                self._fall_back(draft, reply, by_rule)
                if reply in _TAKEN_BACK
                else self._mend(draft, request)
            )
            async with aclosing(mending) as events:
                async for event in events:
                    yield event

    async def _settle(
        self, draft: Draft, request: Request, by_rule: Plan | None
    ) -> AsyncGenerator[Event, None]:
        """See that the text is an answer: ask once more in a simpler form where it is none,
        have mended what fails, and put below it what can be said without the model.
        """
        is_task = request.reading is not None and request.reading.intent is Intent.TASK
        reply = draft.judge_reply()
        is_simple = request.cites_up_to > 0
        can_be_simpler = reply in _ASKED_AGAIN and not is_simple
        if can_be_simpler and not (is_task and reply is CheckedReply.UNCITED):
            yield draft.note(f"{_NO_ANSWER[reply]}; it was asked once more, in a simpler form.")
            async with aclosing(self._ask_again(draft, request, reply)) as events:
                async for event in events:
                    yield event
            reply = draft.judge_reply()
        if reply is CheckedReply.NOTHING:
            raise self._wrote_nothing()
        if reply in (CheckedReply.ANSWER, CheckedReply.FAILING):
            async with aclosing(self._mend(draft, request)) as events:
                async for event in events:
                    yield event
            reply = draft.judge_reply() if draft.text.strip() else reply
        if reply in (CheckedReply.ANSWER, CheckedReply.REFUSAL) or not draft.text.strip():
            return
        if not (is_task and reply is CheckedReply.UNCITED):
            async with aclosing(self._fall_back(draft, reply, by_rule)) as events:
                async for event in events:
                    yield event

    async def _ask_again(
        self, draft: Draft, request: Request, first: CheckedReply
    ) -> AsyncGenerator[Event, None]:
        """Ask in the simplest form; what came first is put back where nothing better comes."""
        if withdrawn := draft.withdraw():
            yield TextWithdrawn()
        simple = build_small_request(request)
        async with aclosing(self._once(draft, self._listen(draft, simple, []))) as events:
            async for event in events:
                yield event
        second = draft.judge_reply()
        if first is CheckedReply.UNCITED and second not in (
            CheckedReply.ANSWER,
            CheckedReply.REFUSAL,
        ):
            if draft.withdraw():
                yield TextWithdrawn()
            for event in draft.restore(withdrawn):
                yield event

    async def _fall_back(
        self, draft: Draft, reply: CheckedReply, by_rule: Plan | None
    ) -> AsyncGenerator[Event, None]:
        """Answer without the model, below what it wrote; what only echoes is taken back."""
        if reply in _TAKEN_BACK:
            draft.withdraw()
            yield TextWithdrawn()
        if by_rule and (composed := await compose(by_rule, draft.hits)):
            yield draft.note(f"{_NO_ANSWER[reply]}; below it stands what the abstracts say.")
            for event in draft.append(composed):
                yield event

    async def _mend(self, draft: Draft, request: Request) -> AsyncGenerator[Event, None]:
        """Withdraw what repeats the instructions, and have written anew what fails, where the
        model has shown that it can follow a form.
        """
        if echoes := draft.echoes():
            for event in draft.mend(echoes):
                yield event
        if self._can_repair(draft):
            async with aclosing(self._repair(draft, request)) as events:
                async for event in events:
                    yield event

    def _can_repair(self, draft: Draft) -> bool:
        if not follows_form(draft.sentences, len(draft.hits)):
            return False
        is_small = self.window is not None and self.window.is_small
        return not is_small or any(each.verdict in SHOWN for each in draft.sentences)

    async def _once(
        self, draft: Draft, writing: AsyncGenerator[Event, None]
    ) -> AsyncGenerator[Event, None]:
        """Pass on what is told while one text is written, and check it to its end."""
        async with aclosing(writing) as events:
            async for event in events:
                yield event
        for event in await whole(draft.check_rest):
            yield event

    def _wrote_nothing(self) -> BackendError:
        advice = "Ask again, or choose another backend."
        if self.window is not None:
            advice = (
                f"Ask again, or with fewer papers (-k 3). It was taken to read "
                f"{self.window.tokens:,} tokens: if its server was started with less, say so "
                f"with window (SONGLINE_WINDOW=2048)."
            )
        return BackendError(f"The backend {self._backend.name} wrote nothing", advice=advice)

    async def _write(self, draft: Draft, request: Request) -> AsyncGenerator[Event, None]:
        """Have the text written; for some rounds, the model may look things up instead."""
        look_up = self._open_library(draft, request)
        for left in range(self._tool_rounds if request.task == "answer" else 0, -1, -1):
            calls: list[ToolCall] = []
            is_offered = left and self._takes_tools and look_up.has_room
            asked = replace(request, tools=TOOLS) if is_offered else request
            async with aclosing(self._listen(draft, asked, calls)) as events:
                async for event in events:
                    yield event
            if not (calls and is_offered):
                return
            if spoken := draft.withdraw():
                yield TextWithdrawn()
            results = await asyncio.to_thread(look_up.carry_out, calls)
            for event in draft.look_up(results):
                yield event
            said = Message("assistant", spoken, calls=tuple(map(shortened, calls)))
            sources = tuple(hit.paper for hit in draft.hits)
            request = replace(
                request, messages=(*request.messages, said, *results.messages), sources=sources
            )

    @property
    def _takes_tools(self) -> bool:
        is_small = self.window is not None and self.window.is_small
        return self._backend.is_model and not is_small

    def _open_library(self, draft: Draft, request: Request) -> LookUp:
        """Let things be looked up, as far as the window has room for them."""
        shown = [paper.key for paper in request.sources if paper.key not in draft.shortened]
        if self.window is None:
            return LookUp(self._library, draft.hits, shown, excluded=draft.excluded)
        count = self.window.count
        room = self.window.room - self.window.cost(request.messages) - count(TOOLS_AS_TEXT)
        return LookUp(
            self._library,
            draft.hits,
            shown,
            excluded=draft.excluded,
            room=min(ROOM, room),
            count=count,
        )

    async def _listen(
        self, draft: Draft, request: Request, calls: list[ToolCall]
    ) -> AsyncGenerator[Event, None]:
        """Write what comes into the draft, and what the model wants to look up into the
        calls.
        """
        draft.begin(request)
        async with streamed(self._backend, request) as deltas:
            async for delta in deltas:
                calls += delta.calls
                if delta.remark:
                    yield draft.note(delta.remark)
                for event in await self._take(draft, delta):
                    yield event

    async def _take(self, draft: Draft, delta: Delta) -> list[Event]:
        """Write what has come into the draft. What was composed comes all at once, and is
        checked in a thread: the checks of a long answer would hold up whoever shows it.
        """
        if self._backend.is_model:
            return draft.write(delta)
        return await whole(partial(draft.write, delta))

    async def _repair(self, draft: Draft, request: Request) -> AsyncGenerator[Event, None]:
        """Have the sentences that fail written anew, once and all together."""
        failing = draft.failing()
        if not failing:
            return
        papers = [hit.paper for hit in draft.hits]
        asked = repair_request(
            request.question, [*failing.values()], papers, request.limits, self.window
        )
        if asked is None:
            return
        yield RepairBegun(len(failing))
        draft.begin(asked)
        reply = ""
        try:
            async with streamed(self._backend, asked) as deltas:
                async for delta in deltas:
                    draft.count(delta)
                    reply += delta.text
                    if len(reply) > LONGEST_REPLY:
                        break
        except BackendError as error:
            yield RepairFailed(error)
            return
        places = [*failing]
        replied = read_reply(reply, len(places)).items()
        known = draft.known_words
        written = {places[at]: text for at, text in replied if not is_echo(text, known)}
        for event in draft.mend(written):
            yield event


@asynccontextmanager
async def streamed(backend: Backend, request: Request) -> AsyncIterator[AsyncIterator[Delta]]:
    """Close the backend's stream however it ends: that is what stops a model."""
    deltas = backend.stream(request)
    try:
        yield _guarded(deltas, backend)
    finally:
        if close := getattr(deltas, "aclose", None):
            await close()


async def _guarded(deltas: AsyncIterator[Delta], backend: Backend) -> AsyncIterator[Delta]:
    """Pass on what comes; whatever else a backend of somebody else's raises is told as its
    failure.
    """
    try:
        async for delta in deltas:
            if not isinstance(delta, Delta):
                raise TypeError(f"it gave a {type(delta).__name__}, not a Delta")  # noqa: TRY301 - told below
            yield delta
    except SonglineError:
        raise
    except Exception as error:
        raise BackendError(
            f"The backend {backend.name!r} broke off",
            why=f"{type(error).__name__}: {error}",
            advice="Ask again, or choose another backend: songline backends",
        ) from error
