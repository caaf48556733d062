"""The orders in which papers are listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from store.paper import Paper

_ORDERS = ("date", "title", "key")


def ordered(papers: Iterable[Paper], order: str) -> list[Paper]:
    """Return the papers by date, title or key; "-" before it turns the order round.

    Papers without a date come last either way, and ties are ordered by key. Raises InputError
    for another order.
    """
    name = order.removeprefix("-")
    if name not in _ORDERS:
        raise InputError(
            f"Papers cannot be ordered by {order!r}",
            advice=f"Choose one of: {', '.join(_ORDERS)}.",
        )
    backwards = order.startswith("-")
    in_order = sorted(papers, key=lambda paper: paper.key, reverse=backwards and name == "key")
    if name == "title":
        in_order.sort(key=lambda paper: paper.title.casefold(), reverse=backwards)
    if name == "date":
        in_order.sort(
            key=lambda paper: paper.date.sort_key if paper.date else (), reverse=backwards
        )
        in_order.sort(key=lambda paper: paper.date is None)
    return in_order


def when(paper: Paper) -> tuple[bool, tuple[int, ...], str]:
    """Return the place of a paper in the order of time; those without a date come last."""
    return (paper.date is None, paper.date.sort_key if paper.date else (), paper.key)
