"""What takes time, as it is told of while it does."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from threading import Timer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Tell = Callable[[str, int, int], None]
    """Hears what takes time, and how much of how much is done; of nothing, where that is not
    known.
    """


def silent(*_: object) -> None:
    """Hear of no step."""


def in_words(tell: Callable[[str], None]) -> Tell:
    """Return what hears of steps and passes them on as a few words."""
    return lambda what, done, total: tell(f"{what}: {done} of {total}" if total else what)


@contextmanager
def told_late(tell: Tell, what: str, seconds: float) -> Iterator[None]:
    """Tell of a step once it has taken so many seconds, in a thread of its own."""

    def tell_now() -> None:
        with suppress(
            Exception
        ):  # whoever hears of it may have left, which concerns no thread but theirs
            tell(what, 0, 0)

    timer = Timer(seconds, tell_now)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
