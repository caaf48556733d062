"""What sort of sentence answers what sort of question."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.aspects import fits


@pytest.mark.parametrize(
    ("question", "better", "worse"),
    [
        ("What is HoP?", "We propose a paradigm, named HoP.", "HoP is cheap in practice at test time."),
        (
            "Why is masked face recognition hard?",
            "However, masks hinder recognition.",
            "We release the weights.",
        ),
        ("On which benchmarks was it tested?", "Experiments on the COCO benchmark follow.", "It is small."),
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
    assert fits("WHAT IS HOP?", "WE PROPOSE HOP.") == fits("what is hop?", "we propose hop.") > 0
