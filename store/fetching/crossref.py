"""Works from Crossref (https://api.crossref.org), by DOI or by title."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from store.errors import NotThere
from store.fetching.reading import Fetched, batches, read_object
from store.fetching.services import CROSSREF
from store.importers.crossref import read_crossref
from store.importers.json_values import object_of, objects_of
from store.importers.sources import Source
from store.names import surnames

if TYPE_CHECKING:
    from collections.abc import Iterable

    from store.fetching.client import Client
    from store.paper import Paper
    from store.progress import Tell

_BATCH = 40
"""DOIs of one request: their address stays below 4,000 signs."""
_NEAREST = "5"


def works_by_doi(client: Client, dois: Iterable[str], tell: Tell) -> Fetched:
    """Return the works of some DOIs, as far as Crossref has them."""
    fetched, asked_for = Fetched(), list(dict.fromkeys(dois))
    plain = [doi for doi in asked_for if "," not in doi]
    done = 0
    for batch in batches(plain, _BATCH):
        asked = {"filter": ",".join(f"doi:{doi}" for doi in batch), "rows": str(len(batch))}
        _take(fetched, client.ask(CROSSREF, "/works", _checked_list, asked=asked))
        done += len(batch)
        tell("asking Crossref", done, len(asked_for))
    for doi in asked_for:
        if "," in doi:
            done += 1
            _take_one(fetched, client, doi)
            tell("asking Crossref", done, len(asked_for))
    return fetched


def works_by_title(client: Client, paper: Paper) -> Fetched:
    """Return what Crossref has nearest to a title and a first author."""
    names = surnames(paper)[:1]
    asked = {"query.bibliographic": " ".join((paper.title[:300], *names)), "rows": _NEAREST}
    fetched = Fetched()
    _take(fetched, client.ask(CROSSREF, "/works", _checked_list, asked=asked))
    return fetched


def _take(fetched: Fetched, text: str) -> None:
    if any(item.get("title") for item in objects_of(_message(text), "items")):
        fetched.take(read_crossref(Source("crossref", text)))


def _take_one(fetched: Fetched, client: Client, doi: str) -> None:
    try:
        text = client.ask(CROSSREF, f"/works/{quote(doi, safe='')}", _checked)
    except NotThere:
        return
    fetched.take(read_crossref(Source("crossref", text)))


def _message(text: str) -> dict[str, object]:
    return object_of(read_object(text), "message")


def _checked_list(text: str) -> str:
    if not isinstance(_message(text).get("items"), list):
        raise ValueError("it has no items")  # noqa: TRY004
    return text


def _checked(text: str) -> str:
    if "DOI" not in _message(text):
        raise ValueError("it is no work")
    return text
