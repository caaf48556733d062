"""What a sentence tells by its wording."""

from __future__ import annotations

import pytest

from assistant.abstracts.wordings import tells_place


@pytest.mark.parametrize(
    ("sentence", "is_told"),
    [
        ("We asked 80 bakers across the UK.", True),
        ("Nets were hung in the U.S. and left there.", True),
        ("Danish beekeepers kept a diary.", True),
        ("Owls were ringed near Łódź.", True),
        ("Owls were ringed in Århus.", True),
        ("Reeds were cut at Nordrhein-Westfalen's lakes.", True),
        ("It tells us how reeds grow.", False),
        ("Rows are kept in MongoDB.", False),
        ("Frogs slept in Study 3.", False),
        ("It runs on GPUs in LATEX.", False),
    ],
)
def test_a_place_is_told_by_its_name(sentence: str, is_told: bool) -> None:
    assert tells_place(sentence) == is_told
