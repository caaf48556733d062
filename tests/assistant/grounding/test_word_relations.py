"""How words stand to each other."""

from __future__ import annotations

import pytest

from assistant.language.lexicons import read_lexicon
from assistant.language.word_lists import AXES
from assistant.language.word_relations import Relation, canonical, degree, family, relate


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("detector", "detection", Relation.SAME),
        ("aligned", "alignment", Relation.SAME),
        ("colour", "colours", Relation.SAME),
        ("generalise", "generalize", Relation.SAME),
        ("picture", "images", Relation.SAME),
        ("climbed", "rises", Relation.NEAR),
        ("obstacle", "reasons", Relation.NEAR),
        ("climbed", "falls", Relation.OPPOSITE),
        ("supervised", "unsupervised", Relation.OPPOSITE),
        ("enables", "prevents", Relation.OPPOSITE),
        ("model", "modern", Relation.NONE),
        ("station", "state", Relation.NONE),
        ("training", "inference", Relation.NONE),
        ("velocity", "acceleration", Relation.NONE),
    ],
)
def test_words_are_the_same_near_opposite_or_neither(
    one: str, other: str, relation: Relation
) -> None:
    assert relate(one, other) is relation
    assert relate(other, one) is relation


FORMED = """
    assumption/assume consumption/consume description/describe transcription/transcribe
    absorption/absorb adsorption/adsorb reception/receive deception/deceive deduction/deduce
    division/divide provision/provide decision/decide collision/collide conclusion/conclude
    explosion/explode invasion/invade expansion/expand extension/extend extent/extend
    comprehension/comprehend suspension/suspend defense/defend emission/emit
    transmission/transmit implication/imply simplify/simplification classify/classification
    dissolution/dissolve adhesion/adhere destruction/destroy occurrence/occur recurrence/recur
    symmetry/symmetric geometry/geometric viscosity/viscous porosity/porous
    cylindrical/cylinder spherical/sphere hypothesis/hypothesize diagnosis/diagnose
    diagnostic/diagnose analysis/analyse analyze/analysis analytical/analyse
    metastasis/metastatic therapeutic/therapy
"""


@pytest.mark.parametrize("pair", FORMED.split())
def test_a_noun_is_of_the_family_of_what_it_is_made_from(pair: str) -> None:
    one, other = pair.split("/")
    assert relate(one, other) is Relation.SAME


@pytest.mark.parametrize("pair", "dense/send intense/intend mission/mitten advice/vide".split())
def test_words_that_end_alike_are_no_family(pair: str) -> None:
    one, other = pair.split("/")
    assert relate(one, other) is Relation.NONE


def test_no_group_of_near_synonyms_holds_both_ways_of_a_direction() -> None:
    for group in (frozenset(line.split()) for line in read_lexicon("near_synonyms")):
        for up, down in AXES[:3]:
            assert not (group & up and group & down), sorted(group & (up | down))


def test_a_stem_that_is_left_of_a_word_is_long_enough() -> None:
    assert family(canonical("station")) != family(canonical("state"))


def test_words_that_widen_a_claim_are_told_apart() -> None:
    assert [degree(word) for word in ("every", "solely", "never", "first", "bird")] == [
        *("all", "only", "always", "first", "")
    ]
