"""More papers than a reader takes: periods of about the same size, each with its lead
papers.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.ordering import when

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from store.paper import Paper

MOST_TOLD = 40
"""Papers that a summary tells one by one."""
_PERIODS = 8
_LEADS = 4


@dataclass(frozen=True, slots=True)
class Period:
    """Some years, how many papers they have, and those that stand for them."""

    first: int
    last: int
    count: int
    leads: tuple[Paper, ...]
    """The oldest first."""

    @property
    def years(self) -> str:
        """The years in words: `2018 to 2020`, `2021`."""
        return str(self.first) if self.first == self.last else f"{self.first} to {self.last}"


def find_periods(ranked: Sequence[Paper]) -> list[Period]:
    """Return the periods of dated papers, which are given closest to the topic first."""
    years = Counter(paper.date.year for paper in ranked if paper.date)
    return [_period(ranked, run, years) for run in _runs(years)]


def _runs(years: Counter[int]) -> Iterator[list[int]]:
    """Yield runs of years with about the same number of papers each."""
    share = years.total() / _PERIODS
    run: list[int] = []
    for year in sorted(years):
        run.append(year)
        if sum(years[each] for each in run) >= share:
            yield run
            run = []
    if run:
        yield run


def _period(ranked: Sequence[Paper], run: Sequence[int], years: Counter[int]) -> Period:
    held = [paper for paper in ranked if paper.date and paper.date.year in run]
    leads = sorted(held[:_LEADS], key=when)
    return Period(run[0], run[-1], sum(years[year] for year in run), tuple(leads))
