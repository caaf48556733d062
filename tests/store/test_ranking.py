"""Fusing and feedback, by property: what holds for any scores."""

from __future__ import annotations

import math
import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.ranking import feedback, fuse, rank

if TYPE_CHECKING:
    from numpy.typing import NDArray

keys = st.text("abcdefgh", min_size=1, max_size=2)
scores = st.dictionaries(keys, st.floats(0.0, 100.0, allow_subnormal=False), max_size=12)
any_scores = st.dictionaries(keys, st.floats(), max_size=12)
weights = st.floats(0.0, 1.0)
vectors = st.lists(st.floats(-1.0, 1.0, width=32), min_size=4, max_size=4)


def _order(ranked: list[tuple[str, float, dict[str, float]]]) -> list[str]:
    return [key for key, _, _ in ranked]


@given(any_scores, any_scores, st.lists(keys, unique=True, max_size=3), weights)
def test_every_candidate_is_ranked_once_by_finite_parts_that_add_up(
    lexical: dict[str, float], vector: dict[str, float], exact: list[str], weight: float
) -> None:
    ranked = fuse(lexical, vector, exact=exact, vector_weight=weight)
    assert sorted(_order(ranked)) == sorted({*lexical, *vector, *exact})
    assert ranked == sorted(ranked, key=lambda hit: (-hit[1], hit[0]))
    for _, score, parts in ranked:
        assert math.isfinite(score)
        assert score == pytest.approx(sum(parts.values()))


@given(any_scores, any_scores)
def test_the_order_of_candidates_changes_nothing(
    lexical: dict[str, float], vector: dict[str, float]
) -> None:
    turned = fuse(dict(reversed(lexical.items())), dict(reversed(vector.items())))
    assert turned == fuse(lexical, vector)


@given(scores, scores, keys, st.floats(1.0, 50.0))
def test_a_better_score_on_one_side_never_costs_a_place(
    lexical: dict[str, float], vector: dict[str, float], key: str, gain: float
) -> None:
    held = {key: 1.0} | lexical
    before = fuse(held, vector)
    after = fuse(held | {key: held[key] + gain}, vector)
    assert _order(after).index(key) <= _order(before).index(key)


@given(scores, scores, st.sampled_from([0.25, 2.0, 1024.0]))
def test_the_unit_of_a_side_does_not_matter(
    lexical: dict[str, float], vector: dict[str, float], unit: float
) -> None:
    scaled = {key: score * unit for key, score in lexical.items()}
    assert fuse(scaled, vector) == fuse(lexical, vector)


@given(scores, scores, st.lists(keys, unique=True, min_size=1, max_size=3))
def test_papers_that_the_query_names_come_first_and_in_order(
    lexical: dict[str, float], vector: dict[str, float], exact: list[str]
) -> None:
    assert _order(fuse(lexical, vector, exact=exact))[: len(exact)] == exact


@given(scores)
def test_one_empty_side_leaves_the_order_to_the_other(vector: dict[str, float]) -> None:
    best_first = sorted(vector.values(), reverse=True)
    for ranked in (fuse({}, vector), fuse(vector, {})):
        assert [vector[key] for key in _order(ranked)] == pytest.approx(best_first)


def test_equal_scores_are_ordered_by_key() -> None:
    assert _order(fuse({"b": 2.0, "a": 2.0}, {"c": 0.5, "b": 0.5, "a": 0.5})) == ["a", "b", "c"]


def test_nothing_comes_of_nothing() -> None:
    assert fuse({}, {}) == []


def test_parts_say_what_each_side_contributed() -> None:
    (key, score, parts), *_ = fuse(
        {"a": 4.0, "b": 2.0}, {"a": 0.8, "b": 0.2}, vector_weight=0.25
    )
    assert (key, score, parts) == ("a", 1.0, {"lexical": 0.75, "vector": 0.25})


@given(vectors, st.lists(vectors, max_size=5), st.data())
def test_feedback_keeps_a_unit_vector_a_finite_unit_vector(
    start: list[float], others: list[list[float]], data: st.DataObject
) -> None:
    query = np.asarray(start, dtype=np.float32)
    if np.linalg.norm(query) < 1e-3:
        query = np.eye(4, dtype=np.float32)[0]
    query /= np.linalg.norm(query)
    nearest = [np.asarray(other, dtype=np.float32) for other in others]
    given_scores = [data.draw(st.floats(0.0, 3.0)) for _ in others]
    moved = feedback(query, nearest, given_scores)
    assert np.all(np.isfinite(moved))
    assert np.linalg.norm(moved) == pytest.approx(1.0, abs=1e-3) or np.linalg.norm(moved) == 0.0


def test_feedback_moves_towards_what_was_found() -> None:
    query, found = np.eye(3, dtype=np.float32)[:2]
    moved = feedback(query, [found], [1.0])
    assert moved @ found > query @ found
    assert moved @ query > 0.0


def test_feedback_follows_the_paper_that_stands_out() -> None:
    query, best, other = np.eye(3, dtype=np.float32)
    moved = feedback(query, [best, other], [0.9, 0.3])
    assert moved @ best > 100 * (moved @ other)


@pytest.mark.parametrize("query", [np.zeros(3, np.float32), np.ones(3, np.float32)])
def test_feedback_without_papers_or_direction_changes_nothing(
    query: NDArray[np.float32],
) -> None:
    nearest = [] if query.any() else [np.ones(3, np.float32)]
    assert np.array_equal(feedback(query, nearest, [1.0] * len(nearest)), query)


def test_rank_lifts_what_resembles_the_best_answer() -> None:
    query, cousin, stranger = np.eye(3, dtype=np.float32)
    best = (query + cousin) / np.float32(np.sqrt(2))
    vectors = {"best": best, "cousin": cousin, "a stranger": stranger}
    lexical = {"best": 9.0, "cousin": 1.0, "a stranger": 1.0}
    assert _order(rank(query, lexical, vectors)) == ["best", "cousin", "a stranger"]


def test_rank_puts_what_the_query_names_first() -> None:
    query, other, _ = np.eye(3, dtype=np.float32)
    ranked = rank(query, {"a": 2.0}, {"a": query, "named": other}, exact=["named"])
    assert _order(ranked) == ["named", "a"]


def test_rank_weighs_vectors_as_their_embedder_has_it() -> None:
    query, other, _ = np.eye(3, dtype=np.float32)
    vectors = {"in meaning": query, "in words": (query + 2 * other) / np.float32(np.sqrt(5))}
    lexical = {"in words": 1.0, "in meaning": 0.45}
    assert _order(rank(query, lexical, vectors, weights=(0.3, 0.3)))[0] == "in words"
    assert _order(rank(query, lexical, vectors, weights=(0.9, 0.9)))[0] == "in meaning"


@given(scores, st.dictionaries(keys, vectors, max_size=8), vectors)
def test_rank_takes_any_candidates(
    lexical: dict[str, float], found: dict[str, list[float]], start: list[float]
) -> None:
    arrays = {key: np.asarray(vector, dtype=np.float32) for key, vector in found.items()}
    ranked = rank(np.asarray(start, dtype=np.float32), lexical, arrays)
    assert sorted(_order(ranked)) == sorted({*lexical, *found})
    assert all(math.isfinite(score) for _, score, _ in ranked)


def test_ranking_is_light_to_import() -> None:
    code = "import sys, store.ranking; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
