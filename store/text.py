"""Text made comparable."""

from __future__ import annotations

import re

from anyascii import anyascii

_NOT_WORD = re.compile(r"[^a-z0-9]+")


def fold(text: str) -> str:
    """Return the text as lower-case ASCII words, one space apart: "Fu-Yun Wäng" -> "fu yun wang"."""
    plain = text if text.isascii() else anyascii(text)
    return _NOT_WORD.sub(" ", plain.lower()).strip()
