"""The library of a Zotero that runs on this machine, by its local API, with the keys of Better
BibTeX.

The addresses are those of https://www.zotero.org/support/dev/web_api/v3/basics and of
https://retorque.re/zotero-better-bibtex/exporting/json-rpc, both at port 23119.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from store.errors import SourceError
from store.importers.base import Imported
from store.importers.json_values import Item, items_of, object_of, text_of
from store.importers.reading import ZOTERO, read_text_of
from store.importers.sources import Source
from store.importers.zotero_collections import Collections

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import httpx

    Progress = Callable[[int, int], None]

PORT = 23119
_PAGE = 100
_PATIENCE = 30.0
_ALLOW = (
    "Allow other programs to talk to it: Settings, Advanced, “Allow other applications on this"
    " computer to communicate with Zotero”."
)
_ADVICE = f"Start Zotero. {_ALLOW}"


def read_zotero_library(name: str, *, progress: Progress | None = None) -> Imported:
    """Return the papers of `zotero:`, or of `zotero:COLLECTION` and those below it. Raises
    SourceError.
    """
    # Imported here: most imports are of files.
    import httpx

    wanted = name.removeprefix(ZOTERO).strip()
    address = f"http://127.0.0.1:{PORT}"
    try:
        with httpx.Client(base_url=address, timeout=_PATIENCE, trust_env=False) as client:
            collections = Collections.of_api(_pages(client, "/collections", None))
            items = _items(client, collections.below(wanted) if wanted else [""], progress)
            keys = _citation_keys(client, [text_of(item, "key") for item in items])
    except httpx.HTTPStatusError as error:
        # A Zotero whose local API is off answers so.
        why = f"Zotero refuses to answer ({error.response.status_code})"
        raise SourceError(f"Cannot read {name}", why=why, advice=_ALLOW) from None
    except (httpx.HTTPError, ValueError) as error:
        why = f"Zotero does not answer at port {PORT}: {error}"
        raise SourceError(f"Cannot read {name}", why=why[:300], advice=_ADVICE) from None
    if not items:
        return Imported((), (), ())
    for item in items:
        data = object_of(item, "data")
        data["collections"] = collections.names(data.get("collections"))
        if key := keys.get(text_of(item, "key")):
            data["citationKey"] = key
    text = json.dumps(items, ensure_ascii=False)
    return read_text_of(Source(name.rstrip(), text, name))


def _items(
    client: httpx.Client, collections: list[str], progress: Progress | None
) -> list[Item]:
    """Return the items of some collections, each once; "" stands for the whole library."""
    items: dict[str, Item] = {}
    for key in collections:
        place = f"/collections/{key}/items/top" if key else "/items/top"
        items |= {text_of(item, "key"): item for item in _pages(client, place, progress)}
    return list(items.values())


def _pages(client: httpx.Client, place: str, progress: Progress | None) -> Iterator[Item]:
    """Yield what a list holds, page by page."""
    start = 0
    while True:
        options = {"format": "json", "limit": str(_PAGE), "start": str(start)}
        answer = client.get(f"/api/users/0{place}", params=options).raise_for_status()
        page = items_of(Source("zotero", answer.text)) if answer.text.strip() else []
        yield from (item for item in page if isinstance(item, dict))
        start += len(page)
        total = int(answer.headers.get("Total-Results", "0")[:9] or 0)
        if progress and total:
            progress(min(start, total), total)
        if len(page) < _PAGE:
            return


def _citation_keys(client: httpx.Client, items: list[str]) -> dict[str, str]:
    """Return the keys that Better BibTeX gives to items; {} where it is not there."""
    import httpx

    request = {"jsonrpc": "2.0", "method": "item.citationkey", "params": [items], "id": 1}
    try:
        answer = client.post("/better-bibtex/json-rpc", json=request).raise_for_status().json()
    except (httpx.HTTPError, ValueError):
        return {}
    found: Any = answer.get("result") if isinstance(answer, dict) else None
    pairs = found.items() if isinstance(found, dict) else ()
    # An item may be named with the number of its library before it: "1:ABCD2345".
    return {
        str(item).rpartition(":")[2]: key for item, key in pairs if isinstance(key, str) and key
    }
