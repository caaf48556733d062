"""Details asked of a paper, and the sentences that tell them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.questions.details import read_detail


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How many frogs were counted?", "We count 1,204 tree frogs in ponds."),
        ("How many frogs were counted?", "Eleven frogs called at dawn."),
        ("how many pond owners took part", "A panel of twelve owners answered."),
        ("How many parameters does it have?", "Our net of 3.8B params is small."),
        ("How many GPUs was it trained on?", "It is trained on 1,000 A100 GPUs."),
        ("What percentage of frogs survives?", "Of all frogs, 48% live for a year."),
        ("which share of the frogs is green", "Half of the frogs are green."),
        ("Which value of k is best?", "We set k to 5."),
        ("How long do the calls last?", "A call lasts 14 ms."),
        ("How long do the legs get?", "Legs of 12 cm are common."),
        ("How long does it take?", "It runs in nearly linear time."),
        ("How heavy is a toad?", "Adult toads weigh 80 g."),
        ("On which benchmark was it tested?", "Tests on the PondBench benchmark follow."),
        ("Which data sets were used?", "We reach 50% on FrogNet."),
        ("What are the names of the datasets?", "Our datasets, PondNet and LakeNet, are open."),
        ("On which dataset is it tested?", "tests use the pond dataset of hill ."),
    ],
)
def test_a_sentence_that_holds_what_is_asked_tells_it(question: str, sentence: str) -> None:
    detail = read_detail(question)
    assert detail is not None
    assert detail.is_told_by(sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How many frogs were counted?", "We count frogs in many ponds."),
        (
            "How many frogs were counted?",
            "In two lakes of the far north, where summers are short, frogs call.",
        ),
        ("What percentage of frogs survives?", "Most frogs live for a year."),
        (
            "Which value of k is best?",
            "The choice of k matters, as tests at the lake in 3 ponds show.",
        ),
        ("How long do the legs get?", "Frogs at Mach 14 in the pond have long legs."),
        ("How heavy is a toad?", "Adult toads are heavy in 12 ponds."),
        ("On which benchmark was FrogNet tested?", "On three pond benchmarks FrogNet excels."),
        ("What are the names of the two datasets?", "We test on two pond datasets."),
    ],
)
def test_a_sentence_that_only_speaks_of_it_does_not(question: str, sentence: str) -> None:
    detail = read_detail(question)
    assert detail is not None
    assert not detail.is_told_by(sentence)


def test_points_are_told_by_any_number() -> None:
    detail = read_detail("By how many points does FrogNet beat ToadNet?")
    assert detail is not None
    assert detail.is_told_by("FrogNet improves ToadNet by 4.5 AP.")
    assert not detail.is_told_by("FrogNet improves ToadNet a lot.")


@pytest.mark.parametrize(
    "question", ["What is HoP?", "How do frogs call?", "How many?", "What data were used?", ""]
)
def test_other_questions_ask_for_no_such_detail(question: str) -> None:
    assert read_detail(question) is None


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_text_is_too_odd(thing: str, sentence: str) -> None:
    for asked in (
        f"how many {thing}",
        f"which share of {thing}",
        f"what value of {thing}",
        f"names of data {thing}",
    ):
        if detail := read_detail(asked):
            assert detail.is_told_by(sentence) in (True, False)
