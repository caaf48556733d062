"""Pages and lists of makes that say who wrote a work in ways of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from store.importers import read_papers
from store.importers.author_pages.references import read_reference

if TYPE_CHECKING:
    from pathlib import Path

    from store.importers import Imported
    from store.paper import Paper


def read(folder: Path, text: str) -> Imported:
    place = folder / "page.txt"
    place.write_text(text, encoding="utf-8")
    return read_papers(place)


def facts(paper: Paper) -> tuple[str, tuple[str, ...], int | None]:
    return paper.title, paper.names, paper.date.year if paper.date else None


SSRN = """\
Eva Alm
Canal College - Department of Locks

SCHOLARLY PAPERS
3
DOWNLOADS
1,204
1.
Tolls and the Price of Bread
Canal College Working Paper No. 12-3
Number of pages: 38
Posted: 04 May 2012
Last Revised: 11 Jan 2014
Eva Alm and Bo Ek
Canal College - Department of Locks and Weir School
Downloads 803 (12,345)
Citation 4
2.
Who Owns a Towpath?
Number of pages: 21 Posted: 09 Oct 2010
Eva Alm, Per Sund and Ana Ros
Canal College - Department of Locks, Sund Institute and Weir School
Downloads 401 (40,222)
3.
Bread without Tolls
Journal of Locks, Vol. 4, No. 2, pp. 5-31, 2008
Posted: 17 Dec 2009
Eva Alm
Canal College - Department of Locks
"""


def test_ssrn(tmp_path: Path) -> None:
    imported = read(tmp_path, SSRN)
    assert [facts(paper) for paper in imported.papers] == [
        ("Tolls and the Price of Bread", ("Alm, Eva", "Ek, Bo"), 2012),
        ("Who Owns a Towpath?", ("Alm, Eva", "Sund, Per", "Ros, Ana"), 2010),
        ("Bread without Tolls", ("Alm, Eva",), 2008),
    ]
    kinds = [(paper.kind, paper.venue) for paper in imported.papers]
    assert kinds == [
        ("report", None),
        ("article", None),
        ("article-journal", "Journal of Locks"),
    ]
    assert not imported.skipped


def test_a_title_of_ssrn_may_go_on_in_the_next_line(tmp_path: Path) -> None:
    text = SSRN.replace("the Price of Bread", "the\nprice of bread").replace("a Tow", "\na Tow")
    first, second, _ = read(tmp_path, text).papers
    assert (first.title, first.kind) == ("Tolls and the price of bread", "report")
    assert (second.title, second.venue) == ("Who Owns a Towpath?", None)


def test_where_the_authors_of_ssrn_are_from_is_kept(tmp_path: Path) -> None:
    text = SSRN.replace("Canal College - Department of Locks and Weir School", "Zeebrugge")
    text = (
        text[text.index("1.\n") :] + "4.\nLocks Alone\nPosted: 02 Feb 2003\nEva Alm\nUtrecht\n"
    )
    imported = read(tmp_path, text)
    first, *_, last = imported.papers
    assert (first.affiliations, last.affiliations) == (("Zeebrugge",), ("Utrecht",))
    assert not [told for told in imported.warnings if "Zeebrugge" in told or "Utrecht" in told]


def test_a_posting_without_a_title_is_reported(tmp_path: Path) -> None:
    imported = read(tmp_path, SSRN + "4.\nPosted: 01 Jan 2007\nEva Alm\n")
    assert len(imported.papers) == 3
    assert [each.source for each in imported.skipped] == ["page.txt:31"]


@pytest.mark.parametrize(
    "items",
    [
        (
            "2014. (with Bo Ek) “Tolls and bread”, Canal Economics 3, 7-30.\n"
            "2011. (joint with Per Sund and Ana Ros) “Who owns a towpath?”, Canals 7, 5-31.\n"
            "2009. “Bread without tolls”, Locks 4, 1-9.\n"
        ),
        (
            "1. (with Bo Ek) Tolls and bread. Canal Economics 3 (2014), 7-30.\n"
            "2. (with Per Sund and Ana Ros) Who owns a towpath? Canals 7 (2011), 5-31.\n"
            "3. Bread without tolls. Locks 4 (2009), 1-9.\n"
        ),
        (
            "With Bo Ek. “Tolls and bread.” Canal Economics 3 (2014): 7-30.\n"
            "With Per Sund and Ana Ros. “Who owns a towpath?” Canals 7 (2011): 5-31.\n"
            "“Bread without tolls.” Locks 4 (2009): 1-9.\n"
        ),
    ],
)
def test_those_with_whom_a_work_was_written_may_stand_before_it(
    tmp_path: Path, items: str
) -> None:
    papers = read(tmp_path, f"Eva Alm\n\nPublications\n\n{items}").papers
    assert [facts(paper) for paper in papers] == [
        ("Tolls and bread", ("Alm, Eva", "Ek, Bo"), 2014),
        ("Who owns a towpath?", ("Alm, Eva", "Sund, Per", "Ros, Ana"), 2011),
        ("Bread without tolls", ("Alm, Eva",), 2009),
    ]
    assert [paper.venue for paper in papers] == ["Canal Economics", "Canals", "Locks"]


def test_where_no_owner_is_known_the_list_is_cut(tmp_path: Path) -> None:
    text = (
        "Publications\n\n“Tolls and bread” (with Bo Ek), Canals 3, 2014.\n"
        "(with Per Sund) “Who owns a towpath?”, Canals 7, 2011.\n"
    )
    papers = read(tmp_path, text).papers
    assert [(paper.names, paper.authors_complete) for paper in papers] == [
        (("Ek, Bo",), False),
        (("Sund, Per",), False),
    ]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Ek, B. and Alm, E. (eds.) (2003). Atlas of weirs. Lock Press.", "Atlas of weirs"),
        ("Ek, B., Alm, E., eds. 2003. Atlas of weirs. Graz: Lock Press.", "Atlas of weirs"),
        ("Ek, B., & Alm, E. (Eds.). (2003). Atlas of weirs. Lock Press.", "Atlas of weirs"),
        ("Ek, B. / Alm, E. (Hrsg.) (2003): Der Wehratlas. Graz: Lock.", "Der Wehratlas"),
        ('B. Ek and E. Alm (eds), "Atlas of weirs," Lock Press, 2003.', "Atlas of weirs"),
    ],
)
def test_editors_are_no_authors(text: str, title: str) -> None:
    record = read_reference(text)
    assert record is not None
    assert (record.title, record.authors, record.kind) == (title, [], "book")
    assert record.extra["editors"] in ("Ek, B. and Alm, E.", "Ek, B. and Alm, E")


@pytest.mark.parametrize(
    ("text", "title", "names", "doi"),
    [
        (
            "Bo Ek, Eva Alm. Gates of ice. Canals, 2016, 4 (2), pp.3-9. ⟨10.5555/c.4⟩."
            " ⟨hal-01234⟩",
            "Gates of ice",
            ["Ek, Bo", "Alm, Eva"],
            "10.5555/c.4",
        ),
        (
            "Gates of ice. Bo Ek & Eva Alm - 2016 - Canals 4 (2):3-9.",
            "Gates of ice",
            ["Ek, Bo", "Alm, Eva"],
            "",
        ),
        (
            'Ek, Bo & Alm, Eva, 2016. "Gates of ice," Canals, Elsevier, vol. 4(2), pages 3-9,'
            " June.",
            "Gates of ice",
            ["Ek, Bo", "Alm, Eva"],
            "",
        ),
    ],
)
def test_lists_of_archives(text: str, title: str, names: list[str], doi: str) -> None:
    record = read_reference(text)
    assert record is not None
    assert (record.title, [name.written for name in record.authors]) == (title, names)
    assert (record.venue, record.doi) == ("Canals", doi)
    assert {"volume": "4", "issue": "2", "pages": "3–9"}.items() <= record.extra.items()


def test_each_author_of_dblp_may_have_a_line(tmp_path: Path) -> None:
    text = (
        "Eva Alm\n> Home > Persons\n2016\n[j2]\nBo Ek\n, Eva Alm 0002\n, Per Sund:\n"
        "Gates of ice. Canals 4(2): 3-9 (2016)\n[c1]\nEva Alm 0002,\nBo Ek:\n"
        "Weirs that sing. LOCKS 2015: 1-2\n"
    )
    papers = read(tmp_path, text).papers
    assert [paper.authors for paper in papers] == [
        ("Bo Ek", "Eva Alm", "Per Sund"),
        ("Eva Alm", "Bo Ek"),
    ]


def test_a_doi_below_the_venue_and_praise_behind_it(tmp_path: Path) -> None:
    text = (
        "Gates of ice\nBo Ek, Eva Alm\nMay 2016, Canals, Volume 4, Issue 2, pp 3–9\n"
        "https://doi.org/10.5555/c.4\n12\n\nWeirs that sing\nEva Alm, Bo Ek\n"
        "June 2015, LOCKS 2015, pp 1–2\nhttps://doi.org/10.5555/l.15\n7\n"
    )
    assert [paper.doi for paper in read(tmp_path, text).papers] == [
        "10.5555/c.4",
        "10.5555/l.15",
    ]
    praised = read_reference("Gates of ice. B. Ek, E. Alm. Canal Days, 2016. Best paper award.")
    assert praised is not None
    assert praised.venue == "Canal Days"


def test_an_initial_before_a_title_in_quotes_keeps_its_stop() -> None:
    record = read_reference('Ek, B. and Alm, E. "Gates of ice", Canals, 4(2), 2016, pp. 3-9.')
    assert record is not None
    assert [name.written for name in record.authors] == ["Ek, B.", "Alm, E."]


def test_those_with_whom_a_work_was_written_may_stand_behind_a_plain_title(
    tmp_path: Path,
) -> None:
    text = (
        "Eva Alm\nAssociate professor\n\nResearch\n\n"
        "Tolls and the price of bread (with Bo Ek), revise and resubmit, Canals, 2014\n"
        "Who owns a towpath? (with Per Sund and Ana Ros), 2011\n"
        "Bread, tolls and barges, Journal of Locks, 4(1), 44-53, 2009\n"
    )
    papers = read(tmp_path, text).papers
    assert [facts(paper) for paper in papers] == [
        ("Tolls and the price of bread", ("Alm, Eva", "Ek, Bo"), 2014),
        ("Who owns a towpath?", ("Alm, Eva", "Sund, Per", "Ros, Ana"), 2011),
        ("Bread, tolls and barges", ("Alm, Eva",), 2009),
    ]
    assert [paper.venue for paper in papers] == ["Canals", None, "Journal of Locks"]


def test_inspire(tmp_path: Path) -> None:
    text = (
        "Quarks in sluices\n#1\nEva Alm (Salt U.), Bo Ek (Weir Coll. (main)) (May 4, 2012)\n"
        "Published in: Phys.Rev.D 85 (2012) 9, 094001 • e-Print: 1205.00123 [hep-ph]\n"
        "pdf\nDOI\ncite\nclaim\nreference search\n12 citations\n"
        "Gluons and locks\n#2\nBo Ek (Weir Coll.), Eva Alm (Salt U.), Per Sund (Feb, 2010)\n"
        "e-Print: hep-ph/0502001 [hep-ph]\npdf\ncite\n3 citations\n"
    )
    imported = read(tmp_path, text)
    first, second = imported.papers
    assert facts(first) == ("Quarks in sluices", ("Alm, Eva", "Ek, Bo"), 2012)
    assert (first.venue, first.arxiv_id) == ("Phys.Rev.D", "1205.00123")
    assert {"volume": "85", "issue": "9", "pages": "094001"}.items() <= first.extra.items()
    assert facts(second) == ("Gluons and locks", ("Ek, Bo", "Alm, Eva", "Sund, Per"), 2010)
    assert (second.kind, second.venue) == ("article", None)
    assert not imported.skipped
    assert not any("in no paper" in told for told in imported.warnings)
    assert first.affiliations == ("Salt U.", "Weir Coll. (main)")
