"""`songline libraries`: the libraries that have a name, with how many papers each holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.cli.commands.output import note, print_json, say
from assistant.engine.known_libraries import known_libraries
from assistant.errors import ExitCode
from store.errors import SonglineError
from store.library import Library
from store.printable import counted

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from assistant.engine.opening import Settings


def run(options: Namespace, _: Settings) -> ExitCode:
    """List them, the default one first; one that cannot be opened says so."""
    found = [(name, place, _count(place)) for name, place in known_libraries()]
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


def _count(place: Path) -> int | None:
    try:
        with Library.open(place) as library:
            return library.count()
    except SonglineError:
        return None
