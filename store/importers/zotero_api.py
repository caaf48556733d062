"""The library of a Zotero that runs on this machine, by its local API.

The addresses are those of https://www.zotero.org/support/dev/web_api/v3/basics, at port 23119.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from store.errors import SourceError
from store.importers.folders import with_collection
from store.importers.json_values import items_of
from store.importers.reading import read_text_of
from store.importers.sources import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    from store.importers.base import Imported

PREFIX = "zotero:"
"""How a library of Zotero's is named where a file might be."""
PORT = 23119
_PAGE = 100
_PATIENCE = 30.0
_ADVICE = "Start Zotero, and allow other programs to talk to it: Settings, Advanced."


def read_zotero_library(
    name: str, *, progress: Callable[[int, int], None] | None = None
) -> Imported:
    """Return the papers of `zotero:`, or of `zotero:COLLECTION`. Raises SourceError."""
    # Imported here: most imports are of files.
    import httpx

    collection = name.removeprefix(PREFIX).strip()
    address = f"http://127.0.0.1:{PORT}/api/users/0"
    try:
        with httpx.Client(base_url=address, timeout=_PATIENCE, trust_env=False) as client:
            place = f"/collections/{_key(client, collection)}" if collection else ""
            items = _items(client, f"{place}/items/top", progress)
    except (httpx.HTTPError, ValueError) as error:
        why = f"Zotero does not answer at port {PORT}: {error}"
        raise SourceError(f"Cannot read {name}", why=why[:300], advice=_ADVICE) from None
    text = json.dumps(items, ensure_ascii=False)
    imported = read_text_of(Source("zotero", text, name, progress=None))
    return with_collection(imported, collection) if collection else imported


def _items(
    client: httpx.Client, place: str, progress: Callable[[int, int], None] | None
) -> list[Any]:
    """Return the items of a list, page by page, as CSL-JSON."""
    items: list[Any] = []
    while True:
        options = {"format": "csljson", "limit": str(_PAGE), "start": str(len(items))}
        answer = client.get(place, params=options).raise_for_status()
        page = items_of(Source("zotero", answer.text)) if answer.text.strip() else []
        items += page
        total = int(answer.headers.get("Total-Results", "0")[:9] or 0)
        if progress and total:
            progress(min(len(items), total), total)
        if len(page) < _PAGE:
            return items


def _key(client: httpx.Client, name: str) -> str:
    """Return the key of the collection of a name. Raises SourceError where there is none."""
    answer = client.get("/collections", params={"limit": str(_PAGE)}).raise_for_status()
    names = {
        str(each.get("data", {}).get("name", "")): str(each.get("key", ""))
        for each in answer.json()
        if isinstance(each, dict)
    }
    if name not in names:
        known = ", ".join(sorted(names)) or "none"
        raise SourceError(
            f"There is no collection {name!r} in Zotero", advice=f"There are: {known}."
        )
    return names[name]
