"""A library of some thousand papers answers from what is derived, and Chroma comes back."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import Library
from store.errors import LibraryUnavailable
from store.filters import parse_filter
from store.snapshot import Snapshot
from tests.rights import rights_that_bind
from tests.store.samples import COMMON, bare, make_papers

ROOT = Path(__file__).parents[2]
PAPERS = make_papers(30)


@pytest.fixture
def folder(tmp_path: Path, thirty: Path) -> Path:
    """The folder of a library that holds thirty papers and is closed; this test's own."""
    return Path(shutil.copytree(thirty, tmp_path / "library"))


def found(library: Library) -> set[str]:
    return {hit.paper.key for hit in library.search(COMMON, k=50)}


@given(st.lists(st.lists(st.floats(-1, 1), min_size=3, max_size=3), min_size=1, max_size=20))
def test_the_nearest_are_those_of_a_comparison_with_all(rows: list[list[float]]) -> None:
    vectors = np.array(rows, dtype=np.float32)
    keys = [f"p{number:02}" for number in range(len(rows))]
    asked = np.array([0.6, 0.8, 0.0], dtype=np.float32)
    snapshot = Snapshot(lambda: (keys, vectors))
    near = snapshot.nearest(asked, k=5)
    cosines = dict(zip(keys, (vectors @ asked).tolist(), strict=True))
    assert len(near) == min(5, len(keys))
    least = min(near.values())
    assert all(cosines[key] <= least + 1e-5 for key in keys if key not in near)
    few = snapshot.nearest(asked, k=5, among=["p00", "unknown"])
    assert [*few] == ["p00"]


