"""Papers from CSL-JSON, which citation processors and managers of references write."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from store.errors import SourceError
from store.importers.base import clean_text, read_text
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
    from collections.abc import Mapping
    from pathlib import Path

    from store.importers.base import Imported
    from store.paper import PartialDate

    Item = Mapping[str, Any]


def read_csl_json(path: Path) -> Imported:
    """Return the papers of a CSL-JSON array; items are counted as they stand, from 1."""
    entries = Entries(path)
    for number, item in enumerate(_items(path), 1):
        if isinstance(item, dict):
            entries.keep(_paper(item), _text(item, "citation-key") or _text(item, "id"), number)
        else:
            entries.findings.skip(number, "this is no item of CSL-JSON")
    return entries.imported("CSL-JSON items")


def _items(path: Path) -> list[Any]:
    try:
        read = json.loads(read_text(path))
    except (ValueError, RecursionError) as error:
        raise SourceError(f"Cannot read {path}", why=f"it is not JSON: {error}") from error
    items = read.get("items") if isinstance(read, dict) else read
    if not isinstance(items, list):
        raise SourceError(f"Cannot read {path}", why="it is JSON, but no list of items")
    return items


def _text(item: Item, name: str) -> str:
    value = item.get(name)
    return clean_text(str(value)) if isinstance(value, str | int) else ""


def _paper(item: Item) -> Paper:
    names = item.get("author")
    authors, are_all = without_others(
        [_name(name) for name in names] if isinstance(names, list) else []
    )
    keyword = _text(item, "keyword")
    return Paper(
        key="",
        title=_text(item, "title"),
        authors=authors,
        authors_complete=are_all,
        date=_date(item),
        abstract=_text(item, "abstract"),
        field=keyword if keyword and "," not in keyword else None,
        has_code=None,
        venue=read_venue(_text(item, "container-title") or _text(item, "event-title")),
        doi=read_doi(_text(item, "DOI")),
        arxiv_id=read_arxiv(*(_text(item, name) for name in ("number", "URL", "DOI", "note"))),
        url=_text(item, "URL") or None,
    )


def _name(name: object) -> str:
    if not isinstance(name, dict):
        return ""
    parts = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    return _text(name, "literal") or " ".join(
        said for part in parts if (said := _text(name, part))
    )


def _date(item: Item) -> PartialDate | None:
    issued = item.get("issued")
    if not isinstance(issued, dict):
        return None
    lists = issued.get("date-parts")
    first = lists[0] if isinstance(lists, list) and lists and isinstance(lists[0], list) else []
    numbers = [int(part) for part in first if str(part).isdecimal()]
    year, month, day = [*numbers, None, None, None][:3]
    said = str(year or issued.get("raw") or issued.get("literal") or "")
    return read_date(said.zfill(4) if year else said, month, day, _text(item, "note"))
