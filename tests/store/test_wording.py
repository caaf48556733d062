from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from store import wording
from store.paper import Extra, Paper, PartialDate

HOP = Paper(
    key="zong2023temporal",
    title="Temporal Enhanced Training",
    authors=("Zhuofan Zong", "Dongzhi Jiang", "Guanglu Song"),
    authors_complete=False,
    date=PartialDate(2023, 4, 3),
    abstract="",
    field="CV",
    has_code=True,
    affiliations=("tsinghua",),
    source="guanglu-song.txt:19",
)
DETRS = replace(HOP, authors=("Zhuofan Zong", "Guanglu Song", "Yu Liu"), authors_complete=True)
MASKED = replace(
    HOP,
    authors=("Guanglu Song",),
    authors_complete=True,
    date=PartialDate(2026, 3, 19, inferred=True),
    field="LG",
    has_code=None,
    affiliations=(),
)


def test_a_cut_list_of_authors_stays_cut() -> None:
    assert wording.authors(HOP) == "Zhuofan Zong, Dongzhi Jiang, Guanglu Song et al."
    assert wording.authors(DETRS) == "Zhuofan Zong, Guanglu Song, Yu Liu"
    assert wording.authors(replace(HOP, authors=())) == "Authors unknown"


def test_an_inferred_year_says_so() -> None:
    assert wording.byline(MASKED) == "Song · 2026?"
    assert wording.facts(MASKED) == ["19 March 2026 (year inferred)", "field LG"]


def test_dates_are_as_exact_as_the_source() -> None:
    assert wording.date(PartialDate(2023, 4, 3)) == "3 April 2023"
    assert wording.date(PartialDate(2023, 4)) == "April 2023"
    assert wording.date(None) == "date unknown"


def test_one_line_says_what_is_known() -> None:
    assert wording.facts(HOP) == ["3 April 2023", "field CV", "with code", "tsinghua"]
    assert wording.origin(HOP) == "zong2023temporal · guanglu-song.txt:19"
    assert (
        wording.short_authors(replace(HOP, authors=("Zong",), authors_complete=False))
        == "Zong et al."
    )


def test_two_authors_are_both_named_unless_the_list_is_cut() -> None:
    two = replace(HOP, authors=("John Croxall", "Stuart Butchart"), authors_complete=True)
    assert wording.byline(two) == "Croxall and Butchart · 2023"
    assert wording.byline(replace(two, authors_complete=False)) == "Croxall et al. · 2023"
    three = replace(two, authors=(*two.authors, "Ben Lascelles"))
    assert wording.byline(three) == "Croxall et al. · 2023"


def test_what_is_not_known_is_not_said() -> None:
    bare = Paper("k", "", (), True, None, "", None, None)
    assert wording.title(bare) == "(no title)"
    assert wording.byline(bare) == "authors unknown · n.d."
    edited = replace(bare, extra=Extra({"editors": "Zong, Li and van den Berg, Jan"}))
    assert wording.byline(edited) == "Zong and van den Berg (eds) · n.d."
    alone = replace(bare, extra=Extra({"editors": "Zong, Li"}))
    assert wording.byline(alone) == "Zong (ed.) · n.d."
    assert wording.facts(bare) == ["date unknown"]
    assert wording.origin(bare) == "k"
    assert wording.authors(replace(bare, authors_complete=False)) == "Authors unknown"


def test_every_fact_that_is_known_is_said() -> None:
    full = replace(
        HOP, has_code=False, venue="ICCV", doi="10.1/2", arxiv_id="2304.1", url="http://e.org"
    )
    told = ["no code", "ICCV", "tsinghua", "doi:10.1/2", "arXiv:2304.1", "http://e.org"]
    assert set(told) <= set(wording.facts(full))


@given(st.text(), st.text())
def test_each_wording_stays_on_one_line(name: str, title: str) -> None:
    paper = replace(
        HOP, title=title, authors=(name,), venue=title, affiliations=(name,), source=title
    )
    told = [
        wording.title(paper),
        wording.byline(paper),
        wording.authors(paper),
        wording.origin(paper),
    ]
    assert all(
        "\n" not in text and "\x1b" not in text for text in [*told, *wording.facts(paper)]
    )
