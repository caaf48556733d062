"""The one door to the importers: the file's name says which of them reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.errors import SourceError

if TYPE_CHECKING:
    from pathlib import Path

    from store.importers.base import Imported

KNOWN = (
    "a publication page saved as text (.txt, .text or no ending), BibTeX "
    "(.bib), RIS (.ris), CSL-JSON (.json)"
)


def read_papers(path: Path, *, as_of: int | None = None) -> Imported:
    """Return the papers of a file, by the importer for its kind; SourceError where there is
    none.

    `as_of` is the year of dates that name none.
    """
    suffix = path.suffix.lower()
    if suffix in {".txt", ".text", ""}:
        # Imported where it is used: what it needs to read LaTeX would slow every start.
        from store.importers.profile import read_profile

        return read_profile(path, as_of=as_of)
    if suffix in {".bib", ".bibtex"}:
        from store.importers.bibtex import read_bibtex

        return read_bibtex(path)
    if suffix == ".ris":
        from store.importers.ris import read_ris

        return read_ris(path)
    if suffix == ".json":
        from store.importers.csl import read_csl_json

        return read_csl_json(path)
    raise SourceError(
        f"Cannot read {path}",
        why=f"nothing here reads {suffix} files",
        advice=f"What can be read: {KNOWN}.",
    )
