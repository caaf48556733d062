"""Where a name stands in a text, and where only a part of another does."""

from __future__ import annotations

import pytest

from assistant.language.names import gives_name, places_of


@pytest.mark.parametrize(
    ("text", "name", "is_given"),
    [
        ("UniNet-B5 is fast", "UniNet-B5", True),
        ("UniNet B5 is fast", "UniNet-B5", True),
        ("UniNetB5 is fast", "UniNet-B5", True),
        ("UniNet-B6 is fast", "UniNet-B5", False),
        ("UniNet-B55 is fast", "UniNet-B5", False),
        ("MyUniNet-B5 is fast", "UniNet-B5", False),
        ("GPT-4o is fast", "GPT-4", False),
        ("two GPT-4s and one", "GPT-4", True),
        ("GPT-4sx", "GPT-4", False),
        ("each CpG site", "CpGs", True),
        ("a fitted N95", "N95s", True),
        ("born in France", "French", True),
        ("Sri Lankan hospitals", "Lanka", True),
        ("adults in the United States", "US", True),
        ("which lets us compare", "American", False),
        ("a class of its own", "CIFAs", False),
        ("by S^2AP", "S2AP", True),
        ("Co  DETR", "CoDETR", False),
        ("a first GPT-45, then gpt-4", "GPT-4", True),
        ("the HÖP method", "HOP", True),
        ("frogs", "", False),
        ("frogs", "-", False),
    ],
)
def test_a_name_is_given_whole_in_any_of_its_spellings(
    text: str, name: str, *, is_given: bool
) -> None:
    assert gives_name(text, name) == is_given


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("HoP, HoPs and (HoP)", [0, 15]),
        ("MyHoP and HoP_2", []),
        ("hop", []),
        ("", []),
        ("HoP", [0]),
    ],
)
def test_the_places_of_a_name_are_those_where_it_is_a_word(
    text: str, starts: list[int]
) -> None:
    assert [place.start for place in places_of("HoP", text)] == starts
    assert not list(places_of("", text))
