"""Lists for people: every paper once, in the style asked for, and honest about what is not
known.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.exporters import STYLES, formatted, markdown
from store.importers import read_papers
from store.paper import Extra, Paper, PartialDate
from store.printable import printable
from tests.store.exporters.papers import LIBRARIES, NASTY
from tests.store.samples import bare

if TYPE_CHECKING:
    from pathlib import Path

PLAIN = bare(
    "zong2023",
    "Learning to see",
    authors=("Zhuofan Zong", "Guanglu Song"),
    date=PartialDate(2023),
    venue="CVPR 2023",
)
EXPECTED = {
    "apa": "Zong, Z., & Song, G. (2023). Learning to see. CVPR 2023.",
    "ieee": "[1] Z. Zong and G. Song, “Learning to see,” in CVPR 2023, 2023.",
    "acm": "[1] Zhuofan Zong and Guanglu Song. 2023. Learning to see. In CVPR 2023.",
    "chicago": "Zong, Zhuofan, and Guanglu Song. 2023. “Learning to See.” CVPR 2023",
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


def article(**extra: str) -> Paper:
    return bare(
        "ohm1826",
        "On ropes",
        authors=("Georg Ohm",),
        date=PartialDate(1826),
        venue="Annalen",
        kind="article-journal",
        extra=Extra(extra),
    )


@pytest.mark.parametrize("style", STYLES)
def test_the_number_of_an_article_stands_where_pages_would_without_a_warning(
    style: str,
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        line = formatted([article(volume="6", eid="e0412", event="Rope Days")], style)
        both = formatted([article(volume="6", eid="e0412", pages="1–9")], style)
    assert "e0412" in line
    assert "1–9" in both


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    "extra",
    [{"volume": "6"}, {"volume": "6", "pages": "459–469"}, {"pages": "459–469"}, {}],
)
def test_without_an_issue_no_marks_stray_and_the_year_stands_once(
    style: str, extra: dict[str, str]
) -> None:
    line = formatted([article(**extra)], style)
    assert line.count("1826") == 1
    assert not any(stray in line for stray in (",,", ",.", "..", " ,", "()"))


@pytest.mark.parametrize(
    ("entry", "style", "line"),
    [
        ("@video{a, title={Rope}, year=1999}", "apa", "Rope [Video recording]. (1999)."),
        ("@manual{a, title={Guide}, organization={P}, year=1999}", "apa", "Guide. (1999). P."),
        (
            "@article{a, title={Why ropes?}, journal={Knots}, year=1999}",
            "chicago",
            "“Why Ropes?” 1999. Knots.",
        ),
        (
            "@article{a, title={Why ropes?}, journal={Knots}, volume=1, year=1999}",
            "acm",
            "[1] 1999. Why ropes? Knots 1.",
        ),
        (
            "@proceedings{a, title={Rope days}, editor={Oak, Jan and Elm, Li}, year=1999}",
            "apa",
            "Oak, J., & Elm, L. (Eds.). (1999). Rope days.",
        ),
        (
            "@book{a, title={Rope days}, editor={Oak, Jan}, publisher={P}, year=1999}",
            "chicago",
            "Oak, Jan, ed. 1999. Rope Days. P.",
        ),
        (
            "@book{a, title={Rope days}, editor={Oak, Jan and Elm, Li}, year=1999}",
            "chicago",
            "Oak, Jan, and Li Elm, eds. 1999. Rope Days.",
        ),
        (
            "@book{a,title={Rope tales},author={Vega, Lope de},translator={Oak, J.},year=1999}",
            "apa",
            "Vega, L. de. (1999). Rope tales (J. Oak, Trans.).",
        ),
        (
            "@thesis{a,title={Ropes.},author={Oak, Jan},type={phdthesis},school={U},year=1999}",
            "chicago",
            "Oak, Jan. 1999. “Ropes.” PhD thesis, U.",
        ),
        (
            "@phdthesis{a, title={Ropes}, author={Oak, Jan}, school={U}, year=1999}",
            "ieee",
            "[1] J. Oak, “Ropes,” PhD thesis, U, 1999.",
        ),
        (
            "@article{a,title={Ropes},author={Oak, Jan},journal={arXiv:2101.01234},year=2021}",
            "ieee",
            "[1] J. Oak, “Ropes,” 2021, arXiv:2101.01234.",
        ),
        (
            "@misc{a, title={Ropes}, author={Oak, Jan}, eprint={2101.01234}, year=2021}",
            "acm",
            "[1] Jan Oak. 2021. Ropes. arXiv:2101.01234.",
        ),
        (
            "@article{a, title={R}, author={Oak, Jo}, journal={K}, pubstate={inpress},"
            " year=2021}",
            "apa",
            "Oak, J. (2021). R. K. In press.",
        ),
    ],
)
def test_what_citeproc_puts_badly_is_mended(
    tmp_path: Path, entry: str, style: str, line: str
) -> None:
    bib = tmp_path / "a.bib"
    bib.write_text(entry, encoding="utf-8")
    assert formatted(read_papers(bib).papers, style).strip() == line


def test_a_month_stays_where_the_style_has_it() -> None:
    paper = article(volume="6")
    dated = bare(
        "ohm1826",
        paper.title,
        authors=paper.authors,
        date=PartialDate(1826, 3),
        venue=paper.venue,
        kind=paper.kind,
        extra=Extra({"volume": "6", "pages": "4–7"}),
    )
    assert "Annalen 6 (March): 4–7" in formatted([dated], "chicago")
    assert "Annalen 6 (March 1826), 4–7" in formatted([dated], "acm")
