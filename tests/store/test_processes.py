"""Several processes on one library in a folder: killed at any moment, writing at once,
reading meanwhile.
"""

from __future__ import annotations

import signal
import time
from typing import TYPE_CHECKING

import numpy as np
import pytest

from store.library import Library
from tests.store.samples import COMMON, bare, make_papers, seed_papers
from tests.store.workers import PROCESSES, add_made, add_seed, add_seed_and_die, look_for

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from store.paper import Paper

_WRITERS = ("one", "two", "three")


def assert_whole(library: Library, papers: Iterable[Paper]) -> None:
    """Every paper is there once, in Chroma and in the index of words, and found by its own
    vector.
    """
    wanted = sorted(paper.key for paper in papers)
    assert sorted(paper.key for paper in library.list()) == wanted
    index = library._indexes
    with index.reading():
        vectors = index.papers.stored_vectors(wanted)
        assert sorted(vectors) == wanted
        for key, vector in vectors.items():
            near = index.papers.nearest(vector, k=10)
            assert key in near or min(near.values()) > 0.9999
        at_hand = index.vectors(wanted)
        assert all(
            np.allclose(at_hand[key], vector, atol=1e-5) for key, vector in vectors.items()
        )
        assert index.secondary.cache.papers(wanted) == index.papers.get(wanted)
        found = [key for key, _ in index.lexical.search(COMMON, k=len(wanted) + 10)]
        assert len(found) == len({*found})
        assert "agree" in library.check()


def assert_seed_is_whole(location: Path) -> None:
    papers = seed_papers()
    with Library.open(location) as library:
        assert_whole(library, papers)
        for paper in papers:
            namesakes = {other.key for other in papers if other.title == paper.title}
            hits = library.search(paper.title, k=len(namesakes))
            assert {hit.paper.key for hit in hits} == namesakes


# Five writes of ten papers take some fifty steps, and each is left in the middle once.
@pytest.mark.parametrize("moment", [0, 2, 3, 5, 6, 8, 9, 10, 11, 16, 22, 29, 39, 51])
def test_killed_while_adding_and_run_again_everything_is_there_once(
    tmp_path: Path, moment: int
) -> None:
    writer = PROCESSES.Process(target=add_seed_and_die, args=(str(tmp_path), moment))
    writer.start()
    writer.join()
    assert writer.exitcode == -signal.SIGKILL
    with Library.open(tmp_path) as library:
        held = library.list()
        assert len(held) < len(seed_papers()) or moment > 40
        assert all(paper in seed_papers() for paper in held)
        library.add(seed_papers())
    assert_seed_is_whole(tmp_path)


@pytest.mark.parametrize("seconds", [0.05, 0.2, 0.4])
def test_killed_at_any_time_and_run_again_everything_is_there_once(
    tmp_path: Path, seconds: float
) -> None:
    writer = PROCESSES.Process(target=add_made, args=(str(tmp_path), "made", 300, 20))
    writer.start()
    while not (tmp_path / "generation.json").exists():
        time.sleep(0.01)
    time.sleep(seconds)
    writer.kill()
    writer.join()
    with Library.open(tmp_path) as library:
        library.add(make_papers(300))
        assert_whole(library, make_papers(300))


def test_three_processes_write_at_once_and_nothing_is_lost(tmp_path: Path) -> None:
    # Chroma flushes its index of vectors after a thousand records: that is where they were
    # lost.
    writers = [
        PROCESSES.Process(target=add_made, args=(str(tmp_path), prefix, 400, 100))
        for prefix in _WRITERS
    ]
    for writer in writers:
        writer.start()
    with Library.open(tmp_path) as reader:
        while any(writer.is_alive() for writer in writers):
            assert len(reader.search(COMMON, k=5)) <= 5
            time.sleep(0.2)
        papers = [paper for prefix in _WRITERS for paper in make_papers(400, prefix=prefix)]
        assert [writer.exitcode for writer in writers] == [0, 0, 0]
        assert reader.count() == len(papers)
        assert "agree" in reader.check()
    with Library.open(tmp_path) as fresh:
        assert_whole(fresh, papers)


def test_a_process_that_reads_finds_what_another_adds_without_opening_again(
    tmp_path: Path,
) -> None:
    with Library.open(tmp_path) as library:
        library.add(make_papers(50))
        found = PROCESSES.Queue()
        reader = PROCESSES.Process(
            target=look_for, args=(str(tmp_path), "quaternion chemistry", "late", found)
        )
        reader.start()
        assert found.get(timeout=30) == "open"
        library.add([bare("late", "Quaternion chemistry")])
        assert 0 < found.get(timeout=30) < 30
        reader.join()
        assert reader.exitcode == 0


def test_two_processes_that_make_the_same_library_at_once_make_one(tmp_path: Path) -> None:
    writers = [PROCESSES.Process(target=add_seed, args=(str(tmp_path),)) for _ in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    assert_seed_is_whole(tmp_path)
