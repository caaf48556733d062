"""What was found is read with its measure, of machine learning, medicine, economics alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.abstracts.quantities import find_quantities
from assistant.abstracts.reading import Result, Role
from assistant.abstracts.results import ResultFinder
from assistant.language.sentences import Span


def results(text: str, role: Role = Role.RESULT) -> list[Result]:
    return list(ResultFinder((), ()).find(Span(0, len(text), text), role))


def told(text: str) -> list[tuple[float, str, str]]:
    return [(each.value, each.unit, each.measure) for each in results(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "It reaches 81.5% top-1 accuracy on CaneSet with 40% fewer parameters.",
            [(81.5, "%", "top-1 accuracy"), (40.0, "%", "parameters")],
        ),
        (
            "It improves the F1 score from 70.2% to 71.4%.",
            [(70.2, "%", "F1 score"), (71.4, "%", "F1 score")],
        ),
        ("It beats the best rival by 4.7 F1 points.", [(4.7, "points", "F1")]),
        ("Reading is 2-4x faster.", [(2.0, "times", "faster"), (4.0, "times", "faster")]),
        ("Wear predicted squeaks (RHR = 1.46; 95% CI, 1.22-1.74).", [(1.46, "", "RHR")]),
        (
            "Risk of sore lips rose with hard reeds (odds ratio [OR] 1.22 [95% CI 1.10-1.33]), "
            "long tables (1.40 [1.20-1.66]) and age (1.18, 1.01 to 1.30).",
            [(1.22, "", "OR"), (1.4, "", "OR"), (1.18, "", "OR")],
        ),
        ("Visits for pain increased 34.5% on dry days.", [(34.5, "%", "Visits for pain")]),
        ("There was a 57.1% increase in yield.", [(57.1, "%", "yield")]),
        ("Seventy-two percent kept a spare reed.", [(72.0, "%", "kept a spare reed")]),
        ("Of the 120 makers asked, 90 (75%) replied.", [(75.0, "%", "replied")]),
        (
            "The elasticity of labour is 0.27 for men and 0.81 for women.",
            [(0.27, "", "elasticity of labour"), (0.81, "", "elasticity of labour")],
        ),
        ("It sold an additional 120,000 reeds.", [(120000.0, "", "reeds")]),
        ("Output fell by 0.6 percent.", [(0.6, "%", "Output")]),
        ("Latency is 10 ms with a jitter of 3 ms.",
         [(10.0, "millisecond", "Latency"), (3.0, "millisecond", "jitter")]),
        ("The yield strength increased to 512 MPa.", [(512.0, "MPa", "yield strength")]),
    ],
)  # fmt: skip
def test_a_result_has_its_value_and_measure(
    text: str, found: list[tuple[float, str, str]]
) -> None:
    assert told(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "In 2019 we asked 512 players in 13 towns.",
        "The difference was significant (P < .001) at the 5% level.",
        "GPT-4 and ResNet-50 were trained for 90 epochs on 8 GPUs.",
        "We use 5-fold cross-validation in a 5-way 1-shot setting.",
        "Follow-up was at 12 months after the first visit.",
        "We report the mean (SD 3.2) of (1) wear and (2) pitch.",
        "A 20% tax on reeds was modelled.",
    ],
)
def test_conditions_counts_and_levels_are_no_results(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ReedNet raises the F1 score of CaneNet by 2.7 points.", ["2.7 points more"]),
        (
            "It outperforms the best rival by 3.1 AP on CaneSet and 1.4 mIoU on ReedSet.",
            ["3.1 more", "1.4 more"],
        ),
        *(
            (f"Steeper reeds bring a {noun} in yield of 3.2%.", ["3.2% more"])
            for noun in ("gain", "boost", "margin", "rise", "uplift", "increment")
        ),
        ("It lifts recall by 1.9%, reaching 84.2% recall on CaneSet.", ["1.9% more", "84.2%"]),
        ("ReedNet achieves 46.3 AP, 2.1 AP higher than CaneNet.", ["46.3", "2.1 more"]),
        ("It needs 30% and 45% less memory than its rivals.", ["30% less", "45% less"]),
        ("An average gain of 1.8% in recall is observed.", ["1.8% more"]),
        ("The word error rate improves by 12%.", ["12% less"]),
        ("Accuracy degrades by only 0.3%.", ["0.3% less"]),
        ("Latency drops by 20-30%.", ["20% less", "30% less"]),
        ("Output fell 0.6 percent.", ["0.6% less"]),
        ("ReedNet speeds up inference by 1.7x.", ["1.7 times more"]),
        ("Recall (+2.3%) profits most.", ["2.3% more"]),
        ("It improves the F1 score from 70.2% to 71.4%.", ["70.2%", "71.4%"]),
        ("Reading is 3 times faster.", ["3 times"]),
        ("Of the players, 46% improved.", ["46%"]),
    ],
)
def test_a_change_is_told_from_a_value(text: str, found: list[str]) -> None:
    assert [each.written for each in results(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ReedDiff 2.1 clearly enhances image quality over CaneDiff 1.5.", []),
        ("Vicuna 2 improves accuracy over Stable Reed 1.5.", []),
        ("Accuracy with Vicuna 1.5 reaches 71.3%.", [(71.3, "%", "Accuracy")]),
        ("ReedNet reaches mAP 8.5 on CaneSet.", [(8.5, "", "mAP")]),
    ],
)  # fmt: skip
def test_a_number_in_a_name_is_no_value(text: str, found: list[tuple[float, str, str]]) -> None:
    assert told(text) == found


def test_no_measure_is_read_in_a_name_or_a_verb() -> None:
    assert told("Energy Forest was better by 6.2 points in recall.")[0][2] == "recall"
    assert told("ReedNet reduces drag of Faster Reed by 6.2%.")[0][2].startswith("drag")
    assert "gains" not in told("It gains 6.2 points in recall.")[0][2]


def test_the_abbreviation_in_brackets_says_which_score() -> None:
    found = results("It reaches Word Error Rate (WER) scores of 4.7 on CaneSet.")
    assert [(each.measure, each.better) for each in found] == [("WER scores", "lower")]


@pytest.mark.parametrize(
    "text",
    [
        "In practice, recall is 81.2%.",
        "For simplicity, recall is 81.2%.",
        "For every reed, recall is 81.2%.",
    ],
)
def test_a_turn_of_phrase_is_no_data(text: str) -> None:
    assert [each.on for each in results(text)] == [""]


def test_what_others_found_is_no_result_of_a_work() -> None:
    text = "Reeds lose 20% of their stiffness."
    assert results(text)
    assert not results(text, Role.METHOD)


def test_a_result_has_what_stands_around_it() -> None:
    text = "ReedNet achieves 81.5% accuracy on CaneSet, beating CaneNet with 40% lower latency."
    first, second = results(text)
    assert (first.of, first.on, first.better) == ("ReedNet", "CaneSet", "higher")
    assert (second.measure, second.versus, second.better) == ("latency", "CaneNet", "lower")


def test_an_interval_goes_with_its_value() -> None:
    (result,) = results("The risk ratio was 0.83 (95% CI, 0.72-0.96) among players.")
    assert result.interval == (0.72, 0.96)
    assert result.on == "players"


def test_where_it_came_from_is_what_it_is_compared_with() -> None:
    _, after = results("Response times fell from 420 ms to 310 ms.")
    assert after.versus == "420 ms"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("a gain of 1.5 million", [1_500_000.0]),
        ("60 463 adults and 1,024 players", [60463.0, 1024.0]),
        ("a change of -0.02 (AOR: .70)", [-0.02, 0.70]),
        ("falling by 2·3% in 14·5 years", [2.3, 14.5]),
        ("x10 times longer", [10.0]),
        ("GPT-4, v2.1, COVID-19 and 10E8", []),
        ("p=1.7x10(-15)", []),
    ],
)
def test_numbers_are_read_as_they_are_written(text: str, values: list[float]) -> None:
    assert [each.value for each in find_quantities(text)] == values


@given(st.text(max_size=120) | st.text("0123456789.,%x-–() CI95[]to", max_size=60))
def test_every_number_stands_where_it_is_said_to(text: str) -> None:
    end = 0
    for quantity in find_quantities(text):
        assert end <= quantity.start < quantity.end <= len(text)
        end = quantity.end


@pytest.mark.parametrize(
    "piece", ["5 to 6%, ", "1.2 (95% CI 1.0-1.4), ", "risk 3.4 and ", "x9 "]
)
def test_tables_without_end_are_read_too(piece: str) -> None:
    assert len(results(piece * 2000)) <= 100
