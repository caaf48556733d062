"""Filters: how they are read, and what they mean."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import FilterError
from store.filters import FILTER_NAMES, Clause, Filter, filter_terms, parse_filter
from store.paper import Extra, Paper, PartialDate
from tests.store.samples import FILTERS, PAPERS, bare

SONG = bare(
    "song2021beyond",
    "Beyond masks",
    authors=("Guanglu Song", "Fu-Yun Wäng"),
    date=PartialDate(2021, 5),
    field="LG",
    venue="CVPR 2021",
    has_code=True,
)
UNKNOWN = bare("nobody", "A title and nothing else")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "year:2021",
            "year:2020..2022",
            "year:2021..",
            "year:..2021",
            "year:>=2021",
            "year:<=2021",
        ),
        *("year:>2020", "year:<2022", "-year:2020", "-year:>2021", "YEAR:2021"),
        *(
            "author:song",
            "author:Song",
            'author:"Guanglu Song"',
            'author:"Song, Guanglu"',
            "author:wang",
        ),
        *(
            'author:"fu yun wang"',
            "author:Fu-Yun",
            "author:Wäng",
            "-author:zong",
            'first:"Guanglu Song"',
        ),
        *("first:song", "-first:wang", "code:yes", "code:YES", "-code:no", "-code:unknown"),
        *(
            "field:LG",
            "field:lg",
            "venue:CVPR",
            'venue:"CVPR 2021"',
            "venue:2021",
            "key:song2021beyond",
        ),
        *(
            "-key:other",
            "\N{MINUS SIGN}author:zong",
            "\N{MINUS SIGN}year:2020",
            "year:2021 author:song",
        ),
    ],
)
def test_what_describes_a_paper_lets_it_through(text: str) -> None:
    where, words = parse_filter(text)
    assert words == ""
    assert where.matches(SONG)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "year:2020",
            "year:>2021",
            "year:<2021",
            "-year:2021",
            "-year:2020..2022",
        ),
        *(
            "author:son",
            'author:"Guanglu Wang"',
            'author:"Song Guanglu"',
            "-author:song",
            "first:wang",
        ),
        *(
            "code:no",
            "code:unknown",
            "-code:yes",
            "field:CV",
            "venue:ICCV",
            "-venue:cvpr",
            "key:song2021",
        ),
        *("\N{MINUS SIGN}author:song", "\N{MINUS SIGN}code:yes", "year:2021 author:zong"),
    ],
)
def test_what_contradicts_a_paper_keeps_it_out(text: str) -> None:
    assert not parse_filter(text)[0].matches(SONG)


@pytest.mark.parametrize(
    "text", ["year:..2030", "author:song", "code:no", "code:yes", "field:cv", "venue:x"]
)
def test_what_is_unknown_meets_no_condition_and_every_negation(text: str) -> None:
    assert not parse_filter(text)[0].matches(UNKNOWN)
    assert parse_filter(f"-{text}")[0].matches(UNKNOWN)


def test_unknown_code_can_be_asked_for() -> None:
    assert parse_filter("code:unknown")[0].matches(UNKNOWN)


@pytest.mark.parametrize(
    ("text", "words", "clauses"),
    [
        ("masked faces year:2021", "masked faces", 1),
        ("year:2021 masked author:song faces", "masked faces", 2),
        ('"year: 2021" faces', '"year: 2021" faces', 0),
        ("doi:10.1000/x arxiv:2104.1 https://a.b", "doi:10.1000/x arxiv:2104.1 https://a.b", 0),
        ("UniNet: unified search", "UniNet: unified search", 0),
        ("co-detr -masks well-known", "co-detr -masks well-known", 0),
        ("author: song", "author: song", 0),
        ("", "", 0),
        ('author:"never closed', "", 1),
    ],
)
def test_filters_and_words_are_told_apart(text: str, words: str, clauses: int) -> None:
    where, rest = parse_filter(text)
    assert (rest, len(where.clauses)) == (words, clauses)


@pytest.mark.parametrize(
    "wrong", ["auther:zong", "yaer:2021", "Fields:CV", "-autor:zong", "venu:CVPR"]
)
def test_a_misspelt_name_is_an_error_that_names_the_right_ones(wrong: str) -> None:
    with pytest.raises(FilterError) as raised:
        parse_filter(f"faces {wrong}")
    message = str(raised.value)
    assert all(name in message for name in FILTER_NAMES)
    assert "Did you mean" in message


@pytest.mark.parametrize(
    "wrong", ["year:abc", "year:..", "year:20211", "year:2020-2022", "code:maybe", 'author:""']
)
def test_a_value_that_cannot_be_understood_is_an_error_with_advice(wrong: str) -> None:
    with pytest.raises(FilterError) as raised:
        parse_filter(wrong)
    assert raised.value.advice


def test_a_span_that_ends_before_it_begins_is_named_the_right_way_round() -> None:
    with pytest.raises(FilterError, match=r"2024\.\.2020") as raised:
        parse_filter("year:2024..2020 detection")
    assert "2020..2024" in raised.value.advice


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        where, words = parse_filter(text)
    except FilterError:
        return
    assert parse_filter(words)[1] == words or where


@given(PAPERS)
def test_every_paper_meets_the_filters_made_of_its_own_terms(paper: Paper) -> None:
    for name, terms in filter_terms(paper).items():
        for term in terms if isinstance(terms, list) else []:
            assert Filter((Clause(name, value=term),)).matches(paper)
            assert not Filter((Clause(name, value=term, negated=True),)).matches(paper)


@given(FILTERS, PAPERS)
def test_a_filter_is_the_conjunction_of_its_clauses(where: Filter, paper: Paper) -> None:
    assert where.matches(paper) is all(
        Filter((clause,)).matches(paper) for clause in where.clauses
    )
    assert bool(where) is bool(where.clauses)


def test_publishers_and_editors_are_filtered_by() -> None:
    book = Paper(
        *("reeds", "Reeds", (), True, None, "", None, None),
        extra=Extra({"publisher": "Heath & Sons", "editors": "Moss, Ivo and van Fen, Di"}),
    )
    assert parse_filter("publisher:heath editor:moss")[0].matches(book)
    assert parse_filter('editor:"Di van Fen"')[0].matches(book)
    assert parse_filter('editor:"van Fen, Di"')[0].matches(book)
    assert not parse_filter("editor:heath")[0].matches(book)


def test_what_arxiv_alone_has_is_a_preprint() -> None:
    paper = Paper("a", "Reeds", (), True, None, "", None, None, arxiv_id="2001.00001")
    assert parse_filter("kind:preprint")[0].matches(paper)
    assert not parse_filter("kind:preprint")[0].matches(replace(paper, venue="Ponds"))
