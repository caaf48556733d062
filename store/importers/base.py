"""What every importer hands back, and how it reads a file's text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from store.errors import SourceError

if TYPE_CHECKING:
    from pathlib import Path

    from store.paper import Paper

_ESCAPE = re.compile(
    "(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]"  # colours and cursor movements
    "|(?:\x1b[\\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\\\|"
    "\x9c)"  # window titles, links
    "|\x1b[()][0-9A-Za-z]"  # character sets
)
_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A record that was not imported."""

    source: str
    """Where it stands, such as "file.txt:123"."""
    reason: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import brought, and everything that it could not bring or had to guess."""

    papers: tuple[Paper, ...]
    warnings: tuple[str, ...]
    skipped: tuple[Skipped, ...]
    profile: str | None = None
    """The owner of the publication page, where the file is one."""
    given_keys: frozenset[str] = frozenset()
    """The keys that the file itself gives, not made from its papers."""


@dataclass(slots=True)
class Findings:
    """What has been read so far, and what there is to say about it."""

    name: str
    papers: dict[tuple[object, ...], Paper] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    def warn(self, warning: str) -> None:
        self.warnings.append(f"{self.name}: {warning}")

    def warn_at(self, line: int, warning: str) -> None:
        self.warnings.append(f"{self.name}:{line}: {warning}")

    def skip(self, line: int, reason: str) -> None:
        self.skipped.append(Skipped(f"{self.name}:{line}", reason))

    def keep(self, paper: Paper, line: int) -> None:
        """Take a paper, unless the file has listed it before."""
        first = self.papers.setdefault((paper.title, paper.authors, paper.date), paper)
        if first is not paper:
            self.skip(line, f"the same paper as at {first.source}")


def clean_text(text: str) -> str:
    """Return text without control characters or escape sequences, its whitespace made single
    spaces.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    visible = _INVISIBLE.sub("", " ".join(_ESCAPE.sub("", text).split()))
    return " ".join(visible.split())


def read_lines(path: Path) -> list[str]:
    """Return the lines of a UTF-8 text file, as editors count them; SourceError where it is
    not one.
    """
    return re.split(r"\r\n|\n|\r", read_text(path))


def read_text(path: Path) -> str:
    """Return what stands in a UTF-8 text file; SourceError where it is not one."""
    return _decoded(_read(path), path)


def _read(path: Path) -> bytes:
    if path.is_dir():
        raise SourceError(
            f"Cannot read {path}",
            why="it is a folder",
            advice="Name the files in it, one by one.",
        )
    try:
        return path.read_bytes()
    except FileNotFoundError:
        advice = "Check the name and the folder that it is relative to."
        raise SourceError(
            f"Cannot read {path}", why="there is no such file", advice=advice
        ) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise SourceError(
            f"Cannot read {path}", why=why, advice="Check its permissions."
        ) from error


def _decoded(content: bytes, path: Path) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _unreadable(path, "it is UTF-16, not UTF-8", "UTF-16")
    if (offset := content.find(b"\0")) >= 0:
        why = (
            f"it is a binary file: a NUL byte stands at byte {offset}, line "
            f"{_line(content, offset)}"
        )
        raise SourceError(f"Cannot read {path}", why=why, advice="Save the page as plain text.")
    try:
        return content.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        place = f"byte {error.start}, line {_line(content, error.start)}"
        why = f"it is not UTF-8: 0x{content[error.start]:02X} at {place} ({error.reason})"
        raise _unreadable(path, why, "LATIN1") from None


def _unreadable(path: Path, why: str, encoding: str) -> SourceError:
    advice = f"Save it as UTF-8, for instance with `iconv -f {encoding} -t UTF-8`."
    return SourceError(f"Cannot read {path}", why=why, advice=advice)


def _line(content: bytes, offset: int) -> int:
    before = content[:offset]
    return 1 + before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n")
