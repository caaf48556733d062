"""What files no longer hold of what they once brought to a library."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from store.merging.combining import combine
from store.merging.identity import file_of
from store.merging.known import KnownPapers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from store.paper import Paper


@dataclass(slots=True)
class Gone:
    """What a library is to lose, so that it follows its files."""

    removed: list[Paper] = field(default_factory=list)
    """Papers that nothing else brought."""
    kept: list[Paper] = field(default_factory=list)
    """Papers that another source brought too, as they are without these files."""
    of: int = 0
    """How many papers of the library the files have brought."""


def gone_from(papers: Iterable[Paper], files: Mapping[str, Sequence[Paper]]) -> Gone:
    """Return what files do not hold any more of the papers of a library; `files` has what each
    holds now, by the name that its records bear.
    """
    now = {name: KnownPapers(held) for name, held in files.items()}
    gone = Gone()
    for paper in papers:
        records = paper.records or (paper,)
        brought = [record for record in records if file_of(record) in now]
        if not brought:
            continue
        gone.of += 1
        left = [record for record in records if not _is_gone(record, now)]
        if not left:
            gone.removed.append(paper)
        elif len(left) < len(records):
            gone.kept.append(combine(tuple(left), paper.key))
    return gone


def _is_gone(record: Paper, now: Mapping[str, KnownPapers]) -> bool:
    """Tell whether a record's file holds neither its key nor the paper that it is of."""
    held = now.get(file_of(record))
    if held is None:
        return False
    return record.key not in held and held.find(record) is None
