"""Another process that prepares papers, since Chroma holds the interpreter of this one while
it writes.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from store.heap import give_back
from store.preparing import Prepared, prepare
from store.side_process import start_python
from store.vectors import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import IO

    from store.paper import Paper
    from store.vectors import Embedder

_PROGRAM = "from store.helper import serve; serve()"
_PATIENCE = 5.0
FAILURES = (OSError, EOFError, ValueError, pickle.PickleError)
"""What is raised where the helper is not to be had or has died."""


class Helper:
    """Prepares papers beside this process once it is asked to, and in this one where that
    cannot be done.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._has_failed = not sys.executable

    def begin(self, embedder: Embedder, papers: Sequence[Paper]) -> Callable[[], Prepared]:
        """Hand papers over, and return what brings them back ready to be written.

        Nothing may be handed over before what was handed over last is back: both processes
        would wait.
        """
        here = partial(prepare, embedder, papers)
        if papers and embedder.name == DEFAULT and not self._has_failed:
            with self._noticing_failures():
                self._send(papers)
                return partial(self._receive, papers, here)
        return here

    def close(self) -> None:
        """End the other process."""
        if self._process:
            with self._process as process, suppress(OSError):
                cast("IO[bytes]", process.stdin).close()
                try:
                    process.wait(_PATIENCE)
                except subprocess.TimeoutExpired:
                    process.kill()

    def _send(self, papers: Sequence[Paper]) -> None:
        # It keeps to one core, since Chroma is at work on another.
        self._process = self._process or start_python(_PROGRAM, TOKENIZERS_PARALLELISM="false")
        asked = cast("IO[bytes]", self._process.stdin)
        pickle.dump(list(papers), asked)
        asked.flush()

    def _receive(self, papers: Sequence[Paper], otherwise: Callable[[], Prepared]) -> Prepared:
        with self._noticing_failures():
            vectors, documents = pickle.load(
                cast("IO[bytes]", cast("Any", self._process).stdout)
            )
            return Prepared(papers, vectors, documents)
        return otherwise()

    @contextmanager
    def _noticing_failures(self) -> Iterator[None]:
        try:
            yield
        except FAILURES:
            self._has_failed = True


def serve() -> None:
    """Prepare what comes in on standard input, until it ends."""
    from store.embedders import load_embedder

    embedder = load_embedder(DEFAULT)
    with suppress(EOFError, OSError):
        while True:
            prepared = prepare(embedder, pickle.load(sys.stdin.buffer))
            pickle.dump((prepared.vectors, prepared.documents), sys.stdout.buffer)
            sys.stdout.flush()
            give_back()
