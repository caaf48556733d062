"""What sort of sentence answers what sort of question."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.questions.aspects import asks_mechanism, fits, tells_outcome


@pytest.mark.parametrize(
    ("question", "better", "worse"),
    [
        (
            "What is HoP?",
            "We propose a paradigm, named HoP.",
            "HoP is cheap in practice at test time.",
        ),
        (
            "Why is masked face recognition hard?",
            "However, masks hinder recognition.",
            "We release the weights.",
        ),
        (
            "On which benchmarks was it tested?",
            "Experiments on the COCO benchmark follow.",
            "It is small.",
        ),
        ("What does it improve?", "It outperforms all rivals.", "It has two stages."),
        ("Is it faster?", "It accelerates sampling.", "It has two stages."),
    ],
)
def test_the_sentence_that_tells_fits_better(question: str, better: str, worse: str) -> None:
    assert fits(question, better) > fits(question, worse)


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_share_is_between_none_and_all(question: str, sentence: str) -> None:
    assert 0.0 <= fits(question, sentence) <= 1.0


def test_capitals_do_not_matter() -> None:
    assert (
        fits("WHAT IS HOP?", "WE PROPOSE HOP.") == fits("what is hop?", "we propose hop.") > 0
    )


@pytest.mark.parametrize(
    "question",
    [
        "How does HoP work?",
        "how do they work",
        "Explain how Swift Net works.",
        "How does it go about it?",
        "explain frog counting please",
    ],
)
def test_a_question_for_the_mechanism_is_known(question: str) -> None:
    assert asks_mechanism(question)


@pytest.mark.parametrize(
    "question", ["How does HoP work on nuScenes?", "Does HoP work?", "how well does it work"]
)
def test_a_question_for_something_in_particular_is_none_for_the_mechanism(
    question: str,
) -> None:
    assert not asks_mechanism(question)


def test_what_came_out_is_told_from_how_it_is_done() -> None:
    assert tells_outcome("It achieves 48 fps.")
    assert not tells_outcome("This is achieved by stacking layers.")
