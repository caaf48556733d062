"""What the abstracts of a library report, as rows of one table."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.engine.paper_readings import read_paper
from store import wording
from store.exporters.latex import to_ascii_latex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.abstracts import Result
    from store.paper import Paper
    from store.progress import Tell

COLUMNS = ("paper", "year", "method", "measure", "value", "data", "against")
_STEP = 25
_HEAD = r"""\begin{tabular}{llllrll}
\hline
Paper & Year & Method & Measure & Value & Data & Against \\
\hline
"""
_TAIL = r"""\hline
\end{tabular}
"""


@dataclass(frozen=True, slots=True)
class ReportedResult:
    """A quantity that an abstract reports; its words are the abstract's."""

    paper: Paper
    result: Result

    def cells(self) -> tuple[str, ...]:
        """Return what stands in the columns."""
        of = self.result
        return (
            self.paper.key,
            wording.year(self.paper),
            of.of,
            of.measure,
            of.written,
            of.on,
            of.versus,
        )

    def holds(self, words: str) -> bool:
        """Whether each of some words stands in a cell, the title or an author."""
        text = " ".join((*self.cells(), self.paper.title, *self.paper.authors)).casefold()
        return all(word in text for word in words.casefold().split())


def collect_results(papers: Sequence[Paper], tell: Tell) -> list[ReportedResult]:
    """Return every result of some papers, in their order; `tell` hears how far it is."""
    found: list[ReportedResult] = []
    for done, paper in enumerate(papers):
        if done % _STEP == 0:
            tell("reading the abstracts", done, len(papers))
        found += [ReportedResult(paper, result) for result in read_paper(paper).results]
    return found


def results_as_csv(rows: Iterable[ReportedResult]) -> str:
    """Return the table as CSV with a line of headings."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([_inert(cell) for cell in row.cells()] for row in rows)
    return written.getvalue()


def results_as_latex(rows: Iterable[ReportedResult]) -> str:
    """Return the table as LaTeX that needs no package; each paper is cited by its key."""
    return _HEAD + "".join(f"{_latex_row(row)} \\\\\n" for row in rows) + _TAIL


def _latex_row(row: ReportedResult) -> str:
    key, *others = row.cells()
    return " & ".join([f"\\cite{{{key}}}", *(to_ascii_latex(cell) for cell in others)])


def _inert(cell: str) -> str:
    """Keep a spreadsheet from reading text as a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "@", "\t") else cell
