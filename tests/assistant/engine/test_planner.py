"""What an answer will be made of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assistant.engine.planner import Planner
from store.errors import FilterError, InputError
from store.library import Library
from store.paper import Paper, PartialDate
from tests.assistant.asking import HOP, HOP_QUESTION

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.composing.plan import Plan


@pytest.fixture
def planner(seed_library: Library) -> Planner:
    return Planner(seed_library)


def keys(plan: Plan) -> list[str]:
    return [hit.paper.key for hit in plan.hits]


def _paper(key: str, title: str, *authors: str) -> Paper:
    return Paper(
        key,
        title,
        authors,
        True,
        PartialDate(2020),
        f"{title} are counted at night.",
        None,
        None,
    )


@pytest.mark.parametrize(
    "question",
    [
        HOP_QUESTION,
        "How many papers have code?",
        "What is the capital of France?",
        "hello",
        "year:2021",
    ],
)
def test_a_plan_is_a_request_or_statements_and_never_both(
    planner: Planner, question: str
) -> None:
    plan = planner.plan(question, (), 10)
    assert bool(plan.request) != bool(plan.statements)
    assert not (plan.reason and plan.request)
    for statement in plan.statements:
        assert {paper.key for paper in statement.papers} <= set(keys(plan))


def test_the_sources_of_the_request_are_the_papers_found_in_their_order(
    planner: Planner,
) -> None:
    plan = planner.plan(HOP_QUESTION, (), 10)
    assert plan.request is not None
    assert [paper.key for paper in plan.request.sources] == keys(plan)
    assert plan.request.sources[plan.request.passages[0].marker - 1].key == HOP


def test_a_filter_in_a_question_bounds_what_is_found(planner: Planner) -> None:
    plan = planner.plan("which papers are about face recognition year:2022", (), 10)
    assert plan.hits
    assert {hit.paper.date.year for hit in plan.hits if hit.paper.date} == {2022}
    assert all(
        hit.paper.has_code
        for hit in planner.plan("code:yes detection transformer", (), 10).hits
    )


def test_a_filter_that_nothing_passes_finds_nothing(planner: Planner) -> None:
    plan = planner.plan("year:1999 what is HoP?", (), 10)
    assert (plan.hits, plan.request) == ((), None)
    assert plan.reason


def test_years_in_words_bound_what_is_found(planner: Planner) -> None:
    plan = planner.plan("Which papers from 2020 are about face detection?", (), 10)
    assert {hit.paper.date.year for hit in plan.hits if hit.paper.date} == {2020}


def test_both_sides_of_a_comparison_are_found(planner: Planner) -> None:
    plan = planner.plan("Compare RAPHAEL and CoMat", (), 10)
    assert keys(plan) == ["xue2023raphael", "jiang2024comat"]


def test_authors_who_wrote_nothing_together_are_the_sides_of_a_comparison(
    tmp_path: Path,
) -> None:
    with Library.open(tmp_path / "frogs") as library:
        library.add(
            [
                _paper("pond", "Frogs of the pond", "Ann Hill"),
                _paper("lake", "Frogs of the lake", "Bo Marsh", "Cy Reed"),
                _paper("sea", "Whales of the sea", "Bo Marsh"),
            ]
        )
        planner = Planner(library)
        for question in (
            "How do the frog counts of Hill and those of Marsh and Reed differ?",
            "What do Hill and Marsh each say about frogs?",
            "Frogs: what does Marsh count that Hill does not?",
            "Which frogs are counted in Hill's paper, and which in Marsh's?",
        ):
            assert sorted(keys(planner.plan(question, (), 10))) == ["lake", "pond"]
        assert keys(planner.plan("What did Marsh and Reed count at the lake?", (), 10)) == [
            "lake"
        ]


def test_a_side_may_be_described_where_the_other_is_named(tmp_path: Path) -> None:
    with Library.open(tmp_path / "frogs") as library:
        library.add(
            [
                _paper("net", "FrogNet counts frogs in ponds"),
                _paper("ear", "Listening to toads by microphones at the lake"),
                _paper("sea", "Whales of the sea"),
            ]
        )
        planner = Planner(library)
        for question in (
            "Compare FrogNet with the work on listening to toads by microphones.",
            "FrogNet or listening to toads by microphones: which is about ponds?",
            "differences between the paper on listening to toads by microphones and FrogNet",
        ):
            assert sorted(keys(planner.plan(question, (), 10))) == ["ear", "net"], question


@pytest.mark.parametrize(
    "question",
    [
        "What is the conservation status of frogs?",
        "frog conservation status",
        "Who studied the conservation status of frogs?",
        "How many frogs have a conservation status?",
        "Why is the status of frog conservation bad?",
        "What data is used for frog conservation?",
        "Is the conservation status of frogs good?",
        "Explain the conservation status of frogs",
    ],
)
def test_a_paper_that_has_a_title_alone_is_told_as_that(tmp_path: Path, question: str) -> None:
    title = "Frogs: conservation status and threats"
    with Library.open(tmp_path / "frogs") as library:
        library.add(
            [
                replace(_paper("frogs", title, "Ann Hill"), abstract=""),
                _paper("sea", "Whales of the sea", "Bo Marsh"),
            ]
        )
        plan = Planner(library).plan(question, (), 10)
    assert plan.request is None
    assert plan.reason
    told = f"“{title}” (2020) is about it by its title, but has no abstract in the library."
    assert plan.reason.startswith(told)
    assert "songline fetch --abstracts" in plan.reason


def test_the_nearest_paper_is_told_to_have_no_abstract(tmp_path: Path) -> None:
    with Library.open(tmp_path / "frogs") as library:
        bare = replace(_paper("frogs", "Frogs: conservation status and threats"), abstract="")
        library.add([bare, _paper("sea", "Whales of the sea", "Bo Marsh")])
        plan = Planner(library).plan("What premiums do insurers of frog ponds charge?", (), 10)
    assert "Frogs: conservation status and threats (2020, no abstract)" in (plan.reason or "")
    assert "Whales of the sea (2020)" in (plan.reason or "")


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_no_question_is_refused(planner: Planner, text: str) -> None:
    with pytest.raises(InputError, match="no question"):
        planner.plan(text, (), 10)


def test_a_filter_that_makes_no_sense_is_refused(planner: Planner) -> None:
    with pytest.raises(FilterError, match="soon"):
        planner.plan("year:soon", (), 10)


def test_a_library_without_papers_is_no_reason_to_fail(tmp_path: Path) -> None:
    with Library.open(tmp_path / "empty") as library:
        for question in (
            HOP_QUESTION,
            "How many papers have code?",
            "Compare A and B",
            "year:2021",
            "Who wrote X?",
        ):
            plan = Planner(library).plan(question, (), 10)
            assert plan.hits == ()
            assert plan.statements


def test_ten_thousand_characters_find_their_paper(
    planner: Planner, seed_library: Library
) -> None:
    hop = seed_library.get(HOP)
    assert hop is not None
    question = f"What is this about? {hop.abstract}".ljust(10_000, ".")
    assert HOP in keys(planner.plan(question, (), 10))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who wrote HoP and is there code?", ("Zhuofan Zong", "marks code")),
        ("Is there code for HoP and when was it published?", ("marks code", "3 April 2023")),
        ("Who wrote HoP, when was it published and is there code?", ("Zong", "2023", "code")),
        (
            "Who wrote HoP and what is the h-index of Song?",
            ("Zhuofan Zong", "is not answered."),
        ),
    ],
)
def test_both_halves_of_a_question_on_metadata_are_answered(
    planner: Planner, question: str, told: tuple[str, ...]
) -> None:
    plan = planner.plan(question, (), 10)
    assert len(plan.statements) == len(told)
    for statement, words in zip(plan.statements, told, strict=True):
        assert words in statement.text


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("What is HoP and who wrote it?", "Object Prediction (HoP)", "is by Zhuofan"),
        ("Who wrote HoP and what does it achieve?", "is by Zhuofan", "68.5% NDS"),
    ],
)
def test_what_metadata_tells_stands_beside_what_the_abstract_tells(
    planner: Planner, question: str, first: str, last: str
) -> None:
    plan = planner.plan(question, (), 10)
    assert plan.request is not None
    texts = [piece.text for piece in plan.request.composed]
    assert first in texts[0]
    assert any(last in text for text in texts[1:])
    assert not plan.statements


def test_what_is_asked_of_several_papers_is_one_question(planner: Planner) -> None:
    plan = planner.plan("How many papers are from 2021 and which have code?", (), 10)
    assert len(plan.statements) == 2


@pytest.mark.parametrize(
    "question",
    [
        "What changed between 2018 and 2020 in object detection?",
        "trends in object detection since 2018",
    ],
)
def test_a_development_is_told_of_its_years_alone(planner: Planner, question: str) -> None:
    plan = planner.plan(question, (), 10)
    assert plan.request is not None
    years = {paper.date.year for paper in plan.request.sources if paper.date}
    assert min(years) >= 2018
    assert len(years) > 1 or years == {2020}


@pytest.mark.parametrize(
    "question",
    [
        "What changed between 1990 and 1992 in object detection?",
        "What is the trend from 1990 to 1992?",
    ],
)
def test_without_a_paper_of_the_years_that_is_said(planner: Planner, question: str) -> None:
    plan = planner.plan(question, (), 10)
    assert plan.reason == "The library holds no paper from 1990 to 1992."


def test_the_years_of_a_survey_of_the_library_are_said_once(planner: Planner) -> None:
    plan = planner.plan("What is the trend from 2022 to 2025?", (), 10)
    assert plan.request is not None
    text = plan.request.composed[0].text
    assert text.count("2022 to 2025") == 1


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("When was AnimateLCM published and where?", "has no venue in the source"),
        ("Who are Guanglu Song's co-authors on object detection?", "Yu Liu: "),
        ("List all first-author papers by Zhuofan Zong", "with Zhuofan Zong as first author"),
        ("Zhuofan Zong's first-author papers", "with Zhuofan Zong as first author"),
    ],
)
def test_metadata_of_people_and_dates_is_computed(
    planner: Planner, question: str, answer: str
) -> None:
    statements = planner.plan(question, (), 10).statements
    assert answer in "\n".join(statement.text for statement in statements)


@pytest.mark.parametrize("count", [3, 15])
def test_a_library_of_few_lines_is_told_by_its_papers(tmp_path: Path, count: int) -> None:
    topics = "Wages Floods Harps Moths Ferries Bread Clocks Reeds Vowels Kites Salt Owls Rust"
    papers = [
        replace(_paper(f"k{at}", f"{topic} of the north", "Ida Moss"), abstract="")
        for at, topic in enumerate([*topics.split(), "Yeast", "Quarries"][:count])
    ]
    with Library.open(tmp_path) as library:
        library.add(papers)
        plan = Planner(library).plan("What is in my library?", (), 10)
        assert plan.request is not None
        told = "".join(piece.text for piece in plan.request.composed)
    assert "words of the topic" not in told
    assert told.count(" of the north") == min(count, 12)
    assert ("Not told here: 3 older papers." in told) == (count == 15)
