"""A paper as Chroma keeps it: the abstract as document, the rest as flat metadata, and back."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from store.paper import Paper, PartialDate

if TYPE_CHECKING:
    from collections.abc import Mapping

Metadata = dict[str, Any]

REVISION = "revision"
"""Beside the paper stands the number of the write that brought it."""
_HELD = "held"
_LISTS = ("authors", "affiliations")
_DATE = tuple(field.name for field in fields(PartialDate))
_ELSEWHERE = ("key", "abstract", "date", *_LISTS)
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
    known = {name: value for name, value in values.items() if value != _UNSAID.get(name)}
    return known | {_HELD: " ".join(known)}


def from_metadata(key: str, metadata: Mapping[str, Any], abstract: str) -> Paper:
    """Return the paper that `to_metadata` took apart; without names, all that is there
    belongs to it.
    """
    held = metadata[_HELD].split() if _HELD in metadata else metadata

    def known(name: str) -> Any:  # noqa: ANN401
        value = metadata.get(name) if name in held else None
        return _UNSAID.get(name) if value is None else value

    date = {name: known(name) for name in _DATE}
    values = {name: known(name) for name in _VALUES} | {
        name: tuple(known(name) or ()) for name in _LISTS
    }
    values |= {"date": PartialDate(**date) if date["year"] is not None else None}
    return Paper(key=key, abstract=abstract, **values)
