"""JSON Lines of our own, which lose nothing: a line that says so, and a line a paper."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from store.paper_json import to_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from store.paper import Paper

_VERSION = 1


def jsonl(papers: Iterable[Paper]) -> str:
    """Return the papers as JSON Lines, sorted by key; `songline ingest` reads them as they
    were.
    """
    by_key = {paper.key: paper for paper in papers}
    lines = [json.dumps(to_json(by_key[key]), ensure_ascii=False) for key in sorted(by_key)]
    head = json.dumps({"songline": "papers", "version": _VERSION})
    return "".join(f"{line}\n" for line in (head, *lines))
