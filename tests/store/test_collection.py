"""The collection of papers: what lies nearest, among all and among those that a filter lets
through.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings

from store.embedders import load_embedder
from store.library import Library
from store.preparing import embed_papers
from tests.store.samples import FILTERS, make_papers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from store.collection import PaperCollection
    from store.filters import Filter
    from store.indexes import Indexes

PAPERS = make_papers(300)


@pytest.fixture(scope="module")
def indexes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Indexes]:
    with Library.open(tmp_path_factory.mktemp("library")) as library:
        library.add(PAPERS)
        yield library._indexes


@pytest.fixture
def collection(indexes: Indexes) -> PaperCollection:
    return indexes.papers


@pytest.mark.parametrize("widest", [0, 2, 10, 1000])
def test_the_nearest_are_those_of_brute_force(
    indexes: Indexes, monkeypatch: pytest.MonkeyPatch, widest: int
) -> None:
    monkeypatch.setattr("store.indexes._WIDEST", widest)
    vectors = embed_papers(load_embedder("wordllama"), PAPERS)
    asked = load_embedder("wordllama").embed_query("a tracker that predicts speech")
    cosine = dict(zip((paper.key for paper in PAPERS), (vectors @ asked).tolist(), strict=True))

    @settings(max_examples=40)
    @given(FILTERS)
    def agrees(where: Filter) -> None:
        passing = [paper.key for paper in PAPERS if where.matches(paper)]
        wanted = sorted(passing, key=lambda key: -cosine[key])[:20]
        near = indexes.nearest(asked, k=20, where=where)
        assert [*near.values()] == pytest.approx([cosine[key] for key in wanted], abs=1e-4)
        assert {*near} <= {*passing}

    agrees()


def test_vectors_come_back_as_they_went_in(collection: PaperCollection) -> None:
    vectors = embed_papers(load_embedder("wordllama"), PAPERS)
    stored = collection.stored_vectors([paper.key for paper in PAPERS])
    for paper, vector in zip(PAPERS, vectors, strict=True):
        assert np.allclose(stored[paper.key], vector, atol=1e-5)
    assert collection.vectors([]) == {}
    assert collection.vectors(["nobody"]) == {}


def test_a_remembered_vector_is_forgotten_with_its_paper(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        library.add(PAPERS[:2])
        key, other = (paper.key for paper in PAPERS[:2])
        before = library._indexes.papers.vectors([key, other])
        library.add([replace(PAPERS[0], title="Quaternion chemistry", abstract="")])
        library.remove([other])
        after = library._indexes.papers.vectors([key, other])
        assert [*after] == [key]
        assert not np.allclose(after[key], before[key])


def test_papers_are_counted_and_paged_over_many_pages(
    collection: PaperCollection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.collection._PAGE", 70)
    monkeypatch.setattr("store.collection._PAGE_OF_KEYS", 70)
    wanted = sorted(paper.key for paper in PAPERS)
    assert sorted(paper.key for page in collection.pages() for paper in page) == wanted
    assert sorted(collection.keys()) == wanted
    assert sorted(collection.revisions()) == wanted
    assert sorted(collection.get([*wanted, wanted[0], "nobody"])) == wanted
    assert collection.count() == len(PAPERS)


def test_revisions_tell_what_was_written_since(collection: PaperCollection) -> None:
    revisions = collection.revisions_of([paper.key for paper in PAPERS])
    assert len({*revisions.values()}) == 1
    (revision,) = {*revisions.values()}
    assert sum(len(page) for page in collection.written_since(revision)) == len(PAPERS)
    assert [*collection.written_since(revision + 1)] == []


@pytest.mark.parametrize("damage", [3e38, np.inf, np.nan, 0.5, -1e-3])
def test_what_a_damaged_file_gives_for_a_vector_counts_as_lost(
    collection: PaperCollection, monkeypatch: pytest.MonkeyPatch, damage: float
) -> None:
    keys = [paper.key for paper in PAPERS[:3]]
    stored = collection._get(["embeddings"], ids=keys)
    stored["embeddings"] = np.array(stored["embeddings"], dtype=np.float32)
    stored["embeddings"][1] = damage
    monkeypatch.setattr(collection, "_get", lambda *_, **__: stored)
    assert [*collection.stored_vectors(keys)] == [stored["ids"][0], stored["ids"][2]]
