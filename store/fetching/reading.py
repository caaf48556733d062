"""Answers as papers, by the importers that read the same from files."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from store.importers.json_values import Item, parse_json
from store.merging.identity import bare_arxiv

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
        self.papers += map(_identified, imported.papers)
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
    number = paper.extra.get("openalex") or bare_arxiv(paper) or paper.doi
    return (number or paper.title).lower()


def batches(values: Iterable[str], size: int) -> list[list[str]]:
    """Return values so many at a time."""
    listed = list(dict.fromkeys(values))
    return [listed[start : start + size] for start in range(0, len(listed), size)]


def _identified(paper: Paper) -> Paper:
    """Return a paper under its number at the service: what stands where on a page, and the key
    that is made of it there, are others tomorrow.
    """
    service, number = paper.source.rpartition(":")[0], identifier_of(paper)
    is_place = ":" not in number and " " not in number
    place = f"{service}:{number.upper()}" if is_place else paper.source
    return replace(paper, key=number, source=place)
