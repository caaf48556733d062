from __future__ import annotations

from dataclasses import replace

from assistant import wording
from store.paper import PartialDate

from .fakes import DETRS, HOP, MASKED


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
    assert wording.first_author(replace(HOP, authors=("Zong",), authors_complete=False)) == "Zong et al."
