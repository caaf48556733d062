"""What abstracts say, each read once for as long as the process runs."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from store.printable import printable_in_place

if TYPE_CHECKING:
    from assistant.abstracts import Reading
    from store.paper import Paper

_KEPT = 2000


def read_paper(paper: Paper) -> Reading:
    """Return what a paper's abstract says; the first reading in a process takes a second."""
    return _read(paper.abstract)


@lru_cache(_KEPT)
def _read(abstract: str) -> Reading:
    # Imported here: what reads abstracts takes a while to import.
    from assistant.abstracts import read_abstract

    return read_abstract(printable_in_place(abstract))
