"""Pages of authors as pasted text: each make is read, and nothing is invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from store.errors import SourceError
from store.importers import read_papers
from store.importers.author_pages.references import read_reference
from store.importers.author_pages.venues import read_venue_line
from store.paper import PartialDate

if TYPE_CHECKING:
    from pathlib import Path

    from store.importers import Imported
    from store.paper import Paper

ARXIV = """Showing 1-2 of 2 results for author: Harbour, N
arXiv:1903.04567v2 [pdf, other]
cs.RO
eess.SP
Steering by the sound of buoys with $k$ ears
Authors: Nell Harbour, Tim Quay
Abstract: We steer boats by sound alone. Errors fall by 12%. △ Less
Submitted 4 May, 2019; v1 submitted 11 March, 2019; originally announced March 2019.
Comments: Accepted at OCEANS
[2] arXiv:math/0112017
Title: Knots that hold
Authors: Nell Harbour
Abstract: …which hold in cold weather… ▽ More
Submitted 3 December, 2001; originally announced December 2001.
"""
SCHOLAR = """Nell Harbour
Harbour College
Verified email at harbour.example
TITLE\tCITED BY\tYEAR
Night ferries on open water
N Harbour, T Quay
Tides 12 (3), 44-53\t31*\t2014
Buoys by sound
P Wharf, N Harbour, ...
International Conference on Signals, 1-9\t\t2015
Steering blind
N Harbour
Citations per year
"""
SEMANTIC = """Nell Harbour
Publications 2h-index 1Citations 31Highly Influential Citations 0
Claim Author Page
Night ferries on open water
N. Harbour, T. Quay, +3 authors P. Wharf
Engineering
Tides
3 March 2014
TLDR
Boats find their way at night without any lamps.Expand
31
PDF
Save
Alert
Cite
"""
DBLP = """Nell Harbour
> Home > Persons
2010 - 2019
2015
[c2]
Paul Wharf 0002, Nell Harbour:
Can buoys be heard? A survey. SIGNALS 2015: 1-9
[c1]
Paul Wharf:
Buoys? Bells! SIGNALS 2013: 3-4
2014
[j1]Nell Harbour, Tim Quay:
Night ferries on open water. Tides 12(3): 44-53 (2014)
[i1]
Nell Harbour:
Steering by the sound of buoys. CoRR abs/1903.04567 (2019)
"""
OPENREVIEW = """Nell Harbour
Publications
Night ferries on open water
Nell Harbour, Tim Quay
Published: 03 Mar 2014, Last Modified: 05 May 2014OCEANS 2014 oralReaders: Everyone
"""
ORCID = """Nell Harbour
https://orcid.org/0000-0001-0000-0000
Works (2)
Night ferries on open water
Tides
2014-03-05 | Journal article
DOI: 10.1000/tides.14
CONTRIBUTORS: Nell Harbour; Tim Quay
Source: Nell Harbour
Buoys and their owners
2015 | Dissertation or thesis
Steering
2016 | Book chapter
DOI: 10.1000/steer.1
"""
RESEARCH_GATE = """Nell Harbour
Publications (2)
Night ferries on open water
Article
Full-text available
Mar 2014
Nell Harbour
Tim Quay
We ask how ferries cross open water without lamps, and find that...
View
Knots that hold
Conference Paper
2001
Nell Harbour
View
"""
LIST = """Nell Harbour: publications
Refereed papers
[1] N. Harbour, T. Quay, and P. Wharf, "Night ferries on open water," Tides, vol. 12,
    no. 3, pp. 44-53, Mar. 2014.
[2] P. Wharf and N. Harbour. Buoys by sound: A survey. In Proceedings of the 3rd Workshop on
    Signals, 2015. doi:10.1000/buoy.2
[3] Knots that hold, N. Harbour, J. Cold Sci. 4, 17 (2001).

Harbour, N., & Quay, T. (2016). What do crews steer by? Journal of Boats, 4(2), 10-19.

Harbour N, Quay T. Ropes in cold weather. J Boat Sci. 2020;14(2):33-41.

