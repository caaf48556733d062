"""`songline ingest`: papers out of files, into the library."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.commands.ingest_report import FileReport, show_changes, show_report
from assistant.cli.commands.output import note, paper_line, print_json, say
from assistant.cli.commands.steps import telling
from assistant.cli.commands.sync import Sync, sync_files
from assistant.engine.opening import is_library, open_library_to_fill
from assistant.errors import ExitCode
from assistant.paths import place_of_library
from store.errors import InputError, SonglineError, SourceError
from store.importers import collection_of, files_in, read_papers
from store.importers.base import Imported, Skipped
from store.importers.folders import may_be_of_anything, with_collection
from store.importers.reading import ZOTERO
from store.merging import KnownPapers
from store.printable import counted

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator

    from assistant.engine.opening import Settings
    from store.library import Library
    from store.paper import Paper
    from store.progress import Tell


_NOTHING_KEPT = "nothing was stored yet"


def run(options: Namespace, settings: Settings) -> ExitCode:
    """Import each file; one that cannot be read is told of and does not keep the others out."""
    kept = _Kept()
    try:
        return _run(options, settings, kept)
    except KeyboardInterrupt as stop:
        raise (stop if kept.is_any else KeyboardInterrupt(_NOTHING_KEPT)) from None


@dataclass(slots=True)
class _Kept:
    """Whether anything may be stored already."""

    is_any: bool = False


def _run(options: Namespace, settings: Settings, kept: _Kept) -> ExitCode:
    if options.sync and "-" in options.files:
        raise InputError(
            "Standard input cannot be followed", advice="Name the file that it comes from."
        )
    readable, failed = read_places(options.files, as_of=options.as_of, follows=options.sync)
    code = _code(readable, failed)
    if options.sync and readable and not failed:
        kept.is_any = True
        synced = sync_files(_sync(options, readable), settings)
        if synced != ExitCode.ANSWERED:
            return synced
    elif options.sync:
        note("songline: Nothing was changed, since not all files could be read.")
    elif options.dry_run:
        _show(readable, settings, as_json=options.json)
    elif readable:
        _store_all(readable, settings, kept, as_json=options.json)
    return code


def _code(readable: dict[str, Imported], failed: int) -> ExitCode:
    if failed or not readable:
        return ExitCode.BAD_INPUT
    was_skipped = any(imported.skipped for imported in readable.values())
    return ExitCode.BUG if was_skipped else ExitCode.ANSWERED


def read_places(
    names: Iterable[str], *, as_of: int | None = None, follows: bool = False
) -> tuple[dict[str, Imported], int]:
    """Return what files and folders hold, by the name of each file, and how many files could
    not be read.

    What lies in a folder and is of no references is skipped; where files are followed, it is
    left out, so that nothing that it may have brought goes.
    """
    named = list(names)
    readable: dict[str, Imported] = {}
    failed = 0
    with telling("reading the files") as tell:
        places = dict(place for each in named for place in _places(each))
        for name, collection in places.items():
            try:
                imported = _read(name, collection, as_of, tell)
            except SourceError as error:
                note(f"songline: {error}")
                if name in named or not may_be_of_anything(Path(name)):
                    failed += 1
                elif not follows:
                    told = str(error).partition("\n")[0]
                    readable[name] = Imported((), (), (Skipped(name, told),))
            else:
                readable[name] = imported
    return readable, failed


def _sync(options: Namespace, imports: dict[str, Imported]) -> Sync:
    return Sync(
        imports,
        tuple(str(Path(name).resolve()) for name in options.files if Path(name).is_dir()),
        is_dry=options.dry_run,
        is_agreed=options.yes,
        may_ask=not options.json,
        as_json=options.json,
    )


def _places(name: str) -> list[tuple[str, str]]:
    """Return what a name stands for: files, each with the collection that its folder makes."""
    if name.startswith(ZOTERO):
        return [(name, "")]
    folder = Path(name)
    return [(str(path), collection_of(path, folder)) for path in files_in(folder)]


def _read(name: str, collection: str, as_of: int | None, tell: Tell) -> Imported:
    """Return what a file holds; papers of a folder within the one that was named are of the
    collection of its name. Raises SourceError.
    """
    imported = read_papers(Path(name), as_of=as_of, progress=partial(tell, f"reading {name}"))
    for warning in imported.warnings:
        note(f"warning: {warning}")
    for skipped in imported.skipped:
        note(f"skipped: {skipped.source}: {skipped.reason}")
    return with_collection(imported, collection) if collection else imported


def _show(imports: dict[str, Imported], settings: Settings, *, as_json: bool) -> None:
    """Say what is in the files and what would become of it in the library, and store
    nothing.
    """
    known = _known(settings)
    reports = [FileReport(name, imported) for name, imported in imports.items()]
    for report in reports:
        if not as_json:
            for paper in report.imported.papers:
                say(paper_line(paper))
        report.merge(known)
        if not as_json:
            show_changes(report)
            read = counted(report.read, "paper")
            note(f"{report.name}: {read} read, {report.numbers}; nothing stored (--dry-run)")
    if as_json:
        print_json({"dry_run": True, "files": [report.as_json() for report in reports]})


def _known(settings: Settings) -> KnownPapers:
    """Return the papers of the library, where there is one already."""
    from store.library import Library

    location = place_of_library(settings.library)
    if not is_library(location):
        return KnownPapers()
    with Library.open(location) as library:
        return KnownPapers(library.list(order="key"))


def _store_all(
    imports: dict[str, Imported], settings: Settings, kept: _Kept, *, as_json: bool
) -> None:
    """Store what was read, which is forgotten as it is stored."""
    reports = [FileReport(name, imports.pop(name)) for name in list(imports)]
    with telling() as tell, open_library_to_fill(settings, tell) as library:
        _merge(reports, library)
        for report in reports:
            _store(library, report, tell, kept)
            if not as_json:
                show_report(report, library)
        if as_json:
            files = [report.as_json() for report in reports]
            print_json({"files": files, "library": library.location, "papers": library.count()})


def _merge(reports: list[FileReport], library: Library) -> None:
    """Find out what becomes of all records, before any is stored: what tells known papers
    takes more memory than they do.
    """
    known = KnownPapers(library.list(order="key"))
    for report in reports:
        report.merge(known)


def _store(library: Library, report: FileReport, tell: Tell, kept: _Kept) -> None:
    def progress(done: int, total: int) -> None:
        kept.is_any = True
        tell(f"storing {report.name}", done, total)

    before = library.count()
    try:
        report.flaws = library.add(_taken_out(report.merged.papers), progress=progress).skipped
    except KeyboardInterrupt:
        with suppress(SonglineError):
            kept.is_any |= library.count() != before
        raise
    kept.is_any = True


def _taken_out(papers: list[Paper]) -> Iterator[Paper]:
    """Yield papers in their order, and leave none in the list."""
    papers.reverse()
    while papers:
        yield papers.pop()
