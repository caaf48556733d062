"""What every importer hands back, and how it reads a file's text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.paper import Paper

_ESCAPE = re.compile(
    "(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]"  # colours and cursor movements
    # Window titles and links, each up to the next that begins: no sign is looked at twice.
    "|(?:\x1b[\\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x90\x98\x9c-\x9f]*(?:\x07|\x1b\\\\|\x9c)"
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
    papers: dict[object, Paper] = field(default_factory=dict)
    """By their content."""
    warnings: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    def warn(self, warning: str) -> None:
        self.warnings.append(f"{self.name}: {warning}")

    def warn_at(self, line: int, warning: str) -> None:
        self.warnings.append(f"{self.name}:{line}: {warning}")

    def skip(self, line: int, reason: str) -> None:
        self.skipped.append(Skipped(f"{self.name}:{line}", reason))

    def keep(self, paper: Paper, line: int) -> None:
        """Take a paper, unless the file has said the very same before."""
        first = self.papers.setdefault(paper.content, paper)
        if first is not paper:
            self.skip(line, f"the same paper as at {first.source}")


def clean_text(text: str) -> str:
    """Return text without control characters or escape sequences, its letters composed, its
    whitespace made single spaces.
    """
    composed = text if text.isascii() else unicodedata.normalize("NFC", text)
    if composed.isprintable():
        return " ".join(composed.split())
    visible = _INVISIBLE.sub("", " ".join(_ESCAPE.sub("", composed).split()))
    return " ".join(visible.split())


def split_lines(text: str) -> list[str]:
    """Return the lines of a text, as editors count them."""
    return re.split(r"\r\n|\n|\r", text)
