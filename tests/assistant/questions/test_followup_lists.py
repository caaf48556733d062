"""Questions that lean on a list of papers that was told before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.assistant.asking import talk

if TYPE_CHECKING:
    from assistant.engine.assistant import Assistant


def test_a_new_list_is_of_the_library_behind_an_answer_that_was_none(
    assistant: Assistant,
) -> None:
    told = talk(assistant, "What does UniFormer achieve?", "list the papers from 2021")
    assert "4 papers" in told.answer
    told = talk(assistant, "Which papers are about faces?", "list the papers from 2018")
    assert "of" in told.answer
    assert len(told.citations) == 1


@pytest.mark.parametrize(
    ("follow_up", "key"),
    [
        ("Who wrote the first one?", "xue2023raphael"),
        ("Who wrote the second one?", "jiang2024comat"),
        ("who wrote the latter?", "jiang2024comat"),
        ("which came first?", "xue2023raphael"),
        ("Which of them is the newest?", "jiang2024comat"),
    ],
)
def test_one_of_two_is_meant(assistant: Assistant, follow_up: str, key: str) -> None:
    told = talk(assistant, "Compare RAPHAEL and CoMat", follow_up)
    assert [citation.key for citation in told.citations] == [key]


def test_the_other_one_is_what_was_not_spoken_of_last(field_work: Assistant) -> None:
    told = talk(
        field_work,
        "Which papers are about calls?",
        "What is the one by Bo Marsh about?",
        "and the other?",
    )
    assert {citation.key for citation in told.citations} == {"frogs"}


def test_what_is_asked_of_it_behind_a_list_is_asked_of_all_papers(
    field_work: Assistant,
) -> None:
    told = talk(field_work, "Which papers are about calls?", "Is there code for it?")
    assert told.rewritten == "Which of these papers have code?"
    oldest = talk(
        field_work, "Which papers are about calls?", "which is the newest?", "and the oldest?"
    )
    assert [citation.key for citation in oldest.citations] == ["frogs"]


@pytest.mark.parametrize(
    ("follow_up", "whole", "cited"),
    [
        ("Do they record toads?", "Which of these papers record toads?", ["toads"]),
        ("and do any of them record Toads?", "Which of these papers record Toads?", ["toads"]),
        ("Which of these record frogs?", "Which of these papers record frogs?", ["frogs"]),
    ],
)
def test_what_is_asked_of_them_behind_a_list_picks_out_of_its_papers(
    field_work: Assistant, follow_up: str, whole: str, cited: list[str]
) -> None:
    told = talk(field_work, "Which papers are about calls?", follow_up)
    assert told.rewritten == whole
    assert [citation.key for citation in told.citations] == cited


@pytest.mark.parametrize(
    ("follow_up", "missed"),
    [("Do they use bitcoin data?", "bitcoin"), ("Do they use BitCoin?", "BitCoin")],
)
def test_what_no_paper_of_a_list_has_is_refused_of_those_papers(
    field_work: Assistant, follow_up: str, missed: str
) -> None:
    told = talk(field_work, "Which papers are about calls?", follow_up)
    assert told.abstained
    assert told.reason is not None
    assert told.reason.startswith(f"Of 2 abstracts none mentions “{missed}”")
    assert "bats" not in told.reason


@pytest.mark.parametrize(
    ("question", "whole"),
    [
        ("how many nights does it take?", "how many nights do these papers take?"),
        ("Is it on frogs?", "are these papers on frogs?"),
    ],
)
def test_a_verb_agrees_with_the_papers_of_a_list(
    field_work: Assistant, question: str, whole: str
) -> None:
    told = talk(field_work, "Which papers are about calls?", question)
    assert told.rewritten is not None
    assert told.rewritten.lower() == whole


@pytest.mark.parametrize(
    ("follow_up", "answer"),
    [
        ("Who wrote them?", "is by Hao Shao"),
        ("Who are their authors?", "is by Hao Shao"),
        ("When were they published?", "dates from"),
        ("How many of them are from 2024?", "Among these 2 papers: 1 paper from 2024."),
        ("how many are from 2020?", "Among these 2 papers: 0 papers from 2020."),
        ("And how many of those have code?", "Among these 2 papers:"),
        ("how many are there", "These are 2 papers, from 2024 to 2025."),
    ],
)
def test_metadata_of_a_list_is_told_of_each_of_its_papers_once(
    assistant: Assistant, follow_up: str, answer: str
) -> None:
    told = talk(assistant, "Which papers are about face swapping?", follow_up)
    assert answer in told.answer
    cited = [citation.key for citation in told.citations]
    assert len(cited) == len(set(cited)) <= 2
    assert told.answer.count("VividFace") <= 1


def test_a_list_is_still_meant_after_one_of_it_was_picked(assistant: Assistant) -> None:
    told = talk(
        assistant,
        "Which papers are about face swapping?",
        "How many of them are from 2024?",
        "How many of them are from 2025?",
    )
    assert told.answer.startswith("Among these 2 papers: 1 paper from 2025.")
    theirs = talk(
        assistant, "papers by Yu Liu and Guanglu Song", "How many of them are from 1999?"
    )
    assert "0 papers from 1999" in theirs.answer


def test_what_is_counted_behind_one_paper_is_counted_in_the_library(
    assistant: Assistant,
) -> None:
    told = talk(assistant, "What is RAPHAEL?", "How many papers are from 2021?")
    assert told.answer.startswith("The library holds")


def test_what_a_question_leaves_out_behind_a_list_is_the_list(assistant: Assistant) -> None:
    told = talk(assistant, "Which papers have code?", "what datasets are used")
    assert told.rewritten == "what datasets are used in these papers?"
    assert len(told.citations) > 1


@pytest.mark.parametrize(
    ("follow_up", "keys"),
    [
        ("compare the first two", ["liu2021fnas", "liu2021uninet"]),
        ("Compare the last two papers", ["shao2021intern", "zong2021selfslimmed"]),
    ],
)
def test_some_of_a_list_are_counted_from_its_ends(
    assistant: Assistant, follow_up: str, keys: list[str]
) -> None:
    told = talk(assistant, "papers of 2021", follow_up)
    assert [citation.key for citation in told.citations] == keys


@pytest.mark.parametrize(
    "follow_up",
    ["what was published in the last two years?", "What do the first two layers do?"],
)
def test_some_of_something_else_are_none_of_a_list(
    assistant: Assistant, follow_up: str
) -> None:
    assert talk(assistant, "papers of 2021", follow_up).rewritten is None


def test_more_than_a_list_has_are_all_of_it(assistant: Assistant) -> None:
    told = talk(assistant, "Compare RAPHAEL and CoMat", "compare the first three")
    assert {citation.key for citation in told.citations} == {"xue2023raphael", "jiang2024comat"}


@pytest.mark.parametrize(
    ("before", "follow_up", "whole"),
    [
        (
            "Which papers are about calls?",
            "Only those after 2000",
            "Which papers are about calls, published after 2000?",
        ),
        ("papers on calls", "and since 2001?", "papers on calls, published since 2001?"),
        ("papers on calls", "before 2001", "papers on calls, published before 2001?"),
        (
            "Which papers are about calls?",
            "just the ones published between 2000 and 2001, please",
            "Which papers are about calls, published between 2000 and 2001?",
        ),
        ("papers on calls", "what about 2001?", "papers on calls, published in 2001?"),
        ("papers on calls", "anything from 2001?", "papers on calls, published in 2001?"),
        ("papers on calls", "and only 2001", "papers on calls, published in 2001?"),
        ("papers on calls", "any by Bo Marsh?", "papers on calls by Bo Marsh?"),
        ("papers on calls", "only those by Bo Marsh", "papers on calls by Bo Marsh?"),
        ("papers on calls from 2000", "only from 2001", "papers on calls from 2001"),
    ],
)
def test_a_condition_alone_narrows_the_last_list(
    field_work: Assistant, before: str, follow_up: str, whole: str
) -> None:
    told = talk(field_work, before, follow_up)
    assert told.rewritten == whole
    assert "bats" not in {citation.key for citation in told.citations}


@pytest.mark.parametrize(
    ("before", "follow_up", "whole"),
    [
        ("papers on calls", "newest first", "papers on calls, newest first?"),
        (
            "papers on calls",
            "Sort them by year, descending please",
            "papers on calls, newest first?",
        ),
        (
            "Which papers are about calls?",
            "in chronological order",
            "Which papers are about calls, oldest first?",
        ),
        (
            "papers on calls, newest first",
            "and the oldest first?",
            "papers on calls, oldest first?",
        ),
        (
            "What should I read first on calls?",
            "newest first",
            "papers on calls, newest first?",
        ),
    ],
)
def test_an_order_alone_sorts_the_last_list(
    field_work: Assistant, before: str, follow_up: str, whole: str
) -> None:
    told = talk(field_work, before, follow_up)
    assert told.rewritten == whole
    years = [citation.year or 0 for citation in told.citations]
    assert years == sorted(years, reverse="newest" in whole)
    assert len(set(years)) > 1


@pytest.mark.parametrize(
    ("questions", "told", "keys"),
    [
        (("papers on calls", "and the ones without Bo Marsh?"), "1 paper", ["frogs"]),
        (("papers on calls", "how many of those without Ann Hill?"), "1 paper", ["toads"]),
        (("papers by Bo Marsh", "was he ever first author?"), "1 paper", ["toads"]),
        (("papers by Bo Marsh", "and where is he not the first author?"), "no paper", []),
        (
            ("papers on calls", "who wrote most of them?"),
            "Named most often",
            ["frogs", "toads"],
        ),
        (("papers on calls", "who is on both?"), "Named on both: nobody", ["frogs", "toads"]),
        (
            ("What is the oldest paper on calls?", "and the newest one?"),
            "newest paper",
            ["toads"],
        ),
    ],
)
def test_people_are_asked_of_what_was_listed(
    field_work: Assistant, questions: tuple[str, ...], told: str, keys: list[str]
) -> None:
    answer = talk(field_work, *questions)
    assert told in answer.answer
    assert sorted({citation.key for citation in answer.citations}) == keys


def test_a_list_is_narrowed_again_and_after_one_of_it_was_asked_of(
    field_work: Assistant,
) -> None:
    told = talk(field_work, "papers on calls", "since 2000", "Who wrote the first?", "in 2001")
    assert told.rewritten == "papers on calls, published in 2001?"
    assert [citation.key for citation in told.citations] == ["toads"]


@pytest.mark.parametrize(
    ("before", "follow_up"),
    [
        ("What is RAPHAEL?", "after 2022"),
        ("Which papers are about faces?", "papers from 2018"),
        ("Which papers are about faces?", "with masks"),
        ("Which papers are about faces?", "Which papers from 2022 are about video?"),
    ],
)
def test_a_condition_narrows_no_list_that_was_none_and_no_new_one(
    assistant: Assistant, before: str, follow_up: str
) -> None:
    told = talk(assistant, before, follow_up)
    assert "published" not in (told.rewritten or "")
    assert "faces" not in (told.rewritten or "")


@pytest.mark.parametrize(
    ("follow_up", "key"),
    [
        ("Who wrote the first?", "frogs"),
        ("What does the second say?", "toads"),
        ("When was the second published?", "toads"),
        ("what is the last about?", "toads"),
        ("Does the first record males?", "frogs"),
    ],
)
def test_a_place_alone_is_of_the_last_list(
    field_work: Assistant, follow_up: str, key: str
) -> None:
    told = talk(field_work, "Which papers are about calls?", follow_up)
    assert [citation.key for citation in told.citations] == [key]


@pytest.mark.parametrize(
    "question",
    ["What does the first layer do?", "What is the second step?", "How was the last year?"],
)
def test_a_place_in_anything_else_is_none_of_a_list(
    assistant: Assistant, question: str
) -> None:
    assert talk(assistant, "papers of 2021", question).rewritten is None


@pytest.mark.parametrize(
    ("follow_up", "told"),
    [
        ("and the newest of them?", "The newest paper is Calls of desert toads"),
        ("so how many is that", "These are 2 papers"),
        ("go back to that list, newest first please", "2 papers found"),
        ("say that shorter", "papers found"),
    ],
)
def test_what_is_said_freely_of_a_list_is_asked_of_its_papers(
    field_work: Assistant, follow_up: str, told: str
) -> None:
    answer = talk(field_work, "Which papers are about calls?", follow_up)
    assert told in answer.answer


@pytest.mark.parametrize(
    "text",
    [
        "papers by Bo Marsh that are not about toads",
        "everything by anyone but Bo Marsh",
        "who has Bo Marsh written with only once?",
        "papers before 2001 and after 2005",
        "where is Bo Marsh first or second author?",
    ],
)
def test_what_denies_more_than_is_understood_is_refused(
    field_work: Assistant, text: str
) -> None:
    assert talk(field_work, text).abstained
