"""BibTeX: read back by a parser of its own, every entry is a paper, and nothing is made up."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from bibtexparser.entrypoint import parse_string
from hypothesis import given
from hypothesis import strategies as st
from pylatexenc.latex2text import LatexNodes2Text

from store.errors import InputError
from store.exporters import bibtex
from store.paper import Extra, Paper, PartialDate
from store.printable import one_line
from store.text import fold
from tests.store.exporters.papers import LIBRARIES, NASTY
from tests.store.samples import bare

if TYPE_CHECKING:
    from collections.abc import Sequence


def entries(papers: Sequence[Paper], *, escaped: bool = False) -> dict[str, dict[str, str]]:
    """Write the papers, read them back, and return the fields of each entry by key."""
    library = parse_string(bibtex(papers, escaped=escaped))
    assert not library.failed_blocks
    return {
        entry.key: {"type": entry.entry_type}
        | {field.key: str(field.value) for field in entry.fields}
        for entry in library.entries
    }


def plain(latex: str) -> str:
    return str(LatexNodes2Text(math_mode="text").latex_to_text(latex))


@given(LIBRARIES, st.booleans())
def test_entries_are_the_papers_in_the_order_of_their_keys(
    papers: list[Paper], escaped: bool
) -> None:
    read = entries(papers, escaped=escaped)
    assert list(read) == sorted(paper.key for paper in papers)
    for paper in papers:
        assert read[paper.key].get("year") == (f"{paper.date.year:04d}" if paper.date else None)


@given(LIBRARIES, st.booleans())
def test_every_value_has_its_braces_in_pairs(papers: list[Paper], escaped: bool) -> None:
    """BibTeX counts every brace, escaped or not, and reads past the end of an entry where
    one is missing.
    """
    for fields in entries(papers, escaped=escaped).values():
        for value in fields.values():
            depth = 0
            for sign in value:
                depth += {"{": 1, "}": -1}.get(sign, 0)
                assert depth >= 0
            assert depth == 0


@given(LIBRARIES, st.booleans())
def test_nothing_in_a_value_is_a_comment_or_opens_a_formula(
    papers: list[Paper], escaped: bool
) -> None:
    for fields in entries(papers, escaped=escaped).values():
        for name in {
            "author",
            "title",
            "journal",
            "booktitle",
            "howpublished",
            "abstract",
        } & fields.keys():
            bare_text = re.sub(r"\\[\\%&#_$]", "", fields[name])
            assert not re.search(r"[%&#]", bare_text)
            assert bare_text.count("$") % 2 == 0


@given(LIBRARIES)
def test_escaped_is_ascii_and_the_same_for_the_same_papers_in_any_order(
    papers: list[Paper],
) -> None:
    written = bibtex(papers, escaped=True)
    assert written.isascii()
    assert bibtex(papers[::-1], escaped=True) == written


_WORDS = st.text(
    st.characters(codec="latin-1", categories=("L", "Nd", "Zs")), min_size=1, max_size=40
)


@given(_WORDS, st.booleans())
def test_a_title_of_western_letters_is_read_back_as_it_was(title: str, escaped: bool) -> None:
    read = entries([bare("key2020", title)], escaped=escaped)["key2020"]
    assert plain(read.get("title", "")).replace("{", "") == one_line(title)


@pytest.mark.parametrize("escaped", [False, True])
def test_a_nasty_paper_survives(escaped: bool) -> None:
    read = entries([NASTY], escaped=escaped)[NASTY.key]
    assert read["type"] == "article"
    assert fold(plain(read["title"])) == fold(NASTY.title.replace("$x^2$", "x^2"))
    assert "{$x^2$}" in read["title"]
    assert r"\$5 to \$10" in read["title"]
    assert (read["doi"], read["url"]) == ("10.1000/x_y", NASTY.url)
    assert (read["eprint"], read["archiveprefix"]) == ("2001.00001", "arXiv")


def test_a_cut_list_of_authors_stays_cut_and_an_inferred_year_says_so() -> None:
    read = entries([NASTY])[NASTY.key]
    assert read["author"].endswith(" and others")
    assert "inferred" in read["note"]
    whole = replace(NASTY, authors_complete=True, date=PartialDate(2020))
    read = entries([whole])[NASTY.key]
    assert "others" not in read["author"]
    assert "note" not in read


@pytest.mark.parametrize(
    ("author", "written"),
    [
        ("Jan van der Berg", "van der Berg, Jan"),
        ("van der Berg, Jan", "van der Berg, Jan"),
        ("Sammy Davis, Jr.", "Davis, Jr., Sammy"),
        ("Henry Ford II", "Ford, II, Henry"),
        ("Özgür Ğül", r"{\u{G}}{\"u}l, {\"O}zg{\"u}r"),
        ("Łukasz Çelik", r"{\c{C}}elik, {\L}ukasz"),
        ("Nguyễn Ế", r"{\'{\^E}}, Nguy{\~{\^e}}n"),
        ("漢字", "HanZi"),
        ("Johnson and Johnson", "{Johnson and Johnson}"),
        ("Others", "{Others}"),
        ("Smith,", "Smith"),
        (" , ", None),
    ],
)
def test_names_are_written_so_that_bibtex_reads_them_right(
    author: str, written: str | None
) -> None:
    paper = bare("key2020", "A title", authors=(author,))
    assert entries([paper], escaped=True)["key2020"].get("author") == written


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("DETRs with Gen-L-Video in 3D", "{DETRs} with {Gen-L-Video} in {3D}"),
        ("A Multi-View Transformer: A Study", "A Multi-View Transformer: A Study"),
        ("Learning O($n^2$) maps", "Learning {O}({$n^2$}) maps"),
        ("Élan with ÉCLAIR", "Élan with {ÉCLAIR}"),
        ("Splatting of Gaussian clouds", "Splatting of {Gaussian} clouds"),
    ],
)
def test_braces_hold_the_capitals_that_styles_would_lower(title: str, written: str) -> None:
    paper = bare("key2020", title, "We splat clouds, where Gaussian ones differ.")
    assert entries([paper])["key2020"]["title"] == written


@pytest.mark.parametrize(
    ("venue", "kind", "field"),
    [
        ("Journal of Vision", "article", "journal"),
        ("IEEE Transactions on Image Processing", "article", "journal"),
        ("Pattern Recognition", "article", "journal"),
        ("IEEE Access", "article", "journal"),
        ("CVPR 2023", "inproceedings", "booktitle"),
        ("Proceedings of the International Conference on Vision", "inproceedings", "booktitle"),
        ("NeurIPS", "inproceedings", "booktitle"),
        ("arXiv preprint", "misc", "howpublished"),
        (None, "misc", None),
    ],
)
def test_the_type_of_an_entry_is_what_the_venue_tells(
    venue: str | None, kind: str, field: str | None
) -> None:
    paper = bare("key2020", "A title", authors=("A B",), date=PartialDate(2020), venue=venue)
    read = entries([paper])["key2020"]
    assert read["type"] == kind
    assert {"journal", "booktitle", "howpublished"} & read.keys() == (
        {field} if field else set()
    )


def test_what_a_style_would_miss_makes_an_entry_misc() -> None:
    paper = bare("key2020", "A title", authors=("A B",), venue="CVPR")
    read = entries([paper])["key2020"]
    assert (read["type"], read["howpublished"]) == ("misc", "CVPR")


def test_a_key_that_no_bib_can_hold_is_refused_with_advice() -> None:
    with pytest.raises(InputError, match="cannot stand in a"):
        bibtex([bare("a{b", "A title")])


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Ga_(1-q)N films", r"Ga\textsubscript{1-q}{N} films"),
        ("The mass M_⊙ of it", r"The mass {M\textsubscript{$\odot$}} of it"),
        ("At x^(a+Q), not x^*", r"At {x\textsuperscript{a+Q}}, not x{\textasciicircum}*"),
        ("In SO₄²⁻", r"In {SO\textsubscript{4}\textsuperscript{2-}}"),
        ("At 10⁻³ Pa", r"At 10\textsuperscript{-3} Pa"),
        ("C++ and a_b, x_max", r"{C++} and a\_b, x\_max"),
    ],
)
def test_what_is_raised_or_lowered_prints_so(title: str, written: str) -> None:
    paper = bare("a", title)
    said = bibtex([paper], escaped=True)
    assert f"title = {{{written}}}" in said


@pytest.mark.parametrize(
    ("genre", "name"),
    [
        ("MSc thesis", "mastersthesis"),
        ("Masterarbeit", "mastersthesis"),
        ("M.Sc.", "mastersthesis"),
        ("PhD thesis", "phdthesis"),
        ("Habilitation", "phdthesis"),
    ],
)
def test_a_thesis_is_a_masters_where_its_source_says_so(genre: str, name: str) -> None:
    paper = replace(bare("x", "Of ponds"), kind="thesis", extra=Extra({"genre": genre}))
    assert bibtex([paper]).startswith(f"@{name}{{")
