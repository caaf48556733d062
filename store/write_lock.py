"""The lock that keeps the writers of a library apart."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from store.errors import LibraryUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from filelock import BaseFileLock

    from store.places import Place

LOCK_TIMEOUT = 120.0
"""Seconds that a writer waits for the other writers."""
READERS_POLL = 0.002
WRITERS_POLL = 0.05
"""Seconds between two attempts to take the lock: whoever only reads comes before whoever
writes a lot.
"""


class WriteLock:
    """The lock of a place; whoever holds it may take it again."""

    def __init__(self, place: Place) -> None:
        self._place = place

    @property
    def is_held(self) -> bool:
        """Whether it is held here."""
        return self._lock.is_locked

    @contextmanager
    def within(self, seconds: float, poll: float) -> Iterator[bool]:
        """Hold the lock, and yield whether it was to be had in that time.

        Raises LibraryUnavailable where the place lets no lock be taken.
        """
        try:
            self._lock.acquire(timeout=seconds, poll_interval=poll)
        except TimeoutError:
            yield False
            return
        except OSError as error:
            raise LibraryUnavailable(
                f"The library in {self._place.name} cannot be used",
                why=f"{error.strerror or error}: {self._lock.lock_file}",
                advice="Check that you may write to that folder and that the disk has room.",
            ) from error
        try:
            yield True
        finally:
            self._lock.release()

    @contextmanager
    def for_writing(self) -> Iterator[None]:
        """Hold the lock, waited for as long as another writes. Raises LibraryUnavailable."""
        with self.within(LOCK_TIMEOUT, WRITERS_POLL) as is_held:
            if not is_held:
                raise LibraryUnavailable(
                    f"The library in {self._place.name} cannot be written",
                    why=f"another process has been writing for {LOCK_TIMEOUT:.0f} seconds",
                    advice="Wait for it to end, then try again; nothing was changed.",
                )
            yield

    @cached_property
    def _lock(self) -> BaseFileLock:
        # Imported here: reading what is derived takes no lock.
        from filelock import FileLock

        return FileLock(self._place.local / "write.lock")
