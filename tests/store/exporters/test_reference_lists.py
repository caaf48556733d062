"""Lists for people: every paper once, in the style asked for, and honest about what is not
known.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.exporters import STYLES, formatted, markdown
from store.paper import Paper, PartialDate
from store.printable import printable
from tests.store.exporters.papers import LIBRARIES, NASTY
from tests.store.samples import bare

PLAIN = bare(
    "zong2023",
    "Learning to see",
    authors=("Zhuofan Zong", "Guanglu Song"),
    date=PartialDate(2023),
    venue="CVPR 2023",
)
EXPECTED = {
    "apa": "Zong, Z., & Song, G. (2023). Learning to see. CVPR 2023.",
    "ieee": "[1] Z. Zong and G. Song, “Learning to see”, in CVPR 2023, 2023.",
    "acm": "[1] Zhuofan Zong and Guanglu Song. 2023. Learning to see. In CVPR 2023.",
    "chicago": "Zong, Zhuofan, and Guanglu Song. 2023. “Learning to See”. CVPR 2023",
}


@pytest.mark.parametrize("style", STYLES)
def test_each_style_says_it_its_own_way(style: str) -> None:
    assert formatted([PLAIN], style).startswith(EXPECTED[style])


@pytest.mark.parametrize("style", STYLES)
def test_a_cut_list_and_an_inferred_year_say_so_in_every_style(style: str) -> None:
    line = formatted([NASTY], style)
    assert " et al" in line
    assert "Year inferred" in line
    assert "others" not in line
    honest = formatted([PLAIN], style)
    assert "et al" not in honest
    assert "inferred" not in honest


@settings(max_examples=20)
@given(LIBRARIES, st.sampled_from(sorted(STYLES)))
def test_every_paper_has_a_line(papers: list[Paper], style: str) -> None:
    lines = formatted(papers, style).splitlines()
    assert len(lines) == len(papers)
    assert all(printable(line) == line for line in lines)


@given(LIBRARIES)
def test_markdown_has_a_line_a_paper_in_their_order(papers: list[Paper]) -> None:
    lines = markdown(papers).splitlines()
    assert [line.rpartition(" ")[2] for line in lines] == [f"`{paper.key}`" for paper in papers]


def test_markdown_escapes_what_it_would_take_for_markup() -> None:
    line = markdown([NASTY])
    assert r"a\_b" in line
    assert r"C\#" in line
    assert "(year inferred)" in line
    assert "et al." in line
