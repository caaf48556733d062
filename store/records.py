"""A paper as Chroma keeps it: the abstract as document, the rest as flat metadata, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from store.filters import filter_terms
from store.paper import Paper, PartialDate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from store.filters import Clause, Filter

Metadata = dict[str, Any]

REVISION = "revision"
"""Beside the paper stands the number of the write that brought it."""
_TERMS = "terms_"
_LISTS = ("authors", "affiliations")
_TEXTS = (
    *("key", "title", "authors_complete", "field", "has_code"),
    *("venue", "doi", "arxiv_id", "url", "source", "profile"),
)
# Chroma looks a few values up three times as fast as it compares every year with two.
_SHORT_SPAN = 64
_DATE = ("year", "month", "day", "inferred")


def to_metadata(paper: Paper) -> Metadata:
    """Return the paper without its abstract; what is unknown or empty is None.

    Chroma merges what it is given with what it has, and forgets only what is said to be None. It even gives
    new records the lists of a collection that was deleted.
    """
    metadata: Metadata = {name: getattr(paper, name) for name in _TEXTS}
    metadata |= {name: list(getattr(paper, name)) or None for name in _LISTS}
    date = paper.date
    metadata |= {name: getattr(date, name) if date else None for name in _DATE}
    return metadata | {_TERMS + name: value for name, value in filter_terms(paper).items()}


def from_metadata(metadata: Mapping[str, Any], abstract: str) -> Paper:
    """Return the paper that `to_metadata` took apart."""
    known: dict[str, Any] = {name: metadata.get(name) for name in _TEXTS}
    known |= {name: tuple(metadata.get(name) or ()) for name in _LISTS}
    date: dict[str, Any] = {name: metadata.get(name) for name in _DATE}
    return Paper(**known, date=PartialDate(**date) if date["year"] is not None else None, abstract=abstract)


def to_where(where: Filter | None) -> dict[str, Any] | None:
    """Return the filter in Chroma's own terms, None where it lets every paper through."""
    conditions = [_condition(clause) for clause in where.clauses] if where else []
    if len(conditions) > 1:
        return {"$and": conditions}
    return conditions[0] if conditions else None


def _condition(clause: Clause) -> dict[str, Any]:
    name = _TERMS + clause.name
    if clause.years is None:
        return {name: {"$not_contains" if clause.negated else "$contains": clause.value}}
    first, last = clause.years
    if not clause.negated and 0 <= last - first < _SHORT_SPAN:
        return {name: {"$in": list(range(first, last + 1))}}
    if clause.negated:
        return {"$or": [{name: {"$lt": first}}, {name: {"$gt": last}}]}
    return {"$and": [{name: {"$gte": first}}, {name: {"$lte": last}}]}
