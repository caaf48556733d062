"""How the evidence of the two indexes becomes one ranking: pure functions, no index, no disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from store.paper import Paper


@dataclass(frozen=True, slots=True)
class Hit:
    """A paper that a search found; scores are comparable within one search, higher is better."""

    paper: Paper
    score: float
    parts: Mapping[str, float]
    """What each side contributed: `{"lexical": …, "vector": …}`; they add up to the score."""
