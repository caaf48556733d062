"""Pages of authors as browsers paste them: buttons, accents, old years, theses and books."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from store.importers import read_papers

if TYPE_CHECKING:
    from pathlib import Path

    from store.paper import Paper

SCHOLAR = """Íñigo Łuczak
Verified email at example.example
TITLE\tCITED BY\tYEAR
Mareas en el estuario: una revisión
Í Łuczak, JM Costa, ...
Revista del Mar 55, 25-32\t1,210\t2015
Method for weighing tides
Í Łuczak
US Patent 9,123,456\t4\t2015
Tides and moons
Í Łuczak
PhD thesis, University of Salt\t2\t2009
"""
SEMANTIC = """Ren Quay
Publications
9
h-index
3
Citations
45
Robots that fold sails
Ren Quay, Hiro Wharf
Computer Science
Tides
30 May 2021
TLDR
This paper presents a robot.
Expand
3 [PDF]
Save Alert Cite
"""
DBLP = """Eva Quay 0003
2023
[j12]
view
Eva Quay 0003, Jan de Wharf:
Is it Sail=Wind? On the Limits of Rope. ACM Trans. Sails 24(2): 14:1-14:25 (2023)
[b1]
Eva Quay 0003:
Time in harbours. University of Salt, 2009, pp. 1-200
[c3]
Eva Quay 0003, Jan de Wharf:
Deep Ropes. SAILS (Companion) 2018: 33-34
"""
OPENREVIEW = """Publications
A Theory of Knots
Lin Quay, Jean-Luc Wharf
ICLR 2025 Poster
Readers: Everyone
Untying
Jean-Luc Wharf, Lin Quay
Published: 02 Sept 2024, Last Modified: 25 Oct 2024
ICML 2024 Spotlight
Readers: Everyone
"""
ARXIV = """Showing 1-2 of 2 results for author: Quay, L
arXiv:1806.01234 [pdf, other] cs.RO
doi 10.1000/knots.1
Title pages of ropes
Authors: Lin Quay (Salt), the Rope Collaboration
Abstract: Ropes are bound. △ Less
Submitted 4 June, 2018; originally announced June 2018.
[2] arXiv:2405.00002 [pdf]
Title: Knots in the dark
Lin Quay, Ade Wharf
Subjects: Robotics (cs.RO)
"""
ORCID = """Works (3 of 3)
Sort
Algas del puerto
Universidad de Sal
2008 | Dissertation/Thesis
Source: Lin Quay
A note without a journal
2019-01 | Other
Source: Lin Quay
On kelp
2020 | journal-article
DOI: 10.1000/kelp
CONTRIBUTORS: Quay, L.; Wharf, Ade
Source: Crossref
"""
RESEARCH_GATE = """Lin Quay
Ropes at sea: new ones
Article
December 2020
·
21 Reads
Lin Quay
[...]
Ade Wharf
Ropes are many.
View
"""
APA = """Curriculum vitae
Education
PhD in Ropes, 2008, University of Salt
Publications
Quay, L., Wharf, A., . . . Cos, M. (2021, March). Are sails wings? A survey. Tides, 16, 110–121.
Salt Water Organization. (2010). Water and ropes. Salt Press.
Quay, L. (2012). Knots. In B. Wharf & J. Doe (Eds.), Handbook of sails (pp. 12–40). Sage.
Quay, L. (2015). The book of ropes (2nd ed.). Salt Press.
Quay, L. (2008). Cordes [Doctoral dissertation, University of Salt].
Ropemaker, C. (1859). On the origin of ropes. Murray Press.
Quay, L. (in press). More ropes. Tides.
"""
IEEE = """Publications
[1] J. van der Quay, K.-H. Wharf, and D. O'Costa, "Sorting sails," in Proc. Int. Conf.
    Sails (ICS), Rome, Italy, 2019, pp. 3–14.
