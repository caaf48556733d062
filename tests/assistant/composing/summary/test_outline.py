"""The parts of summaries, over papers of any kind."""

from __future__ import annotations

import asyncio
import random
from contextlib import aclosing
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.backends.extractive.backend import ExtractiveBackend
from assistant.backends.extractive.composers.material import ReadPaper
from assistant.backends.extractive.sections import computed_in, write_sections
from assistant.composing.relations import is_true_relation, tell_relations
from assistant.composing.summary.counting import split_in_time, tell_change
from assistant.composing.summary.outline import (
    number,
    outline_periods,
    outline_topic,
    told_of_periods,
)
from assistant.composing.summary.periods import MOST_TOLD, find_periods
from assistant.engine.events import AnswerFinished
from assistant.grounding.checking import Grounder
from assistant.grounding.verdicts import Verdict
from store.paper import Paper, PartialDate
from tests.assistant.asking import make_assistant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.composing.answer import Answer
    from store.library import Library


def made(
    at: int,
    title: str,
    year: int | None = 2020,
    abstract: str = "We propose a method. It is new.",
) -> Paper:
    """Return a paper made up for a test."""
    date = PartialDate(year) if year else None
    return Paper(f"p{at}", title, ("Ada Park",), True, date, abstract, None, None)


def verdicts(papers: Sequence[Paper]) -> set[Verdict]:
    """Return the verdicts on the summary of some papers as it is written without a model."""
    sections = outline_topic("shells", papers, "The library holds some papers on “shells”")
    text = "".join(write_sections(sections))
    grounder = Grounder(papers, computed=computed_in(sections))
    return {sentence.verdict for sentence in grounder.feed(text) + grounder.finish()}


FINE = {Verdict.QUOTED, Verdict.SUPPORTED, Verdict.CATALOGUE, Verdict.META}


@pytest.mark.parametrize(
    "title",
    [
        "How Powerful are Shells?",
        "What now? Shells! And more: a study.",
        "Shells [1] revisited [2, 3]",
        "Dr. A. Smith et al. on shells, e.g. cones",
        "# 1. Shells",
        "- shells",
        "",
        "Shells 2.0 vs. Cones v1.5",
        "Shells…",
        "1st place shells",
        "the flow over thin shells .",
        "3 . 5 of a shell",
    ],
)
def test_any_title_is_told_as_computed(title: str) -> None:
    assert verdicts([made(1, title), made(2, "Cones")]) <= FINE


def test_text_in_small_letters_with_loose_stops_passes() -> None:
    told = (
        "it is not shown that shells fail . a new theory of shells is given . we "
        "found a gain of 5 % . "
    )
    papers = [made(at, "thin shells .", None, told * 3) for at in range(4)]
    assert verdicts(papers) <= FINE


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(max_size=60), min_size=1, max_size=3), st.text(max_size=300))
def test_any_text_leaves_no_sentence_that_fails(titles: list[str], abstract: str) -> None:
    papers = [made(at, title, abstract=abstract) for at, title in enumerate(titles)]
    assert verdicts(papers) <= FINE


def summary_of(library: Library, topic: str) -> Answer:
    """Return the summary of a topic."""

    async def listen() -> Answer:
        assistant = make_assistant(library, ExtractiveBackend())
        try:
            async with aclosing(assistant.summarize(topic)) as events:
                last = [event async for event in events][-1]
        finally:
            assistant.sessions.close()
        assert isinstance(last, AnswerFinished)
        return last.answer

    return asyncio.run(listen())


def test_over_random_topics_nothing_is_unsupported(
    seed_library: Library, seed_papers: tuple[Paper, ...]
) -> None:
    chance = random.Random(7)
    words = sorted({word for paper in seed_papers for word in paper.title.split()})
    for _ in range(10):
        answer = summary_of(seed_library, " ".join(chance.sample(words, chance.randint(1, 3))))
        assert {sentence.verdict for sentence in answer.sentences} <= FINE, answer.question


