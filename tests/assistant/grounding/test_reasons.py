"""What is said to be wrong with a sentence is what is wrong with it."""

from __future__ import annotations

from itertools import islice

import pytest

from assistant.grounding.checking import ground
from assistant.grounding.checks import find_differences
from assistant.grounding.claim_reading import ClaimReading
from assistant.grounding.comparison import compare
from assistant.grounding.quotes import Abstract
from assistant.grounding.sources import Cited
from assistant.grounding.verdicts import SHOWN
from store.paper import Paper, PartialDate
from tests.assistant.labelled.cases import wrong_cases

SOURCES = [
    Paper(
        "arden2021kestrel",
        "Kestrel: Tracking Birds with Sparse Attention",
        ("Mira Arden", "Bo Lund"),
        False,
        PartialDate(2021),
        "Tracking birds in flight is hard. We propose Kestrel, a tracker that "
        "attends to few regions of each "
        "frame. It does not require labels during inference. Kestrel achieves "
        "71.4% MOTA and 65.0% IDF1 on "
        "AviTrack, outperforming all online trackers. It runs at 48 fps with 1.5M parameters.",
        "CV",
        None,
    ),
    Paper(
        "okafor2019merlin",
        "Merlin",
        (),
        True,
        None,
        "The Merlin network reduces the error by 12%.",
        None,
        None,
    ),
]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Kestrel runs at 47 fps [1].", "47 fps does not stand in [1]"),
        (
            "Kestrel runs at 47 fps with 9M parameters [1, 2].",
            "47 fps, 9M do not stand in [1] or [2]",
        ),
        ("Kestrel achieves 71.4% MOTA on GPT-4 [1].", "GPT-4 does not stand in [1]"),
        ("It does require labels during inference [1].", "[1] says it the other way round"),
        (
            "Airports hire falconers and dogs [1].",
            "nothing in [1] speaks of ",
        ),
        ("Kestrel runs at 48 fps.", "it cites no source"),
        ("Kestrel runs at 48 fps [7].", "there is no source [7]"),
        (
            "Kestrel runs at 48 fps (Smith et al., 2019).",
            "“(Smith et al., 2019)” names none of the sources",
        ),
    ],
)
def test_the_first_thing_that_fails_is_named(text: str, why: str) -> None:
    [sentence] = ground(text, SOURCES)
    assert sentence.fails
    assert sentence.why.startswith(why)


def test_numbers_that_are_exchanged_are_named_and_never_shown() -> None:
    text = "Kestrel achieves 65.0% MOTA and 71.4% IDF1 on AviTrack"
    comparison = compare(ClaimReading(text), Cited({1: Abstract(SOURCES[0])}))
    assert comparison is not None
    first = next(find_differences(comparison))
    assert first.reason == "“65.0”, “71.4”: they are in each other's place in [1]"
    assert ground(f"{text} [1].", SOURCES)[0].verdict not in SHOWN


def test_what_passes_has_nothing_wrong_with_it() -> None:
    for sentence in ground("Kestrel runs at 48 fps [1]. I found nothing.\n## Kestrel", SOURCES):
        assert (sentence.fails, sentence.why) == (False, "")


def test_every_sentence_falsified_by_rule_has_a_reason_on_one_line() -> None:
    for case in islice(wrong_cases(), 0, None, 7):
        sentence = ground(f"{case.text} [1].", [case.paper])[0]
        assert sentence.why
        assert "\n" not in sentence.why


def test_a_sentence_too_long_to_be_checked_says_so() -> None:
    [sentence] = ground("kestrel " * 1000 + "[1]", SOURCES)
    assert (sentence.fails, sentence.why) == (False, "it is too long to be checked")