[2] L. Quay, "Noise in ropes," Ph.D. dissertation, Univ. Salt, 2014.
[3] L. Ropemaker, "On ferments," C. R. Acad. Sails, vol. 45, pp. 913-916, 1857.
[4] L. Quay and K. Wharf, Rope Converters. New York, NY, USA: Wiley, 2020.
"""
OTHER = """Schriftenverzeichnis
1. Kai, J.; Müller, K.: Zur Theorie der Flüsse. Zeitschrift für Wasser 12 (2003), S. 33–47.
2. Kai, Jörg (1998): Der lange Fluss. Dissertation, Universität Salz.
3. Kai J, Müller K-H, et al. Rivers in winter. J Water. 2010 Feb 3;12(3):e330.
4. **Kai, J.**, & Müller, K. (2022). *Lakes and rivers*. Tides, 8, 1-9. [PDF](http://a.ex/x.pdf)
5. Doe, Jane, John Q. Quay, and Ana Wharf. "The Grammar of Lakes." Water Inquiry 45, no. 2
   (2019): 301–25.
"""
DATED = """Publications
• Quay, Lin and Wharf, Ade. 2022. "Parsing Ropes." Computational Tides 48 (4): 733–63.
• Quay, Lin. 2015. Grammar of ropes. Ulm: Salt Press.
• Quay, L., Costa, J. Q. Weaving sails. Nat. Tides 12, 100–110 (2021).
• Quay, L. & Costa, J. Q. Preprint at https://arxiv.org/abs/1907.00001 (2019).
• Quay, L. (2018). “Cash” as gift to sailors. Tides, 45, 33–47.
"""
ORCID_ROLES = """Lin Quay
https://orcid.org/0000-0003-1111-2222
Works (1)
A Treebank for Ropes
2020-05 | Conference paper | Author, Editor
Source: Lin Quay
"""
SEMANTIC_MORE = """Claim Author Page
Unsupervised knots
L. Quay, A. Wharf, and 2 more authors
Linguistics
TIDES
9 October 2022
Save
Alert
Cite
"""
HOMEPAGE = """Recent papers
Learning to Fold Sails from Video
Lin Quay, Ade Wharf, Jo Costa
International Conference on Sails (ICS), 2023
[pdf] [video]
Sails Without Hands
Ade Wharf*, Lin Quay*
arXiv:2305.12345, 2023
"""
WANTED: list[tuple[str, str, dict[str, Any]]] = [
    (SCHOLAR, "Mareas en el estuario: una revisión", {"volume": "55", "complete": False}),
    (SCHOLAR, "Method for weighing tides", {"kind": "patent", "number": "9,123,456"}),
    (SCHOLAR, "Tides and moons", {"kind": "thesis", "publisher": "University of Salt"}),
    (SEMANTIC, "Robots that fold sails", {"date": "2021-05-30", "venue": "Tides"}),
    (
        DBLP,
        "Is it Sail=Wind? On the Limits of Rope",
        {"venue": "ACM Trans. Sails", "pages": "14:1–14:25"},
    ),
    (DBLP, "Time in harbours", {"date": "2009", "kind": "thesis"}),
    (DBLP, "Deep Ropes", {"date": "2018", "kind": "paper-conference"}),
    (OPENREVIEW, "A Theory of Knots", {"date": "2025", "venue": "ICLR 2025"}),
    (OPENREVIEW, "Untying", {"date": "2024-09-02", "venue": "ICML 2024"}),
    (
        ARXIV,
        "Title pages of ropes",
        {"doi": "10.1000/knots.1", "names": ("Quay, Lin", "{the Rope Collaboration}")},
    ),
    (ARXIV, "Knots in the dark", {"names": ("Quay, Lin", "Wharf, Ade"), "date": "2024-05"}),
    (ORCID, "Algas del puerto", {"kind": "thesis", "date": "2008"}),
    (ORCID, "A note without a journal", {"venue": None, "date": "2019-01"}),
    (ORCID, "On kelp", {"names": ("Quay, L.", "Wharf, Ade"), "doi": "10.1000/kelp"}),
    (
        RESEARCH_GATE,
        "Ropes at sea: new ones",
        {"names": ("Quay, Lin", "Wharf, Ade"), "complete": False, "date": "2020-12"},
    ),
    (
        APA,
        "Are sails wings? A survey",
        {"venue": "Tides", "pages": "110–121", "complete": False, "date": "2021-03"},
    ),
    (APA, "Water and ropes", {"names": ("{Salt Water Organization}",), "kind": "book"}),
    (APA, "Knots", {"kind": "chapter", "venue": "Handbook of sails", "pages": "12–40"}),
    (APA, "The book of ropes", {"edition": "2", "publisher": "Salt Press"}),
    (APA, "Cordes", {"kind": "thesis", "publisher": "University of Salt"}),
    (APA, "On the origin of ropes", {"date": "1859"}),
    (APA, "More ropes", {"date": None}),
    (
        IEEE,
        "Sorting sails",
        {
            "kind": "paper-conference",
            "pages": "3–14",
            "names": ("van der Quay, J.", "Wharf, K.-H.", "O'Costa, D."),
        },
    ),
    (IEEE, "Noise in ropes", {"kind": "thesis"}),
    (IEEE, "On ferments", {"date": "1857", "volume": "45", "pages": "913–916"}),
    (IEEE, "Rope Converters", {"date": "2020"}),
    (OTHER, "Zur Theorie der Flüsse", {"date": "2003", "pages": "33–47"}),
    (OTHER, "Der lange Fluss", {"names": ("Kai, Jörg",), "kind": "thesis"}),
    (OTHER, "Rivers in winter", {"volume": "12", "issue": "3", "complete": False}),
    (OTHER, "Lakes and rivers", {"names": ("Kai, J.", "Müller, K."), "venue": "Tides"}),
    (
        OTHER,
        "The Grammar of Lakes",
        {"names": ("Doe, Jane", "Quay, John Q.", "Wharf, Ana"), "venue": "Water Inquiry"},
    ),
    (DATED, "Parsing Ropes", {"names": ("Quay, Lin", "Wharf, Ade"), "volume": "48"}),
    (DATED, "Grammar of ropes", {"names": ("Quay, Lin",), "date": "2015"}),
    (DATED, "Weaving sails", {"venue": "Nat. Tides", "pages": "100–110"}),
    (DATED, "“Cash” as gift to sailors", {"venue": "Tides", "date": "2018"}),
    (ORCID_ROLES, "A Treebank for Ropes", {"kind": "paper-conference", "date": "2020-05"}),
    (SEMANTIC_MORE, "Unsupervised knots", {"complete": False, "venue": "TIDES"}),
    (HOMEPAGE, "Learning to Fold Sails from Video", {"kind": "paper-conference"}),
    (HOMEPAGE, "Sails Without Hands", {"arxiv_id": "2305.12345", "date": "2023"}),
]


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Paper]:
    """Every paper of every page, by its page and title."""
    place: Path = tmp_path_factory.mktemp("pages") / "page.txt"
    found: dict[tuple[str, str], Paper] = {}
    for page in {page for page, _, _ in WANTED}:
        place.write_text(page, encoding="utf-8")
        found |= {(page, paper.title): paper for paper in read_papers(place).papers}
    return found


@pytest.mark.parametrize(
    ("page", "title", "wanted"), WANTED, ids=[title for _, title, _ in WANTED]
)
def test_what_a_pasted_page_says(
    papers: dict[tuple[str, str], Paper], page: str, title: str, wanted: dict[str, Any]
) -> None:
    paper = papers[page, title]
    said = {
        "complete": paper.authors_complete,
        "date": str(paper.date) if paper.date else None,
        "names": paper.names,
        "kind": paper.kind,
        "venue": paper.venue,
        "doi": paper.doi,
        "arxiv_id": paper.arxiv_id,
        **paper.extra,
    }
    assert {name: said.get(name) for name in wanted} == wanted


def test_no_page_has_more_papers_than_it_names(
    papers: dict[tuple[str, str], Paper],
) -> None:
    assert len(papers) == len(WANTED)


def test_authors_with_a_line_each(tmp_path: Path) -> None:
    second = "Rope Tuning\nRen Quay\n+3 authors\nIda Moss\nOcean Letters\n2019\n4\nSave Cite\n"
    text = SEMANTIC.replace("Ren Quay, Hiro Wharf", "Ren Quay\nHiro Wharf") + second
    (tmp_path / "page.txt").write_text(text, encoding="utf-8")
    first, other = read_papers(tmp_path / "page.txt").papers
    assert (first.title, first.authors) == (
        "Robots that fold sails",
        ("Ren Quay", "Hiro Wharf"),
    )
    assert (first.venue, first.field) == ("Tides", "Computer Science")
    assert (other.title, other.authors) == ("Rope Tuning", ("Ren Quay", "Ida Moss"))
    assert (other.venue, other.authors_complete) == ("Ocean Letters", False)


def test_a_homepage_may_have_years_and_single_words_for_titles(tmp_path: Path) -> None:
    text = "".join(
        f"{title}\nEva M. Quay, Jan Wharf\nSails {year}\n\n"
        for title, year in zip(
            ["Knots", "Sails in 1990", "Ropes at sea", "Why knot", "On kelp"],
            range(2010, 2015),
            strict=True,
        )
    )
    (tmp_path / "page.txt").write_text(text, encoding="utf-8")
    titles = [paper.title for paper in read_papers(tmp_path / "page.txt").papers]
    assert titles == ["Knots", "Sails in 1990", "Ropes at sea", "Why knot", "On kelp"]
