"""What is wrong with a draft, and where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FindingKind(StrEnum):
    """What is wrong."""

    UNKNOWN_KEY = "unknown key"
    UNUSED_ENTRY = "unused entry"
    UNSUPPORTED = "unsupported"
    SAME_PAPER = "same paper"
    SAME_KEY = "same key"
    RETRACTED = "retracted"
    UNREADABLE = "unreadable"
    NOT_FOUND = "not found"
    OTHER_PAPER = "another paper"
    PUBLISHED = "published since"
    CANNOT_TELL = "cannot tell"
    UNVERIFIED = "unverified"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, at a line of a file."""

    file: str
    line: int
    kind: FindingKind
    keys: tuple[str, ...]
    text: str
    """What is wrong, for a reader."""
    sentence: str = ""
    """The sentence that is concerned, where it is one."""
