"""Answers as papers, by the importers that read the same from files."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from store.importers.json_values import Item, parse_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from store.importers.base import Imported
    from store.paper import Paper


@dataclass(slots=True)
class Fetched:
    """What services gave, and what they had not."""

    papers: list[Paper] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What is to be told of it."""

    def take(self, imported: Imported) -> None:
        """Take what an answer holds."""
        self.papers += [replace(each, source=_place(each)) for each in imported.papers]
        self.notes += [f"{each.source}: {each.reason}" for each in imported.skipped]

    def add(self, other: Fetched) -> None:
        """Take what was fetched elsewhere."""
        self.papers += other.papers
        self.notes += other.notes


def read_object(text: str) -> Item:
    """Return the object that JSON is. Raises ValueError where it is none."""
    read = parse_json(text)
    if not isinstance(read, dict):
        raise ValueError("it is no object of JSON")  # noqa: TRY004
    return read


def read_list(text: str) -> list[Any]:
    """Return the list that JSON is. Raises ValueError where it is none."""
    read = parse_json(text)
    if not isinstance(read, list):
        raise ValueError("it is no list of JSON")  # noqa: TRY004
    return read


def identifier_of(paper: Paper) -> str:
    """Return what a service calls a paper, the same at every fetch."""
    number = paper.extra.get("openalex") or paper.arxiv_id or paper.doi
    return (number or paper.title).lower()


def batches(values: Iterable[str], size: int) -> list[list[str]]:
    """Return values so many at a time."""
    listed = list(dict.fromkeys(values))
    return [listed[start : start + size] for start in range(0, len(listed), size)]


def _place(paper: Paper) -> str:
    """Return the service and its number for a paper: what stands where on a page is gone
    tomorrow.
    """
    service = paper.source.rpartition(":")[0]
    number = identifier_of(paper) if paper.doi or paper.arxiv_id or paper.extra else ""
    return f"{service}:{number.upper()}" if number and ":" not in number else paper.source
