"""What takes time, said while it does: a bar on a terminal, a line elsewhere.

This is the one place where text reaches rich, and it does so without markup.
"""

from __future__ import annotations

import sys
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from assistant.cli.commands.output import note
from assistant.cli.commands.waiting_line import make_room, waiting
from store.printable import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import Progress, TaskID

    from store.progress import Tell

_QUICK = "opening the library"


@contextmanager
def telling(what: str = "reading the library") -> Iterator[Tell]:
    """Yield what may be told of a step: what it is, and how much of how much is done.

    A terminal shows `what` while nothing else is told or printed.
    """
    steps = _Bar(what) if sys.stderr.isatty() else _StepLines()
    try:
        yield steps.tell
    finally:
        steps.close()


class _StepLines:
    """A line for each step that is over."""

    def tell(self, what: str, done: int, total: int) -> None:
        if what == _QUICK:
            return
        if not total:
            note(f"songline: {what}")
        elif done == total:
            note(f"songline: {what}: {done} of {total}")

    def close(self) -> None:
        """Nothing is open."""


class _Bar:
    """A bar that is drawn in place while a step takes time, and wiped off when none does;
    before it and behind it, a line says that something is being done.
    """

    def __init__(self, what: str) -> None:
        self._what = what
        self._bar: Progress | None = None
        self._tasks: dict[str, TaskID] = {}
        self._line = ExitStack()
        self._show_line()

    def tell(self, what: str, done: int, total: int) -> None:
        if not total:
            _StepLines().tell(what, done, total)
            if what != _QUICK and not self._bar:
                self._show_line()
            return
        if self._bar is None:
            make_room()
            self._bar = _begin_bar()
        if what not in self._tasks:
            self._tasks[what] = self._bar.add_task(one_line(what), total=total)
        self._bar.update(self._tasks[what], completed=done)
        if self._bar.finished:
            self._wipe_bar()
            self._show_line()

    def close(self) -> None:
        """Wipe off what is drawn, so that what is printed next stands on a line of its own."""
        self._wipe_bar()
        self._line.close()

    def _show_line(self) -> None:
        self._line.close()
        self._line.enter_context(waiting(self._what))

    def _wipe_bar(self) -> None:
        if self._bar:
            self._bar.stop()
        self._bar, self._tasks = None, {}


def _begin_bar() -> Progress:
    # Imported here: most commands have nothing to wait for.
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    # What is printed meanwhile goes where it was sent, and not through rich.
    bar = Progress(
        *columns,
        console=Console(stderr=True, markup=False),
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
    bar.start()
    return bar
