"""`songline doctor`: what is installed, what state the library is in, and what would leave
the machine.
"""

from __future__ import annotations

import asyncio
import platform
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING

from assistant.backends import load_backend
from assistant.backends.describing import describe
from assistant.cli.commands.output import say
from assistant.cli.commands.steps import telling
from assistant.cli.commands.waiting_line import waiting
from assistant.engine.destinations import find_destinations, in_words
from assistant.engine.opening import library_location, open_library, open_window
from assistant.engine.trial import try_backend
from assistant.engine.window.tokens import VOCABULARIES
from assistant.errors import BackendError, ExitCode, exit_code
from assistant.paths import user_paths
from store.embedders import load_embedder
from store.errors import LibraryError, LibraryUnavailable
from store.fetching.services import hosts
from store.printable import counted

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from assistant.engine.opening import Settings
    from store.progress import Tell

_PARTS = ("chromadb", "tantivy", "wordllama", "textual", "openai", "tiktoken")


def run(options: Namespace, settings: Settings) -> ExitCode:
    """Print the report; a library that cannot be used is part of it, and of the exit code."""
    for name, value in _about_installation(settings):
        _row(name, value)
    failed = _try(settings) if options.attempt else None
    try:
        for name, value in _about_library(settings, repair=options.repair):
            _row(name, value)
    except LibraryError as error:
        _row("library state", str(error))
        return exit_code(error)
    return failed or ExitCode.ANSWERED


def _try(settings: Settings) -> ExitCode | None:
    """Ask the model one short question, and print how it did; return why that failed."""
    backend = load_backend(settings.backend, settings.options)
    window = open_window(settings, backend)
    if window is None:
        _row("model", f"the backend {backend.name} has none to try")
        return None
    try:
        trial = asyncio.run(try_backend(backend))
    except BackendError as error:
        _row("model", str(error))
        return exit_code(error)
    for name, value in trial.rows(window):
        _row(name, value)
    return None


def _about_installation(settings: Settings) -> Iterator[tuple[str, str]]:
    backend = load_backend(settings.backend, settings.options)
    yield (
        "songline",
        f"{version('songline')}, Python {platform.python_version()} on {platform.system()}",
    )
    yield "packages", ", ".join(f"{part} {version(part)}" for part in _PARTS)
    yield "sessions", str(user_paths().sessions)
    yield "backend", f"{describe(backend)}{'' if backend.model else ', no model'}"
    yield "library", library_location(settings)
    location = library_location(settings)
    embedder = load_embedder(settings.embedder) if settings.embedder else None
    yield "leaves the machine", in_words(find_destinations(backend, location, embedder))
    if backend.is_model and backend.sends_to:
        yield "is downloaded", f"once, from {VOCABULARIES}: a vocabulary to count tokens with"
    told = f"naming {settings.mailto}" if settings.mailto else "without telling who you are"
    asked = f"only when it is called, asks {', '.join(hosts())}, {told}"
    yield "songline fetch", f"{asked}; nothing is sent otherwise"


def _about_library(settings: Settings, *, repair: bool) -> Iterator[tuple[str, str]]:
    with telling() as tell:
        if repair and (aside := _repair(settings, tell)):
            yield "repaired", f"Chroma is made anew; its damaged files are in {aside}"
        yield from _about_open_library(settings, tell)


def _repair(settings: Settings, tell: Tell) -> str | None:
    """Build the indexes anew; where Chroma cannot be read, build it from the papers at hand,
    and return where its damaged files are now.
    """
    from store.library import Library

    progress = partial(tell, "building the indexes anew")
    try:
        with open_library(settings, tell) as library:
            library.repair(progress=progress)
    except LibraryUnavailable:
        return Library.restore(library_location(settings), progress=progress)
    return None


def _about_open_library(settings: Settings, tell: Tell) -> Iterator[tuple[str, str]]:
    with open_library(settings, tell) as library:
        papers = library.list()
        years = [paper.date.year for paper in papers if paper.date]
        span = f", {min(years)} to {max(years)}" if years else ""
        bare = sum(not paper.abstract for paper in papers)
        hint = " (songline fetch --abstracts asks for them)" if bare else ""
        yield (
            "papers",
            f"{counted(len(papers), 'paper')}{span}; {bare} without an abstract{hint}",
        )
        if not papers:
            yield "library state", "it holds nothing: songline ingest FILE"
            return
        embedder = library.embedder
        where = f"texts go to {embedder.sends_to}" if embedder.sends_to else "on this machine"
        where += f", its files in {embedder.files}" if embedder.files else ""
        yield (
            "embedder",
            f"{embedder.name} ({embedder.version}, {embedder.dimension} dimensions), {where}",
        )
        with waiting("checking the indexes"):
            state = library.check()
        yield "indexes", state


def _row(name: str, value: str) -> None:
    say(f"{name:<20}{value}")
