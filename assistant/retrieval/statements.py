"""Sentences that need no backend, since they are computed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.grounding.verdicts import Verdict

if TYPE_CHECKING:
    from store.paper import Paper


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that needs no backend, and the papers that it is about."""

    text: str
    papers: tuple[Paper, ...] = ()
    is_item: bool = False
    """True for an item of a list."""
    verdict: Verdict = Verdict.CATALOGUE
