"""On a full disk what is there is read and kept, however hard it is to open."""

from __future__ import annotations

import shutil
import sqlite3
from typing import TYPE_CHECKING

import pytest

from store import Library, paper_cache
from store.chroma import Chroma
from store.errors import LibraryUnavailable
from store.lexical import LexicalIndex
from store.paper_cache import PaperCache
from tests.store.samples import make_papers

if TYPE_CHECKING:
    from pathlib import Path

PAPERS = make_papers(3)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """The file of a cache that holds three papers and is closed."""
    path = tmp_path / "cache"
    cache = PaperCache.open(path)
    cache.rebuild(PAPERS, fingerprint="1")
    cache.close()
    return path


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch, cache: Path) -> None:
    """Have no room, and let SQLite open nothing that it would have to write beside."""
    assert cache.exists()
    plain = paper_cache._connected

    def connected(place: str) -> sqlite3.Connection:
        if not place.startswith("file:"):
            raise sqlite3.OperationalError("disk I/O error")
        return plain(place)

    monkeypatch.setattr(paper_cache, "_connected", connected)
    monkeypatch.setattr("shutil.disk_usage", lambda _: shutil._ntuple_diskusage(9, 9, 0))


@pytest.mark.usefixtures("full")
def test_the_cache_is_read_as_it_lies(cache: Path) -> None:
    read = PaperCache.open(cache)
    assert {paper.key for paper in read.everything()} == {paper.key for paper in PAPERS}
    read.close()


@pytest.mark.usefixtures("full")
def test_a_cache_that_cannot_be_read_is_kept(cache: Path) -> None:
    cache.with_name("cache-wal").write_bytes(b"what a writer left")
    before = cache.read_bytes()
    with pytest.raises(LibraryUnavailable, match="its disk is full") as raised:
        PaperCache.open(cache)
    assert "Make room" in raised.value.advice
    assert cache.read_bytes() == before


def test_an_index_of_words_that_cannot_be_read_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = LexicalIndex.open(tmp_path / "lexical")
    index.update(PAPERS, fingerprint="1")
    index.close()
    (tmp_path / "lexical" / "songline.json").unlink()
    before = {path.name for path in (tmp_path / "lexical").iterdir()}
    monkeypatch.setattr("shutil.disk_usage", lambda _: shutil._ntuple_diskusage(9, 9, 0))
    with pytest.raises(LibraryUnavailable, match="its disk is full"):
        LexicalIndex.open(tmp_path / "lexical")
    assert {path.name for path in (tmp_path / "lexical").iterdir()} == before


def test_chroma_is_not_set_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Library.open(tmp_path / "library") as library:
        library.add(PAPERS)
    monkeypatch.setattr("shutil.disk_usage", lambda _: shutil._ntuple_diskusage(9, 9, 0))
    with pytest.raises(LibraryUnavailable, match="its disk is full"):
        Library.restore(tmp_path / "library")
    assert not [*(tmp_path / "library").glob("chroma.damaged*")]


def test_what_chroma_says_of_a_full_disk_is_no_damage() -> None:
    def start() -> None:
        raise OSError("(code: 13) database or disk is full")

    with pytest.raises(LibraryUnavailable) as raised:
        Chroma("here", start, "Have it mended.")  # type: ignore[arg-type]
    assert "Make room" in raised.value.advice
