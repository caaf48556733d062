"""One thing that is otherwise among the abstract's own words: told, with what it is."""

from __future__ import annotations

import pytest

from assistant.grounding.alignment import Alignment
from assistant.grounding.checking import ground
from assistant.grounding.claim_reading import ClaimReading
from assistant.grounding.verdicts import SHOWN, GroundedSentence, Verdict
from tests.assistant.labelled.sets import make_paper

ABSTRACT = (
    "Cold streams were sampled at 7,694 sites in forty valleys. The temperature of the "
    "glacier streams was -0.8 °C in the cold years, and the fish left them. We address this "
    "with a deductive survey by counting nests; we address the lakes with an inductive survey "
    "by tagging trout. Shade lowered the growth of algae and raised the number of larvae. "
    "Median survival was 12·4 months in the non-affected reaches."
)
PAPER = make_paper("lind2020streams", "Trout in cold streams", ABSTRACT)


def _judge(text: str) -> GroundedSentence:
    [sentence] = ground(f"{text} [1].", [PAPER])
    return sentence


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Cold streams were sampled at 7,964 sites in forty valleys", "7,964 does not stand"),
        ("Cold streams were sampled at 7,694 sites in ninety valleys", "ninety does not stand"),
        ("The temperature of the glacier streams was 0.8 °C in the cold years", "[1] says"),
        ("Shade did not lower the growth of algae", "[1] says it the other way round"),
        ("Median survival was 14.2 months", "14.2 months does not stand"),
    ],
)  # fmt: skip
def test_it_is_unsupported_and_named(text: str, why: str) -> None:
    sentence = _judge(text)
    assert sentence.verdict is Verdict.UNSUPPORTED
    assert sentence.why.startswith(why)


@pytest.mark.parametrize(
    "text",
    [
        "The temperature of the glacier streams was minus 0.8 °C in the cold years",
        "Median survival was 12.4 months in the non-affected reaches",
        "Median survival was 12.4 months in the nonaffected reaches",
    ],
)
def test_a_number_that_is_only_written_otherwise_is_shown(text: str) -> None:
    assert _judge(text).verdict in SHOWN


@pytest.mark.parametrize(
    "text",
    [
        "Cold streams were sampled at nearly 7,700 sites in forty valleys",
        "Cold streams were sampled at 7,700 sites in forty valleys",
        "Cold streams were sampled at more than 7,000 sites in forty valleys",
    ],
)
def test_a_rounded_number_is_not_called_false(text: str) -> None:
    assert _judge(text).verdict is Verdict.UNVERIFIED


@pytest.mark.parametrize(
    "text",
    [
        "Shade raised the growth of algae and the number of larvae",
        "We address this with a deductive survey by tagging trout",
        "Median survival was 12.4 months in the affected reaches",
    ],
)
def test_words_of_two_parts_of_a_sentence_make_no_third(text: str) -> None:
    assert _judge(text).verdict not in SHOWN


def test_a_sign_is_read_before_a_number_alone() -> None:
    reading = ClaimReading("from -4 to +28 degrees, 10 -20 m, GPT-4, (−3) and minus 7")
    assert [reading.chunks[at] for at in sorted(reading.negative)] == ["4", "3", "7"]


@pytest.mark.parametrize(
    ("sentence", "surely"),
    [
        ("small blue birds often sing", 1.0),
        ("small birds sing", 1.0),
        ("small blue tall birds often sing", 0.5),
        ("small trees and tall bushes often hide birds", 0.0),
        ("it rains", 0.0),
    ],
)
def test_a_place_is_anchored_between_neighbours(sentence: str, surely: float) -> None:
    alignment = Alignment(ClaimReading("small red birds sing"), ClaimReading(sentence))
    assert alignment.anchorage(1) == surely
