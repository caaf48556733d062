"""JSON whose type is no text, as damage leaves it: the item is read or told, and none other is
lost.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from store.importers import read_papers

if TYPE_CHECKING:
    from pathlib import Path


def _zotero(kind: object, title: str) -> dict[str, Any]:
    creators = [{"creatorType": "author", "firstName": "Ann", "lastName": "Hill"}]
    return {"itemType": kind, "title": title, "creators": creators, "date": "2014"}


def _csl(kind: object, title: str) -> dict[str, Any]:
    return {"id": title[:4], "type": kind, "title": title, "author": [{"family": "Hill"}]}


@pytest.mark.parametrize("item", [_zotero, _csl], ids=["zotero", "csl"])
@pytest.mark.parametrize("kind", [["book"], [], {"a": 1}, 3, None, True])
def test_a_type_that_is_no_text_loses_no_item(tmp_path: Path, item: Any, kind: object) -> None:
    usual = "journalArticle" if item is _zotero else "article-journal"
    items = [item(usual, "Frogs of the north"), item(kind, "Toads of the south")]
    file = tmp_path / "items.json"
    file.write_text(json.dumps(items), encoding="utf-8")
    imported = read_papers(file)
    assert len(imported.papers) + len(imported.skipped) == len(items)
    assert imported.papers[0].title == "Frogs of the north"
