"""Which make of page a text is, told by the lines that only that make has."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from store.importers.author_pages.leftovers import report_leftovers
from store.importers.author_pages.publication_list import read_list
from store.importers.base import clean_text, split_lines
from store.importers.entries import Entries

if TYPE_CHECKING:
    from store.importers.base import Imported
    from store.importers.sources import Source


class PageLine(NamedTuple):
    """A line of a page: its number, counted from 1, and what it says."""

    number: int
    text: str
    is_after_blank: bool = False


_MAKES = (
    "arxiv_listing",
    "openreview",
    "orcid",
    "dblp",
    "google_scholar",
    "semantic_scholar",
    "research_gate",
    "research_portal",
    "ssrn",
    "inspire",
)
"""Makes that have lines of their own, in the order in which they are looked for."""
READ = (
    "Scholar Feed, arXiv, Google Scholar, Semantic Scholar, DBLP, OpenReview, ORCID,"
    " ResearchGate, SSRN, INSPIRE, portals of universities that run Pure,"
    " lists of publications as in a CV, and homepages with title, authors and venue on a"
    " line each"
)


def read_author_page(source: Source, *, is_sure: bool = False) -> Imported | None:
    """Return the papers of a page; None where it is of no make that is known, or, where it must
    be sure, of none that has lines of its own.
    """
    lines = lines_of(source.text)
    entries = Entries(source)
    for name in _MAKES if is_sure else (*_MAKES, "homepage"):
        make = import_module(f"store.importers.author_pages.{name}")
        if make.is_make(lines):
            make.read(lines, entries)
            report_leftovers(lines, entries, make.FURNITURE, make.OWN)
            return entries.imported("papers")
    if not is_sure and read_list(lines, entries):
        return entries.imported("papers")
    return None


def lines_of(text: str) -> list[PageLine]:
    """Return the lines that are not blank; tabs, which part columns, stay as they are."""
    lines: list[PageLine] = []
    was_blank = True
    for number, raw in enumerate(split_lines(text), 1):
        said = "\t".join(clean_text(cell) for cell in raw.split("\t")).rstrip("\t")
        if said.strip():
            lines.append(PageLine(number, said, was_blank))
        was_blank = not said.strip()
    return lines
