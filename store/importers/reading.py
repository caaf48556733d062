"""The one door to the importers: the file's name says which of them reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.errors import SourceError

if TYPE_CHECKING:
    from pathlib import Path

    from store.importers.base import Imported

KNOWN = "a publication page saved as text (.txt, .text or no ending)"


def read_papers(path: Path, *, as_of: int | None = None) -> Imported:
    """Return the papers of a file, by the importer for its kind; SourceError where there is none.

    `as_of` is the year of dates that name none.
    """
    suffix = path.suffix.lower()
    if suffix in {".txt", ".text", ""}:
        # Imported where it is used: what it needs to read LaTeX would slow every start.
        from store.importers.profile import read_profile

        return read_profile(path, as_of=as_of)
    raise SourceError(
        f"Cannot read {path}", why=f"nothing here reads {suffix} files", advice=f"What can be read: {KNOWN}."
    )
