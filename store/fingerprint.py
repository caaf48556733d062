"""A short name for what a library holds, to be written beside whatever was made from it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from store.paper import Paper

_LENGTH = 12


def fingerprint_papers(papers: Iterable[Paper]) -> str:
    """Return twelve hexadecimal digits that change with any paper, but not with their order
    or source.
    """
    records = sorted(repr(replace(paper, source="")) for paper in papers)
    return hashlib.sha256("\n".join(records).encode("utf-8", "replace")).hexdigest()[:_LENGTH]
