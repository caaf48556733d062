"""Keys are ASCII, unique, and decided by what a paper is, not by where it stands."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.citekey import assign_keys
from store.paper import Paper, PartialDate

if TYPE_CHECKING:
    from random import Random


def paper(
    title: str = "On Cats",
    author: str = "Ada Lovelace",
    year: int | None = 2020,
    **other: object,
) -> Paper:
    date = PartialDate(year) if year else None
    plain = Paper("", title, (author,) if author else (), True, date, "", None, None)
    return replace(plain, **other)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("author", "year", "title", "key"),
    [
        (
            "Zhuofan Zong",
            2022,
            "DETRs with Collaborative Hybrid Assignments Training",
            "zong2022detrs",
        ),
        (
            "Zhuofan Zong",
            2023,
            "Temporal Enhanced Training of Multi-view Detectors",
            "zong2023temporal",
        ),
        ("Zhuofan Zong", 2022, "Co-DETR: a Detector", "zong2022codetr"),
        ("Manyuan Zhang", 2022, "Towards Robust Face Recognition", "zhang2022towards"),
        ("Kurt Müller", 2021, "On the Überlingen Data", "muller2021uberlingen"),
        ("Łukasz Kaiser", 2017, "Attention Is All You Need", "kaiser2017attention"),
        ("漢字", 2020, "深度学习", "hanzi2020shenduxuexi"),
        ("Ludwig van der Berg", 1999, "A Study", "vanderberg1999study"),
        ("van der Berg, Ludwig", 1999, "A Study", "vanderberg1999study"),
        ("Zong, Zhuofan", 2022, "DETRs", "zong2022detrs"),
        ("Martin Luther King, Jr.", 1963, "I Have a Dream", "king1963i"),
        ("Conor O’Brien-Smith III", 2001, "The What’s What", "obriensmith2001whats"),
        ("Siyu Chen", 2020, "1st place solution for AVA", "chen2020place"),
        ("Di Zhang", 2020, "3D", "zhang20203d"),
        (None, None, "", "anonnduntitled"),
        ("!", None, "!?", "anonnduntitled"),
        ("Ada Lovelace", 2020, "On the", "lovelace2020on"),
    ],
)
def test_the_plain_key(author: str | None, year: int | None, title: str, key: str) -> None:
    date = PartialDate(year) if year else None
    authors = (author,) if author else ()
    (given,) = assign_keys([paper(title, authors=authors, date=date)])
    assert given.key == key


def test_the_earlier_paper_keeps_the_plain_key() -> None:
    earlier = paper("UniFormer: Unified Transformer", date=PartialDate(2022, 1, 12))
    later = paper("UniFormer: Unifying Convolution", date=PartialDate(2022, 1, 24))
    keys = [given.key for given in assign_keys([later, earlier])]
    assert keys == ["lovelace2022uniformerunifying", "lovelace2022uniformer"]


def test_letters_come_where_words_end() -> None:
    papers = [paper("Cats", abstract=str(number)) for number in range(4)]
    keys = [given.key for given in assign_keys(papers)]
    assert keys == [
        "lovelace2020cats",
        "lovelace2020catsa",
        "lovelace2020catsb",
        "lovelace2020catsc",
    ]


def test_a_longer_key_does_not_take_anothers_plain_key() -> None:
    papers = [
        paper("Uni Net", abstract="1"),
        paper("Uni Net", abstract="2"),
        paper("UniNet", year=2020),
    ]
    keys = [given.key for given in assign_keys(papers)]
    assert keys[2] == "lovelace2020uninet"
    assert len(set(keys)) == 3


def test_a_key_of_the_library_is_passed_over() -> None:
    (newcomer,) = assign_keys([paper("Cats and Mice")], {"lovelace2020cats"}.__contains__)
    assert newcomer.key == "lovelace2020catsmice"


def test_letters_go_on_where_the_library_has_some() -> None:
    held = {f"lovelace2020cats{letter}" for letter in ("", *"abd")}
    papers = [paper("Cats", abstract=str(number)) for number in range(3)]
    keys = [given.key for given in assign_keys(papers, held.__contains__)]
    assert keys == ["lovelace2020catsc", "lovelace2020catse", "lovelace2020catsf"]


_PAPERS = st.lists(
    st.builds(
        paper,
        title=st.lists(
            st.sampled_from("Cats cat s Dogs of the 3D Uni Net".split()), max_size=4
        ).map(" ".join)
        | st.text(max_size=90),
        author=st.sampled_from(["Ada Lovelace", "Love Lace", "李伟", ""])
        | st.text(max_size=90),
        year=st.sampled_from([None, 2020, 2021]),
        abstract=st.sampled_from(["", "one", "two"]),
        doi=st.sampled_from([None, None, "10.1/a", "10.1/b"]),
    ),
    max_size=12,
)


@given(_PAPERS)
def test_keys_are_short_unique_ascii(papers: list[Paper]) -> None:
    keys = [given.key for given in assign_keys(papers)]
    assert len(set(keys)) == len(papers)
    assert all(re.fullmatch(r"[a-z0-9]{1,64}", key) for key in keys)


@given(_PAPERS, st.randoms(use_true_random=False))
def test_the_order_of_the_file_does_not_matter(papers: list[Paper], randomness: Random) -> None:
    shuffled = randomness.sample(papers, len(papers))
    assert set(assign_keys(shuffled)) == set(assign_keys(papers))


@given(_PAPERS, _PAPERS)
def test_no_key_is_given_out_that_is_taken(papers: list[Paper], others: list[Paper]) -> None:
    held = {given.key for given in assign_keys(papers)}
    assert held.isdisjoint(given.key for given in assign_keys(others, held.__contains__))
