"""Papers counted: by year, venue, publisher, editor, collection, kind."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from assistant.questions.catalogue import Operation
from assistant.questions.spoken_of import enumerate_names
from assistant.retrieval.statements import Statement
from store.filters import kind_said
from store.names import read_names
from store.printable import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from assistant.questions.catalogue import CatalogueQuestion
    from store.paper import Paper

_TALLIED = 20
_GAPS = 6
"""Years without papers that are named; a library of few papers has many."""


def per_year(_: CatalogueQuestion, papers: Sequence[Paper], total: int) -> Iterator[Statement]:
    years = Counter(paper.date.year for paper in papers if paper.date)
    most = max(years.values(), default=0)
    busiest = " and ".join(str(year) for year in sorted(years) if years[year] == most > 1)
    said = f", most in {busiest}" if busiest else ""
    span = range(min(years, default=0), max(years, default=0))
    without = [str(year) for year in span if year not in years]
    if 0 < len(without) <= _GAPS:
        said += f", none in {enumerate_names(without)}"
    yield Statement(f"{counted(len(papers), 'paper')} of {total}, by year{said}:")
    for year in sorted(years):
        yield Statement(f"{year}: {counted(years[year], 'paper')}", is_item=True)
    if undated := len(papers) - years.total():
        yield Statement(f"without a date: {counted(undated, 'paper')}", is_item=True)


def tally(
    question: CatalogueQuestion, papers: Sequence[Paper], total: int
) -> Iterator[Statement]:
    values, plural, by = TALLIES[question.operation]
    named = [values(paper) for paper in papers]
    counts = Counter(value for each in named for value in each)
    if not counts:
        yield Statement(f"The papers' source names no {plural}.")
        return
    said = question.described
    where = f" {said}" if said else ""
    holding = sum(map(bool, named))
    yield Statement(f"{counted(holding, 'paper')}{where}, of {total}, by {by}:")
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    for value, times in ranked[:_TALLIED]:
        yield Statement(f"{value}: {counted(times, 'paper')}", is_item=True)
    one = plural.removesuffix("s")
    if len(ranked) > _TALLIED:
        yield Statement(f"and {counted(len(ranked) - _TALLIED, one)} more", is_item=True)
    if unknown := len(papers) - holding:
        article = "an" if one[0] in "aeiou" else "a"
        yield Statement(f"without {article} {one}: {counted(unknown, 'paper')}", is_item=True)


TALLIES: dict[Operation, tuple[Callable[[Paper], list[str]], str, str]] = {
    Operation.VENUES: (lambda paper: _some(paper.venue), "venues", "where they appeared"),
    Operation.PUBLISHERS: (
        lambda paper: _some(paper.extra.get("publisher")),
        *("publishers", "publisher"),
    ),
    Operation.EDITORS: (
        lambda paper: [name.said for name in read_names(paper.extra.get("editors", ""))],
        *("editors", "editor"),
    ),
    Operation.COLLECTIONS: (
        lambda paper: _some(*paper.extra.get("collections", "").split("; ")),
        *("collections", "collection"),
    ),
    Operation.KINDS: (lambda paper: _some(kind_said(paper)), "kinds", "kind"),
}
"""What is counted, how it is called, and what it goes by."""


def _some(*values: str | None) -> list[str]:
    return [value for value in values if value]