Member of the committee of SIGNALS, 2017 to 2019, with many others of the trade.
"""


def read(folder: Path, text: str) -> Imported:
    place = folder / "page.txt"
    place.write_text(text, encoding="utf-8")
    return read_papers(place)


def by_title(imported: Imported) -> dict[str, Paper]:
    return {paper.title: paper for paper in imported.papers}


def test_arxiv(tmp_path: Path) -> None:
    imported = read(tmp_path, ARXIV)
    first, second = imported.papers
    assert first.title == "Steering by the sound of buoys with k ears"
    assert first.authors == ("Nell Harbour", "Tim Quay")
    assert (first.arxiv_id, first.date, first.field) == (
        "1903.04567v2",
        PartialDate(2019, 3, 11),
        "cs.RO",
    )
    assert first.abstract == "We steer boats by sound alone. Errors fall by 12%."
    assert (second.title, second.abstract) == ("Knots that hold", "")
    assert any("abstract is cut" in warning for warning in imported.warnings)


def test_google_scholar(tmp_path: Path) -> None:
    imported = read(tmp_path, SCHOLAR)
    first, second = imported.papers
    assert (first.title, first.names) == (
        "Night ferries on open water",
        ("Harbour, N", "Quay, T"),
    )
    assert (first.venue, first.extra["volume"], first.extra["pages"]) == (
        "Tides",
        "12",
        "44–53",
    )
    assert (second.date, second.authors_complete) == (PartialDate(2015), False)
    assert second.kind == "paper-conference"


@pytest.mark.parametrize(
    "head",
    [
        "TITLE\nSORT\nSORT BY CITATIONS\nSORT BY YEAR\nSORT BY TITLE\nCITED BY\nCITED BY\nYEAR",
        "TITLE\nSORTSORT BY CITATIONSSORT BY YEARSORT BY TITLE\nCITED BY\nYEAR",
        "Title\nCited by\nYear",
        "Title\tCited by\tYear",
    ],
)
@pytest.mark.parametrize("mail", ["Verified email at harbour.example\n", ""])
def test_google_scholar_with_its_head_in_pieces(tmp_path: Path, head: str, mail: str) -> None:
    page = SCHOLAR.replace("TITLE\tCITED BY\tYEAR", head)
    imported = read(tmp_path, page.replace("Verified email at harbour.example\n", mail))
    assert [(paper.title, paper.date) for paper in imported.papers] == [
        ("Night ferries on open water", PartialDate(2014)),
        ("Buoys by sound", PartialDate(2015)),
    ]
    assert imported.papers[0].names == ("Harbour, N", "Quay, T")
    assert not any("SORT" in told.upper() for told in imported.warnings)


def test_semantic_scholar_and_its_tldr_is_no_abstract(tmp_path: Path) -> None:
    (paper,) = read(tmp_path, SEMANTIC).papers
    assert (paper.venue, paper.date) == ("Tides", PartialDate(2014, 3, 3))
    assert (paper.abstract, paper.authors_complete) == ("", False)
    assert paper.authors == ("N. Harbour", "T. Quay", "P. Wharf")


def test_dblp(tmp_path: Path) -> None:
    papers = by_title(read(tmp_path, DBLP))
    survey = papers["Can buoys be heard? A survey"]
    assert (survey.authors, survey.venue) == (("Paul Wharf", "Nell Harbour"), "SIGNALS")
    assert papers["Buoys? Bells!"].venue == "SIGNALS"
    ferries = papers["Night ferries on open water"]
    assert (ferries.kind, ferries.extra["issue"]) == ("article-journal", "3")
    assert papers["Steering by the sound of buoys"].arxiv_id == "1903.04567"


def test_openreview(tmp_path: Path) -> None:
    (paper,) = read(tmp_path, OPENREVIEW).papers
    assert (paper.title, paper.venue) == ("Night ferries on open water", "OCEANS 2014")
    assert paper.date == PartialDate(2014, 3, 3)


def test_orcid_says_that_it_may_leave_authors_out(tmp_path: Path) -> None:
    papers = by_title(read(tmp_path, ORCID))
    ferries = papers["Night ferries on open water"]
    assert (ferries.authors, ferries.doi) == (("Nell Harbour", "Tim Quay"), "10.1000/tides.14")
    assert (ferries.date, ferries.venue) == (PartialDate(2014, 3, 5), "Tides")
    assert papers["Buoys and their owners"].kind == "thesis"
    steering = papers["Steering"]
    assert (steering.authors, steering.authors_complete) == (("Nell Harbour",), False)


def test_research_gate_and_a_cut_snippet_is_no_abstract(tmp_path: Path) -> None:
    first, second = read(tmp_path, RESEARCH_GATE).papers
    assert (first.authors, first.abstract) == (("Nell Harbour", "Tim Quay"), "")
    assert (second.title, second.kind) == ("Knots that hold", "paper-conference")


def test_a_list_of_publications_in_several_styles(tmp_path: Path) -> None:
    imported = read(tmp_path, LIST)
    papers = by_title(imported)
    assert set(papers) == {
        "Night ferries on open water",
        "Buoys by sound: A survey",
        "Knots that hold",
        "What do crews steer by?",
        "Ropes in cold weather",
    }
    assert papers["Night ferries on open water"].extra["pages"] == "44–53"
    assert papers["Buoys by sound: A survey"].doi == "10.1000/buoy.2"
    assert papers["Knots that hold"].venue == "J. Cold Sci."
    assert papers["What do crews steer by?"].names == ("Harbour, N.", "Quay, T.")
    assert papers["Ropes in cold weather"].extra == {
        "volume": "14",
        "issue": "2",
        "pages": "33–41",
    }
    assert [skipped.source for skipped in imported.skipped] == ["page.txt:13"]


@pytest.mark.parametrize(
    ("area", "field"),
    [("CV", "CV"), ("CVLGRO", "CV, LG, RO"), ("cs.CV", "cs.CV"), ("ROBOTS", "ROBOTS")],
)
def test_several_areas_before_one_date(tmp_path: Path, area: str, field: str) -> None:
    text = f"Ada\n\n{area}Sep 19, 2020\nA title of some length\n\nAda Lovelace\n\nWe weave.\n"
    (paper,) = read(tmp_path, text).papers
    assert paper.field == field


def test_a_page_of_another_make_is_named_with_what_is_read(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="Google Scholar, Semantic Scholar, DBLP"):
        read(tmp_path, "Welcome to my page\nI study boats.\nWrite to me.\n")


@pytest.mark.parametrize("text", ["", "No names here 2014", "(2014)", "2014. 2015. 2016."])
def test_what_is_no_reference_is_none(text: str) -> None:
    assert read_reference(text) is None


@pytest.mark.parametrize(
    ("line", "name", "extra"),
    [
        ("Nature 512, 100-104", "Nature", {"volume": "512", "pages": "100–104"}),
        ("Tides, vol. 12, no. 3, pp. 44-53", "Tides", {"volume": "12", "issue": "3"}),
        ("CVPR 2023", "CVPR 2023", {}),
        ("arXiv preprint arXiv:2001.00001", "", {}),
    ],
)
def test_numbers_of_a_venue(line: str, name: str, extra: dict[str, str]) -> None:
    venue = read_venue_line(line)
    assert venue.name == name
    assert extra.items() <= venue.extra.items()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (ARXIV.replace("[2] arXiv:math/0112017", "[2] arXXiv"), 10),
        (SCHOLAR.replace("TITLE", "Stray ropes of the harbour\nTITLE", 1), 4),
        (DBLP.replace("[j1]", "[ j1]"), 12),
        (SEMANTIC.replace("2014", "2 014") + SEMANTIC.replace("Night ferries", "Ropes"), 4),
        (OPENREVIEW.replace("Readers", "Rea") + OPENREVIEW.replace("Night", "Day"), 3),
        (ORCID.replace("2014-03-05 | J", "2014-03-05 J"), 4),
        (RESEARCH_GATE.replace("\nArticle\n", "\nArtcle\n"), 3),
        (LIST.replace(",” Tides", "").replace('water," Tides', "water, Tides"), 3),
    ],
)
def test_lines_that_are_in_no_paper_are_reported(tmp_path: Path, text: str, line: int) -> None:
    imported = read(tmp_path, text)
    told = (*imported.warnings, *(each.source + ": " for each in imported.skipped))
    assert any(warning.startswith(f"page.txt:{line}: ") for warning in told), told


def test_a_page_without_damage_has_no_line_that_is_left(tmp_path: Path) -> None:
    for text in (ARXIV, SCHOLAR, SEMANTIC, DBLP, OPENREVIEW, ORCID, LIST):
        told = [each for each in read(tmp_path, text).warnings if "in no paper" in each]
        own = ("Nell Harbour", "Steering blind")
        assert [each for each in told if not each.endswith(own)] == []
