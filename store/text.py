"""Text made comparable."""

from __future__ import annotations

import re

from anyascii import anyascii

_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_NOT_WORD = re.compile(r"[^a-z0-9]+")


def to_ascii(text: str) -> str:
    """Return the text in ASCII letters; only what is not ASCII is looked at, a letter at a
    time.
    """
    return text if text.isascii() else _NOT_ASCII.sub(lambda found: anyascii(found[0]), text)


def encodable(text: str) -> str:
    """Return the text with a question mark in place of each half of a character (a lone
    surrogate).
    """
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def fold(text: str) -> str:
    """Return the text as lower-case ASCII words, one space apart: "Fu-Yun Wäng" -> "fu yun
    wang".
    """
    return _NOT_WORD.sub(" ", to_ascii(text).lower()).strip()
