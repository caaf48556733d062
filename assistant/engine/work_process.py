"""Long work in a process of its own: while Chroma writes, it holds the interpreter for seconds
at a time, and whoever types here would wait for their letters.
"""

from __future__ import annotations

import os
import pickle
import sys
import time
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, cast

from store.errors import SonglineError
from store.side_process import start_python

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from typing import IO

    from store.progress import Tell

    Work = Callable[..., Any]
    """A function of a module: it is given what hears how far it is, and then the rest."""
    Said = tuple[str, tuple[Any, ...]]

_PROGRAM = "from assistant.engine.work_process import serve; serve()"
_BEAT = 0.25
"""Seconds after which whoever listens is told once more: they may want to stop it."""
_BETWEEN = 0.1
"""Seconds at least between two steps that are told."""
_GIVES_WAY = 5
"""How much later than the chat it gets a core where there are not enough."""


def run_in_process(what: str, tell: Tell, work: Work, *given: object) -> Any:  # noqa: ANN401
    """Return what a function returns that is called in another process; `tell` hears how far
    it is, of `what` at first, and may raise, which ends it.

    Raises SonglineError as the function does, and where the process dies.
    """
    if not sys.executable:
        return work(tell, *given)
    process = start_python(_PROGRAM)
    try:
        asked = cast("IO[bytes]", process.stdin)
        with asked:
            pickle.dump((work, given), asked)
        return _follow(process, what, tell)
    finally:
        process.kill()
        process.wait()
        cast("IO[bytes]", process.stdout).close()


def serve() -> None:
    """Do what comes in on standard input, and say on standard output how it goes."""
    if hasattr(os, "nice"):
        os.nice(_GIVES_WAY)
    work, given = pickle.load(sys.stdin.buffer)
    try:
        result = work(_Steps().tell, *given)
    except SonglineError as error:
        _say("failed", error.what, error.why, error.advice)
    except Exception as error:  # noqa: BLE001
        _say("failed", "The work failed", f"{type(error).__name__}: {error}", "")
    else:
        _say("done", result)


class _Steps:
    """Says how far the work is, not more often than anyone could read."""

    def __init__(self) -> None:
        self._said = 0.0

    def tell(self, what: str, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._said >= _BETWEEN or done == total:
            self._said = now
            _say("step", what, done, total)


def _say(kind: str, *said: object) -> None:
    pickle.dump((kind, said), sys.stdout.buffer)
    sys.stdout.flush()


def _follow(process: subprocess.Popen[bytes], what: str, tell: Tell) -> Any:  # noqa: ANN401
    heard: SimpleQueue[Said] = SimpleQueue()
    Thread(target=_listen, args=(process.stdout, heard), daemon=True).start()
    step: tuple[Any, ...] = (what, 0, 0)
    while True:
        tell(*step)
        with suppress(Empty):
            kind, said = heard.get(timeout=_BEAT)
            if kind == "done":
                return said[0]
            if kind == "failed":
                raise SonglineError(said[0], why=said[1], advice=said[2])
            step = said


def _listen(source: IO[bytes], heard: SimpleQueue[Said]) -> None:
    try:
        while True:
            heard.put(pickle.load(source))
    except (OSError, EOFError, ValueError, pickle.PickleError):
        why = "the process that did it has ended"
        advice = "What was stored is kept; begin it again, and it goes on."
        heard.put(("failed", ("The work broke off", why, advice)))
