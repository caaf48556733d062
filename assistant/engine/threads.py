"""Work in a thread: it ends when whoever waits for it leaves, or is let end."""

from __future__ import annotations

import asyncio
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from store.stopping import work_until

if TYPE_CHECKING:
    from collections.abc import Callable

Made = TypeVar("Made")


async def in_thread(work: Callable[[], Made]) -> Made:
    """Return what some work makes in a thread; cancelled, the work ends at its next checkpoint.

    A thread cannot be cancelled, and the program waits for it at its end.
    """
    stop = Event()
    try:
        return await asyncio.to_thread(work_until, stop, work)
    finally:
        stop.set()


async def whole(work: Callable[[], Made]) -> Made:
    """Return what some work makes in a thread; cancelled, the work is let end first, since
    what it changes may only be looked at then.
    """
    working = asyncio.ensure_future(asyncio.to_thread(work))
    try:
        return await asyncio.shield(working)
    except asyncio.CancelledError:
        await asyncio.gather(working, return_exceptions=True)
        raise
