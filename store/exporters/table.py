"""CSV: a row a paper, which every spreadsheet opens."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from store.exporters.kinds import arxiv_number, bare_doi, type_of
from store.names import names_of
from store.printable import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from store.paper import Paper

_EXTRA = (
    "volume issue number pages eid publisher place edition series editors ISBN ISSN PMID PMCID"
    " language keywords note"
).split()
HEADER = (
    *("key", "title", "authors", "year", "date", "kind", "venue", "doi", "arxiv", "url"),
    *("field", *_EXTRA, "abstract"),
)
_FORMULA = ("=", "+", "-", "@")


def csv_table(papers: Iterable[Paper]) -> str:
    """Return the papers as CSV with a header, sorted by key; authors stand as "Family, Given;
    …".

    What a spreadsheet would take for a formula has an apostrophe before it.
    """
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(HEADER)
    by_key = {paper.key: paper for paper in papers}
    for key in sorted(by_key):
        writer.writerow([_cell(value) for value in _row(by_key[key])])
    return written.getvalue()


def _row(paper: Paper) -> list[str]:
    names = [name.written for name in names_of(paper)]
    if names and not paper.authors_complete:
        names.append("et al.")
    return [
        paper.key,
        paper.title,
        "; ".join(names),
        str(paper.date.year) if paper.date else "",
        str(paper.date) if paper.date else "",
        type_of(paper),
        paper.venue or "",
        bare_doi(paper),
        arxiv_number(paper),
        paper.url or "",
        paper.field or "",
        *(paper.extra.get(name, "") for name in _EXTRA),
        paper.abstract,
    ]


def _cell(value: str) -> str:
    line = one_line(value)
    return f"'{line}" if line.startswith(_FORMULA) else line
