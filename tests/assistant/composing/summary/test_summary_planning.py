"""What a summary of a large library is made of, and what is told while it is looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.composing.summary.planning import SummaryPlanner
from store.library import Library
from tests.store.samples import bare

if TYPE_CHECKING:
    from pathlib import Path


def test_it_is_told_that_many_papers_are_looked_at(tmp_path: Path) -> None:
    told: list[str] = []
    papers = [
        bare(
            f"p{number}",
            f"Masked face recognition, part {number}",
            f"We propose method {number} for masked face recognition.",
        )
        for number in range(110)
    ]
    with Library.open(tmp_path) as library:
        library.add(papers)
        planner = SummaryPlanner(library)
        planner.plan("masked face recognition", "", lambda what, *_: told.append(what))
    assert "looking at the 400 papers nearest to “masked face recognition”" in told
