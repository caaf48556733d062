"""A library on a server that others write to, and that is down, slow or dies."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import httpx
import numpy as np
import pytest

from store.address import ServerAddress, read_address
from store.chroma import Chroma
from store.errors import LibraryUnavailable
from store.library import Library
from store.records import REVISION, to_metadata
from tests.store.samples import COMMON, bare, make_papers
from tests.store.servers import ChromaServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from store.paper import Paper


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[ChromaServer]:
    """A server that the test may stop."""
    (tmp_path / "chroma").mkdir()
    with ChromaServer(tmp_path / "chroma") as server:
        yield server


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.chroma.TIMEOUTS", httpx.Timeout(0.5, connect=0.5))


@pytest.fixture
def silent_address() -> Iterator[str]:
    """The address of a server that takes connections and says nothing."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(50)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


def elsewhere(server: ChromaServer, monkeypatch: pytest.MonkeyPatch, home: Path) -> Library:
    """Open the library as someone on another machine would, with a cache of their own."""
    with monkeypatch.context() as patch:
        patch.setenv("SONGLINE_HOME", str(home))
        return Library.open(server.url)


def found(library: Library, query: str) -> set[str]:
    return {hit.paper.key for hit in library.search(query, k=500)}


def lexical(library: Library) -> set[str]:
    return {key for key, _ in library._indexes.lexical.search(COMMON, k=500)}


def test_the_index_of_words_is_kept_here_one_for_each_address(
    server: ChromaServer, home: Path
) -> None:
    with Library.open(server.url) as library:
        library.add(make_papers(5))
    (cache,) = (home / "cache").iterdir()
    assert server.url.rpartition(":")[2] in cache.name
    assert (cache / "lexical").is_dir()


def test_the_cache_of_the_system_is_used_without_a_home_of_our_own(
    server: ChromaServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("SONGLINE_HOME")
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_, **__: tmp_path / "caches")
    Library.open(server.url).close()
    assert [*(tmp_path / "caches").glob("127.0.0.1-*/lexical")]


def test_what_another_adds_changes_and_removes_is_followed(
    server: ChromaServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, made: list[Paper]
) -> None:
    other = elsewhere(server, monkeypatch, tmp_path / "other")
    with Library.open(server.url) as library, other:
        library.add(made[:50])
        assert lexical(other) == set()
        assert found(other, COMMON) == lexical(other) == {paper.key for paper in made[:50]}
        other.add(made[40:100])
        other.add([bare(made[0].key, "Quaternion chemistry")])
        assert {made[0].key} == {hit.paper.key for hit in library.search("quaternion", k=1)}
        other.remove([paper.key for paper in made[1:10]])
        assert found(library, COMMON) >= {paper.key for paper in made[10:100]}
        assert lexical(library) == {paper.key for paper in made[10:100]}
        assert not found(library, COMMON) & {paper.key for paper in made[1:10]}


def test_only_what_is_new_is_fetched(
    server: ChromaServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, made: list[Paper]
) -> None:
    other = elsewhere(server, monkeypatch, tmp_path / "other")
    with Library.open(server.url) as library, other:
        other.add(made)
        library.count()
        other.add([bare("new", f"A new {COMMON} paper")])
        monkeypatch.setattr("store.lexical.LexicalIndex.rebuild", None)
        assert "new" in found(library, COMMON)
        assert lexical(library) == {"new", *(paper.key for paper in made)}


def test_papers_that_another_program_wrote_are_found_too(
    server: ChromaServer, made: list[Paper]
) -> None:
    with Library.open(server.url) as library:
        library.add(made[:5])
        foreign = bare(
            "foreign", f"A {COMMON} paper of quaternions", f"It has {COMMON} quaternions."
        )
        chroma = Chroma.at(read_address(server.url))
        (collection,) = chroma.collections("papers")
        metadata = to_metadata(foreign)
        collection.upsert(
            ids=["foreign"],
            documents=[foreign.abstract],
            metadatas=[{name: value for name, value in metadata.items() if value is not None}],
            embeddings=np.ones((1, 256), dtype=np.float32),
        )
        chroma.close()
        assert REVISION not in metadata
        assert library.search("quaternions", k=1)[0].paper == foreign
        assert "foreign" in lexical(library)


def test_two_clients_that_write_at_once_lose_nothing(
    server: ChromaServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, made: list[Paper]
) -> None:
    monkeypatch.setattr("store.adding.BATCH", 20)
    other = elsewhere(server, monkeypatch, tmp_path / "other")
    with Library.open(server.url) as library, other:
        writing = threading.Thread(target=other.add, args=(made[:100],))
        writing.start()
        library.add(made[100:])
        writing.join()
        for each in (library, other):
            assert each.count() == len(made)
            assert lexical(each) == found(each, COMMON) == {paper.key for paper in made}
            assert "agree" in each.check()


def test_a_server_that_is_down_is_a_clear_error_at_once() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}"
        with pytest.raises(LibraryUnavailable, match="refused") as raised:
            Library.open(url)
    assert url in str(raised.value)
    assert raised.value.advice


