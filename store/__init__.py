"""Papers in, ranked papers out.

The names are imported when they are first used: whoever only needs `store.errors` pays for
nothing else.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.adding import AddReport
    from store.filters import Filter, parse_filter
    from store.library import Library
    from store.paper import Paper, PartialDate
    from store.ranking import Hit

__all__ = ["AddReport", "Filter", "Hit", "Library", "Paper", "PartialDate", "parse_filter"]

_HOMES = {
    "AddReport": "store.adding",
    "Filter": "store.filters",
    "Hit": "store.ranking",
    "Library": "store.library",
    "Paper": "store.paper",
    "PartialDate": "store.paper",
    "parse_filter": "store.filters",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
