"""Words of a claim laid beside those of what it cites."""

from __future__ import annotations

import pytest

from assistant.grounding.alignment import KNOWN, Alignment
from assistant.grounding.claim_reading import Reading, canonical
from assistant.grounding.near_synonyms import groups, is_kin
from assistant.grounding.quotes import Abstract
from assistant.grounding.sources import Cited
from assistant.language.word_lists import AXES
from store.paper import Paper

ABSTRACT = "The kestrel was quickly trained . its detection of wings fell sharply at night ."


def align(claim: str, cosine: float | None = None) -> tuple[Alignment, Cited]:
    cited = Cited([Abstract(Paper("k", "On Birds", (), True, None, ABSTRACT, None, None))])
    similarity = (
        None if cosine is None else lambda ones, others: [[cosine] * len(others)] * len(ones)
    )
    return Alignment(Reading(claim), cited, similarity), cited


@pytest.mark.parametrize("word", ["quickly", "detector", "rapidly", "declined"])
def test_the_same_word_its_family_and_its_kin_are_known(word: str) -> None:
    alignment, cited = align(f"it {word}")
    assert alignment.knows(canonical(word), cited.said)


def test_other_words_are_known_by_their_vectors_alone() -> None:
    for cosine, is_known in ((None, False), (0.1, False), (0.9, True)):
        alignment, cited = align("an owl hunted", cosine)
        assert (alignment.score(canonical("owl"), cited.said) >= KNOWN) is is_known


def test_names_are_never_near_in_meaning() -> None:
    alignment, cited = align("it beats OwlNet", 0.9)
    assert alignment.score(canonical("OwlNet"), cited.said) == 0


def test_no_group_of_kin_holds_both_ways_of_a_direction() -> None:
    for group in groups():
        for up, down in AXES[:3]:
            assert not (group & up and group & down), sorted(group & (up | down))


def test_kin_are_kin_either_way() -> None:
    assert is_kin(canonical("climbed"), canonical("rises"))
    assert not is_kin(canonical("climbed"), canonical("falls"))