@pytest.mark.usefixtures("impatient")
def test_a_server_that_says_nothing_is_given_up(silent_address: str) -> None:
    with pytest.raises(LibraryUnavailable, match="timed out"):
        Library.open(silent_address)


def test_a_server_that_stops_answering_in_a_query_is_given_up(
    own_server: ChromaServer, made: list[Paper], request: pytest.FixtureRequest
) -> None:
    with Library.open(own_server.url) as library:
        library.add(made)
    request.getfixturevalue("impatient")
    with Library.open(own_server.url) as library:
        own_server.pause()
        with pytest.raises(LibraryUnavailable, match="timed out"):
            library.search(COMMON)
        own_server.resume()
        assert len(library.search(COMMON)) == 10


def test_a_server_that_dies_and_comes_back_is_found_again(
    own_server: ChromaServer, made: list[Paper]
) -> None:
    with Library.open(own_server.url) as library:
        library.add(made[:100])
        own_server.stop()
        for attempt in (
            lambda: library.search(COMMON),
            library.count,
            lambda: library.add(made),
            library.check,
        ):
            with pytest.raises(LibraryUnavailable) as raised:
                attempt()
            assert own_server.url in str(raised.value)
        own_server.start()
        assert len(library.search(COMMON)) == 10
        assert library.add(made).added == 100
        assert lexical(library) == {paper.key for paper in made}


def test_a_server_that_dies_while_papers_are_added_loses_none_of_the_reported(
    own_server: ChromaServer, made: list[Paper], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.adding.BATCH", 10)
    reported: list[int] = []

    def die_at_fifty(done: int, _: int) -> None:
        reported.append(done)
        if done == 50:
            own_server.stop()

    with Library.open(own_server.url) as library:
        with pytest.raises(LibraryUnavailable):
            library.add(made, progress=die_at_fifty)
        own_server.start()
        assert library.count() >= reported[-1] == 50
        library.add(made)
        assert lexical(library) == found(library, COMMON) == {paper.key for paper in made}


def test_a_server_with_other_papers_under_the_same_address_is_not_mistaken(
    own_server: ChromaServer, tmp_path: Path, made: list[Paper]
) -> None:
    with Library.open(own_server.url) as library:
        library.add(made[:50])
        own_server.stop()
        own_server.folder = tmp_path / "another"
        own_server.folder.mkdir()
        own_server.start()
        assert library.list() == []
        library.add(made[50:100])
        assert lexical(library) == {paper.key for paper in made[50:100]}


def test_what_is_no_chroma_is_a_clear_error() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        answering = threading.Thread(target=answer_nonsense, args=(listener,), daemon=True)
        answering.start()
        with pytest.raises(LibraryUnavailable) as raised:
            Library.open(f"http://127.0.0.1:{listener.getsockname()[1]}")
        answering.join()
    assert raised.value.advice


def answer_nonsense(listener: socket.socket) -> None:
    connection, _ = listener.accept()
    with connection:
        connection.recv(65536)
        connection.sendall(
            b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello"
        )


def test_credentials_are_sent_and_never_shown() -> None:
    address = read_address("https://ann:s3cret%21@chroma.example:443")
    assert address == ServerAddress(
        "chroma.example", 443, is_secure=True, credentials=("ann", "s3cret!")
    )
    assert "s3cret" not in f"{address!r} {address.url}"
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        heard: list[bytes] = []

        def hear() -> None:
            connection, _ = listener.accept()
            with connection:
                heard.append(connection.recv(65536))

        hearing = threading.Thread(target=hear, daemon=True)
        hearing.start()
        with pytest.raises(LibraryUnavailable) as raised:
            Library.open(f"http://ann:s3cret@127.0.0.1:{listener.getsockname()[1]}")
        hearing.join()
    assert b"authorization: basic" in heard[0].lower()
    assert "s3cret" not in str(raised.value)
    assert "ann" not in raised.value.what


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://localhost", "http://localhost:8000"),
        ("HTTPS://chroma.example/", "https://chroma.example:443"),
        ("http://[::1]:9000", "http://[::1]:9000"),
    ],
)
def test_addresses_are_read(text: str, url: str) -> None:
    assert read_address(text).url == url


def test_nothing_but_the_address_is_contacted(server: ChromaServer) -> None:
    program = """
import sys
def note(name, args):
    if name == "socket.connect":
        print(args[1][0], args[1][1])
sys.addaudithook(note)
from store.library import Library
from tests.store.samples import seed_papers
with Library.open(sys.argv[1]) as library:
    library.add(seed_papers())
    assert library.search("masked faces")
"""
    environment = {"HTTP_PROXY": "http://127.0.0.9:1", "ALL_PROXY": "http://127.0.0.9:1"}
    command = [sys.executable, "-c", program, server.url]
    out = subprocess.run(
        command, check=True, capture_output=True, text=True, env={**os.environ, **environment}
    ).stdout
    assert {*out.splitlines()} == {server.url.removeprefix("http://").replace(":", " ")}


def test_a_setting_that_keeps_chroma_from_asking_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:port")
    with pytest.raises(LibraryUnavailable, match="cannot be asked: HTTPS_PROXY "):
        Library.open("http://127.0.0.1:1")
