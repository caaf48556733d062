"""`songline ingest --sync`: the library follows its files, what is gone from them included."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.commands.ingest_report import FileReport, show_report
from assistant.cli.commands.output import (
    PAPER_INDENT,
    is_someone_there,
    note,
    paper_line,
    print_json,
    say,
    say_line,
)
from assistant.cli.commands.steps import telling
from assistant.engine.opening import open_library_to_fill
from assistant.errors import ExitCode
from store.errors import InputError
from store.following import Followed
from store.importers.reading import ZOTERO
from store.merging import KnownPapers
from store.merging.following import Gone, gone_from
from store.printable import counted

if TYPE_CHECKING:
    from assistant.engine.opening import Settings
    from store.importers.base import Imported
    from store.library import Library
    from store.paper import Paper
    from store.progress import Tell

_MOST = 10
"""A library loses one in so many of a file's papers without being asked."""
_MOST_LINES = 40


@dataclass(slots=True)
class Sync:
    """Files that the library is to follow, and how."""

    imports: dict[str, Imported]
    """What was read of each file, by the name that the user gave."""
    folders: tuple[str, ...] = ()
    """The folders among what the user named."""
    is_dry: bool = False
    is_agreed: bool = False
    """Whether papers may be removed without asking."""
    may_ask: bool = True
    as_json: bool = False
    reports: list[FileReport] = field(default_factory=list)


def sync_files(sync: Sync, settings: Settings) -> ExitCode:
    """Bring the library up to what its files hold; nothing changes where too much would go and
    the user does not agree.
    """
    with telling() as tell, open_library_to_fill(settings, tell) as library:
        followed = Followed(library.folder)
        names = {_source_name(name): _full_path(name) for name in sync.imports}
        for name, path in names.items():
            followed.check(name, path)
        lost = [each for folder in sync.folders for each in followed.lost_from(folder)]
        known = KnownPapers(library.list(order="key"))
        for name, imported in sync.imports.items():
            report = FileReport(name, imported)
            report.merge(known)
            sync.reports.append(report)
        gone = _gone(sync, known, lost)
        is_first = not all(followed.knows(name) for name in names)
        if not sync.is_dry and not _may_remove(sync, gone, library, is_first=is_first):
            return ExitCode.ANSWERED
        if not sync.is_dry:
            _store(sync, gone, library, tell)
            followed.keep(names.items(), lost)
        _tell_all(sync, gone, library)
    return ExitCode.ANSWERED


def _source_name(name: str) -> str:
    return name.strip() if name.startswith(ZOTERO) else Path(name).name


def _full_path(name: str) -> str:
    return name.strip() if name.startswith(ZOTERO) else str(Path(name).resolve())


def _gone(sync: Sync, known: KnownPapers, lost: list[str]) -> Gone:
    """Return what is gone; nothing is from a file of which a part could not be read."""
    held: dict[str, list[Paper]] = {name: [] for name in lost}
    for name, imported in sync.imports.items():
        unread = [each for each in imported.skipped if "the same paper as" not in each.reason]
        if unread:
            told = f"{counted(len(unread), 'record')} of {name} could not be read"
            note(f"warning: {told}, so that nothing is removed for it; mend that first")
        else:
            held.setdefault(_source_name(name), []).extend(imported.papers)
    return gone_from(known, held)


def _may_remove(sync: Sync, gone: Gone, library: Library, *, is_first: bool) -> bool:
    """Tell whether to go on; more than a tenth goes only where the user agrees, and so does
    anything at the first time, when another file of the name may have brought it.
    """
    if not gone.removed or sync.is_agreed:
        return True
    if not is_first and len(gone.removed) * _MOST <= gone.of:
        return True
    told = f"{len(gone.removed)} of the {counted(gone.of, 'paper')} that these files brought"
    if not sync.may_ask or not is_someone_there():
        raise InputError(
            f"Following the files would remove {told}",
            why="nothing was changed",
            advice="See which: songline ingest --sync FILE --dry-run. If that is right, say"
            " --yes instead.",
        )
    _show_removed(gone)
    print(f"Remove {told} from {library.location}? [y/N] ", end="", file=sys.stderr)
    sys.stderr.flush()
    if sys.stdin.readline().strip().lower() in ("y", "yes"):
        return True
    note("Nothing was changed.")
    return False


def _store(sync: Sync, gone: Gone, library: Library, tell: Tell) -> None:
    kept = {paper.key: paper for paper in gone.kept}
    going = {paper.key for paper in gone.removed}
    for report in sync.reports:
        papers = [
            kept.pop(paper.key, paper)
            for paper in report.merged.papers
            if paper.key not in going
        ]
        progress = partial(tell, f"storing {report.name}")
        report.flaws = library.add(papers, progress=progress).skipped
    library.add(kept.values())
    library.remove(going)


def _show_removed(gone: Gone) -> None:
    for paper in gone.removed[:_MOST_LINES]:
        say_line(f"removes {paper_line(paper)}", len("removes ") + PAPER_INDENT)
    if len(gone.removed) > _MOST_LINES:
        note(f"… {len(gone.removed) - _MOST_LINES} more; --json lists all")


def _tell_all(sync: Sync, gone: Gone, library: Library) -> None:
    if sync.as_json:
        print_json(
            {
                "dry_run": sync.is_dry,
                "files": [report.as_json() for report in sync.reports],
                "removed": [paper.key for paper in gone.removed],
                "kept": [paper.key for paper in gone.kept],
                "library": library.location,
                "papers": library.count(),
            }
        )
        return
    for report in sync.reports:
        show_report(report, library)
    _show_removed(gone)
    for paper in gone.kept:
        note(f"kept: {paper.key}, which another source has too")
    would = "would be " if sync.is_dry else ""
    if gone.removed or sync.is_dry:
        say(f"{counted(len(gone.removed), 'paper')} {would}removed")
