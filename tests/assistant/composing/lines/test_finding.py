"""Lines of research: the groups a reader would make, stable, and named in the papers' words."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from assistant.composing.lines.finding import Lines, find_lines, group_papers
from store.paper import Paper, PartialDate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.library import Library

_LABELLED = Path(__file__).parents[2] / "labelled" / "lines.toml"
EXPECTED = [
    line
    for line in tomllib.loads(_LABELLED.read_text(encoding="utf-8"))["line"]
    if line["core"]
]


def silent(*_: object) -> None:
    """Hear of no step."""


@pytest.fixture(scope="module")
def lines(seed_library: Library) -> Lines:
    return find_lines(seed_library, silent)


def groups(lines: Lines, without: str = "") -> list[frozenset[str]]:
    """Return the keys of each line, but for one paper."""
    return [frozenset(paper.key for paper in line.papers) - {without} for line in lines.lines]


def pairs(found: Sequence[frozenset[str]]) -> set[tuple[str, str]]:
    """Return which papers stand together."""
    return {
        (left, right) for group in found for left in group for right in group if left < right
    }


def agreement(left: Sequence[frozenset[str]], right: Sequence[frozenset[str]]) -> float:
    """Return the share of the pairs that either has which both have."""
    return len(pairs(left) & pairs(right)) / max(1, len(pairs(left) | pairs(right)))


@pytest.mark.parametrize("expected", EXPECTED, ids=[line["about"] for line in EXPECTED])
def test_a_line_that_a_reader_would_name_is_found(
    lines: Lines, expected: dict[str, list[str]]
) -> None:
    core, may = set(expected["core"]), {*expected["core"], *expected["either"]}
    best = max(groups(lines), key=lambda group: len(group & core))
    assert len(best & core) / len(core) >= 0.8
    assert len(best & may) / len(best) >= 0.8


def test_each_line_has_a_name_of_its_own_that_its_papers_say(lines: Lines) -> None:
    names = [line.name for line in lines.lines]
    assert len({name.lower() for name in names}) == len(names)
    for line in lines.lines:
        said = " ".join(f"{paper.title} {paper.abstract}" for paper in line.papers).lower()
        plain = said.replace("-", " ")
        for part in line.name.split(" and "):
            assert part.lower() in said or part.lower().replace("-", " ") in plain


def test_the_lines_are_the_same_again(lines: Lines, seed_library: Library) -> None:
    assert find_lines(seed_library, silent).to_json() == lines.to_json()


@pytest.mark.parametrize("at", range(0, 47, 9))
def test_one_paper_less_does_not_reshuffle_the_rest(
    lines: Lines, seed_library: Library, at: int
) -> None:
    papers = seed_library.list(order="date")
    gone = papers.pop(at)
    fewer = group_papers(papers, seed_library.vectors([paper.key for paper in papers]), silent)
    assert agreement(groups(lines, gone.key), groups(fewer)) > 0.6


def test_every_paper_is_in_one_line_or_in_none(
    lines: Lines, seed_papers: tuple[Paper, ...]
) -> None:
    placed = [paper.key for line in lines.lines for paper in line.papers] + [
        p.key for p in lines.nowhere
    ]
    assert sorted(placed) == sorted(paper.key for paper in seed_papers)
    assert lines.nowhere, "the seeds hold a paper like no other"


def test_a_line_follows_one_that_began_before(lines: Lines) -> None:
    following = [line for line in lines.lines if line.follows]
    assert following
    assert all(line.follows is None or line.follows < line.number for line in lines.lines)


def test_a_line_tells_its_years_and_ends(lines: Lines) -> None:
    for line in lines.lines:
        dates = [paper.date.sort_key for paper in line.papers if paper.date]
        assert dates == sorted(dates)
        assert line.span.startswith(str(min(line.years)))
        assert line.first is line.papers[0]
        assert line.most_connected in line.papers


def test_a_line_is_named_by_its_number_or_its_name(lines: Lines) -> None:
    second = lines.lines[1]
    assert lines.named("2") == lines.named(second.name.upper()) == second
    assert lines.named("0") is None
    assert lines.named("no such line") is None


def made(number: int, title: str, abstract: str = "", year: int | None = None) -> Paper:
    """Return a paper made up for a test."""
    return Paper(
        f"made{number}",
        title,
        (),
        True,
        PartialDate(year) if year else None,
        abstract,
        None,
        None,
    )


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_a_library_with_hardly_a_paper_has_no_lines(count: int) -> None:
    papers = [made(n, f"Paper number {n} on subject {'abc'[n]}") for n in range(count)]
    found = group_papers(papers, np.eye(count, 4, dtype=np.float32), silent)
    assert found == Lines((), tuple(papers))


def test_papers_without_words_and_vectors_belong_nowhere() -> None:
    told = [
        made(n, "Tidal turbines in estuaries", "Tidal turbines turn in estuaries.", 2020)
        for n in range(3)
    ]
    other = [
        made(n, "Medieval harbour towns", "Harbour towns of the medieval coast.")
        for n in range(3, 6)
    ]
    empty = [made(6, ""), made(7, "")]
    vectors = np.zeros((8, 3), dtype=np.float32)
    vectors[:3, 0] = vectors[3:6, 1] = 1
    found = group_papers([*told, *other, *empty], vectors, silent)
    assert groups(found) == [frozenset(p.key for p in told), frozenset(p.key for p in other)]
    assert found.nowhere == tuple(empty)
    assert [line.span for line in found.lines] == ["2020", "n.d."]


def test_two_papers_of_one_text_are_told_apart_by_their_keys() -> None:
    paper = made(1, "Glacier melt", "Glaciers melt.")
    found = group_papers(
        [paper, replace(paper, key="made2")], np.ones((2, 3), dtype=np.float32), silent
    )
    assert sum(len(line.papers) for line in found.lines) + len(found.nowhere) == 2
