"""Following an answer to its end."""

from __future__ import annotations

from contextlib import aclosing
from typing import TYPE_CHECKING

from assistant.engine.events import AnswerFailed, AnswerFinished

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable

    from assistant.composing.answer import Answer
    from assistant.engine.events import Event


async def follow(
    events: AsyncGenerator[Event, None],
    hear: Callable[[Event], None] | None = None,
    keep: Callable[[Answer], object] | None = None,
) -> Answer:
    """Return the finished answer; `hear` is told every event. Raises the error of an answer
    that failed, once `keep` has got what had arrived.
    """
    async with aclosing(events):
        async for event in events:
            if hear:
                hear(event)
            if isinstance(event, AnswerFailed):
                if keep and event.answer:
                    keep(event.answer)
                raise event.error
            if isinstance(event, AnswerFinished):
                return event.answer
    raise AssertionError("the engine ended without an answer")
