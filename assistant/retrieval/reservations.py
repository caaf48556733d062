"""What the source of the papers leaves open of an answer computed from metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.questions.catalogue import Operation
from assistant.retrieval.statements import Statement
from store.printable import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.questions.catalogue import CatalogueQuestion
    from store.paper import Paper


def reservations(
    question: CatalogueQuestion, papers: Sequence[Paper], cut_lists: int, untold_code: int
) -> Iterator[Statement]:
    """Yield what the source leaves open, so far as it touches the answer."""
    asked = {clause.name for clause in question.constraints.where.clauses}
    is_of_authors = question.operation is Operation.COAUTHORS or "author" in asked
    limits = question.constraints.limits
    is_first_alone = "first" in asked and "author" not in asked
    if limits.are_of_papers and cut_lists:
        yield Statement(
            f"The source cuts the lists of authors of {counted(cut_lists, 'paper')} with “et "
            "al.”: how many there are, and who is last, it does not say."
        )
    elif _leaves_out(question):
        if cut := sum(not paper.authors_complete for paper in papers):
            yield Statement(
                f"In {cut} of these the source cuts the list of authors with “et al.”: who is "
                "left out may be among them."
            )
    elif cut_lists and is_of_authors and not is_first_alone:
        yield Statement(
            "Author lists that the source cuts with “et al.” may hide further names."
        )
    if "affiliation" in asked:
        yield Statement(
            "A paper for which the source names no affiliation cannot be told to have this one."
        )
    inferred = sum(bool(paper.date and paper.date.inferred) for paper in papers)
    told_by_date = question.operation in (
        Operation.PER_YEAR,
        Operation.OLDEST,
        Operation.NEWEST,
    )
    if inferred and ("year" in asked or told_by_date):
        yield Statement(
            f"The year of {inferred} of these is inferred, since the source leaves it out."
        )
    unknown = max(untold_code, sum(paper.has_code is None for paper in papers))
    if "code" in asked and unknown:
        yield Statement(f"For {counted(unknown, 'paper')} the source does not say.")


def _leaves_out(question: CatalogueQuestion) -> bool:
    """Tell whether papers by somebody are left out."""
    clauses = question.constraints.where.clauses
    return any(clause.name == "author" and clause.negated for clause in clauses)
