"""What abstracts say, and how that is told in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.printable import printable_in_place

if TYPE_CHECKING:
    from assistant.abstracts import Reading, Result
    from store.paper import Paper

_MOST = 6
"""Results of a paper, and names of its data, that a line tells."""


def read_paper(paper: Paper) -> Reading:
    """Return what a paper's abstract says; the first reading in a process takes a second."""
    # Imported here: what reads abstracts takes a while to import.
    from assistant.abstracts import read_abstract

    return read_abstract(printable_in_place(paper.abstract))


def tell_reading(marker: int, paper: Paper) -> str:
    """Return the results and the data that were read in a source, in a line with its number;
    "" where there are none.
    """
    reading = read_paper(paper)
    results = [_tell_result(paper, result) for result in reading.results[:_MOST]]
    data = [name.text for name in reading.data[:_MOST]]
    parts = ("results", results), ("data", data)
    told = [f"{what}: {', '.join(items)}" for what, items in parts if items]
    return f"[{marker}] {'; '.join(told)}" if told else ""


def _tell_result(paper: Paper, result: Result) -> str:
    value = paper.abstract[result.start : result.end].strip()
    where = f"on {result.on}" if result.on else ""
    parts = (result.of, value, result.measure, result.change, where)
    return " ".join(filter(None, parts))
