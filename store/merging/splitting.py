"""A paper that was put together, taken apart again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from store.citekey import assign_keys
from store.errors import InputError
from store.paper import Extra

if TYPE_CHECKING:
    from store.library import Library
    from store.paper import Paper


def split_paper(library: Library, key: str) -> list[Paper]:
    """Put each record of a paper into the library as a paper of its own, and return them.

    The first keeps the key. Raises InputError where the paper is not there or has one record.
    """
    paper = library.get(key)
    if paper is None:
        raise InputError(f"There is no paper {key}", advice="List them: songline papers.")
    if len(paper.records) < 2:
        raise InputError(
            f"{key} comes from one source", advice="There is nothing to take apart."
        )
    first, *others = (_without_ids(record) for record in paper.records)
    given = {record.key for record in others}
    keyed = assign_keys(others, lambda name: library.get(name) is not None, given=given)
    papers = [replace(first, key=key), *keyed]
    library.add(papers)
    return papers


def _without_ids(record: Paper) -> Paper:
    extra = {name: value for name, value in record.extra.items() if name != "ids"}
    return replace(record, extra=Extra(extra), records=())
