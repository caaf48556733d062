"""A running Zotero's library, from a fake on loopback that answers as its documentation
says.
"""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from store.errors import SourceError
from store.importers import zotero_api
from store.importers.zotero_api import read_zotero_library

if TYPE_CHECKING:
    from collections.abc import Iterator

_ITEMS = [
    {
        "id": f"http://zotero.org/users/0/items/K{number}",
        "citation-key": f"oak{number}",
        "type": "book",
        "title": f"Tides of the {number}th year",
        "author": [{"family": "Oak", "given": "Kit"}],
        "issued": {"date-parts": [[1900 + number]]},
    }
    for number in range(130)
]
_COLLECTIONS = [{"key": "ABC", "data": {"name": "thesis"}}]


class _Zotero(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        place, asked = urlsplit(self.path), parse_qs(urlsplit(self.path).query)
        start = int(asked.get("start", ["0"])[0])
        held = _ITEMS[:3] if "/ABC/" in place.path else _ITEMS
        found: object = {"items": held[start : start + int(asked["limit"][0])]}
        if place.path == "/api/users/0/collections":
            found = _COLLECTIONS
        body = json.dumps(found).encode()
        self.send_response(200)
        self.send_header("Total-Results", str(len(held)))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def zotero(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Zotero)
    Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setattr(zotero_api, "PORT", server.server_port)
    yield
    server.shutdown()
    server.server_close()


@pytest.mark.usefixtures("zotero")
def test_the_whole_library_comes_page_by_page() -> None:
    told: list[tuple[int, int]] = []
    imported = read_zotero_library("zotero:", progress=lambda *done: told.append(done))
    assert len(imported.papers) == 130
    assert told == [(100, 130), (130, 130)]
    assert {paper.key for paper in imported.papers} == {f"oak{number}" for number in range(130)}


@pytest.mark.usefixtures("zotero")
def test_a_collection_is_one_here_too() -> None:
    papers = read_zotero_library("zotero:thesis").papers
    assert [paper.extra["collections"] for paper in papers] == ["thesis"] * 3
    with pytest.raises(SourceError, match="There are: thesis"):
        read_zotero_library("zotero:grant")


def test_where_none_runs_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zotero_api, "PORT", 1)
    with pytest.raises(SourceError, match="does not answer at port 1") as caught:
        read_zotero_library("zotero:")
    assert "Start Zotero" in caught.value.advice
