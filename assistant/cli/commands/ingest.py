"""`songline ingest`: papers out of files, into the library."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.commands.output import note, paper_line, say
from assistant.cli.commands.steps import telling
from assistant.engine.opening import open_library_to_fill
from assistant.errors import ExitCode
from store.citekey import assign_keys
from store.errors import SourceError
from store.importers import read_papers
from store.inferred import keep_inferred_keys
from store.printable import counted

if TYPE_CHECKING:
    from argparse import Namespace

    from assistant.engine.opening import Settings
    from store.importers.base import Imported
    from store.library import Library
    from store.progress import Tell


def run(options: Namespace, settings: Settings) -> ExitCode:
    """Import each file; one that cannot be read is told of and does not keep the others out."""
    imports = {name: _read(name, options.as_of) for name in options.files}
    readable = {name: imported for name, imported in imports.items() if imported}
    if options.dry_run:
        _show(readable)
    elif readable:
        with telling() as tell, open_library_to_fill(settings, tell) as library:
            for name, imported in readable.items():
                _store(library, name, imported, tell)
    return ExitCode.ANSWERED if len(readable) == len(imports) else ExitCode.BAD_INPUT


def _read(name: str, as_of: int | None) -> Imported | None:
    try:
        imported = read_papers(Path(name), as_of=as_of)
    except SourceError as error:
        note(f"songline: {error}")
        return None
    for warning in imported.warnings:
        note(f"warning: {warning}")
    for skipped in imported.skipped:
        note(f"skipped: {skipped.source}: {skipped.reason}")
    return imported


def _show(imports: dict[str, Imported]) -> None:
    for name, imported in imports.items():
        for paper in imported.papers:
            say(paper_line(paper))
        note(
            f"{name}: {counted(len(imported.papers), 'paper')} read, nothing stored (--dry-run)"
        )


def _store(library: Library, name: str, imported: Imported, tell: Tell) -> None:
    keyed = assign_keys(imported.papers, library.get, given=imported.given_keys)
    for before, paper in zip(imported.papers, keyed, strict=True):
        if before.key in imported.given_keys and before.key != paper.key:
            note(f"warning: {before.source}: {before.key} is {paper.key} in this library")
    papers = keep_inferred_keys(keyed, library.search)
    report = library.add(papers, progress=partial(tell, f"storing {name}"))
    for flaw in report.skipped:
        note(f"skipped: {flaw}")
    skipped = len(report.skipped) + len(imported.skipped)
    say(
        f"{name}: {report.added} added, {report.updated} updated, "
        f"{report.unchanged} unchanged, "
        f"{skipped} skipped; the library in {library.location} holds "
        f"{counted(library.count(), 'paper')}"
    )
