"""What a difference between a claim and its sentence is: of which kind a negation or an
exchange is, since they tell with unlike certainty that the claim is false.
"""

from __future__ import annotations

import pytest

from assistant.grounding import ground
from assistant.grounding.alignment import Alignment
from assistant.grounding.claim_reading import ClaimReading
from assistant.grounding.negation import find_reversed
from assistant.grounding.order import find_exchange
from assistant.grounding.verdicts import SHOWN
from assistant.grounding.weights import DIFFERING, FEATURES, KINDS, _read
from tests.assistant.labelled.sets import make_paper


def aligned(claim: str, source: str) -> Alignment:
    return Alignment(ClaimReading(claim), ClaimReading(source))


@pytest.mark.parametrize(
    ("claim", "source", "kind"),
    [
        ("Kestrel requires labels.", "Kestrel does not require labels.", "negation"),
        ("Kestrel never sees labels.", "Kestrel sees labels.", "negation"),
        ("Kestrel does not harm labels.", "Kestrel keeps labels.", "denial"),
        ("Kestrel lacks labels.", "Kestrel has labels.", "denial"),
        ("Kestrel sees the whole bird.", "Kestrel sees wings instead of a bird.", "negation"),
        ("Kestrel sees wings instead of a bird.", "Kestrel sees wings of a bird.", "denial"),
        ("Kestrel needs no labels.", "Kestrel does not need labels.", None),
        ("Hawks hunt if no sun is up.", "Hawks hunt without sun better than who do not.", None),
        ("Hawks see, but frogs did not.", "Hawks but not frogs see.", None),
        ("Hawks see, but frogs did not.", "Hawks and frogs see.", "negation"),
        ("Hawks see whether it is wet or not.", "Hawks see whether it is wet.", None),
    ],
)
def test_a_negation_tells_more_than_a_word_that_denies(
    claim: str, source: str, kind: str | None
) -> None:
    found = find_reversed(aligned(claim, source))
    assert (found.kind if found else None) == kind


@pytest.mark.parametrize(
    ("claim", "source", "kind"),
    [
        ("Wings move the birds.", "Birds move the wings.", "reversal"),
        ("Hawks hunt frogs near ponds.", "Frogs hunt hawks near ponds.", "reversal"),
        ("A pond holds the frogs of spring.", "The frogs of a pond hold spring.", "order"),
        ("Birds move the wings.", "Birds move the wings.", None),
    ],
)
def test_what_changes_places_about_a_third_is_told_from_what_is_moved(
    claim: str, source: str, kind: str | None
) -> None:
    found = find_exchange(aligned(claim, source))
    assert (found.kind if found else None) == kind


@pytest.mark.parametrize(
    ("claim", "is_shown"),
    [
        ("Kestrel was used only on moors [1].", True),
        ("Kestrel was used only in towns [1].", False),
    ],
)
def test_only_is_of_what_the_sentence_says_it_of(claim: str, *, is_shown: bool) -> None:
    paper = make_paper(
        "1", "Birds", "Kestrel was used only on moors, although it has come to live in towns."
    )
    assert (ground(claim, [paper])[0].verdict in SHOWN) == is_shown


@pytest.mark.parametrize(
    ("claim", "is_shown"),
    [
        ("Hawks have large nests of grass [1].", True),
        ("Hawks have small nests of stone [1].", True),
        ("Hawks have large nests of stone [1].", False),
    ],
)
def test_what_is_said_of_one_side_of_a_contrast_is_not_of_the_other(
    claim: str, *, is_shown: bool
) -> None:
    abstract = "Hawks have large nests of grass, and small nests of stone."
    [sentence] = ground(claim, [make_paper("1", "Birds", abstract)])
    assert (sentence.verdict in SHOWN) == is_shown


@pytest.mark.parametrize(
    ("claim", "is_shown"),
    [
        ("The authors asked 37 heads of schools for deaf pupils [1].", True),
        ("The authors asked 37 heads [1].", True),
        ("The authors asked 37 deaf pupils [1].", False),
    ],
)
def test_a_number_counts_what_stands_behind_it(claim: str, *, is_shown: bool) -> None:
    abstract = "We asked 37 heads of schools for deaf pupils."
    [sentence] = ground(claim, [make_paper("1", "Schools", abstract)])
    assert (sentence.verdict in SHOWN) == is_shown


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Women whose meals were changed in pregnancy got less heavy [1].", "unverified"),
        ("Bridges whose steel got less heavy load were changed in weight [1].", "unsupported"),
    ],
)
def test_everyday_words_for_a_thing_are_no_other_thing(claim: str, verdict: str) -> None:
    abstract = (
        "Lifestyle interventions reduce the weight gain of mothers in pregnancy. Diet is the"
        " most effective of them, and prevents shoulder dystocia at birth."
    )
    [sentence] = ground(claim, [make_paper("1", "Diet in pregnancy", abstract)])
    assert sentence.verdict == verdict
    assert sentence.why.startswith("nothing in [1] speaks of ")


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Hawks do not find frogs by the ponds of the moor [1].", "unsupported"),
        ("No raptor that lives there looks for frogs [1].", "unverified"),
    ],
)
def test_a_denial_is_told_from_another_wording_by_how_much_stands_in_runs(
    claim: str, verdict: str
) -> None:
    abstract = "Hawks find frogs by the ponds of the moor. We count them from a hide."
    [sentence] = ground(claim, [make_paper("1", "Hawks", abstract)])
    assert sentence.verdict == verdict


def test_every_weight_has_a_feature() -> None:
    fitted = _read()
    assert {name: len(each["weights"]) for name, each in fitted.items()} == {
        name: len(features) for name, features in FEATURES.items()
    }
    assert set(KINDS) <= set(DIFFERING)
