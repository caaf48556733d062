"""Text made comparable."""

from __future__ import annotations

import re

from anyascii import anyascii

_NOT_WORD = re.compile(r"[^a-z0-9]+")


def to_ascii(text: str) -> str:
    """Return the text in ASCII letters; most texts are, and pass as they are."""
    return text if text.isascii() else anyascii(text)


def fold(text: str) -> str:
    """Return the text as lower-case ASCII words, one space apart: "Fu-Yun Wäng" -> "fu yun wang"."""
    return _NOT_WORD.sub(" ", to_ascii(text).lower()).strip()
