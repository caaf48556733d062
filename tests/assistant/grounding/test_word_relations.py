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
