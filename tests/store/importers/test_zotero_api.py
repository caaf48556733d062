"""A running Zotero's library, from a fake on loopback that answers as its documentation and
that of Better BibTeX say.
"""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import parse_qs, urlsplit

import pytest

from store.errors import SourceError
from store.importers import read_papers, zotero_api
from store.importers.zotero_api import read_zotero_library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from store.importers import Imported

COLLECTIONS = [
    ("THESIS00", "thesis", False),
    ("METHODS0", "methods", "THESIS00"),
    ("OTHERS00", "others", False),
    ("METHODS1", "methods", "OTHERS00"),
]


def item(number: int) -> dict[str, object]:
    within = ["THESIS00"] if number < 3 else ["METHODS0"] if number < 5 else []
    return {
        "key": f"ITEM{number:04d}",
        "version": 7,
        "library": {"type": "user", "id": 1},
        "data": {
            "key": f"ITEM{number:04d}",
            "itemType": "book",
            "title": f"Tides of the {number}th year",
            "creators": [{"creatorType": "author", "firstName": "Kit", "lastName": "Oak"}],
            "date": str(1900 + number),
            "collections": within,
        },
    }


class _Zotero(BaseHTTPRequestHandler):
    keys: ClassVar[dict[str, str]] = {}
    """What Better BibTeX answers; none where it is not there."""

    def do_GET(self) -> None:
        place, asked = urlsplit(self.path), parse_qs(urlsplit(self.path).query)
        start = int(asked.get("start", ["0"])[0])
        parts = place.path.removeprefix("/api/users/0/").split("/")
        items = [item(number) for number in range(130)]
        if parts == ["collections"]:
            held: list[dict[str, object]] = [
                {"key": key, "data": {"key": key, "name": name, "parentCollection": parent}}
                for key, name, parent in COLLECTIONS
            ]
        elif parts[0] == "collections":
            assert parts[2:] == ["items", "top"]
            held = [each for each in items if parts[1] in each["data"]["collections"]]  # type: ignore[index]
        else:
            assert parts == ["items", "top"]
            held = items
        self._answer(held[start : start + int(asked["limit"][0])], len(held))

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if not self.keys or self.path != "/better-bibtex/json-rpc":
            self.send_error(404)
            return
        assert request["method"] == "item.citationkey"
        found = {key: self.keys.get(key) for key in request["params"][0]}
        self._answer({"jsonrpc": "2.0", "result": found, "id": request["id"]}, 1)

    def _answer(self, found: object, total: int) -> None:
        body = json.dumps(found).encode()
        self.send_response(200)
        self.send_header("Total-Results", str(total))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def zotero(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[_Zotero]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Zotero)
    Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setattr(zotero_api, "PORT", server.server_port)
    yield _Zotero
    server.shutdown()
    server.server_close()


def titles(imported: Imported) -> list[str]:
    return [paper.title for paper in imported.papers]


@pytest.mark.usefixtures("zotero")
def test_the_whole_library_comes_page_by_page() -> None:
    told: list[tuple[int, int]] = []
    imported = read_zotero_library("zotero:", progress=lambda *done: told.append(done))
    assert len(imported.papers) == 130
    assert told == [(100, 130), (130, 130)]
    assert imported.papers[0].kind == "book"


@pytest.mark.usefixtures("zotero")
def test_collections_are_recorded_with_those_that_they_are_in() -> None:
    papers = read_zotero_library("zotero:").papers
    collections = [paper.extra.get("collections", "") for paper in papers[:6]]
    assert collections == [*["thesis"] * 3, *["thesis / methods"] * 2, ""]


@pytest.mark.usefixtures("zotero")
@pytest.mark.parametrize(
    ("name", "count"),
    [("thesis", 5), ("thesis/methods", 2), ("thesis / methods", 2), ("THESIS00", 5)],
)
def test_a_collection_is_read_with_those_below_it(name: str, count: int) -> None:
    imported = read_zotero_library(f"zotero:{name}")
    assert len(imported.papers) == count
    assert imported.papers[0].source == f"zotero:{name}:1"


@pytest.mark.usefixtures("zotero")
def test_a_collection_without_items_is_no_error() -> None:
    assert read_zotero_library("zotero:others").papers == ()


@pytest.mark.usefixtures("zotero")
@pytest.mark.parametrize(("name", "told"), [("grant", "no coll"), ("methods", "several coll")])
def test_what_names_no_collection_is_told_what_there_is(name: str, told: str) -> None:
    with pytest.raises(SourceError, match=told) as caught:
        read_zotero_library(f"zotero:{name}")
    assert "thesis / methods" in caught.value.advice


def test_keys_are_those_of_better_bibtex(
    zotero: type[_Zotero], monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = {"ITEM0000": "oakTides1900", "1:ITEM0001": "oakTides1901"}
    monkeypatch.setattr(zotero, "keys", keys)
    papers = read_zotero_library("zotero:thesis").papers
    assert papers[0].key == "oakTides1900"
    assert papers[1].key == "oak1901tides"


@pytest.mark.usefixtures("zotero")
def test_without_better_bibtex_keys_are_made() -> None:
    assert read_zotero_library("zotero:thesis").papers[0].key == "oak1900tides"


def test_where_none_runs_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zotero_api, "PORT", 1)
    with pytest.raises(SourceError, match="does not answer at port 1") as caught:
        read_zotero_library("zotero:")
    assert "Start Zotero" in caught.value.advice


def test_an_export_of_better_bibtex_keeps_its_collections(tmp_path: Path) -> None:
    export = {
        "config": {"label": "BetterBibTeX JSON"},
        "collections": {
            "AAAA1111": {"name": "thesis", "parent": "", "items": [4]},
            "BBBB2222": {"name": "methods", "parent": "AAAA1111", "items": [4, 5]},
        },
        "items": [
            {"itemID": 4, "itemType": "book", "title": "Tides", "citationKey": "tides"},
            {"itemID": 5, "itemType": "book", "title": "Buoys", "citationKey": "buoys"},
        ],
    }
    place = tmp_path / "export.json"
    place.write_text(json.dumps(export))
    papers = {paper.key: paper for paper in read_papers(place).papers}
    assert papers["tides"].extra["collections"] == "thesis; thesis / methods"
    assert papers["buoys"].extra["collections"] == "thesis / methods"


@pytest.mark.usefixtures("zotero")
def test_a_collection_may_be_named_in_small_letters() -> None:
    assert len(read_zotero_library("zotero:Thesis/METHODS").papers) == 2


def test_a_zotero_whose_api_is_off_is_told_from_none(
    zotero: type[_Zotero], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zotero, "do_GET", lambda self: self.send_error(403))
    with pytest.raises(SourceError, match=r"refuses to answer \(403\)") as told:
        read_zotero_library("zotero:")
    assert "Allow other applications" in str(told.value.advice)
