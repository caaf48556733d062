"""`songline export`: papers as references, or a conversation as a document."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.commands.output import note
from assistant.cli.commands.papers import find_papers, with_entries
from assistant.cli.commands.steps import telling
from assistant.cli.commands.waiting_line import make_room, waiting
from assistant.engine.export.exporting import (
    save_conversation,
    write_conversation,
    write_references,
)
from assistant.engine.opening import open_library
from assistant.errors import ExitCode
from assistant.paths import user_paths
from store.errors import InputError
from store.files import write_files
from store.filters import parse_filter
from store.printable import counted, printable

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from assistant.engine.opening import Settings
    from assistant.engine.sessions.turns import Turn


def run(options: Namespace, settings: Settings) -> ExitCode:
    """Export the papers that pass a filter, or what was said in a session."""
    if options.session is None and not options.last:
        return _export_papers(options, settings)
    if options.filter or options.escaped:
        raise InputError(
            "A conversation is exported as a whole",
            why="filters and --escaped are for papers",
            advice="Leave them out, or leave out --session and --last.",
        )
    return _export_conversation(options, settings)


def _export_papers(options: Namespace, settings: Settings) -> ExitCode:
    where, words = parse_filter(printable(" ".join(options.filter)))
    with telling() as tell, open_library(settings, tell) as library:
        papers = find_papers(library, where, words)
    form = options.format or "bibtex"
    papers = with_entries(papers) if form in ("bibtex", "biblatex") else papers
    with waiting("writing the references"):
        text = write_references(papers, form, escaped=options.escaped)
    if options.output:
        write_files({Path(options.output): text}, force=options.force)
        note(f"{counted(len(papers), 'paper')} written to {options.output}")
    else:
        _print(text)
        note(counted(len(papers), "paper"))
    return ExitCode.ANSWERED


def _export_conversation(options: Namespace, settings: Settings) -> ExitCode:
    name, turns = _chosen_turns(options)
    form = options.format or "markdown"
    with telling() as tell, open_library(settings, tell) as library:
        if options.output:
            place = Path(options.output)
            written = save_conversation(library, name, turns, form, place, force=options.force)
            note(f"{counted(len(turns), 'turn')} written to {' and '.join(map(str, written))}")
        else:
            _print(write_conversation(library, name, turns, form))
    return ExitCode.ANSWERED


def _chosen_turns(options: Namespace) -> tuple[str, Sequence[Turn]]:
    """Return the session's name and all its turns, or with `--last` the last of them."""
    from assistant.engine.sessions.sessions import Sessions

    with Sessions(user_paths().sessions) as sessions:
        session = (
            sessions.latest() if options.session is None else sessions.start(options.session)
        )
    if session is None or not session.turns:
        name = "" if session is None else f" named {session.name!r}"
        raise InputError(
            f"There is no conversation{name}", advice="Begin one: songline ask … --session NAME"
        )
    return session.name, session.turns[-1:] if options.last else session.turns


def _print(text: str) -> None:
    make_room()
    sys.stdout.write(printable(text))
    sys.stdout.flush()
