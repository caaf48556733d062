"""What is read: the text of a file or of standard input, bounded, with what had to be done to
read it.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.errors import SourceError
from store.importers.decoding import (
    DAMAGED,
    GUESSED,
    Undecodable,
    declared,
    decode,
    looks_like_utf_7,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import BinaryIO

LARGEST = 512_000_000
"""Bytes of a file; the largest bibliographies that are known have a tenth of that."""
_CHUNK = 1 << 20
_BINARIES = {
    b"%PDF": ("a PDF", "Export the references themselves: as BibTeX, RIS or CSL-JSON."),
    b"PK\x03\x04": (
        "a ZIP archive, a Word or an Excel file",
        "Unpack it, or save it as CSV or as text.",
    ),
    b"\x1f\x8b": ("compressed (gzip)", "Unpack it first: gunzip FILE."),
    b"SQLite format 3": (
        "a database",
        "Export the references from the program that it belongs to.",
    ),
    b"\xd0\xcf\x11\xe0": ("an old Word or Excel file", "Save it as CSV or as text."),
}
_ON_THE_WEB = (
    (re.compile(r"(?:^|[:/])(\d{4}-\d{4}-\d{4}-\d{3}[\dXx])$"), "--author"),
    (re.compile(r"^(?:doi:|https?:/+(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)$", re.I), "--doi"),
    (re.compile(r"^(?:arxiv:|https?:/+arxiv\.org/(?:abs|pdf)/)(\S+)$", re.I), "--arxiv"),
    (re.compile(r"^(?:https?:/+openalex\.org/)?([AW]\d{6,12})$", re.I), "--openalex"),
)
"""What is no file, and may be fetched: an ORCID, a DOI, a number of arXiv or OpenAlex."""


@dataclass(frozen=True, slots=True)
class Source:
    """A text to be read for papers."""

    name: str
    """The name by which its records are referred to, without folders."""
    text: str
    place: str = ""
    """The path as the user gave it."""
    warnings: tuple[str, ...] = ()
    progress: Callable[[int, int], None] | None = None
    """Is told how many of how many lines are read."""

    def unreadable(self, why: str, advice: str = "") -> SourceError:
        """Return the error to raise where nothing can be read."""
        return SourceError(f"Cannot read {self.place or self.name}", why=why, advice=advice)


def read_source(path: Path) -> Source:
    """Return the text of a file; `-` is standard input. Raises SourceError where it is none."""
    if str(path) == "-":
        return _source(
            "standard input", "standard input", _bounded(sys.stdin.buffer, "standard input")
        )
    return _source(path.name, str(path), _read(path))


def _source(name: str, place: str, content: bytes) -> Source:
    for start, (what, advice) in _BINARIES.items():
        if content.startswith(start):
            raise SourceError(f"Cannot read {place}", why=f"it is {what}", advice=advice)
    try:
        text, encoding = decode(content)
    except Undecodable as error:
        raise _undecodable(place, error) from None
    warnings = []
    if encoding in GUESSED and not declared(content):
        called = "Windows-1252" if encoding == "cp1252" else "Mac Roman"
        told = f"it is not UTF-8; it is read as {called}: look whether names are right"
        warnings.append(told)
    if encoding == DAMAGED:
        warnings.append("some bytes are no UTF-8; a question mark stands for each")
    if b"\0" in content and "utf-16" not in encoding and "utf-32" not in encoding:
        warnings.append("NUL bytes are left out; the file may be damaged")
    if looks_like_utf_7(text):
        advice = "Save it as UTF-8, for instance with `iconv -f UTF-7 -t UTF-8`."
        raise SourceError(f"Cannot read {place}", why="it is UTF-7, not UTF-8", advice=advice)
    return Source(name, text.removeprefix("\ufeff"), place, tuple(warnings))


def _undecodable(place: str, error: Undecodable) -> SourceError:
    advice = f"Save it as UTF-8, for instance with `iconv -f {error.guess} -t UTF-8`."
    if not error.guess:
        advice = "Save it as plain text in UTF-8."
    return SourceError(f"Cannot read {place}", why=str(error), advice=advice)


def _read(path: Path) -> bytes:
    if path.is_dir():
        raise SourceError(
            f"Cannot read {path}",
            why="it is a folder",
            advice="Name the files in it, one by one.",
        )
    try:
        with path.open("rb") as file:
            return _bounded(file, str(path))
    except FileNotFoundError:
        raise SourceError(
            f"Cannot read {path}", why="there is no such file", advice=_advice(str(path))
        ) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise SourceError(
            f"Cannot read {path}", why=why, advice="Check its permissions."
        ) from error


def _advice(name: str) -> str:
    """Return how to get what a name stands for, where it may be none of a file."""
    if name.casefold() == "zotero":
        return "The library of the Zotero that runs here is `zotero:`, with a colon."
    for pattern, option in _ON_THE_WEB:
        if found := pattern.search(name):
            return f"It is found on the web by `songline fetch {option} {found[1]}`."
    if re.match(r"https?:", name):
        return "No page is read from the web: select all of it, and save that as text (.txt)."
    return "Check the name and the folder that it is relative to."


def _bounded(file: BinaryIO, place: str) -> bytes:
    """Return what a file holds, but not more than can be a bibliography; a device may never
    end.
    """
    chunks: list[bytes] = []
    size = 0
    while chunk := file.read(_CHUNK):
        chunks.append(chunk)
        size += len(chunk)
        if size > LARGEST or (len(chunks) == 1 and not chunk.strip(b"\0")):
            why = f"it holds more than {LARGEST // 1_000_000} MB, or only NUL bytes"
            raise SourceError(
                f"Cannot read {place}", why=why, advice="Name a file of references."
            )
    return b"".join(chunks)
