"""An abstract as text for the screen: what is quoted lit, roles in their colours, results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from assistant.tui.plain import QUIET, cut, plain, plain_line
from store.printable import printable_in_place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.abstracts import Reading, Result
    from assistant.grounding.verdicts import Evidence
    from store.paper import Paper

NO_ABSTRACT = "The source has no abstract for this paper."
_MOST_RESULTS = 12


def lit_abstract(
    paper: Paper, evidence: Sequence[Evidence], reading: Reading | None = None
) -> Content:
    """Return the abstract with the quoted spans lit, and its sentences in the colours of
    their roles; offsets that it does not have are left out.
    """
    if not paper.abstract.strip():
        return plain(NO_ABSTRACT, f"italic {QUIET}")
    # In place, so that offsets into the abstract hold.
    content = Content(printable_in_place(paper.abstract))
    for sentence in reading.sentences if reading else ():
        content = content.stylize(f".{sentence.role.value}", sentence.start, sentence.end)
    for span in _of_paper(paper, evidence):
        content = content.stylize(".lit", span.start, span.end)
    return content


def first_lit(paper: Paper, evidence: Sequence[Evidence]) -> int | None:
    """Return where the first lit span begins."""
    return min((span.start for span in _of_paper(paper, evidence)), default=None)


def legend(reading: Reading) -> Content:
    """Return the roles that the abstract has, in its order and in their colours."""
    roles = dict.fromkeys(sentence.role for sentence in reading.sentences)
    return plain(" · ", QUIET).join(plain(role.value, _OF_ROLE[role.value]) for role in roles)


def results_table(reading: Reading, width: int) -> Content:
    """Return what the abstract reports: value, measure, of what, on what."""
    rows = [_cells(result) for result in reading.results[:_MOST_RESULTS]]
    if not rows or width < 1:
        return Content()
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    lines = [_result_line(row, widths, width) for row in rows]
    more = len(reading.results) - len(rows)
    if more:
        lines.append(plain(f"and {more} more", QUIET))
    return Content("\n").join(lines)


_OF_ROLE = {
    "background": QUIET,
    "objective": "$text-primary",
    "method": "$text-secondary",
    "result": "$text-success",
    "limits": "$text-warning",
    "outlook": "$text-accent",
    "resource": "$text-accent",
    "boilerplate": QUIET,
}
"""As in abstract.tcss."""


def _of_paper(paper: Paper, evidence: Sequence[Evidence]) -> list[Evidence]:
    return [
        span
        for span in evidence
        if span.key == paper.key and 0 <= span.start < span.end <= len(paper.abstract)
    ]


def _cells(result: Result) -> tuple[str, str, str, str]:
    where = " ".join(filter(None, (result.on and f"on {result.on}", _versus(result))))
    return result.written, result.measure, result.of, where


def _versus(result: Result) -> str:
    return f"against {result.versus}" if result.versus else ""


def _result_line(row: tuple[str, str, str, str], widths: list[int], width: int) -> Content:
    """Return a row in its columns, of which only those are there that have anything."""
    value, *others = row
    first = plain(value.rjust(widths[0]), "bold")
    shown = [
        cut(plain_line(cell, style), column, pad=True)
        for cell, column, style in zip(others, widths[1:], ("", "", QUIET), strict=True)
        if column
    ]
    return cut(plain("  ").join((first, *shown)).rstrip(), width)
