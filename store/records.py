"""A paper as Chroma keeps it: the abstract as document, the rest as flat metadata, and back."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from store.paper import Extra, Paper, PartialDate
from store.paper_json import from_json, to_json

if TYPE_CHECKING:
    from collections.abc import Mapping

Metadata = dict[str, Any]

REVISION = "revision"
"""Beside the paper stands the number of the write that brought it."""
_HELD = "held"
_LISTS = ("authors", "affiliations")
_DATE = tuple(field.name for field in fields(PartialDate))
_MORE = "more"
"""What only references need, as JSON in one row: in parts it would be ten."""
_ELSEWHERE = ("key", "abstract", "date", "extra", "names", "records", *_LISTS)
_VALUES = tuple(field.name for field in fields(Paper) if field.name not in _ELSEWHERE)
_UNSAID: dict[str, Any] = {
    "title": "",
    "authors_complete": True,
    "source": "",
    "inferred": False,
}
"""What a paper without such an entry has; all others are None."""


def to_metadata(paper: Paper) -> Metadata:
    """Return the paper without its key and its abstract, and the names of what is known of it.

    Each entry is a row of Chroma's database, so that what is unknown has none. Chroma merges
    what it is given with what it has, and even gives new records the lists of a collection that
    was deleted: the names tell what belongs to this paper.
    """
    values: Metadata = {name: getattr(paper, name) for name in _VALUES}
    values |= {name: list(getattr(paper, name)) or None for name in _LISTS}
    if paper.date:
        values |= {name: getattr(paper.date, name) for name in _DATE}
    values[_MORE] = _more(paper)
    known = {name: value for name, value in values.items() if value != _UNSAID.get(name)}
    return known | {_HELD: " ".join(known)}


def from_metadata(key: str, metadata: Mapping[str, Any], abstract: str) -> Paper:
    """Return the paper that `to_metadata` took apart; without names, all that is there
    belongs to it.
    """
    held = metadata[_HELD].split() if _HELD in metadata else metadata
    known: Metadata = _UNSAID | {
        name: value for name in held if (value := metadata.get(name)) is not None
    }
    values: Metadata = {name: known.get(name) for name in _VALUES}
    values |= {name: tuple(known.get(name) or ()) for name in _LISTS}
    date: Metadata = {name: known.get(name) for name in _DATE}
    values["date"] = None if date["year"] is None else PartialDate(**date)
    return Paper(
        key=key, abstract=abstract, **_with_more(values, key, known.get(_MORE), abstract)
    )


def _more(paper: Paper) -> str | None:
    """Return what is in none of the other rows; of records that were merged, what differs."""
    if not (paper.extra or paper.names or paper.records):
        return None
    whole = to_json(paper)
    more: Metadata = {name: whole[name] for name in ("extra", "names") if name in whole}
    if paper.records:
        more["records"] = [_difference(whole, to_json(record)) for record in paper.records]
    return json.dumps(more, ensure_ascii=False)


def _difference(whole: Metadata, record: Metadata) -> Metadata:
    """Return what a record says otherwise than the whole; None for what it is silent about."""
    named = (*whole, *record)
    return {
        name: record.get(name)
        for name in dict.fromkeys(named)
        if name != "records" and whole.get(name) != record.get(name)
    }


def _with_more(values: Metadata, key: str, more: str | None, abstract: str) -> Metadata:
    read = json.loads(more) if more else {}
    values["extra"] = Extra(read.get("extra", {}))
    values["names"] = tuple(read.get("names", ()))
    if "records" not in read:
        return values
    whole = to_json(Paper(key=key, abstract=abstract, **values))
    merged = ({**whole, **difference} for difference in read["records"])
    said = (
        {name: value for name, value in record.items() if value is not None}
        for record in merged
    )
    return values | {"records": tuple(from_json(record) for record in said)}
