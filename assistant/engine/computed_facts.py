"""Facts about a library that are computed from metadata, for a model to cite by number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.filters import Filter
from store.printable import counted
from store.text import fold
from store.wording import span_of_years

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from assistant.composing.plan import Plan
    from store.filters import Clause
    from store.library import Library
    from store.paper import Paper

_MOST_AUTHORS = 4
_FEW_LINES = 12


def compute_facts(
    library: Library, authors: Iterable[tuple[str, Clause]], counted_plan: Plan | None
) -> tuple[str, ...]:
    """Return the facts that may serve a question: of the library, of authors named in it, each
    with the condition for it, and what was computed for it from metadata.
    """
    papers = library.list(order="date")
    facts = [f"The library holds {counted(len(papers), 'paper')}{_span(papers)}."]
    facts += list(_of_authors(library, authors))
    if counted_plan:
        facts += _stated(counted_plan)
    return tuple(dict.fromkeys(facts))


def _of_authors(library: Library, authors: Iterable[tuple[str, Clause]]) -> Iterator[str]:
    for name, clause in list(dict.fromkeys(authors))[:_MOST_AUTHORS]:
        named = library.list(Filter((clause,)), order="date")
        if named:
            number = counted(len(named), "paper")
            cut = sum(not paper.authors_complete for paper in library.list())
            but = f"; the source cuts the list of authors of {counted(cut, 'paper')}"
            verb = "names" if len(named) == 1 else "name"
            yield f"{number} {verb} {name} as an author{_span(named)}{but * bool(cut)}."
        if owned := papers_of_profile(library, name):
            number = counted(len(owned), "paper")
            yield f"{number} here come from the profile of {name}{_span(owned)}."


def papers_of_profile(library: Library, name: str) -> list[Paper]:
    """Return the papers that stand in somebody's list of works, the oldest first: their
    source may cut the list of authors before that name.
    """
    papers = library.list(order="date")
    return [paper for paper in papers if paper.profile and fold(paper.profile) == fold(name)]


def _stated(plan: Plan) -> list[str]:
    """Return what was computed, the items of a list behind what they are items of."""
    stated: list[str] = []
    for statement in plan.statements[:_FEW_LINES]:
        if statement.is_item and stated:
            joint = " " if stated[-1].endswith(":") else "; "
            stated[-1] += f"{joint}{statement.text.rstrip('.')}"
        else:
            stated.append(statement.text)
    return [text if text.endswith(".") else f"{text}." for text in stated]


def _span(papers: Sequence[Paper]) -> str:
    years = span_of_years(papers)
    return f", {'from' if ' ' in years else 'of'} {years}" if years else ""
