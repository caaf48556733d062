"""Papers from RIS, which every manager of references writes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from store.importers.base import clean_text, read_lines
from store.importers.entries import (
    Entries,
    read_arxiv,
    read_date,
    read_doi,
    read_venue,
    without_others,
)
from store.paper import Paper

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from store.importers.base import Imported

    Tags = dict[str, list[str]]

_LINE = re.compile(r"(?P<tag>[A-Z][A-Z0-9])  - ?(?P<value>.*)")
_VENUES = ("JO", "JF", "T2", "JA", "BT", "PB")


def read_ris(path: Path) -> Imported:
    """Return the papers of a RIS file; a record that does not end is read as far as it goes."""
    entries = Entries(path)
    for line, tags in _records(read_lines(path)):
        entries.keep(_paper(tags), _first(tags, "ID").strip(), line)
    return entries.imported("RIS records")


def _records(lines: Sequence[str]) -> Iterator[tuple[int, Tags]]:
    """Yield each record with the number of its first line; a line without a tag continues
    the one above.
    """
    record: tuple[int, Tags] | None = None
    last: list[str] = []
    for number, text in enumerate(lines, 1):
        found = _LINE.fullmatch(text.rstrip())
        if found is None:
            if last and text.strip():
                last[-1] += f" {text.strip()}"
            continue
        if found["tag"] in ("TY", "ER") and record:
            yield record
            record = None
        if found["tag"] == "TY":
            record = (number, {})
        if record and found["tag"] != "ER":
            last = record[1].setdefault(found["tag"], [])
            last.append(found["value"])
    if record:
        yield record


def _first(tags: Tags, *names: str) -> str:
    return next((value for name in names for value in tags.get(name, ()) if value.strip()), "")


def _paper(tags: Tags) -> Paper:
    authors, are_all = without_others(
        [_name(name) for tag in ("AU", "A1") for name in tags.get(tag, ())]
    )
    parts = _first(tags, "DA", "Y1", "PY").split("/")[1:3]
    numbers = [int(part) if part.isdecimal() else None for part in parts]
    month, day = [*numbers, None, None][:2]
    keywords = tags.get("KW", [])
    return Paper(
        key="",
        title=clean_text(_first(tags, "TI", "T1")),
        authors=authors,
        authors_complete=are_all,
        date=read_date(
            _first(tags, "PY", "Y1", "DA"), month, day, " ".join(tags.get("N1", ()))
        ),
        abstract=clean_text(_first(tags, "AB", "N2")),
        field=clean_text(keywords[0]) or None if len(keywords) == 1 else None,
        has_code=None,
        venue=read_venue(_first(tags, *_VENUES)),
        doi=read_doi(_first(tags, "DO")),
        arxiv_id=read_arxiv(*(_first(tags, tag) for tag in ("AN", "UR", "DO", "M1"))),
        url=clean_text(_first(tags, "UR")) or None,
    )


def _name(name: str) -> str:
    """Return "Given Family Suffix" of "Family, Given, Suffix"."""
    family, _, rest = name.partition(",")
    given, _, suffix = rest.partition(",")
    return " ".join(part.strip() for part in (given, family, suffix) if part.strip())
