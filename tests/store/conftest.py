"""One library for the store's tests, in a folder and behind an address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from store.address import read_address
from store.chroma import Chroma
from store.library import Library
from tests.store.samples import make_papers
from tests.store.servers import ChromaServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from store.paper import Paper

    Open = Callable[..., Library]


@pytest.fixture(scope="session")
def running_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaServer]:
    with ChromaServer(tmp_path_factory.mktemp("server")) as server:
        yield server


@pytest.fixture
def server(running_server: ChromaServer) -> ChromaServer:
    """A server that runs and holds nothing."""
    clear(running_server)
    return running_server


@pytest.fixture(params=["folder", "server"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str | Path:
    """Where a new library is to be: in a folder, and behind an address."""
    if request.param == "folder":
        return tmp_path / "library"
    server: ChromaServer = request.getfixturevalue("server")
    return server.url


@pytest.fixture
def open_library(location: str | Path) -> Iterator[Open]:
    """Open the library of this test, as often as it likes; all are closed at the end."""
    opened: list[Library] = []

    def open_it(**options: str) -> Library:
        opened.append(Library.open(location, **options))
        return opened[-1]

    yield open_it
    for library in opened:
        library.close()


@pytest.fixture
def library(open_library: Open) -> Library:
    """A new library without papers."""
    return open_library()


@pytest.fixture(scope="session")
def made() -> list[Paper]:
    """Two hundred papers that differ in everything."""
    return make_papers(200)


@pytest.fixture(scope="session")
def thirty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a library that holds thirty papers and is closed; to be copied only."""
    folder = tmp_path_factory.mktemp("thirty") / "library"
    with Library.open(folder) as library:
        library.add(make_papers(30))
    return folder


def clear(server: ChromaServer) -> None:
    chroma = Chroma.at(read_address(server.url))
    for collection in chroma.collections(""):
        # Chroma leaves lists behind where a collection is deleted with its records in it.
        if ids := collection.get(include=[])["ids"]:
            collection.delete(ids=ids)
        chroma.drop(collection.name)
    chroma.close()
