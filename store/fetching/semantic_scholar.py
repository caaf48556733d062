"""Papers from Semantic Scholar's Academic Graph API, by identifier."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from store.fetching.reading import Fetched, batches, read_list
from store.fetching.services import SEMANTIC_SCHOLAR
from store.importers.semantic_scholar import read_semantic_scholar
from store.importers.sources import Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from store.fetching.client import Client

_BATCH = 500
_PLACE = "/graph/v1/paper/batch"
_FIELDS = "title,abstract,authors,year,externalIds,venue,publicationDate,publicationTypes"


def by_identifiers(client: Client, identifiers: Iterable[str]) -> Fetched:
    """Return the papers of "DOI:10.1/x" and "ARXIV:2301.00001", as far as they are known."""
    fetched = Fetched()
    for batch in batches(identifiers, _BATCH):
        read = client.ask(
            SEMANTIC_SCHOLAR,
            _PLACE,
            read_list,
            asked={"fields": _FIELDS},
            body={"ids": batch},
        )
        if there := [item for item in read if isinstance(item, dict) and item.get("title")]:
            text = json.dumps(there, ensure_ascii=False)
            fetched.take(read_semantic_scholar(Source("semantic-scholar", text)))
    return fetched
