"""A follow-up as it reads without the conversation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.filters import Filter


@dataclass(frozen=True, slots=True)
class Others:
    """Papers asked for beside those spoken of: the nearest, unless it is said whose."""

    besides: tuple[str, ...]
    """Citation keys of those spoken of."""
    by: Filter | None = None
    """Whose papers are meant, and how these are called."""
    whose: str = ""
    is_by_others: bool = False
    """Whether only papers by other authors are."""


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
    others: Others | None = None
    """Which other papers are asked for, where that is all that is asked."""
