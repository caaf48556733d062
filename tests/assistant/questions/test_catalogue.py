"""Questions of metadata, as people word them: what is asked, and of which papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.engine.planner import Planner
from assistant.questions.catalogue import (
    CatalogueQuestion,
    Operation,
    list_filtered,
    read_catalogue_question,
)
from assistant.questions.constraints import read_constraints
from assistant.questions.known_names import KnownNames

if TYPE_CHECKING:
    from collections.abc import Callable

    from store.library import Library
    from store.paper import Paper

    Holds = Callable[[Paper], bool]

KNOWN = KnownNames(
    ["Zhuofan Zong", "Yu Liu", "Bingqi Ma", "Fu-Yun Wang", "Guanglu Song", "Zeyue Xue"]
)


def read(text: str) -> CatalogueQuestion | None:
    return read_catalogue_question(text, read_constraints(text, KNOWN))


def year(paper: Paper) -> int:
    assert paper.date is not None
    return paper.date.year


def by(name: str) -> Holds:
    return lambda paper: name in paper.authors


@pytest.mark.parametrize(
    ("operation", "questions"),
    [
        (
            Operation.COUNT,
            [
                "how many papers are there",
                "HOW MANY PAPERS",
                "How many papers do you have?",
                "Number of papers?",
                "How many studies are there?",
                "How many entries does the library have?",
                "total number of publications",
                "   how many articles are in the collection   ",
            ],
        ),
        (
            Operation.OLDEST,
            [
                "What is the oldest paper?",
                "which paper came first",
                "earliest publication",
                "what's the very first paper in here",
                "What is the year of the oldest paper?",
                "Who is the first author of the oldest paper?",
                "what is the earliest work here, and when is it from?",
            ],
        ),
        (
            Operation.NEWEST,
            [
                "newest paper",
                "What is the most recent publication?",
                "which article is the latest?",
            ],
        ),
        (
            Operation.PER_YEAR,
            [
                "papers per year",
                "how many papers were published each year?",
                "Which year has the most papers?",
                "publications by year",
            ],
        ),
        (
            Operation.COAUTHORS,
            [
                "Who are the co-authors?",
                "who does he collaborate with most",
                "most frequent coauthors",
                "Who wrote the most papers?",
            ],
        ),
    ],
)
def test_what_is_asked_of_all_papers(operation: Operation, questions: list[str]) -> None:
    for text in questions:
        question = read(text)
        assert question is not None, text
        assert (question.operation, question.topic) == (operation, ""), text
        assert not question.constraints, text
        assert not question.is_about_one_paper


@pytest.mark.parametrize(
    ("text", "operation", "amount"),
    [
        ("Name the two oldest papers.", Operation.OLDEST, 2),
        ("the three newest publications", Operation.NEWEST, 3),
        ("list the 12 latest papers", Operation.NEWEST, 12),
        ("oldest paper", Operation.OLDEST, 1),
    ],
)
def test_several_from_one_end_may_be_asked_for(
    text: str, operation: Operation, amount: int
) -> None:
    question = read(text)
    assert question is not None
    assert (question.operation, question.topic, question.amount) == (operation, "", amount)


@pytest.mark.parametrize(
    ("text", "operation"),
    [
        ("With whom did Zong write?", Operation.COAUTHORS),
        ("Who did Bingqi Ma work with?", Operation.COAUTHORS),
        ("how many papers did Zong (co-)write", Operation.COUNT),
        ("How many papers has Zong co-authored?", Operation.COUNT),
        ("Did Zong and Liu write anything together?", Operation.LIST),
        ("Where does Bingqi Ma appear among the authors named?", Operation.LIST),
        ("Everything by someone called Zong, please.", Operation.LIST),
    ],
)
def test_what_is_asked_of_a_person(text: str, operation: Operation) -> None:
    question = read(text)
    assert question is not None
    assert (question.operation, question.topic) == (operation, "")
    assert question.constraints.authors


@pytest.mark.parametrize(
    ("text", "operation", "name"),
    [
        ("who wrote KPNet?", Operation.AUTHORS, "KPNet"),
        ("WHO WROTE KPNET", Operation.AUTHORS, "KPNET"),
        ("Who is behind MMSearch?", Operation.AUTHORS, "MMSearch"),
        ("Who are the people behind MMSearch?", Operation.AUTHORS, "MMSearch"),
        ("authors of EasyRef", Operation.AUTHORS, "EasyRef"),
        ("Who is the lead author of VividFace?", Operation.AUTHORS, "VividFace"),
        ("When was KPNet published?", Operation.DATE, "KPNet"),
        ("what year did EasyRef come out", Operation.DATE, "EasyRef"),
        ("how old is KPNet", Operation.DATE, "KPNet"),
        ("Is there code for Co-DETR?", Operation.CODE, "Co-DETR"),
        ("Is the code of UniFormer available?", Operation.CODE, "UniFormer"),
    ],
)
def test_what_is_asked_of_one_paper(text: str, operation: Operation, name: str) -> None:
    question = read(text)
    assert question is not None
    assert question.operation is operation
    assert question.is_about_one_paper
    assert name in question.topic.split()


@pytest.mark.parametrize(
    "text",
    [
        "What is HoP?",
        "How does RAPHAEL place its experts?",
        "Which papers are about video generation?",
        "how many GPUs was RAPHAEL trained on",
        "What accuracy does UniNet-B6 reach?",
        "Compare UniNet and UniFormer",
        "Why do first frames drift?",
        "the authors argue that masks matter: which?",
        "",
        "Ωμέγα",
        "日本語の質問",
    ],
)
def test_what_abstracts_tell_is_no_question_of_metadata(text: str) -> None:
    assert read(text) is None


ALL: Holds = lambda _: True  # noqa: E731


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("How many papers do you have?", ALL),
        ("how many papers come with code?", lambda paper: paper.has_code is True),
        ("How many publications do not have code", lambda paper: not paper.has_code),
        ("How many papers lack code?", lambda paper: not paper.has_code),
        ("how many papers were published in 2024?", lambda paper: year(paper) == 2024),
        ("number of papers from 2019 to 2021", lambda paper: 2019 <= year(paper) <= 2021),
        (
            "how many papers appeared between 2018 and 2020 ?",
            lambda paper: 2018 <= year(paper) <= 2020,
        ),
        ("how many papers since 2025", lambda paper: year(paper) >= 2025),
        ("how many papers after 2024", lambda paper: year(paper) > 2024),
        ("how many papers before 2019", lambda paper: year(paper) < 2019),
        ("how many papers from 2020 and 2025?", lambda paper: year(paper) in (2020, 2025)),
        (
            "how many papers in 2023 with code",
            lambda paper: year(paper) == 2023 and paper.has_code is True,
        ),
        ("how many papers by Bingqi Ma?", by("Bingqi Ma")),
        ("How many papers has Fu-Yun Wang published?", by("Fu-Yun Wang")),
        (
            "how many papers have Guanglu Song as first author",
            lambda p: p.authors[0] == "Guanglu Song",
        ),
        ("how many papers by Marie Curie?", lambda _: False),
        ("Which papers appeared in 2018?", lambda paper: year(paper) == 2018),
        ("list all papers from 2026", lambda paper: year(paper) == 2026),
        (
            "Show me the papers with code from 2022.",
            lambda p: year(p) == 2022 and p.has_code is True,
        ),
        ("what was published in 2021?", lambda paper: year(paper) == 2021),
        (
            "what did Yu Liu publish in 2019?",
            lambda p: year(p) == 2019 and "Yu Liu" in p.authors,
        ),
        ("Papers by Dazhong Shen", by("Dazhong Shen")),
        ("Which of the papers are by Zeyue Xue?", by("Zeyue Xue")),
        ("Fu-Yun Wang's papers", by("Fu-Yun Wang")),
        ("papers in 2020 or 2021", lambda paper: year(paper) in (2020, 2021)),
        ("papers from 2021 – 2022", lambda paper: year(paper) in (2021, 2022)),
        (
            "which papers have no code and are from 2025",
            lambda p: year(p) == 2025 and not p.has_code,
        ),
        ("year:2021", lambda paper: year(paper) == 2021),
        (
            " code:yes   year:>=2024 ",
            lambda paper: year(paper) >= 2024 and paper.has_code is True,
        ),
        ("-code:yes", lambda paper: not paper.has_code),
    ],
)
def test_a_count_or_list_is_of_exactly_the_papers_that_metadata_names(
    seed_library: Library, seed_papers: tuple[Paper, ...], text: str, holds: Holds
) -> None:
    plan = Planner(seed_library).plan(text, (), 10)
    assert {hit.paper.key for hit in plan.hits} == {
        paper.key for paper in seed_papers if holds(paper)
    }
    assert plan.request is None
    assert plan.reason is None
    assert plan.statements


def test_a_filter_alone_asks_for_a_list() -> None:
    question = list_filtered()
    assert (question.operation, question.topic) == (Operation.LIST, "")
    assert question.constraints.said == ("within the filter",)