def test_a_question_imports_neither_chroma_nor_locks(folder: Path) -> None:
    code = f"""
import sys
from store import Library
with Library.open({str(folder)!r}) as library:
    assert len(library.search({COMMON!r}, k=50)) == 30
    assert library.get("made00004") and library.count() == len(library.list()) == 30
    assert library.vectors(["made00004"]).any()
print(*{{"chromadb", "filelock", "numpy.ma"}}.intersection(sys.modules))
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "\n"


def test_filters_hold_without_chroma(folder: Path) -> None:
    with Library.open(folder) as library:
        where, _ = parse_filter("year:2021")
        keys = {hit.paper.key for hit in library.search(COMMON, k=50, where=where)}
        assert keys == {paper.key for paper in library.list(where)}
        assert keys


def test_what_another_process_writes_is_seen(folder: Path) -> None:
    with Library.open(folder) as reader, Library.open(folder) as writer:
        assert len(found(reader)) == 30
        writer.add([bare("late", f"Late {COMMON}")])
        assert "late" in found(reader)
        writer.remove(["late"])
        assert "late" not in found(reader)


def test_a_library_that_may_only_be_read_answers_and_takes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may = os.access
    monkeypatch.setattr(
        "os.access", lambda path, mode: (path, mode) != (folder, os.W_OK) and may(path, mode)
    )  # root may write anywhere
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    with Library.open(folder) as library:
        assert len(found(library)) == 30
        assert "agree" in library.check()
        with pytest.raises(LibraryUnavailable, match="only read") as raised:
            library.add([bare("late", "Late")])
        assert raised.value.advice
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_a_library_of_which_no_file_may_be_written_answers(folder: Path) -> None:
    for path in [*folder.rglob("*"), folder]:
        path.chmod(0o500 if path.is_dir() else 0o400)
    with rights_that_bind(), Library.open(folder) as library:
        assert len(found(library)) == 30
        assert "agree" in library.check()


@pytest.mark.parametrize("part", ["idx", "pos", "term", "store", "fast", "fieldnorm"])
@pytest.mark.parametrize("damage", ["gone", "cut", "noise"])
def test_a_damaged_index_of_words_is_made_again(folder: Path, part: str, damage: str) -> None:
    for path in (folder / "lexical").glob(f"*.{part}"):
        content = path.read_bytes()
        path.unlink()
        if damage != "gone":
            half = content[: len(content) // 2]
            path.write_bytes(half if damage == "cut" else os.urandom(len(content)))
    with Library.open(folder) as library:
        assert len(found(library)) == 30
        assert "agree" in library.check()


def damage_chroma(folder: Path, damage: str) -> None:
    database = folder / "chroma" / "chroma.sqlite3"
    content = bytearray(database.read_bytes())
    if damage == "no database":
        content[:] = b"this is no database" * 100
    elif damage == "pages of noise":
        for page in range(1, len(content) // 4096):
            content[page * 4096 : page * 4096 + 2000] = os.urandom(2000)
    elif damage == "empty":
        content.clear()
    database.write_bytes(content)


@pytest.mark.parametrize("damage", ["no database", "pages of noise", "empty"])
def test_a_damaged_chroma_is_made_again_from_the_papers_at_hand(
    folder: Path, damage: str
) -> None:
    damage_chroma(folder, damage)
    with Library.open(folder) as library:
        assert len(found(library)) == 30
        with pytest.raises(LibraryUnavailable) as raised:
            library.check()
        assert "unwrap" not in str(raised.value)
        assert "--repair" in raised.value.advice
    aside = Path(Library.restore(folder))
    assert (aside / "chroma.sqlite3").exists()
    with Library.open(folder) as library:
        assert "agree" in library.check()
        assert library.add(PAPERS).unchanged == 30
        assert library.add([bare("late", f"Late {COMMON}")]).added == 1
        assert "agree" in library.check()


@pytest.mark.parametrize("words", ["gone", "of another format"])
def test_a_damaged_chroma_is_made_again_without_an_index_of_words(
    folder: Path, words: str
) -> None:
    damage_chroma(folder, "no database")
    if words == "gone":
        shutil.rmtree(folder / "lexical")
    else:
        (folder / "lexical" / "songline.json").write_text('{"schema": 1}')
    Library.restore(folder)
    with Library.open(folder) as library:
        assert len(found(library)) == 30
        assert "agree" in library.check()


def test_vectors_of_zeros_are_made_again(folder: Path) -> None:
    with Library.open(folder) as library:
        with library._indexes.writing():
            zeros = np.zeros((len(PAPERS), library.embedder.dimension), dtype=np.float32)
            library._indexes.papers.upsert(PAPERS, zeros, revision=1)
        library.repair()
        assert "agree" in library.check()
    with Library.open(folder) as library:
        lengths = np.linalg.norm(library.vectors([paper.key for paper in PAPERS]), axis=1)
        assert np.allclose(lengths, 1.0, atol=0.01)


def test_papers_that_chroma_has_lost_are_put_back(folder: Path) -> None:
    with Library.open(folder) as library:
        with library._indexes.writing():
            library._indexes.papers.delete([PAPERS[3].key])
        assert PAPERS[3].key in library.check()
        library.repair()
        assert "agree" in library.check()
        assert library.get(PAPERS[3].key) == PAPERS[3]


def test_a_new_library_is_private(folder: Path) -> None:
    assert folder.stat().st_mode & 0o777 == 0o700
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if path.stat().st_mode & 0o077]


def test_a_full_disk_is_told_before_anything_is_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.open(folder) as library:
        monkeypatch.setattr("shutil.disk_usage", lambda _: shutil._ntuple_diskusage(9, 8, 1000))
        with pytest.raises(LibraryUnavailable, match="no room for 1 paper ") as raised:
            library.add([bare("late", "Late")])
        assert "MB" in raised.value.why
        assert library.count() == 30


def test_vectors_that_are_gone_when_they_are_asked_for_are_fetched_again(folder: Path) -> None:
    with Library.open(folder) as library:
        assert library.count() == 30
        with closing(sqlite3.connect(folder / "shelf.sqlite3")) as cache, cache:
            cache.execute("DELETE FROM vectors")
        assert all(hit.parts["vector"] for hit in library.search(COMMON, k=5))
        assert library.vectors(["made00004"]).any()
