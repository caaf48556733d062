"""`songline libraries`: the libraries that have a name, with how many papers each holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.cli.commands.output import note, print_json, say
from assistant.engine.opening import is_library
from assistant.errors import ExitCode
from assistant.paths import libraries_folder, user_paths
from store.errors import SonglineError
from store.library import Library
from store.printable import counted

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator
    from pathlib import Path

    from assistant.engine.opening import Settings


def run(options: Namespace, _: Settings) -> ExitCode:
    """List them, the default one first; one that cannot be opened says so."""
    found = [(name, place, _count(place)) for name, place in _places()]
    if options.json:
        print_json(
            [
                {"name": name, "folder": str(place), "papers": count}
                for name, place, count in found
            ]
        )
        return ExitCode.ANSWERED
    for name, place, count in found:
        papers = "cannot be opened" if count is None else counted(count, "paper")
        say(f"{name or 'the default':<20}  {papers:<16}  {place}")
    note("use one: --library NAME; make one: songline ingest FILE --library NAME")
    return ExitCode.ANSWERED


def _places() -> Iterator[tuple[str, Path]]:
    """Yield names and folders; the default library has no name."""
    if is_library(user_paths().library):
        yield "", user_paths().library
    folder = libraries_folder()
    for place in sorted(folder.iterdir()) if folder.is_dir() else ():
        if is_library(place):
            yield place.name, place


def _count(place: Path) -> int | None:
    try:
        with Library.open(place) as library:
            return library.count()
    except SonglineError:
        return None
