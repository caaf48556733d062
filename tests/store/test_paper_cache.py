"""The cache: what is put there comes back, and never a vector that belongs to something
else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.errors import LibraryUnavailable
from store.paper_cache import PaperCache
from tests.store.samples import PAPERS, bare, make_papers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from store.paper import Paper
    from store.vectors import Vectors


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[PaperCache]:
    cache = PaperCache.open(tmp_path / "cache")
    yield cache
    cache.close()


def vectors_of(papers: list[Paper], *, seed: int = 1) -> Vectors:
    return np.random.default_rng(seed).normal(size=(len(papers), 8)).astype(np.float32)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PAPERS, max_size=4, unique_by=lambda paper: paper.key))
def test_papers_come_back_as_they_went_in(cache: PaperCache, papers: list[Paper]) -> None:
    cache.update(papers, None, collection="c", fingerprint="1")
    assert cache.papers([paper.key for paper in papers]) == {
        paper.key: paper for paper in papers
    }
    assert cache.papers(["no such key"]) == {}


def test_vectors_come_back_bit_by_bit_and_only_for_their_collection(cache: PaperCache) -> None:
    papers = make_papers(3)
    vectors = vectors_of(papers)
    cache.update(papers, vectors, collection="c", fingerprint="1")
    keys = [paper.key for paper in papers]
    found = cache.vectors([*keys, "nobody", keys[0]], collection="c")
    assert [*found] == keys
    assert np.array_equal(np.stack([found[key] for key in keys]), vectors)
    assert cache.vectors(keys, collection="d") == {}
    cache.keep({keys[1]: vectors[0]}, collection="d")
    assert [*cache.vectors(keys, collection="d")] == [keys[1]]
    assert cache.vectors(keys, collection="c") == {}


def test_a_paper_that_changes_without_a_vector_loses_the_one_it_had(cache: PaperCache) -> None:
    papers = make_papers(3)
    keys = [paper.key for paper in papers]
    cache.update(papers, vectors_of(papers), collection="c", fingerprint="1")
    changed = bare(keys[0], "Another title")
    cache.update([changed], None, removed=[keys[2]], collection="c", fingerprint="2")
    assert cache.papers(keys) == {keys[0]: changed, keys[1]: papers[1]}
    assert [*cache.vectors(keys, collection="c")] == [keys[1]]
    assert cache.fingerprint == "2"


def test_rebuilding_leaves_nothing_of_what_was_there(cache: PaperCache) -> None:
    papers = make_papers(5)
    cache.update(papers[:3], vectors_of(papers[:3]), collection="c", fingerprint="1")
    cache.rebuild(iter(papers[2:]), fingerprint="2")
    assert sorted(paper.key for paper in cache.everything()) == [
        paper.key for paper in papers[2:]
    ]
    assert cache.count() == 3
    assert cache.vectors([paper.key for paper in papers], collection="c") == {}
    assert cache.fingerprint == "2"


def test_a_rebuild_that_breaks_off_leaves_what_was_there(cache: PaperCache) -> None:
    papers = make_papers(5)
    cache.update(papers[:3], None, collection="c", fingerprint="1")

    def broken() -> Iterator[Paper]:
        yield papers[4]
        raise RuntimeError("the source broke off")

    with pytest.raises(RuntimeError):
        cache.rebuild(broken(), fingerprint="2")
    assert sorted(paper.key for paper in cache.everything()) == [
        paper.key for paper in papers[:3]
    ]
    assert cache.fingerprint == "1"


def test_what_another_writes_is_seen_at_once(cache: PaperCache, tmp_path: Path) -> None:
    other = PaperCache.open(tmp_path / "cache")
    other.update(make_papers(2), None, collection="c", fingerprint="7")
    assert cache.fingerprint == "7"
    assert cache.count() == 2
    other.close()


def test_a_folder_in_the_caches_place_is_an_error_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    with pytest.raises(LibraryUnavailable, match="cache"):
        PaperCache.open(tmp_path / "cache")


def test_a_paper_that_is_met_twice_is_kept_once(cache: PaperCache) -> None:
    papers = make_papers(3)
    cache.update([*papers, papers[1]], None, collection="c", fingerprint="1")
    cache.rebuild(iter([*papers, papers[2]]), fingerprint="2")
    assert cache.count() == 3
