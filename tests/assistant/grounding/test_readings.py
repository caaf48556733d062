"""Questions that were once misread, each with the answer that it must have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.assistant.asking import answer_to

if TYPE_CHECKING:
    from assistant.engine.assistant import Assistant


def cited(assistant: Assistant, question: str) -> list[str]:
    return [citation.key for citation in answer_to(assistant, question).citations]


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("What accuracy does UniNet-B6 reach?", "87.4%"),
        ("How many papers are in the field LG?", "holds 1 paper in the field LG"),
        ("How many papers don't have code?", "30 papers without code"),
        ("What is the second oldest paper?", "14 April 2018"),
        ("How many authors does Co-DETR have?", "Zhuofan Zong, Guanglu Song, Yu Liu"),
        ("Which is newer, MoVA or EasyRef?", "EasyRef"),
        ("author:zong how many papers", "6 papers within the filter"),
        ("What is HoP?", "Historical Object Prediction (HoP)"),
    ],
)
def test_it_is_answered(assistant: Assistant, question: str, says: str) -> None:
    answer = answer_to(assistant, question)
    assert not answer.abstained
    assert says in answer.answer


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("What accuracy does UniNet-B7 reach?", "UniNet-B7"),
        ("Who wrote GPT-4?", "GPT-4"),
        ("What mAP does TSD reach with ResNet-50?", "ResNet-50"),
        ("Compare UniNet and GPT-5", "GPT-5"),
        ("Who wrote the paper on protein folding?", "protein folding"),
        ("How many papers cite HoP?", "citations"),
        ("Which paper uses graph neural networks?", "“graph”"),
        ("Which learning rate was used to train Co-DETR?", "learning rate"),
    ],
)
def test_what_the_papers_do_not_say_is_not_made_up(
    assistant: Assistant, question: str, names: str
) -> None:
    answer = answer_to(assistant, question)
    assert answer.abstained
    assert answer.reason
    assert names in answer.reason
    assert not answer.citations


def test_a_person_whom_the_library_does_not_know_keeps_the_name(assistant: Assistant) -> None:
    assert "Yann LeCun" in answer_to(assistant, "Which papers are by Yann LeCun?").answer


def test_what_is_not_to_be_is_left_out(assistant: Assistant) -> None:
    keys = cited(assistant, "Which papers mention transformers but not diffusion?")
    assert "liu2022uninet" in keys
    assert "ma2024exploring" not in keys


def test_a_question_of_ten_thousand_letters_is_answered_all_the_same(
    assistant: Assistant,
) -> None:
    for question in ("a" * 10_000, "By Aa Bb " * 1_100, "what is the " * 800):
        assert answer_to(assistant, question).reason is not None


def test_papers_of_an_institution_are_listed_as_far_as_the_source_tells(
    assistant: Assistant,
) -> None:
    answer = answer_to(assistant, "Which papers from 2024 are affiliated with Tsinghua?")
    assert len(answer.citations) == 4
    assert "names no affiliation" in answer.answer


def test_an_institution_that_the_source_never_names_is_refused_with_the_reason(
    assistant: Assistant,
) -> None:
    answer = answer_to(assistant, "papers from SenseTime")
    assert answer.abstained
    assert answer.rewritten is None
    assert answer.reason is not None
    assert "SenseTime" in answer.reason
    assert "6 of 47" in answer.reason


@pytest.mark.parametrize(
    "question", ["What are the limitations of RAPHAEL?", "What are KPNet's weaknesses?"]
)
def test_praise_is_no_answer_to_what_a_method_cannot_do(
    assistant: Assistant, question: str
) -> None:
    answer = answer_to(assistant, question)
    assert answer.abstained
    assert answer.reason is not None
    assert "cannot do" in answer.reason


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What problem does S-CFG solve?", "spatial inconsistency"),
        (
            "Which shortcomings of the dual-stream architecture does CCL tackle?",
            "limitations, including",
        ),
        ("What mAP does TSD reach with ResNet-101?", "49.4"),
        ("How much better than EfficientNet-B7 is UniNet-B5 in FLOPs?", "44%"),
    ],
)
def test_an_answer_leads_with_what_is_asked(
    assistant: Assistant, question: str, told: str
) -> None:
    assert told in answer_to(assistant, question).sentences[0].text


def test_papers_that_won_are_found_in_whatever_words(assistant: Assistant) -> None:
    titles = " ".join(
        citation.title
        for citation in answer_to(assistant, "Which papers won a challenge?").citations
    )
    assert "AVA-Kinetics" in titles
    assert "OpenImage2019" in titles


def test_an_abbreviation_stands_for_what_the_papers_say_that_it_means(
    assistant: Assistant,
) -> None:
    short, long = (
        {citation.key for citation in answer_to(assistant, question).citations}
        for question in ("papers on NAS", "papers on neural architecture search")
    )
    assert short >= long
    assert len(short) > 2
