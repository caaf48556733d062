"""Papers out of a file, into a library that is open."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from store.importers import read_papers
from store.merging import KnownPapers, merge_papers
from store.printable import counted

if TYPE_CHECKING:
    from pathlib import Path

    from store.importers import Imported
    from store.library import Library
    from store.progress import Tell


@dataclass(frozen=True, slots=True)
class Ingested:
    """What came of a file."""

    name: str
    added: int
    updated: int
    unchanged: int
    skipped: tuple[str, ...]
    """What was not stored, each with its place and the reason."""
    warnings: tuple[str, ...] = ()
    """What was read though it was damaged, and what many lack."""

    def __str__(self) -> str:
        told = f"{self.name}: {counted(self.added, 'paper')} added"
        told += f", {self.updated} updated, {self.unchanged} unchanged"
        if self.skipped:
            told += f", {len(self.skipped)} skipped. The first: {self.skipped[0]}"
        told = f"{told.rstrip('.')}."
        if self.warnings:
            warned = counted(len(self.warnings), "warning")
            told += f" {warned}, the first: {self.warnings[0].rstrip('.')}."
        if self.skipped or self.warnings:
            told += f" All: songline ingest --dry-run {self.name}"
        return told


def ingest_into(tell: Tell, location: str, path: Path) -> str:
    """Store the papers of a file in the library in a place, and return what came of it; where
    there is none yet it is made, but not for a file that cannot be read.
    """
    from store.library import Library

    imported = _read(path, tell)
    with Library.open(location) as library:
        return str(_store(library, path, imported, tell))


def ingest_file(library: Library, path: Path, tell: Tell) -> Ingested:
    """Read a file and store its papers; `tell` hears how far it is, and may raise to stop it:
    what was stored by then is kept. Raises SourceError where it cannot be read.
    """
    return _store(library, path, _read(path, tell), tell)


def _read(path: Path, tell: Tell) -> Imported:
    return read_papers(path, progress=partial(tell, f"reading {path.name}"))


def _store(library: Library, path: Path, imported: Imported, tell: Tell) -> Ingested:
    tell(f"comparing {path.name} with the library", 0, 0)
    known = KnownPapers(library.list(order="key"))
    merged = merge_papers(imported.papers, known, given=imported.given_keys)
    storing = partial(tell, f"storing {path.name}")
    storing(0, len(merged.papers))
    report = library.add(merged.papers, progress=storing)
    not_read = (f"{skipped.source}: {skipped.reason}" for skipped in imported.skipped)
    not_stored = (str(flaw) for flaw in report.skipped)
    return Ingested(
        path.name,
        report.added,
        report.updated,
        report.unchanged,
        (*not_read, *not_stored),
        tuple(imported.warnings),
    )
