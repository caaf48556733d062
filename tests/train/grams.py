"""Grams of rows of text as numbered features, for weights that are fitted on them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def number_usual(rows: Iterable[Iterable[str]], least: int) -> dict[str, int]:
    """Return the grams that at least so many rows have, each with its place in their order."""
    counts = Counter(gram for row in rows for gram in row)
    usual = sorted(gram for gram, count in counts.items() if count >= least)
    return {gram: at for at, gram in enumerate(usual)}
