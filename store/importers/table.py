"""Papers from tables whose header says what stands where: Scopus, IEEE Xplore, Lens, and
spreadsheets.
"""

from __future__ import annotations

import csv
import io
import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from store.importers.entries import Entries
from store.importers.identifiers import make_date, month_and_day, read_date
from store.importers.record import LONGEST_LIST, MOST_AUTHORS, Record, cut_of_list
from store.kinds import RIS_TYPES
from store.names import PersonName, read_inverted, write_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from store.importers.base import Imported
    from store.importers.sources import Source
    from store.paper import PartialDate

    Row = Mapping[str, str]

_EXTRA = (
    "volume issue pages eid publisher place ISBN ISSN PMID PMCID language abbreviation"
    " series edition"
).split()
_KINDS = (
    ("conference", "paper-conference"),
    ("proceeding", "paper-conference"),
    ("bookchapter", "chapter"),
    ("booksection", "chapter"),
    ("chapter", "chapter"),
    ("book", "book"),
    ("thesis", "thesis"),
    ("dissertation", "thesis"),
    ("preprint", "article"),
    ("report", "report"),
    ("patent", "patent"),
    ("dataset", "dataset"),
    ("magazine", "article-magazine"),
    ("article", "article-journal"),
    ("review", "article-journal"),
    ("journal", "article-journal"),
    ("letter", "article-journal"),
    ("editorial", "article-journal"),
)
_ABOUT = re.compile(r'\ufeff?"?About the data: [^\n]{0,2000}', re.IGNORECASE)
"""What Dimensions has before the header."""
_SCOPUS_ID = re.compile(r"\s*\(\d{1,14}(?:, ?\d{1,3})*\)")
_LARGEST_FIELD = 10_000_000
_MOST_COLUMNS = 400
_SHOWN = 100


@cache
def column_names() -> dict[str, str]:
    """Return what a column holds, by each of its names."""
    text = files("store.importers").joinpath("columns.txt").read_text(encoding="utf-8")
    names: dict[str, str] = {}
    for row in text.splitlines()[1:]:
        name, _, aliases = row.partition(": ")
        names |= {alias.strip(): name for alias in aliases.split(", ")}
    return names


def looks_like_table(text: str) -> bool:
    """Tell whether the first line names columns that papers have."""
    header = _header(text)
    return "title" in header and len(set(header) - {"title"}) >= 1


def read_table(source: Source) -> Imported:
    """Return the papers of a table; rows are counted by their first line. Raises SourceError
    where no column holds titles.
    """
    entries = Entries(source)
    if "title" not in _header(source.text):
        first = source.text.lstrip("\n\r \ufeff")[:_SHOWN].split("\n", 1)[0]
        raise source.unreadable(
            f"none of its columns is known to hold titles: {first}",
            "The first line names the columns: title, authors, year, abstract, journal, doi.",
        )
    for line, row in _rows(source, entries):
        entries.keep(record_of_row(row, line))
    return entries.imported("papers")


def _dialect(text: str) -> str:
    first = text[:20_000].lstrip("\n\r").split("\n", 1)[0]
    return max("\t,;|", key=first.count)


def _header(text: str) -> list[str]:
    first, _, rest = text.lstrip("\n\r \ufeff")[:20_000].partition("\n")
    if _ABOUT.match(first):
        return _header(rest)
    if not 2 <= first.count(_dialect(first)) + 1 <= _MOST_COLUMNS:
        return []
    try:
        cells = next(csv.reader([first], delimiter=_dialect(first)), [])
    except csv.Error:
        return []
    return [name for cell in cells if (name := _column(cell))]


def _column(cell: str) -> str:
    return column_names().get(_alias(cell), "")


def _alias(cell: str) -> str:
    return " ".join(re.sub(r"[_\s]+", " ", cell.strip().strip("\ufeff")).split()).lower()


def _rows(source: Source, entries: Entries) -> Iterator[tuple[int, Row]]:
    text = _ABOUT.sub("", source.text.lstrip("\n\r"))
    csv.field_size_limit(_LARGEST_FIELD)
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=_dialect(text), skipinitialspace=True
    )
    columns: list[tuple[int, str]] | None = None
    width = 0
    start = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            entries.findings.skip(start, f"this is no row of the table: {error}")
            start = reader.line_num + 1
            continue
        if cells is None:
            return
        line, start = start, reader.line_num + 1
        if columns is None and not cells:
            continue
        if columns is None:
            columns, width = _columns(cells), len(cells)
        elif any(cell.strip() for cell in cells):
            if len(cells) != width:
                told = f"this row has {len(cells)} cells, and the header {width}"
                entries.findings.warn_at(line, told)
            yield line, _row(columns, cells)


def _columns(header: Sequence[str]) -> list[tuple[int, str]]:
    """Return where the columns stand that are known, and what they hold: of those that hold the
    same, full names come first.
    """
    ranks = {alias: rank for rank, alias in enumerate(column_names())}
    aliases = enumerate(map(_alias, header))
    known = sorted((ranks[alias], place, alias) for place, alias in aliases if alias in ranks)
    return [(place, column_names()[alias]) for _, place, alias in known]


def _row(columns: Sequence[tuple[int, str]], cells: Sequence[str]) -> Row:
    row: dict[str, str] = {}
    for place, name in columns:
        cell = cells[place].strip() if place < len(cells) else ""
        if cell and cell.lower() not in ("n/a", "null", "none", "nan"):
            row.setdefault(name, cell)
    return row


