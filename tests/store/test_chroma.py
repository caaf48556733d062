"""A library in a folder under damage, full disks and other programs: clear errors, and
nothing lost.
"""

from __future__ import annotations

import errno
import os
import pkgutil
import random
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from filelock import FileLock

from store.errors import InputError, LibraryUnavailable
from store.library import Library
from store.places import FolderPlace
from store.preparing import embed_papers
from tests.store.samples import COMMON, bare, make_papers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from store.errors import SonglineError
    from store.paper import Paper


_PAGE = 8192


@pytest.fixture
def papers() -> list[Paper]:
    return make_papers(30)


@pytest.fixture
def folder(tmp_path: Path, thirty: Path) -> Path:
    """The folder of a library that holds thirty papers and is closed; this test's own."""
    return Path(shutil.copytree(thirty, tmp_path / "library"))


@pytest.fixture
def library(folder: Path) -> Iterator[Library]:
    with Library.open(folder) as library:
        yield library


def assert_tells(error: SonglineError) -> None:
    """What failed, why, and what to do next."""
    assert error.what
    assert error.why
    assert error.advice
    assert "Traceback" not in str(error)


def use(folder: Path) -> None:
    with Library.open(folder) as library:
        library.list()
        library.search("tracker")
        library.add([bare("more", "One more")])


def test_a_database_that_is_none_is_a_clear_error(folder: Path) -> None:
    (folder / "chroma" / "chroma.sqlite3").write_bytes(b"this is no database\n" * 500)
    with pytest.raises(LibraryUnavailable, match="not a database") as raised:
        use(folder)
    assert_tells(raised.value)
    assert str(folder) in str(raised.value)


