"""How much of a long question is read: whoever pastes a page waits no longer than others."""

from __future__ import annotations

LONGEST = 1500
"""Characters. Reading and searching take time with each further word."""


def first_part(text: str) -> str:
    """Return a question, or the first part of one that is longer than `LONGEST`."""
    if len(text) <= LONGEST:
        return text
    first = text[:LONGEST]
    return first.rpartition(" ")[0] or first


def told_in_part(text: str, first: str) -> str:
    """Return in words how much of a question was read."""
    return f"{first[:80].rstrip()}… (the first {len(first)} of {len(text)} characters)"
