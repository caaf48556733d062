"""Long work behind the chat: one job at a time, in a thread, with its progress and a way to
stop it.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.errors import SonglineError

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App

    from store.progress import Tell

    Do = Callable[[Tell], str]
    """Does the work and returns what came of it; it says how far it is."""


class JobStopped(Exception):
    """The user has stopped the job."""


@dataclass(slots=True)
class Progress:
    """How far a job is."""

    what: str
    done: int = 0
    total: int = 0
    began: float = 0.0

    @property
    def left(self) -> str:
        """How long it will still take, in words; "" where that cannot be told yet."""
        spent = time.monotonic() - self.began
        if not self.done or not self.total or spent < 2:
            return ""
        seconds = spent / self.done * (self.total - self.done)
        return f"{seconds:.0f} s left" if seconds < 90 else f"{seconds / 60:.0f} min left"


class Jobs:
    """Runs one job at a time, and tells of it; every method but the work's own `tell` is
    called in the app's thread.
    """

    def __init__(
        self,
        app: App[None],
        show: Callable[[Progress | None], None],
        finish: Callable[[str, SonglineError | None], None],
    ) -> None:
        """Make it; `show` hears how far a job is and `finish` what came of it."""
        self._app = app
        self._show = show
        self._finish = finish
        self._progress: Progress | None = None
        self._is_stopped = False

    @property
    def is_busy(self) -> bool:
        """Whether a job runs."""
        return self._progress is not None

    def begin(self, what: str, do: Do) -> bool:
        """Begin a job; False where another one runs."""
        if self.is_busy:
            return False
        self._progress, self._is_stopped = Progress(what, began=time.monotonic()), False
        self._show(self._progress)
        self._app.run_worker(lambda: self._run(do), thread=True, group="job")
        return True

    def stop(self) -> None:
        """Let the job end at its next step; what it has kept by then is kept."""
        self._is_stopped = True

    def _run(self, do: Do) -> None:
        error: SonglineError | None = None
        told = ""
        try:
            told = do(self._hear)
        except JobStopped:
            told = "Stopped; what was finished is kept."
        except SonglineError as failed:
            error = failed
        except Exception as failed:  # noqa: BLE001
            error = SonglineError("The work failed", why=f"{type(failed).__name__}: {failed}")
        if self._app.is_running:
            self._app.call_from_thread(self._end, told, error)

    def _hear(self, what: str, done: int, total: int) -> None:
        if self._is_stopped or not self._app.is_running:
            raise JobStopped
        began = self._progress.began if self._progress else time.monotonic()
        if self._progress is None or what != self._progress.what:
            began = time.monotonic()
        self._progress = Progress(what, done, total, began)
        self._app.call_later(self._show, self._progress)

    def _end(self, told: str, error: SonglineError | None) -> None:
        self._progress = None
        self._show(None)
        self._finish(told, error)
