"""Papers from arXiv's API (https://info.arxiv.org/help/api/user-manual.html)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from store.errors import InputError
from store.fetching.reading import Fetched, batches
from store.fetching.services import ARXIV
from store.importers.arxiv_atom import read_arxiv_atom
from store.importers.base import Findings
from store.importers.sources import Source
from store.importers.xml_values import children, read_xml, text_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from xml.etree.ElementTree import Element

    from store.fetching.client import Client
    from store.paper import Paper
    from store.progress import Tell

MOST = 1000
"""Papers of one query: who wants more has asked for something else."""
_PAGE = 100
_PLACE = "/api/query"
_FIELD = re.compile(r"(?:^|[\s(])(?:ti|au|abs|co|jr|cat|rn|id|all|submittedDate):")
_NUMBER = re.compile(
    r"(?:arxiv:|https?://arxiv\.org/(?:abs|pdf)/)?"
    r"(\d{4}\.\d{4,5}|[a-z-]{2,20}(?:\.[A-Z]{2})?/\d{7})(?:v\d{1,3})?",
    re.IGNORECASE,
)


def search(
    client: Client, query: str, tell: Tell, *, is_known: Callable[[Paper], bool] | None = None
) -> Fetched:
    """Return what a query finds, the newest first; words without a field are looked for in
    all. With `is_known`, no further than a page of which all is known.
    """
    if numbers := [found[1] for each in query.split() if (found := _NUMBER.fullmatch(each))]:
        return by_numbers(client, numbers)
    fetched, start, total = Fetched(), 0, 1
    while start < min(total, MOST):
        asked = {
            "search_query": _in_fields(query),
            "start": str(start),
            "max_results": str(_PAGE),
            "sortBy": "submittedDate",
            "sortOrder": "descending",
        }
        page, total = _take(fetched, client.ask(ARXIV, _PLACE, _checked, asked=asked), query)
        start += _PAGE
        tell("asking arXiv", min(start, total, MOST), min(total, MOST))
        if not page or (is_known and all(map(is_known, page))):
            return fetched
    if total > MOST:
        fetched.notes.append(f"arXiv finds {total:,} papers; these are the newest {MOST:,}")
    return fetched


def by_numbers(client: Client, numbers: Iterable[str]) -> Fetched:
    """Return papers by their numbers."""
    fetched = Fetched()
    for batch in batches(numbers, _PAGE):
        asked = {"id_list": ",".join(batch), "max_results": str(len(batch))}
        _take(fetched, client.ask(ARXIV, _PLACE, _checked, asked=asked), ", ".join(batch))
    return fetched


def _in_fields(query: str) -> str:
    if _FIELD.search(query):
        return query
    return " AND ".join(f"all:{word}" for word in query.replace('"', " ").split())


def _take(fetched: Fetched, text: str, asked: str) -> tuple[list[Paper], int]:
    """Take the papers of a page; return them, and how many there are in all."""
    feed = _feed(text)
    entries = list(children(feed, "entry"))
    if any("/api/errors" in text_at(each, "id") for each in entries):
        why = text_at(entries[0], "summary")[:200]
        raise InputError(f"arXiv does not understand {asked!r}", why=why)
    if not any(text_at(each, "title") for each in entries):
        return [], 0
    before = len(fetched.papers)
    fetched.take(read_arxiv_atom(Source("arxiv", text)))
    total = text_at(feed, "totalResults")[:9]
    return fetched.papers[before:], int(total) if total.isdecimal() else 0


def _checked(text: str) -> str:
    _feed(text)
    return text


def _feed(text: str) -> Element:
    """Return the root of a feed. Raises ValueError where it is not whole."""
    findings = Findings("arxiv")
    try:
        root = read_xml(Source("arxiv", text), findings)
    except InputError as error:
        raise ValueError(error.why) from None
    if findings.skipped or not root.tag.endswith("feed"):
        raise ValueError("it is no whole feed")
    return root