def record_of_row(row: Row, line: int) -> Record:
    """Return what a row says, by what its columns hold."""
    first, last = row.get("first", ""), row.get("last", "")
    extra = {name: row.get(name, "") for name in _EXTRA}
    if first and not extra["pages"]:
        extra["pages"] = f"{first}–{last}" if last and last != first else first
    extra["editors"] = write_names(people_in(row.get("editors", "")))
    extra["retracted"] = "yes" if row.get("kind", "").lower().startswith("retracted") else ""
    return Record(
        line=line,
        key=key if " " not in (key := row.get("key", "")) and not key.isdecimal() else "",
        title=_ENDED.sub("", row.get("title", "")),
        subtitle=row.get("subtitle", ""),
        authors=people_in(row.get("authors", "")),
        date=_date(row),
        date_said=row.get("year") or row.get("date", ""),
        abstract=row.get("abstract", ""),
        kind=_kind(row.get("kind", "")),
        category=row.get("field", ""),
        keywords=[word.strip() for word in row.get("keywords", "").split(";") if word.strip()],
        venue=row.get("venue", ""),
        doi=row.get("doi", ""),
        url=row.get("url", ""),
        arxiv=[f"arXiv:{row.get('arxiv', '')}", row.get("url", ""), row.get("venue", "")],
        affiliations=[
            part.strip() for part in row.get("affiliations", "").split(";") if part.strip()
        ],
        notes=[row.get("note", "")],
        extra=extra,
        cut=cut_of_list(row.get("authors", "")),
    )


def _date(row: Row) -> PartialDate | None:
    month, day = month_and_day(row.get("month", ""))
    whole = read_date(row.get("date", ""))
    year = read_date(row.get("year", ""))
    if whole and (year is None or whole.year == year.year):
        return whole
    return make_date(year.year, month, day) if year else None


def _kind(said: str) -> str | None:
    if said in RIS_TYPES:
        return said
    word = re.sub(r"[^a-z]", "", said.lower())
    return next((kind for part, kind in _KINDS if part in word), None)


def people_in(text: str) -> list[PersonName]:
    """Return the names of "Fern, Lea (7001); Moss, Ida", "Fern L.; Moss I.", "Fern L., Moss I."
    or "L. Fern, I. Moss"; of more than are read, one more, so that it is told.
    """
    return [*_people_in(text)]


# JSON is asked for its authors in several formats' names.
@lru_cache(maxsize=4)
def _people_in(text: str) -> tuple[PersonName, ...]:
    bare = _SCOPUS_ID.sub("", text[:LONGEST_LIST])
    if bare.find(".") == len(bare) - 1:
        bare = bare.removesuffix(".")
    if ";" in bare or "|" in bare:
        parts = re.split(r"\s*[;|]\s*", bare)
    elif (
        " and " in bare
        and bare.count(",") >= bare.count(" and ") + 1
        and re.match(r"[^,]+, [^,]+ and ", bare)
    ):
        parts = bare.split(" and ")
    elif _is_inverted(bare) or re.fullmatch(r"\{[^{}]*\}", bare.strip()):
        parts = [bare]
    elif pairs := _inverted_pairs(bare):
        parts = pairs
    else:
        parts = _BETWEEN.split(bare)
    names = [name_of_part(part.strip()) for part in parts[: MOST_AUTHORS + 1] if part.strip()]
    return tuple(names)


def _inverted_pairs(text: str) -> list[str]:
    """Return the names of "Roe, A., Li, B., & Fox, C. D.", none of another list."""
    parts = [part for part in _BETWEEN.split(text) if part]
    families, given = parts[::2], parts[1::2]
    is_paired = len(parts) > 2 and len(families) == len(given)
    if not is_paired or not all(map(_DOTTED.fullmatch, given)):
        return []
    return [f"{family}, {first}" for family, first in zip(families, given, strict=True)]


def _is_inverted(text: str) -> bool:
    """Tell whether a text is one name, "Fern, Lea" or "Davis, Sammy, Jr.", and not several."""
    _, _, rest = text.partition(",")
    given, _, suffix = rest.strip().partition(",")
    if suffix:
        return bool(_SUFFIX.fullmatch(suffix.strip()))
    return bool(given) and (
        " " not in given.strip() or bool(_INITIALS.fullmatch(given.strip()))
    )


def name_of_part(part: str) -> PersonName:
    """Return the name of "Fern, Lea", "Lea Fern", or "Fern L.A."."""
    words = part.split()
    if "," not in part and len(words) > 1 and _INITIALS.fullmatch(words[-1]):
        return PersonName(" ".join(words[:-1]), words[-1])
    return read_inverted(part)


_ENDED = re.compile(r"(?<=\w{4})\.$")
"""The full stop that PubMed puts behind a title."""
_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV)\.?")
_BETWEEN = re.compile(r"\s*,\s*(?:and\s+|&\s*)?|\s+(?:and|&)\s+")
_DOTTED = re.compile(r"(?:[^\W\d_]\.[ -]?){1,4}")
_INITIALS = re.compile(r"(?:[A-Z]\.?[ -]?){1,3}[A-Z]?\.|[A-Z]{1,3}|(?:[A-Z]\.-?){1,4}")
