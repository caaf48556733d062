"""What became of a file's records: numbers, and a line for each that is not plain."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from assistant.cli.commands.output import note, say
from store.merging import MergeReport, merge_papers
from store.printable import counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from store.importers.base import Imported
    from store.library import Library
    from store.merging import KnownPapers, Merged

_MOST_LINES = 20


@dataclass(slots=True)
class FileReport:
    """A file, what was read of it, and what became of that."""

    name: str
    imported: Imported
    merged: MergeReport = field(default_factory=MergeReport)
    flaws: tuple[str, ...] = ()
    """What the library would not take, with reasons."""
    read: int = field(init=False)
    """How many papers were read."""
    bare: int = 0
    """How many of those to be written have no abstract."""

    def __post_init__(self) -> None:
        self.read = len(self.imported.papers)

    def merge(self, known: KnownPapers) -> None:
        """Find out what becomes of the papers that were read, and forget these."""
        read = self.imported
        self.merged = merge_papers(read.papers, known, given=read.given_keys)
        self.bare = sum(not paper.abstract for paper in self.merged.papers)
        self.imported = replace(read, papers=(), given_keys=frozenset())

    @property
    def updated(self) -> list[Merged]:
        """Papers that the same file had otherwise before."""
        return [change for change in self.merged.changed if change.is_update]

    @property
    def joined(self) -> list[Merged]:
        """Records that joined a paper of another source."""
        return [change for change in self.merged.changed if not change.is_update]

    @property
    def numbers(self) -> str:
        """How many records were added, updated, merged, unchanged and skipped, in words."""
        skipped = len(self.flaws) + len(self.imported.skipped)
        joined = f", {len(self.joined)} merged" if self.joined else ""
        return (
            f"{len(self.merged.added)} added, {len(self.updated)} updated{joined}, "
            f"{len(self.merged.unchanged)} unchanged, {skipped} skipped"
        )

    def as_json(self) -> dict[str, Any]:
        """Return the report as JSON has it."""
        skipped = [
            {"source": each.source, "reason": each.reason} for each in self.imported.skipped
        ]
        return {
            "file": self.name,
            "read": self.read,
            "added": self.merged.added,
            "updated": [_change(change) for change in self.updated],
            "merged": [_change(change) for change in self.joined],
            "unchanged": self.merged.unchanged,
            "skipped": [*skipped, *({"source": "", "reason": flaw} for flaw in self.flaws)],
            "warnings": list(self.imported.warnings),
            "conflicts": self.merged.conflicts,
        }


def show_changes(report: FileReport) -> None:
    """Print, on standard error, what became of records that are not simply new."""
    merged = report.merged
    _tell(
        f"warning: {source}: {before} is {key} in this library"
        for source, before, key in merged.renamed
    )
    _tell(f"conflict: {conflict}" for conflict in merged.conflicts)
    _tell(f"merged: {_change_line(change)}" for change in report.joined)
    _tell(f"updated: {_change_line(change)}" for change in report.updated)


def show_report(report: FileReport, library: Library) -> None:
    """Print the numbers of a file, and on standard error what a reader should know besides."""
    show_changes(report)
    for flaw in report.flaws:
        note(f"skipped: {flaw}")
    say(
        f"{report.name}: {report.numbers}; the library in "
        f"{library.location} holds {counted(library.count(), 'paper')}"
    )
    if bare := report.bare:
        note(
            f"{counted(bare, 'paper')} without an abstract; songline fetch --abstracts asks"
            " services on the web for them"
        )


def _tell(lines: Iterable[str]) -> None:
    """Print some lines, and how many more there are."""
    everything = list(lines)
    for line in everything[:_MOST_LINES]:
        note(line)
    if more := everything[_MOST_LINES:]:
        kinds = Counter(line.partition(":")[0] for line in more)
        told = ", ".join(f"{number} more of “{kind}”" for kind, number in kinds.items())
        note(f"… {told}; --json lists all")


def _change_line(change: Merged) -> str:
    fields = ", ".join(change.fields) or "nothing that was not known"
    return f"{change.key} ({change.source}): {fields}"


def _change(change: Merged) -> dict[str, Any]:
    return {"key": change.key, "source": change.source, "fields": list(change.fields)}
