"""Papers from our own JSON Lines, which lose nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from store.importers.base import Findings, Imported, split_lines
from store.paper_json import from_json

if TYPE_CHECKING:
    from store.importers.sources import Source

MARK = '{"songline":'
"""How the first line of such a file begins."""
_LONGEST_MARK = 60


def _each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object whose names stand once each."""
    read = dict(pairs)
    if len(read) < len(pairs):
        raise ValueError("a name stands twice in it")
    return read


def read_jsonl(source: Source) -> Imported:
    """Return the papers of a file that `songline export --format jsonl` wrote."""
    findings = Findings(source.name)
    keys: set[str] = set()
    for number, line in enumerate(split_lines(source.text), 1):
        if not line.strip():
            continue
        if line.startswith(MARK):
            if len(line) > _LONGEST_MARK:
                findings.skip(number, f"more than the mark stands here: {line[:60]}")
            continue
        try:
            paper = from_json(json.loads(line, object_pairs_hook=_each_once))
        except (ValueError, RecursionError) as error:
            findings.skip(number, f"this is no paper: {str(error)[:100]}")
            continue
        if not paper.title:
            findings.warn_at(number, f"{paper.key} has no title")
        if paper.key in keys:
            findings.skip(number, f"the key {paper.key} stands before already")
            continue
        keys.add(paper.key)
        findings.papers[paper] = paper
    if not findings.papers and not findings.skipped:
        raise source.unreadable("it holds no papers", "Is it whole?")
    papers = tuple(findings.papers.values())
    return Imported(
        papers, tuple(findings.warnings), tuple(findings.skipped), given_keys=frozenset(keys)
    )
