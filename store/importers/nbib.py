"""Papers from PubMed's `.nbib`, the MEDLINE format."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from store.importers.base import split_lines
from store.importers.entries import Entries
from store.importers.identifiers import read_date, read_doi
from store.importers.record import Record
from store.importers.tagged import Layout, Tagged, split_records
from store.names import PersonName, write_names
from store.retraction import noted

if TYPE_CHECKING:
    from store.importers.base import Imported
    from store.importers.sources import Source

_LAYOUT = Layout(
    line=re.compile(r"(?P<tag>[A-Z]{2,4}[0-9]?) {0,3}- ?(?P<value>.*)"),
    starts=("PMID",),
    titles=("TI",),
    once=("DP", "JT", "OWN", "PG", "AB"),
    joined=re.compile(r"[A-Z]{1,4} {2}- |\b(?:FAU|AID|LID|PMID|STAT|OWN) ?- "),
    is_indented=True,
    long=tuple(
        "TI AB AD CI TT OT OTO OAB COI GR CN JT TA SO BTI CTI CRDT GN RN MH EIN".split()
    ),
    loose=re.compile(r"\s{0,4}(?P<tag>PMID)\s{0,4}[-:]\s{0,4}(?P<value>\d.*)"),
)
_NUMBER = re.compile(
    r"(?<!\S)(?P<value>\S{1,500})\s{0,9}\[(?P<kind>doi|pii|pmcid|bookaccession)\]"
)
_KINDS = {
    "Book": "book",
    "Book Chapter": "chapter",
    "Academic Dissertation": "thesis",
    "Preprint": "article",
    "Dataset": "dataset",
    "Technical Report": "report",
}


def read_nbib(source: Source) -> Imported:
    """Return the papers of a file of PubMed's."""
    entries = Entries(source)
    for tagged in split_records(split_lines(source.text), _LAYOUT, entries.findings):
        entries.keep(_record(tagged))
    return entries.imported("records of PubMed")


def _record(tagged: Tagged) -> Record:
    numbers = {
        found["kind"]: found["value"]
        for each in tagged.all("LID", "AID")
        if (found := _NUMBER.search(each))
    }
    pages = tagged.first("PG")
    book = tagged.first("BTI")
    kinds = [_KINDS[kind] for kind in tagged.all("PT") if kind in _KINDS]
    retracted = any("Retracted Publication" in kind for kind in tagged.all("PT"))
    notice, concern = tagged.first("RIN"), tagged.first("ECI")
    title = tagged.first("TI") or book
    return Record(
        line=tagged.line,
        title=title.removesuffix(".").removeprefix("[").removesuffix("]")
        if title.startswith("[")
        else title.removesuffix("."),
        authors=[
            *names(tagged.all("FAU") or tagged.all("AU")),
            *(PersonName(body, is_collective=True) for body in tagged.all("CN")),
        ],
        date=read_date(tagged.first("DP")),
        abstract=" ".join(tagged.all("AB")),
        kind=next(iter(kinds), "article-journal"),
        keywords=tagged.all("OT"),
        venue=tagged.first("JT", "TA") or (book if book != title else ""),
        doi=numbers.get("doi", ""),
        affiliations=list(dict.fromkeys(tagged.all("AD"))),
        extra={
            "volume": tagged.first("VI"),
            "issue": tagged.first("IP"),
            "pages": full_pages(pages),
            "PMID": tagged.first("PMID"),
            "PMCID": tagged.first("PMC"),
            "ISSN": tagged.first("IS").split(" ")[0],
            "ISBN": tagged.first("ISBN").split(" ")[0],
            "abbreviation": tagged.first("TA") if tagged.first("JT") else "",
            "publisher": tagged.first("PB"),
            "place": tagged.first("CP") if book else "",
            "editors": write_names(names(tagged.all("FED", "ED"))),
            "language": tagged.first("LA"),
            "original-title": tagged.first("TT"),
            "retracted": noted(read_doi(notice)) if retracted or notice else "",
            "concern": noted(read_doi(concern)) if concern else "",
        },
    )


def names(texts: list[str]) -> list[PersonName]:
    """Return the names of "Fern, Lea Ann" or "Fern LA"."""
    found = []
    for text in texts:
        family, comma, given = text.partition(",")
        if not comma:
            family, _, given = text.rpartition(" ")
            if not (given.isupper() and len(given) <= 4 and family):
                family, given = text, ""
        found.append(PersonName(family.strip(), given.strip()))
    return found


def full_pages(pages: str) -> str:
    """Return the pages of "151-60" as "151–160"."""
    found = re.fullmatch(r"(\d{1,9})\s*[-–]\s*(\d{1,9})", pages.strip())
    if found is None:
        return pages
    first, last = found[1], found[2]
    return (
        f"{first}–{first[: len(first) - len(last)] + last if len(last) < len(first) else last}"
    )
