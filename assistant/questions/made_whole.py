"""A follow-up as it reads without the conversation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question made whole, and the papers that it is about."""

    text: str
    focus: tuple[str, ...] = ()
    """Citation keys; empty where the whole library is meant."""
    asked: str | None = None
    """What is asked of those papers where the text names them only to be understood; None
    for all of it.
    """
