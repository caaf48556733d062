"""What a summary of a large library is made of, and what is told while it is looked for."""

from __future__ import annotations

from contextlib import contextmanager
from threading import Event
from typing import TYPE_CHECKING

import pytest

from assistant.composing.summary.periods import MOST_TOLD
from assistant.composing.summary.planning import SummaryPlanner
from assistant.questions.length import LONGEST
from assistant.retrieval import term_matches
from assistant.retrieval.term_matches import PaperWords, words_of
from store.library import Library
from store.progress import silent
from store.stopping import Stopped, work_until
from tests.store.samples import bare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from store.paper import Paper


@contextmanager
def planner_of(folder: Path, papers: Iterable[Paper]) -> Iterator[SummaryPlanner]:
    """A planner on a library of some papers."""
    with Library.open(folder) as library:
        library.add(papers)
        yield SummaryPlanner(library)


def test_many_papers_are_looked_at_visibly_and_few_are_cited(
    tmp_path: Path,
) -> None:
    told: list[str] = []
    papers = [
        bare(
            f"p{number}",
            f"Masked face recognition, part {number}",
            f"We propose method {number} for masked face recognition.",
        )
        for number in range(110)
    ]
    with planner_of(tmp_path, papers) as planner:
        plan = planner.plan("masked face recognition", "", lambda what, *_: told.append(what))
    assert "looking at the 110 papers nearest to “masked face recognition”" in told
    # Each sentence is held against every source, so that more would take its square.
    assert plan.request is not None
    assert len(plan.request.sources) <= MOST_TOLD


@pytest.mark.parametrize("topic", ["the whole library", "all papers", "This collection"])
def test_the_whole_library_is_no_topic(tmp_path: Path, topic: str) -> None:
    papers = [
        bare("pond", "Frogs in Ponds", "We count frogs in ponds."),
        bare("lake", "Newts in Lakes", "We count newts in lakes."),
    ]
    with planner_of(tmp_path, papers) as planner:
        of_all, of_topic = (planner.plan(said, "", silent) for said in ("", topic))
    assert of_topic.request is not None
    assert of_topic.request == of_all.request


def test_a_topic_that_no_paper_is_wholly_on_is_told_by_those_that_come_close(
    tmp_path: Path,
) -> None:
    papers = [
        bare("crab", "Counting crabs in tide pools", "We count crabs in tide pools at night."),
        bare("heron", "Counting herons at the coast", "We count herons at the coast at dawn."),
    ]
    with planner_of(tmp_path, papers) as planner:
        plan = planner.plan("counting crabs and herons at night by drone", "", lambda *_: None)
        absent = planner.plan("lattice gauge theory of quarks", "", lambda *_: None)
    assert plan.request is not None
    assert "is on all of “counting crabs and herons" in plan.request.sections[0].opening
    assert absent.request is None
    assert absent.reason


def test_beside_few_papers_those_near_to_the_topic_are_named(tmp_path: Path) -> None:
    papers = [
        bare("tide", "Tide pools and crabs", "We count crabs in tide pools at night."),
        bare("moor", "Herons of the moor", "We count herons on the moor at dawn."),
        bare("reef", "Coral of the reef", "We count coral on the reef in summer."),
    ]
    with planner_of(tmp_path, papers) as planner:
        plan = planner.plan("tide pools", "", lambda *_: None)
    assert plan.request is not None
    assert [paper.key for paper in plan.request.sources] == ["tide"]
    last = plan.request.sections[-1]
    assert last.heading == "## Near to it"
    assert "Herons of the moor" in last.opening


def test_of_a_page_that_was_pasted_the_first_part_is_the_topic(tmp_path: Path) -> None:
    page = "Tide pools and crabs. " + "What else there is to be told of this coast. " * 1000
    papers = [bare("tide", "Tide pools and crabs", "We count crabs in tide pools.")]
    with planner_of(tmp_path, papers) as planner:
        plan, outline = planner.plan(page, "", lambda *_: None), planner.outline(page, silent)
    assert plan.rewritten
    assert f"of {len(page)} characters" in plan.rewritten
    assert len(outline.topic) <= LONGEST


def test_a_summary_ends_few_papers_after_it_was_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop = Event()
    read: list[Paper] = []

    def read_words(paper: Paper) -> PaperWords:
        read.append(paper)
        if len(read) == 3:
            stop.set()
        return words_of(paper)

    monkeypatch.setattr(term_matches, "words_of", read_words)
    papers = [bare(f"p{n}", f"Tides {n}", "We count tides.") for n in range(20)]
    with planner_of(tmp_path, papers) as planner, pytest.raises(Stopped):
        work_until(stop, lambda: planner.plan("tides", "", lambda *_: None))
    assert len(read) == 3
