"""A name or a number that stands nowhere is invented, or only written otherwise."""

from __future__ import annotations

import pytest

from assistant.grounding.checking import ground
from assistant.grounding.judging import find_pair
from assistant.grounding.verdicts import SHOWN, GroundedSentence, Verdict
from tests.assistant.labelled.sets import make_paper

PAPER = make_paper(
    "lind2004carriers",
    "Markers of cancer",
    "Carriers of mutations in BRCA1 have a risk of 76.3% of breast cancer. Exposure to cold "
    "induces CD4+ cells in Dscam mice. We reach a mean average precision of 61% on birds in "
    "flight. Models are trained on nuScenes with A100 GPUs for two months and reach 68.5% NDS. "
    "Models of UniNet-B6 reach 87.4%.",
)


def _judge(text: str) -> GroundedSentence:
    [sentence] = ground(f"{text} [1].", [PAPER])
    return sentence


@pytest.mark.parametrize(
    "text",
    [
        "Carriers of mutations in BRCA 1 have a risk of 76.3% of breast cancer",
        "The exposure to cold induces CD4 cells in Dscam mice",
        "Models are trained with an A100 GPU for two months and reach 68.5% NDS",
    ],
)
def test_a_name_in_another_spelling_is_the_same_name(text: str) -> None:
    assert _judge(text).verdict in SHOWN


def test_a_name_without_its_version_is_not_called_false() -> None:
    assert _judge("Models of UniNet reach 87.4%").verdict is Verdict.UNVERIFIED


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Carriers of mutations in BRCA1 have a risk of about 76% of breast cancer", "76%"),
        ("We reach an FID of 61% on birds in flight", "FID"),
    ],
)
def test_what_may_be_written_otherwise_is_a_quiet_mark_that_names_it(
    text: str, what: str
) -> None:
    sentence = _judge(text)
    assert sentence.verdict is Verdict.UNVERIFIED
    assert sentence.why == f"{what} does not stand in [1]"
    assert sentence.evidence


@pytest.mark.parametrize(
    "text",
    [
        "Carriers of mutations in BRCA1 have a risk of about 74% of breast cancer",
        "Models are trained on Waymo with H100 GPUs for two months and reach 68.5% NDS",
        "We reach a mean average precision of 67% on birds in flight",
    ],
)
def test_what_stands_in_the_place_of_something_else_is_loud(text: str) -> None:
    assert _judge(text).verdict is Verdict.UNSUPPORTED


def test_no_judge_is_asked_about_a_number_that_stands_nowhere() -> None:
    sentence = _judge(
        "Carriers of mutations in BRCA1 have a risk of about 76% of breast cancer"
    )
    assert find_pair(sentence, [PAPER]) is None


@pytest.mark.parametrize(
    ("text", "is_there"),
    [
        ("Owls were seen for ten years in forests", True),
        ("Owls were seen for two decades in forests", False),
        ("Hawks rest for an hour on 12 poles", True),
        ("Hawks rest for an hour on a dozen poles", True),
        ("Hawks rest for an hour on two dozen poles", False),
        ("Eggs take two and a half weeks to hatch", True),
        ("Eggs take two weeks and a half to hatch", True),
        ("Eggs take two weeks to hatch", False),
        ("Young fly a mile and a half", True),
        ("Young fly half of a mile", False),
    ],
)
def test_a_quantity_in_words_is_its_number(text: str, *, is_there: bool) -> None:
    birds = make_paper(
        "birds",
        "Birds",
        "Owls were seen for a decade in forests. Hawks rest for an hour on a dozen poles. "
        "Eggs take 2.5 weeks to hatch. Young fly a mile and a half at once.",
    )
    [sentence] = ground(f"{text} [1].", [birds])
    assert (sentence.verdict in SHOWN) == is_there


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("More than a third of hawks sleep at night", Verdict.UNVERIFIED),
        ("More than half of hawks sleep at night", Verdict.UNSUPPORTED),
    ],
)
def test_a_share_in_words_may_be_rough(text: str, verdict: Verdict) -> None:
    birds = make_paper("birds", "Birds", "Of the hawks 38% sleep at night in the trees.")
    [sentence] = ground(f"{text} [1].", [birds])
    assert sentence.verdict is verdict


@pytest.mark.parametrize("text", ["More than a third of hawks sleep", "Hawks sleep 1e-40 h"])
def test_a_number_of_many_figures_is_only_missing(text: str) -> None:
    birds = make_paper("birds", "Birds", "Of 2,718 hawks some sleep for 12 hours.")
    [sentence] = ground(f"{text} [1].", [birds])
    assert sentence.verdict in {Verdict.UNVERIFIED, Verdict.UNSUPPORTED}
