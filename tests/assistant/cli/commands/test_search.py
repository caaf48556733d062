"""`songline search`: ranked papers."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import pytest

from assistant.errors import ExitCode

if TYPE_CHECKING:
    from store.library import Library
    from tests.assistant.conftest import Songline


def test_the_masked_face_paper_comes_first_for_masked_faces(songline: Songline) -> None:
    hits = songline("search", "masked faces", "--json").json
    assert hits[0]["paper"]["title"] == "Towards Large-scale Masked Face Recognition"


def test_json_is_what_the_library_finds_best_first(
    songline: Songline, seed_library: Library
) -> None:
    hits = songline("search", "video generation", "--json", "-k", "5").json
    found = seed_library.search("video generation", k=5)
    assert [hit["paper"]["key"] for hit in hits] == [hit.paper.key for hit in found]
    for hit, known in zip(hits, found, strict=True):
        assert list(hit) == ["paper", "score", "parts"]
        assert hit["paper"]["date"] == (asdict(known.paper.date) if known.paper.date else None)
        assert hit["score"] == pytest.approx(known.score)
        assert hit["parts"] == pytest.approx(dict(known.parts))
    scores = [hit["score"] for hit in hits]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("k", [1, 3, 47, 1000])
def test_k_is_how_many_at_most(songline: Songline, k: int) -> None:
    assert len(songline("search", "face", "--json", "-k", str(k)).json) == min(k, 47)


def test_filters_stand_anywhere_in_the_query(songline: Songline) -> None:
    hits = songline(
        "search", "-code:yes", "face", "year:2020..2022", "recognition", "--json"
    ).json
    assert hits
    assert all(2020 <= hit["paper"]["date"]["year"] <= 2022 for hit in hits)
    assert not any(hit["paper"]["has_code"] for hit in hits)


def test_people_read_score_key_and_title(songline: Songline) -> None:
    run = songline("search", "masked faces", "-k", "1")
    assert run.code == ExitCode.ANSWERED
    score, key, *_ = run.out.split()
    assert (float(score), key) == (1.0, "zhang2023towards")
    assert run.out.strip().endswith("Towards Large-scale Masked Face Recognition")


@pytest.mark.parametrize("query", ["", "   ", "year:2021"])
def test_a_search_for_no_words_exits_with_2(songline: Songline, query: str) -> None:
    run = songline("search", query, "--json")
    assert (run.code, run.out) == (ExitCode.BAD_INPUT, "")
    assert "nothing to search for" in run.err


@pytest.mark.parametrize("k", ["0", "-1", "many", "1.5"])
def test_a_number_of_papers_that_is_none_exits_with_2(songline: Songline, k: str) -> None:
    run = songline("search", "face", "-k", k)
    assert (run.code, run.out) == (ExitCode.BAD_INPUT, "")
    assert "-k" in run.err
