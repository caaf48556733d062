"""Papers from RIS, which every manager of references writes."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from store.importers.base import split_lines
from store.importers.bibtex_names import names_on_a_line
from store.importers.entries import Entries
from store.importers.identifiers import make_date, month_and_day, read_date
from store.importers.record import Record
from store.importers.tagged import Layout, Tagged, split_records
from store.kinds import FROM_RIS, IN_JOURNALS, WITHIN_BOOKS
from store.names import read_inverted, write_names

if TYPE_CHECKING:
    from store.importers.base import Imported
    from store.importers.sources import Source
    from store.names import PersonName
    from store.paper import PartialDate

_LAYOUT = Layout(
    line=re.compile(r"(?P<tag>[A-Z][A-Z0-9])  -(?: |$)(?P<value>.*)"),
    starts=("TY",),
    ends=("ER",),
    titles=("TI", "T1"),
    once=("ID", "PY", "DO", "VL", "AB", "JO", "JF"),
    long=("TI", "T1", "T2", "AB", "N1", "N2", "KW", "AD", "AU", "A1", "JO", "BT", "UR", "C1"),
    joined=re.compile(r"[A-Z][A-Z0-9]  - "),
    loose=re.compile(
        r"\s{0,8}(?P<tag>[A-Z][A-Z0-9])(?:\s{0,4}[-–—]\s|\s{1,3}[-–—]\s{0,2}(?=\S)|\s{1,3}-$)(?P<value>.*)"
    ),
)
_PMID = re.compile(r"\bPMID:?\s{0,3}(\d{1,9})\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d{5})")
_VALUES = {
    "volume": "VL",
    "issue": "IS",
    "edition": "ET",
    "place": "CY",
    "publisher": "PB",
    "series": "T3",
    "chapter": "SE",
    "volumes": "NV",
    "event": "C3",
    "PMCID": "C2",
    "eid": "C7",
    "language": "LA",
    "short-title": "ST",
    "genre": "M3",
}
_DEGREE = re.compile(
    r"thesis|dissertation|ph\.? ?d|m\.? ?sc|arbeit|habilitation", re.IGNORECASE
)
"""What says which sort of thesis it is; programs write it as M3, M1 or U1."""
_DOI = re.compile(r"\s*(?:doi:?\s*|https?://(?:dx\.)?doi\.org/)?10\.\d{4,9}/", re.IGNORECASE)


def read_ris(source: Source) -> Imported:
    """Return the papers of a RIS file; a record that does not end is read as far as it goes."""
    entries = Entries(source)
    for tagged in split_records(split_lines(source.text), _LAYOUT, entries.findings):
        entries.keep(_record(tagged))
    return entries.imported("RIS records")


def _record(tagged: Tagged) -> Record:
    kind = FROM_RIS.get(tagged.first("TY").upper())
    title, venue, series = _titles(tagged, kind)
    extra = {name: tagged.first(tag) for name, tag in _VALUES.items()} | _numbers(tagged)
    accessed = read_date(tagged.first("Y2"))
    extra["accessed"] = str(accessed) if accessed else ""
    if _DOI.match(extra["genre"]):
        extra["genre"] = ""
    if kind == "thesis":
        said = (extra["genre"], *tagged.all("M1", "U1"))
        extra["genre"] = next((each for each in said if _DEGREE.search(each)), extra["genre"])
        extra["number"] = "" if extra["number"] == extra["genre"] else extra["number"]
    if series and not extra["series"]:
        extra["series"] = series
    extra["editors"] = write_names(
        map(read_inverted, tagged.all("ED", *(("A2",) if kind in WITHIN_BOOKS else ())))
    )
    extra["translators"] = write_names(map(read_inverted, tagged.all("TA", "A4")))
    if extra["short-title"] == title:
        del extra["short-title"]
    accession = tagged.first("AN")
    if found := _PMID.search(" ".join((*tagged.all("C1", "AN"), *tagged.all("N1")))):
        extra["PMID"] = found[1]
    elif accession and "arxiv" not in accession.lower():
        extra["accession"] = accession
    notes = [note for note in tagged.all("N1") if not _PMID.fullmatch(note)]
    return Record(
        line=tagged.line,
        key=tagged.first("ID") if " " not in tagged.first("ID") else "",
        title=title,
        authors=[*chain.from_iterable(map(_people, tagged.all("AU", "A1")))],
        date=_date(tagged),
        date_said=tagged.first("PY", "Y1", "DA"),
        abstract=tagged.first("AB", "N2"),
        kind=kind,
        keywords=tagged.lines("KW"),
        venue=venue,
        doi=tagged.first("DO") or next(filter(_DOI.match, tagged.all("M3", "L3", "N1")), ""),
        url=tagged.first("UR", "L2", "LK"),
        arxiv=tagged.all("AN", "UR", "DO", "M1", "JO", "T2", "PB"),
        notes=notes,
        extra=extra,
    )


def _people(value: str) -> list[PersonName]:
    """Return the name of a line, or the names where a program put all on one."""
    names = names_on_a_line(value) if value.count(",") > 1 else []
    return names or [read_inverted(name) for name in value.split("; ") if name.strip()]


def _titles(tagged: Tagged, kind: str | None) -> tuple[str, str, str]:
    """Return the title, the journal or book, and the series; of a book BT is the title, and T2
    the series.
    """
    if kind in (None, *IN_JOURNALS, *WITHIN_BOOKS):
        journal = tagged.first("JF", "T2", "JO", "BT", "JA", "J2")
        return (
            tagged.first("TI", "T1", "CT"),
            tagged.first("T2", "BT") if kind in WITHIN_BOOKS else journal,
            "",
        )
    return tagged.first("TI", "T1", "BT", "CT"), tagged.first("JF", "JO"), tagged.first("T2")


def _numbers(tagged: Tagged) -> dict[str, str]:
    start, end = tagged.first("SP"), tagged.first("EP")
    standards = {_standard(value): value for value in reversed(tagged.all("SN"))}
    number = tagged.first("M1")
    return {
        "pages": f"{start}–{end}" if start and end and end not in start else start,
        **standards,
        "number": "" if "arxiv" in number.lower() else number,
        "abbreviation": _abbreviation(tagged),
    }


def _abbreviation(tagged: Tagged) -> str:
    """Return the short name of a journal; many write it as JO, beside the full one."""
    full = tagged.first("JF", "T2", "JO")
    short = tagged.first("J2", "JA", "JO") if full else ""
    return short if short != full else ""


def _standard(value: str) -> str:
    """Return which number it is, by how many digits it has."""
    digits = re.sub(r"[^0-9Xx]", "", value.split(" ")[0])
    return "ISBN" if len(digits) in (10, 13) else "ISSN"


def _date(tagged: Tagged) -> PartialDate | None:
    """Return the date; DA has month and day where PY has the year alone."""
    year = _YEAR.search(tagged.first("PY", "Y1"))
    for value in tagged.all("DA", "Y1", "PY"):
        parts = [part.strip() for part in value.split("/")]
        if len(parts) > 1 and _YEAR.fullmatch(parts[0]):
            month, day = month_and_day(parts[1])
            found = make_date(parts[0], month, parts[2] if len(parts) > 2 else day)
        else:
            found = read_date(value)
        if found is None and year and any(told := month_and_day(value)):
            found = make_date(year[0], *told)  # "May 9"
        if found and (year is None or found.year == int(year[0])):
            return found
    return make_date(year[0]) if year else None
