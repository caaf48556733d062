"""The assistant: questions in, a stream of events out, and the turn on disk."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Self

from assistant.abstention import NOTHING_FOUND, reason_to_abstain
from assistant.context import build_request
from assistant.draft import Draft
from assistant.errors import BackendError
from assistant.events import AnswerFailed, AnswerFinished, Retrieved
from assistant.passages import rank_passages
from assistant.question import read_question
from store.errors import InputError, SonglineError
from store.filters import parse_filter

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator

    from assistant.backends.base import Backend, Delta, Request
    from assistant.events import Event
    from assistant.sessions import Session, Sessions
    from store.library import Library

RETRIEVED = 10


class Assistant:
    """Answers questions from a library through a backend, and keeps the conversations."""

    def __init__(self, library: Library, backend: Backend, sessions: Sessions) -> None:
        self.library = library
        self.backend = backend
        self.sessions = sessions

    async def ask(
        self, question: str, *, session: Session | None = None, k: int = RETRIEVED
    ) -> AsyncGenerator[Event, None]:
        """Answer a question; the last event is AnswerFinished or AnswerFailed.

        Closing the iterator, or cancelling the task, stops the backend; what had arrived is kept in the
        session, marked as stopped.
        """
        draft = Draft(question, self.backend)
        try:
            async for event in self._answer(draft, k):
                yield event
            answer = draft.finish()
            if session:
                await asyncio.to_thread(self.sessions.record, session, answer)
            yield AnswerFinished(answer)
        except SonglineError as error:
            yield AnswerFailed(error)
        except (asyncio.CancelledError, GeneratorExit):
            if session and draft.text:
                self.sessions.record(session, draft.finish(stopped=True))
            raise

    def close(self) -> None:
        """Release the library and the sessions."""
        self.library.close()
        self.sessions.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    async def _answer(self, draft: Draft, k: int) -> AsyncGenerator[Event, None]:
        request, reason = await asyncio.to_thread(self._look_up, draft, k)
        yield Retrieved(draft.hits)
        if request is None:
            for event in draft.abstain(NOTHING_FOUND, reason):
                yield event
            return
        draft.sent(request)
        async with _stream(self.backend, request) as deltas:
            async for delta in deltas:
                draft.usage = delta.usage or draft.usage
                if delta.text:
                    for event in draft.write(delta.text):
                        yield event
        if not draft.text.strip():
            raise BackendError(
                f"The backend {self.backend.name} wrote nothing",
                advice="Ask again, or choose another backend.",
            )
        for event in draft.check_rest():
            yield event

    def _look_up(self, draft: Draft, k: int) -> tuple[Request | None, str]:
        """Find the papers; return the request for the backend, or None and the reason to abstain."""
        where, text = parse_filter(draft.question)
        if not draft.question.strip():
            raise InputError("There is no question", advice='Ask one: songline ask "What is HoP?"')
        question = read_question(text)
        hits = self.library.search(text, k=k, where=where)
        draft.retrieved(hits)
        passages = rank_passages(question, hits, self.library.similarities)
        if reason := reason_to_abstain(question, hits, passages):
            return None, reason
        return build_request(question.text, [hit.paper for hit in hits], passages), ""


@asynccontextmanager
async def _stream(backend: Backend, request: Request) -> AsyncIterator[AsyncIterator[Delta]]:
    """Close the backend's stream however it ends: that is what stops a model."""
    deltas = backend.stream(request)
    try:
        yield deltas
    finally:
        if close := getattr(deltas, "aclose", None):
            await close()
