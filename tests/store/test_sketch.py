"""Signs of vectors find most of those that lie near to one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from store import snapshot as snapshot_module
from store.sketch import Sketch
from store.snapshot import Snapshot
from store.vectors import unit

if TYPE_CHECKING:
    from store.vectors import Vectors


@pytest.fixture(scope="module", params=[32, 256])
def vectors(request: pytest.FixtureRequest) -> Vectors:
    """Return vectors in clusters beside a common direction, as those of texts are."""
    chance = np.random.default_rng(7)
    centres = chance.standard_normal((40, request.param))
    spread = chance.standard_normal((4000, request.param))
    rows = 1.0 + centres[np.arange(4000) % 40] + spread
    return unit(rows.astype(np.float32))


def nearest(vectors: Vectors, asked: Vectors, count: int) -> set[int]:
    return set(np.argsort(-(vectors @ asked))[:count].tolist())


def test_most_of_the_nearest_are_among_the_likely(vectors: Vectors) -> None:
    sketch = Sketch.of(vectors)
    found = [
        len(nearest(vectors, asked, 10) & set(sketch.nearest(asked, 600).tolist()))
        for asked in vectors[:50]
    ]
    assert np.mean(found) > 9.0
    assert len(sketch.nearest(vectors[0], 600)) < 1200


def test_only_the_places_that_are_given_are_looked_at(vectors: Vectors) -> None:
    sketch = Sketch.of(vectors)
    among = np.arange(0, 4000, 3)
    near = set(sketch.nearest(vectors[3], 200, among).tolist())
    assert near <= set(among.tolist())
    assert 3 in near


def test_more_than_there_are_is_all_of_them(vectors: Vectors) -> None:
    assert len(Sketch.of(vectors).nearest(vectors[0], 10_000)) == len(vectors)


def test_a_question_without_a_direction_is_answered(vectors: Vectors) -> None:
    nothing = np.zeros(vectors.shape[1], dtype=np.float32)
    assert len(Sketch.of(vectors).nearest(nothing, 10)) >= 10


def test_a_large_library_is_searched_by_the_sketch(
    vectors: Vectors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot_module, "_EXACT", 1000)
    monkeypatch.setattr(snapshot_module, "_LIKELY", 600)
    keys = [f"p{number:04}" for number in range(len(vectors))]
    large = Snapshot(lambda: (keys, vectors))
    looked_at: list[int] = []
    likely = Sketch.nearest

    def noting(*given: object) -> object:
        found = likely(*given)  # type: ignore[arg-type]
        looked_at.append(len(found))
        return found

    monkeypatch.setattr(Sketch, "nearest", noting)
    near = large.nearest(vectors[5], k=3)
    some = large.nearest(vectors[5], k=3, among=keys[::2])
    assert next(iter(near)) == "p0005"
    assert "p0005" not in some
    assert len(some) == 3
    assert all(690 <= number < 1500 for number in looked_at)
    assert len(looked_at) == 2
