"""Files of references in folders."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from store.paper import Extra

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from store.importers.base import Imported
    from store.paper import Paper

ENDINGS = frozenset(
    ".bib .bibtex .ris .json .jsonl .ndjson .nbib .xml .csv .tsv .enw .ciw .cff .txt"
    " .text".split()
)


_OF_ANYTHING = frozenset(".json .xml .csv .tsv .txt .text".split())


def may_be_of_anything(path: Path) -> bool:
    """Tell whether the ending of a file does not say that it has references."""
    return path.suffix.lower() in _OF_ANYTHING


def collection_of(file: Path, folder: Path) -> str:
    """Return the folders between a folder and a file in it, as the name of a collection."""
    return " / ".join(file.parent.relative_to(folder).parts) if folder.is_dir() else ""


def files_in(path: Path) -> Iterator[Path]:
    """Yield a file, or the files of references in a folder and those below it, in order
    of name.
    """
    if not path.is_dir():
        yield path
        return
    for inner in sorted(path.iterdir()):
        if inner.name.startswith("."):
            continue
        if inner.is_dir():
            yield from files_in(inner)
        elif inner.suffix.lower() in ENDINGS:
            yield inner


def with_collection(imported: Imported, collection: str) -> Imported:
    """Return what was read with the papers in a collection, beside those that they are in."""
    return replace(
        imported, papers=tuple(_within(paper, collection) for paper in imported.papers)
    )


def _within(paper: Paper, collection: str) -> Paper:
    names = dict.fromkeys((*paper.extra.get("collections", "").split("; "), collection))
    joined = "; ".join(name for name in names if name)
    return replace(paper, extra=Extra({**paper.extra, "collections": joined}))
