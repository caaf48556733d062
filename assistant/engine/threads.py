"""Work in a thread, which ends when whoever waits for it leaves."""

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
