"""Words that stand in a sentence in some form."""

from __future__ import annotations

import pytest

from assistant.grounding.claim_reading import canonical
from assistant.grounding.coverage import family, find_related, weigh, written


def _roots(*words: str) -> frozenset[str]:
    return frozenset(map(canonical, words))


@pytest.mark.parametrize(
    ("one", "other"),
    [("detector", "detection"), ("alignment", "aligned"), ("predictor", "predicts")],
)
def test_forms_of_a_word_are_related(one: str, other: str) -> None:
    assert find_related(_roots(one), _roots(other)) == _roots(one)


@pytest.mark.parametrize(
    ("one", "other"), [("model", "modern"), ("layer", "lab"), ("station", "state")]
)
def test_other_words_are_not(one: str, other: str) -> None:
    assert not find_related(_roots(one), _roots(other))


def _synonyms(words: frozenset[str], held: frozenset[str]) -> frozenset[str]:
    families = {family(root) for root in held}
    return frozenset(root for root in words if families & written(root))


def test_the_thesaurus_leads_to_what_papers_write() -> None:
    assert _synonyms(_roots("picture", "banana"), _roots("image")) <= _roots("picture")
    assert _synonyms(_roots("robots"), _roots("agent")) == _roots("robots")


def test_light_words_weigh_half() -> None:
    assert weigh(_roots("use", "detector")) == 1.5
