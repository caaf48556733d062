"""What other processes do to a library in the tests: add, add and die, look."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from typing import TYPE_CHECKING

from store import adding, reembedding
from store.chroma import Collection
from store.generation import GenerationFile
from store.lexical import LexicalIndex
from store.library import Library
from store.paper_cache import PaperCache
from tests.store import functions as _registered  # noqa: F401
from tests.store.samples import make_papers, seed_papers

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.queues import Queue

# Importing Chroma takes a second, and a fork of a process that uses it is no safe process.
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload([__name__])

_STEPS: tuple[tuple[type, str], ...] = (
    (GenerationFile, "write"),
    (Collection, "upsert"),
    (LexicalIndex, "_finish"),
    (PaperCache, "update"),
)


def add_seed_and_die(location: str, moment: int) -> None:
    """Add the corpus that ships, ten papers at a time, and be killed around the moment-th
    step of writing.
    """
    adding.BATCH = 10
    countdown = iter(range(moment, -1_000_000, -1))
    for owner, name in _STEPS:
        setattr(owner, name, _dying(getattr(owner, name), countdown))
    add_seed(location)


def add_seed(location: str) -> None:
    """Add the corpus that ships."""
    with Library.open(location) as library:
        library.add(seed_papers())


def add_made(location: str, prefix: str, count: int, batch: int) -> None:
    """Add papers made at random, so many at a time."""
    adding.BATCH = batch
    with Library.open(location) as library:
        library.add(make_papers(count, prefix=prefix))


def reembed_and_die(location: str, embedder: str, moment: int) -> None:
    """Make all vectors anew, ten at a time, and be killed around the moment-th step of
    writing.
    """
    reembedding.BATCH = 10
    countdown = iter(range(moment, -1_000_000, -1))
    for owner, name in ((Collection, "upsert"), (Collection, "modify")):
        setattr(owner, name, _dying(getattr(owner, name), countdown))
    with Library.open(location) as library:
        library.reembed(embedder)


def look_for(location: str, query: str, key: str, found: Queue[float | str]) -> None:
    """Say that the library is open; then search until that paper comes first, and say how
    long it took.
    """
    with Library.open(location) as library:
        library.search(query)
        found.put("open")
        begun = time.monotonic()
        while not any(hit.paper.key == key for hit in library.search(query, k=1)):
            time.sleep(0.05)
        found.put(time.monotonic() - begun)


def _dying(step: Callable[..., object], countdown: object) -> Callable[..., object]:
    """Return the step, which is killed before its work or after it when the countdown ends."""

    def run(*args: object, **options: object) -> object:
        _count(countdown)
        result = step(*args, **options)
        _count(countdown)
        return result

    return run


def _count(countdown: object) -> None:
    if next(countdown) == 0:  # type: ignore[call-overload]
        os.kill(os.getpid(), signal.SIGKILL)
