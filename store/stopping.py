"""Long work that can be ended from outside: it looks at its checkpoints whether it is still
waited for.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from threading import Event

Made = TypeVar("Made")
Item = TypeVar("Item")

_STOP: ContextVar[Event | None] = ContextVar("stop", default=None)


class Stopped(Exception):
    """Nobody waits any longer for the work that is going on."""


def work_until(stop: Event, work: Callable[[], Made]) -> Made:
    """Return what some work makes; once `stop` is set, it ends at its next checkpoint with
    Stopped.
    """
    token = _STOP.set(stop)
    try:
        return work()
    finally:
        _STOP.reset(token)


def checkpoint() -> None:
    """Raise Stopped where whoever waited for the work has left."""
    stop = _STOP.get()
    if stop is not None and stop.is_set():
        raise Stopped


def checked(items: Iterable[Item]) -> Iterator[Item]:
    """Yield some items, with a checkpoint before each."""
    for item in items:
        checkpoint()
        yield item
