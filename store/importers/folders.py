"""Files of references in folders."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENDINGS = frozenset(
    ".bib .bibtex .ris .json .jsonl .ndjson .nbib .xml .csv .tsv .enw .ciw .cff .txt"
    " .text".split()
)


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