@pytest.mark.parametrize("seed", range(4))
def test_a_database_damaged_anywhere_is_a_clear_error_or_none(folder: Path, seed: int) -> None:
    path = folder / "chroma" / "chroma.sqlite3"
    content = bytearray(path.read_bytes())
    chance = random.Random(seed)
    start = chance.randrange(100, len(content) // 2)
    content[start : start + len(content) // 3] = chance.randbytes(len(content) // 3)
    path.write_bytes(content)
    # Chroma's Rust part panics here, with an error that derives from BaseException alone.
    with pytest.raises(LibraryUnavailable) as raised:
        use(folder)
    assert_tells(raised.value)


def test_tables_that_cannot_be_read_do_not_let_chroma_panic(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = folder / "chroma" / "chroma.sqlite3"
    content = bytearray(path.read_bytes())
    content[4096:40_000] = b"\xff" * (40_000 - 4096)
    path.write_bytes(content)
    with pytest.raises(LibraryUnavailable, match="damaged"):
        use(folder)
    assert "panicked" not in capfd.readouterr().err


def test_a_database_cut_short_is_a_clear_error(folder: Path) -> None:
    path = folder / "chroma" / "chroma.sqlite3"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(LibraryUnavailable) as raised:
        use(folder)
    assert_tells(raised.value)


def test_lost_vectors_are_noticed_and_repaired(folder: Path, papers: list[Paper]) -> None:
    lose_vectors(folder, papers[:7])
    with Library.open(folder) as library:
        assert "7 of 30 papers are not found by their vector" in library.check()
        assert library.count() == 30
        library.repair()
        assert "agree" in library.check()
        assert {hit.paper.key for hit in library.search(COMMON, k=50)} == {
            paper.key for paper in papers
        }
    with Library.open(folder) as library:
        assert "agree" in library.check()


def lose_vectors(folder: Path, papers: list[Paper]) -> None:
    """Drop records from the log of which Chroma builds its index, as two writers without a
    lock do.
    """
    with sqlite3.connect(folder / "chroma" / "chroma.sqlite3") as database:
        database.executemany(
            "DELETE FROM embeddings_queue WHERE id = ?", [(paper.key,) for paper in papers]
        )
    database.close()


@pytest.mark.parametrize("damage", ["missing", "emptied", "garbled", "no state"])
def test_the_index_of_words_is_made_again(
    folder: Path, papers: list[Paper], damage: str
) -> None:
    lexical = folder / "lexical"
    if damage == "missing":
        shutil.rmtree(lexical)
    for path in [*lexical.iterdir()] if lexical.exists() else []:
        if damage == "emptied" or (damage == "no state" and path.name == "songline.json"):
            path.unlink()
        elif damage == "garbled":
            path.write_bytes(b"\0garbage\xff")
    with Library.open(folder) as library:
        hits = library.search(papers[4].title, k=1)
        assert hits[0].paper == papers[4]
        assert hits[0].parts["lexical"] > 0
        assert "agree" in library.check()


@pytest.mark.parametrize(
    "damage", ["missing", "emptied", "garbled", "cut", "of another program"]
)
def test_the_cache_is_made_again(folder: Path, papers: list[Paper], damage: str) -> None:
    """A library that an earlier version made has none."""
    cache = folder / "shelf.sqlite3"
    content = cache.read_bytes()
    cache.unlink()
    if damage == "of another program":
        with closing(sqlite3.connect(cache)) as other:
            other.execute("CREATE TABLE papers (key TEXT)")
    elif damage != "missing":
        cache.write_bytes(
            {"emptied": b"", "garbled": b"\0garbage\xff", "cut": content[:9000]}[damage]
        )
    with Library.open(folder) as library:
        assert library.search(papers[4].title, k=1)[0].paper == papers[4]
        assert np.allclose(
            library.vectors([papers[4].key]),
            embed_papers(library.embedder, [papers[4]]),
            atol=1e-5,
        )
        assert "agree" in library.check()


@pytest.mark.parametrize("share", [0.1, 0.4, 1.0])
def test_a_cache_that_turns_out_to_be_damaged_is_made_again_for_the_next_time(
    folder: Path, papers: list[Paper], share: float
) -> None:
    cache = folder / "shelf.sqlite3"
    content = bytearray(cache.read_bytes())
    chance = random.Random(share)
    for page in range(1, len(content) // _PAGE):
        if chance.random() <= share:
            content[page * _PAGE : (page + 1) * _PAGE] = chance.randbytes(_PAGE)
    cache.write_bytes(content)
    with Library.open(folder) as library:
        for _ in range(2):
            with suppress(LibraryUnavailable):
                library.search(COMMON, k=30)
                library.vectors([paper.key for paper in papers])
        assert {hit.paper.key for hit in library.search(COMMON, k=30)} == {
            paper.key for paper in papers
        }
        assert library.vectors([papers[4].key]).any()


def test_a_paper_that_is_shown_otherwise_than_it_is_stored_is_noticed_and_repaired(
    folder: Path, papers: list[Paper]
) -> None:
    with closing(sqlite3.connect(folder / "shelf.sqlite3")) as cache, cache:
        cache.execute("UPDATE papers SET abstract = 'nothing' WHERE key = ?", (papers[4].key,))
    with Library.open(folder) as library:
        assert (
            f"1 of 30 papers are shown otherwise than they are stored: {papers[4].key}"
            in library.check()
        )
        library.repair()
        assert "agree" in library.check()
        assert library.search(papers[4].title, k=1)[0].paper == papers[4]


def test_papers_that_are_gone_are_missed(folder: Path) -> None:
    shutil.rmtree(folder / "chroma")
    (folder / "shelf.sqlite3").unlink()
    with pytest.raises(LibraryUnavailable, match="are gone") as raised:
        Library.open(folder)
    assert_tells(raised.value)


@pytest.mark.parametrize("content", [None, "", "{}", "garbage"])
def test_the_count_of_writes_is_begun_anew(
    folder: Path, papers: list[Paper], content: str | None
) -> None:
    path = folder / "generation.json"
    path.unlink()
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with Library.open(folder) as library:
        assert library.search(papers[4].title, k=1)[0].paper == papers[4]
        assert library.add(papers).unchanged == len(papers)
        assert "agree" in library.check()


@pytest.mark.parametrize("name", ["generation.json", "shelf.sqlite3"])
@pytest.mark.parametrize("kind", ["folder", "link"])
def test_a_folder_or_a_link_to_nothing_in_a_files_place_is_replaced(
    folder: Path, papers: list[Paper], kind: str, name: str
) -> None:
    path = folder / name
    path.unlink()
    if kind == "folder":
        path.mkdir()
        (path / "kept.txt").write_text("kept")
    else:
        path.symlink_to(folder / "nowhere")
    with Library.open(folder) as library:
        assert library.search(papers[3].title, k=1)[0].paper == papers[3]
        assert "agree" in library.check()
    assert path.is_file()
    assert len([*folder.glob("*.damaged-*/kept.txt")]) == (kind == "folder")


@pytest.mark.parametrize("below", ["", "library", "deep/er"])
def test_a_file_in_the_folders_place_is_a_clear_error(tmp_path: Path, below: str) -> None:
    (tmp_path / "file").write_text("a file")
    with pytest.raises(LibraryUnavailable) as raised:
        Library.open(tmp_path / "file" / below)
    assert_tells(raised.value)
    assert "--library" in raised.value.advice


@pytest.mark.parametrize("kind", ["file", "link"])
def test_a_file_in_the_place_of_the_index_of_words_is_set_aside(
    folder: Path, papers: list[Paper], kind: str
) -> None:
    path = folder / "lexical"
    shutil.rmtree(path)
    if kind == "file":
        path.write_text("a file")
    else:
        path.symlink_to(folder / "nowhere")
    with Library.open(folder) as library:
        assert library.search(papers[6].title, k=1)[0].paper == papers[6]
        assert "agree" in library.check()
    assert path.is_dir()
    assert [each.is_symlink() for each in folder.glob("lexical.damaged-*")] == [kind == "link"]


def test_a_file_in_chromas_place_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "chroma").write_text("a file")
    with pytest.raises(LibraryUnavailable) as raised:
        Library.open(tmp_path)
    assert_tells(raised.value)


def test_a_lock_that_cannot_be_made_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "write.lock").mkdir()
    with pytest.raises(LibraryUnavailable, match=r"write\.lock") as raised:
        Library.open(tmp_path)
    assert_tells(raised.value)
    with pytest.raises(LibraryUnavailable, match=r"write\.lock") as raised:
        Library.restore(tmp_path)
    assert_tells(raised.value)


@pytest.mark.parametrize(
    "location",
    ["ftp://host/x", "http://", "http://host:port", "https://host/path", "http://[x"],
)
def test_an_address_that_is_none_is_refused(location: str) -> None:
    with pytest.raises(InputError, match="http://"):
        Library.open(location)


@pytest.mark.parametrize("step", ["store.chroma.Collection.upsert", "pathlib.Path.write_text"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_full_disk_is_a_clear_error_and_nothing_is_lost(
    library: Library, papers: list[Paper], monkeypatch: pytest.MonkeyPatch, step: str, when: str
) -> None:
    late = bare("late", f"Late {COMMON} paper")
    with monkeypatch.context() as patch:
        patch.setattr(step, failing(pkgutil.resolve_name(step), when))
        with pytest.raises(LibraryUnavailable, match="No space left on device") as raised:
            library.add([late])
        assert_tells(raised.value)
    assert {hit.paper.key for hit in library.search(COMMON, k=50)} >= {
        paper.key for paper in papers
    }
    library.add([late])
    assert library.search("late paper", k=1)[0].paper == late
    assert library.count() == len(papers) + 1
    assert "agree" in library.check()


@pytest.mark.parametrize("times", [1, 5])
def test_what_a_compacting_server_says_is_asked_again(
    library: Library, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    collection = type(library._indexes.papers._collection)
    count, left = collection.count, [*range(times)]

    def compacting(self: object) -> int:
        if left:
            left.pop()
            raise RuntimeError("Error creating hnsw segment reader: Nothing found on disk")
        return int(count(self))  # type: ignore[arg-type]

    monkeypatch.setattr(collection, "count", compacting)
    assert library._indexes.papers.count() == 30


def failing(whole: Callable[..., object], when: str) -> Callable[..., object]:
    def fail(*args: object, **options: object) -> object:
        if when == "after":
            whole(*args, **options)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    return fail


def test_chromas_own_failures_are_told_with_their_reason(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.snapshot.LARGEST", 10)
    collection = library._indexes.papers._collection
    monkeypatch.setattr(type(collection), "query", failing(type(collection).query, "before"))
    library.add([bare("late", "Late")])
    with pytest.raises(LibraryUnavailable, match="No space left on device") as raised:
        library.search("tracker")
    assert_tells(raised.value)


def test_a_database_that_another_program_locks_is_waited_for(
    library: Library, folder: Path
) -> None:
    other = sqlite3.connect(
        folder / "chroma" / "chroma.sqlite3", check_same_thread=False, isolation_level=None
    )
    other.execute("BEGIN EXCLUSIVE")

    def let_go() -> None:
        time.sleep(6.0)  # longer than Chroma itself waits
        other.execute("ROLLBACK")

    releasing = threading.Thread(target=let_go)
    releasing.start()
    report = library.add([bare("late", "Late")])
    releasing.join()
    other.close()
    assert report.added == 1


def test_a_writer_that_waits_too_long_for_another_says_so(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.write_lock.LOCK_TIMEOUT", 0.1)
    monkeypatch.setattr(FolderPlace, "patience", 0.1)
    with (
        FileLock(folder / "write.lock"),
        pytest.raises(LibraryUnavailable, match="another process") as raised,
    ):
        library.add([bare("late", "Late")])
    assert_tells(raised.value)
    assert library.add([bare("late", "Late")]).added == 1


def test_a_reader_goes_on_beside_a_writer_that_hangs(
    library: Library, folder: Path, papers: list[Paper], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FolderPlace, "patience", 0.1)
    with FileLock(folder / "write.lock"):
        assert library.search(papers[2].title, k=1)[0].paper == papers[2]
        with Library.open(folder) as other:
            assert other.count() == len(papers)


def run_alone(program: str, *arguments: str) -> str:
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_naming_the_library_imports_nothing_heavy() -> None:
    program = "import sys, store, store.library; print(*sys.modules)"
    assert not {"chromadb", "numpy", "tantivy", "httpx", "tokenizers"} & {
        *run_alone(program).split()
    }


def test_a_library_in_a_folder_connects_to_nothing(tmp_path: Path) -> None:
    program = """
import sys
from pathlib import Path
sys.addaudithook(lambda name, args: print(name, args) if name.startswith("socket.") else None)
from store.library import Library
from tests.store.samples import seed_papers
with Library.open(Path(sys.argv[1])) as library:
    library.add(seed_papers())
    print(library.search("masked faces", k=1)[0].paper.key)
"""
    assert run_alone(program, str(tmp_path / "library")).split() == ["zhang2023towards"]