def test_early_and_late_are_cut_between_two_years() -> None:
    papers = [
        made(at, "t", year) for at, year in enumerate([2018, 2018, 2019, 2021, 2021, 2021])
    ]
    halves = split_in_time(papers)
    assert halves is not None
    assert [len(half) for half in halves] == [3, 3]
    assert split_in_time(papers[:2]) is None
    assert split_in_time([replace(paper, date=PartialDate(2020)) for paper in papers]) is None
    assert split_in_time([replace(paper, date=None) for paper in papers]) is None


def test_what_changed_is_what_only_one_half_says() -> None:
    early = [
        made(at, "Copper shells", 2015, "We cast copper shells by hand.") for at in range(3)
    ]
    late = [
        made(at, "Printed shells", 2021, "We use laser printing of shells.")
        for at in range(3, 6)
    ]
    papers = [*early, *late]
    first, second = tell_change(papers, number(papers))
    assert "in 2015 and not later: “copper shells” [1, 2, 3]" in first
    assert "in 2021 and not before: " in second
    assert "copper" not in second


def test_what_a_single_paper_says_is_no_change() -> None:
    early = made(0, "Copper shells", 2015, "We cast copper shells by hand.")
    papers = [early, *(made(at, f"Cones {at}", 2021, "We print.") for at in range(1, 4))]
    assert tell_change(papers, number(papers)) == []


def test_of_phrases_of_the_same_papers_one_stands_for_all() -> None:
    abstract = (
        "Dust hides the thin shells. A warm oven bakes long rods. The blue paint "
        "covers old tiles."
    )
    early = [made(at, "Cones", 2015, "We cast.") for at in range(2)]
    papers = [*early, *(made(at, "Plates", 2021, abstract) for at in range(2, 4))]
    (told,) = tell_change(papers, number(papers))
    assert told.count("“") == 1


def test_what_several_papers_share_is_told() -> None:
    papers = [
        made(
            1, "CoNet", 2019, "We propose CoNet, a model of shells. It is tried on ShellBank-5."
        ),
        made(
            2, "Cones", 2021, "Building on CoNet, we measure rods. We test it on ShellBank-5."
        ),
    ]
    sources = [ReadPaper(marker, paper) for marker, paper in enumerate(papers, 1)]
    assert "CoNet of Park [1] returns in [2]." in tell_relations(sources)


def test_a_relation_is_held_against_what_it_cites() -> None:
    one, other = made(1, "CoNet", abstract="We propose CoNet."), made(2, "Cones")
    assert is_true_relation("CoNet of Park returns in.", [one])
    assert not is_true_relation("CoNet of Park returns in.", [other])
    assert not is_true_relation("CoNet is the best of all.", [one])


def test_papers_that_share_nothing_are_not_related() -> None:
    papers = [made(1, "Cones"), made(2, "Shells")]
    assert tell_relations([ReadPaper(at, paper) for at, paper in enumerate(papers, 1)]) == []


def test_without_limits_in_the_abstracts_nothing_is_said_to_stay_open() -> None:
    papers = [made(1, "Cones", abstract=""), made(2, "Shells")]
    text = "".join(
        write_sections(outline_topic("shells", papers, "The library holds 2 papers"))
    )
    assert "open" not in text


@given(st.lists(st.integers(1990, 2026), min_size=1, max_size=400))
def test_periods_hold_every_dated_paper_once(years: list[int]) -> None:
    papers = [made(at, f"Shells {at}", year) for at, year in enumerate(years)]
    periods = find_periods(papers)
    assert sum(period.count for period in periods) == len(papers)
    assert all(before.last < after.first for before, after in pairwise(periods))
    assert len(told_of_periods(periods)) <= MOST_TOLD
    assert all(paper.date for paper in told_of_periods(periods))


def test_the_closest_papers_of_a_period_stand_for_it() -> None:
    papers = [made(at, f"Shells {at}", 2020) for at in range(50)]
    (period,) = find_periods(papers)
    assert [paper.key for paper in period.leads] == ["p0", "p1", "p2", "p3"]


def test_a_summary_of_many_papers_says_how_many_it_tells() -> None:
    papers = [made(at, f"Shells {at}", 1990 + at % 30) for at in range(500)]
    sections = outline_periods("shells", find_periods(papers), "The library holds 500 papers")
    text = "".join(write_sections(sections))
    assert text.startswith("The library holds 500 papers; ")
    assert text.count("\n- ") <= MOST_TOLD
