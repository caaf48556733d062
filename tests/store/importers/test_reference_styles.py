"""References of CVs and homepages in the styles that people write them in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from store.importers import read_papers
from store.importers.author_pages.references import read_reference
from store.importers.author_pages.sections import tells_career

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from store.importers import Imported
    from store.paper import Paper


def read(folder: Path, text: str) -> Imported:
    place = folder / "cv.txt"
    place.write_text(text, encoding="utf-8")
    return read_papers(place)


@pytest.mark.parametrize(
    ("text", "title", "names"),
    [
        (
            "Sow F, Bah I; TIDE Working Group. Salt for all? A pooled analysis. Salt Med."
            " 2019;24:55-63.",
            "Salt for all? A pooled analysis",
            ["Sow, F", "Bah, I", "{TIDE Working Group}"],
        ),
        ("Bah I. Brine: a primer. Conakry: Coast; 2015.", "Brine: a primer", ["Bah, I"]),
        (
            "Groß, Anna: Die Flut. In: Kühl, Uwe (Hrsg.): Küste. Kiel: Nord 2013, S. 10–13.",
            "Die Flut",
            ["Groß, Anna"],
        ),
        (
            "Rosa Gómez Prieto, Luis Ortiz Vidal y Ana Ros. «Sal y luz». Mareas, vol. 8,"
            " n.º 2, 2011, pp. 21-40.",
            "Sal y luz",
            ["Gómez Prieto, Rosa", "Ortiz Vidal, Luis", "Ros, Ana"],
        ),
        (
            "B. Ek, E. Alm: Night locks, J. Canal. 4 (2017) 33-40.",
            "Night locks",
            ["Ek, B.", "Alm, E."],
        ),
        (
            "Bo A. Ek, Eva M. K. Alm, and Ana Ros Vidal. 2018. Night locks. In Proc. CANAL.",
            "Night locks",
            ["Ek, Bo A.", "Alm, Eva M. K.", "Vidal, Ana Ros"],
        ),
        (
            "Night locks: a survey. Bo A. Ek and Eva M. Alm. CANAL 2018.",
            "Night locks: a survey",
            ["Ek, Bo A.", "Alm, Eva M."],
        ),
        (
            "Night GATES: Locks Without Light. Bo Ek and Eva M. Alm. CANAL 2018.",
            "Night GATES: Locks Without Light",
            ["Ek, Bo", "Alm, Eva M."],
        ),
        (
            "Ek, B., & Alm, E. (2018). Locks and navigation. Canal Letters, 4(2), 3–9.",
            "Locks and navigation",
            ["Ek, B.", "Alm, E."],
        ),
        (
            "Ek, B. (2018). Locks on the LLM. Canal Letters, 4(2), 3–9.",
            "Locks on the LLM",
            ["Ek, B."],
        ),
        (
            'Ros Vidal, Ana; Ek, Bo. "Night locks." Canal Letters 4.2 (2018): 3-9.',
            "Night locks",
            ["Ros Vidal, Ana", "Ek, Bo"],
        ),
        ("Bo Ek and Eva Alm. Locks. In Proc. CANAL, 2019.", "Locks", ["Ek, Bo", "Alm, Eva"]),
        (
            "Bo Ek, Eva Alm, and Per Sund. 2018. Who pays for locks? ACM Trans. Canal. Syst."
            " 6, 3, Article 12 (Nov. 2018), 25 pages.",
            "Who pays for locks?",
            ["Ek, Bo", "Alm, Eva", "Sund, Per"],
        ),
    ],
)
def test_styles(text: str, title: str, names: list[str]) -> None:
    record = read_reference(text)
    assert record is not None
    assert (record.title, [name.written for name in record.authors]) == (title, names)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Bah I. Brine wells of Guinea. Salt Med. 2019;24:5-6. PMID: 31234567.", "31234567"),
        ("Ek, B. (in press). Locks of the north. Canals.", "in press"),
        ("Ek, Bo. Forthcoming. “Locks of the South.” Canals Today.", "forthcoming"),
        ("C. Ek, « Les écluses », Revue des eaux, vol. 12, n° 3, p. 45-60, 2010.", "12"),
        ("B. Ek. Who pays? ACM Trans. Canal. 6, 3, Article 12 (Nov. 2018), 25 pages.", "6"),
        ("B. Ek: Night locks, J. Canal. 4 (2017) 33-40.", "4"),
        ("EK, B.; ALM, E. Águas do sul. Canais, v. 12, n. 3, p. 45-60, 2015.", "12"),
        ("EK, B. Eclusas: teoria e prática. 2. ed. Recife: Rio, 2018. 210 p.", "Rio"),
        ('B. Ek, "Sluice gate," EP Patent App. 2018/0123456, filed 2018.', "2018/0123456"),
        ('B. Ek, "Sluice lid," US Patent 10,234,567, issued May 9, 2019.', "10,234,567"),
        ("Kit Ash. 2016. Queues at locks. Ph.D. Dissertation. Salt University.", "Salt Univ"),
    ],
)
def test_numbers_and_states(text: str, said: str) -> None:
    record = read_reference(text)
    assert record is not None
    assert said in " ".join(record.paper().extra.values())


def test_slashes_and_states_and_untitled_chapters() -> None:
    slashed = read_reference(
        "Ek, Bo / Alm, Eva (2020): Gates. In: Canal Journal 5 (2), S. 1–12."
    )
    submitted = read_reference("B. Ek, E. Alm. Locks at night (submitted).")
    assert slashed
    assert submitted
    assert [name.written for name in slashed.authors] == ["Ek, Bo", "Alm, Eva"]
    assert (submitted.title, submitted.date_said) == ("Locks at night", "submitted")
    untitled = "Ek, B. & Alm, E. in Rivers of Ice (eds Sund, P. & Ros, A.) 55–80 (Fjord, 2017)."
    assert read_reference(untitled) is None


def test_a_dash_stands_for_the_authors_before(tmp_path: Path) -> None:
    text = (
        "Publications\n\nAlm, Eva, and Bo Ek. 2015. “Gates at Noon.” Canals 12: 1–2.\n"
        "———. 2020. “A Short History of Sluices.” Canals 14: 1–9.\n"
        "Alm, Eva. Forthcoming. “Weirs of Old.” Canals.\n"
    )
    papers = read(tmp_path, text).papers
    assert [paper.authors for paper in papers] == [("Eva Alm", "Bo Ek")] * 2 + [("Eva Alm",)]


def test_a_column_of_years_dates_the_references_beside_it(tmp_path: Path) -> None:
    text = (
        "Year\tPublication\n2019\tEk, B. and Alm, E. Locks in snow. Canal Journal 3, 5–9.\n"
        "2017\tSund, P. Locks in ice. Canal Journal 2, 10–19.\n"
    )
    papers = read(tmp_path, text).papers
    assert [(paper.title, paper.date and paper.date.year) for paper in papers] == [
        ("Locks in snow", 2019),
        ("Locks in ice", 2017),
    ]


def test_years_as_headings_date_what_stands_below(tmp_path: Path) -> None:
    text = (
        "Publications\n\n2019\nEk, B. and Alm, E. Locks in snow. Canal Journal 3, 5–9.\n"
        "Sund, P. Locks in ice. Canal Journal 3, 10–19, 2019.\n"
        "Sund, P. Locks in fog. Canal Journal 3, 20–29.\n\n2016\n"
        "Alm, E. Locks in rain. Sluice Letters 12(1), 1–7.\n"
    )
    papers = read(tmp_path, text).papers
    assert [(paper.title, paper.date and paper.date.year) for paper in papers] == [
        ("Locks in snow", 2019),
        ("Locks in ice", 2019),
        ("Locks in fog", 2019),
        ("Locks in rain", 2016),
    ]


@pytest.mark.parametrize("last", ["(2014).", "2014.", "2014"])
def test_a_year_on_the_last_line_of_an_entry_is_no_heading(tmp_path: Path, last: str) -> None:
    text = (
        "Publications\n\n1. On locks in the north, B. Ek, E. Alm, J. Canal.\n"
        "Phys. 51, 151-160 (2015)\n\n2. Weirs at low water, E. Alm, B. Ek, Weir\n"
        f"Lett. 114, 813,\n{last}\n"
    )
    papers = read(tmp_path, text).papers
    assert [paper.title for paper in papers] == [
        "On locks in the north",
        "Weirs at low water",
    ]


def test_years_before_the_authors_date_what_follows(tmp_path: Path) -> None:
    text = (
        "Publications\n\n2021. Ek, B. and Alm, E., 'Lock maps', Canal Atlas, 9/2, 14-20.\n"
        "2019. Alm, E., 'Weir maps', Canal Atlas, 7/1, 3-9.\n"
    )
    papers = read(tmp_path, text).papers
    assert [(paper.title, paper.date and paper.date.year) for paper in papers] == [
        ("Lock maps", 2021),
        ("Weir maps", 2019),
    ]


def test_degrees_and_posts_under_no_heading_are_no_papers(tmp_path: Path) -> None:
    text = (
        "Eva Alm\n\nM.Sc. in Hydrology, Salt College, 2001\n"
        "Senior Lecturer, Salt College, 2004–2009\n2010–present: Professor of Canals, Wharf\n\n"
        "Alm, E. (2011). Gates of the delta. Canals, 4(1), 3–19.\n"
        "Alm, E., & Ek, B. (2014). Keepers of locks. Sluice, 9, 44–60.\n"
    )
    imported = read(tmp_path, text)
    assert [paper.title for paper in imported.papers] == [
        "Gates of the delta",
        "Keepers of locks",
    ]
    assert not imported.skipped
    assert sum("this tells of a career" in warning for warning in imported.warnings) == 3


@pytest.mark.parametrize(
    "text",
    [
        "Ek, B. (2008). Locks. PhD thesis, Salt College.",
        "PhD thesis: Locks of the north, Salt College, 2008",
        "M. Alm. Locks of the north. Canals 3 (2008).",
        "Professor Ek's letters. B. Alm, Canals 3 (2008).",
    ],
)
def test_theses_and_papers_tell_of_no_career(text: str) -> None:
    assert not tells_career(text)


def test_one_who_wrote_alone_is_known_from_the_other_papers(tmp_path: Path) -> None:
    text = (
        "Home > People > Eva Alm\nEva Alm\nProfessor of Canals\nPublications\n"
        "Gates for every river\nEva Alm and Bo Ek\nCanal Journal, 2020\n[pdf]\n"
        "Sluices by night\nEva Alm\nProceedings of LOCKS 2017\n[pdf]\n"
    )
    papers = read(tmp_path, text).papers
    assert [(paper.title, len(paper.authors)) for paper in papers] == [
        ("Gates for every river", 2),
        ("Sluices by night", 1),
    ]


def test_marks_on_a_homepage_belong_to_no_name(tmp_path: Path) -> None:
    text = (
        "Eva Alm\nPublications\nDo Gates Count?\nBo Ek, Eva Alm*, Per Sund\nLOCKS, 2024\n"
        "Weirs in the Wild: A Survey\nEva Alm*, Bo Ek (*equal contribution)\nCANAL, 2024\n"
    )
    papers = read(tmp_path, text).papers
    assert [paper.authors for paper in papers] == [
        ("Bo Ek", "Eva Alm", "Per Sund"),
        ("Eva Alm", "Bo Ek"),
    ]


def test_pages_stand_in_brackets_behind_the_proceedings() -> None:
    where = "In Proceedings of Sea Days (pp. 7–9). Sea Press."
    record = read_reference(f"Oak, K. (2014). Tides that turn at dawn. {where}")
    assert record is not None
    assert (record.venue, record.kind) == ("Proceedings of Sea Days", "paper-conference")
    assert {"pages": "7–9", "publisher": "Sea Press"}.items() <= record.extra.items()


def test_a_homepage_may_list_initials_behind_names_or_part_names_with_a_bar(
    tmp_path: Path,
) -> None:
    place = tmp_path / "page.txt"
    for names, written in (
        ("Oak K, Elm B.", ("Oak, K", "Elm, B")),
        ("Kit Oak | Bo Elm", ("Oak, Kit", "Elm, Bo")),
    ):
        place.write_text(
            f"Tides that turn at dawn\n{names}\nSea Letters 2014\n\n"
            f"Tides that turn at dusk\n{names}\nSea Letters 2015\n"
        )
        assert {paper.names for paper in read_papers(place).papers} == {written}


def test_a_journal_below_the_date_is_no_author(tmp_path: Path) -> None:
    text = (
        "Gates revisited\nArticle\nNovember 2020\nCanals and Rivers\nBo Ek\nEva Alm\nView\n"
        "Weirs of the north\nPreprint\nMar 2021\nEva Alm\nView\n"
    )
    first, second = read(tmp_path, text).papers
    assert (first.venue, first.authors) == ("Canals and Rivers", ("Bo Ek", "Eva Alm"))
    assert second.authors == ("Eva Alm",)


def test_a_profile_of_scholar_may_tell_no_year(tmp_path: Path) -> None:
    text = (
        "Eva Alm Ros\nVerified email at salt.example\nTITLE\tCITED BY\tYEAR\n"
        "Gates for every river\nE Alm Ros, B Ek\nCanal Journal 3, 1-2\t7\t2020\n"
        "Sluices, soon\nE Alm Ros, B Ek\nCanal Journal\t\t\n"
        "Weirs of old\nE Alm Ros\nCanal Journal 1, 5-6\t2\t2011\n"
    )
    papers = read(tmp_path, text).papers
    assert [(paper.title, paper.date and paper.date.year) for paper in papers] == [
        ("Gates for every river", 2020),
        ("Sluices, soon", None),
        ("Weirs of old", 2011),
    ]
    assert papers[0].names == ("Alm Ros, E", "Ek, B")


WRAPPED = """\
Publications

Ek, B. R., Alm, E., & Sund, P. M. (2003). Why gates stick in cold
water and what opens them. Canal Letters, 3(2), 14–19.
https://doi.org/10.5555/canal.3
Ros, A. (2008). Locks and men. In Proceedings of the 2008 Canal
Days (pp. 3–9).
Alm, E. T., Ek, B. R., Oak, K. J., Elm, U. P., Sund, P. M., & Ros,
A. (2011). Ice. Canal Letters, 11(1), 1–2.
Sund, P. M. (2012). Towpaths. Canal Letters, 12(1), 7–11.
"""


def test_references_that_are_wrapped_without_marks_are_told_apart(tmp_path: Path) -> None:
    imported = read(tmp_path, WRAPPED)
    assert [(paper.title, len(paper.authors)) for paper in imported.papers] == [
        ("Why gates stick in cold water and what opens them", 3),
        ("Locks and men", 1),
        ("Ice", 6),
        ("Towpaths", 1),
    ]
    assert not imported.skipped
    assert [paper.doi for paper in imported.papers] == ["10.5555/canal.3", None, None, None]


def test_references_that_are_wrapped_below_years_are_told_apart(tmp_path: Path) -> None:
    text = (
        "Publications\n\n2015\n\n"
        "Bo Ek, Eva Alm, Per Sund. Mooring at night when the\n"
        "wind is low. Canal Letters 15:3-9.\n"
        "Eva Alm, Kit Oak. How many boats a lock can\n"
        "take in an hour. Rivers and\nCanals 4:1-8.\n"
        "Per Sund, Bo Ek, Ana Ros, Eva Alm, Uwe Elm, Kit\n"
        "Oak. Ice on gates. Canal Letters 15:22-31.\n"
        "\n2014\n\nBo Ek, Ana Ros. Weirs that sing. Canal Letters 14:1-2.\n"
    )
    papers = read(tmp_path, text).papers
    assert [
        (paper.title, len(paper.authors), paper.date and paper.date.year) for paper in papers
    ] == [
        ("Mooring at night when the wind is low", 3, 2015),
        ("How many boats a lock can take in an hour", 2, 2015),
        ("Ice on gates", 6, 2015),
        ("Weirs that sing", 2, 2014),
    ]


def test_one_whom_other_lists_name_may_stand_alone_behind_a_title(tmp_path: Path) -> None:
    text = (
        "Papers\n2015\nGates that close themselves. Bo Ek, Eva Alm. Canal Letters, 15.\n"
        "Weirs without water. Eva Alm. Rivers, 4.\n"
        "Locks for eels and for salmon. Per Sund, Eva Alm, Bo Ek. Canal Letters, 15.\n"
    )
    assert [(paper.title, paper.authors) for paper in read(tmp_path, text).papers] == [
        ("Gates that close themselves", ("Bo Ek", "Eva Alm")),
        ("Weirs without water", ("Eva Alm",)),
        ("Locks for eels and for salmon", ("Per Sund", "Eva Alm", "Bo Ek")),
    ]


def test_a_name_alone_in_a_block_of_three_lines_is_the_author(tmp_path: Path) -> None:
    text = (
        "Gates for every river\nBo Ek, Per Sund\nCanal Journal 3, 2020\n\n"
        "Sluices by night and day\nUwe T. Elm\nCanal Journal 2, 2019\n\n"
        "Two weirs in one\nPer Sund, Bo Ek\nRivers 7, 2018\n"
    )
    assert [paper.authors for paper in read(tmp_path, text).papers] == [
        ("Bo Ek", "Per Sund"),
        ("Uwe T. Elm",),
        ("Per Sund", "Bo Ek"),
    ]


ECONOMIST = """\
{first}
Research papers

“Tolls and the price of bread” (with Bo Ek), Canal Economics, 2014.
“Who owns a towpath?” (joint with Per Sund and Ana Ros), Canals 7(2), 2011, pp. 5–31.
“Bread without tolls,” Journal of Locks, 2009.
"""


def test_the_owner_of_a_page_is_an_author_beside_those_whom_it_names(tmp_path: Path) -> None:
    papers = read(tmp_path, ECONOMIST.format(first="Eva M. Alm, Curriculum Vitae")).papers
    assert [(paper.title, paper.names) for paper in papers] == [
        ("Tolls and the price of bread", ("Alm, Eva M.", "Ek, Bo")),
        ("Who owns a towpath?", ("Alm, Eva M.", "Sund, Per", "Ros, Ana")),
        ("Bread without tolls", ("Alm, Eva M.",)),
    ]
    assert [paper.venue for paper in papers] == [
        "Canal Economics",
        "Canals",
        "Journal of Locks",
    ]


@pytest.mark.parametrize("first", ["Selected Publications", "Canal University", "CV"])
def test_no_owner_is_made_of_a_heading(tmp_path: Path, first: str) -> None:
    imported = read(tmp_path, ECONOMIST.format(first=first))
    assert [paper.names for paper in imported.papers] == [
        ("Ek, Bo",),
        ("Sund, Per", "Ros, Ana"),
    ]
    assert not any(paper.authors_complete for paper in imported.papers)
    assert "Bread without tolls" in imported.skipped[0].reason


def test_german_books_and_chapters_have_their_houses() -> None:
    book = read_reference("Ek, Bo (2008): Wehre. Bau und Betrieb. Kiel: Kanalverlag.")
    chapter = read_reference(
        "Alm, Eva: Die Flut. In: Ek, Bo (Hrsg.): Handbuch der Wehre. Bonn: Damm 2012, S. 7–31."
    )
    assert book
    assert chapter
    assert (book.title, book.kind) == ("Wehre. Bau und Betrieb", "book")
    assert book.extra | {"publisher": "Kanalverlag", "place": "Kiel"} == book.extra
    numbers = {"publisher": "Damm", "place": "Bonn", "pages": "7–31", "editors": "Ek, Bo"}
    assert numbers.items() <= chapter.extra.items()


def test_a_collaboration_is_the_author_of_its_paper() -> None:
    record = read_reference(
        "Canal Wave Collaboration (B. Ek et al.), Search for standing waves, JHEP 03 (2016) 45."
    )
    assert record is not None
    assert [name.written for name in record.authors] == ["{Canal Wave Collaboration}"]
    assert (record.title, record.extra["volume"]) == ("Search for standing waves", "03")


def test_a_list_of_scholar_without_its_head_is_read(tmp_path: Path) -> None:
    text = (
        "Weirs that hum\nE Alm, B Ek, ...\nCanal Letters 3 (2), 5-9, 2017\n88\t2017\n"
        "Locks that do not\nB Ek, E Alm\nRivers, 2011\n1,204\t2011\n"
    )
    papers = read(tmp_path, text).papers
    assert [(paper.title, paper.names) for paper in papers] == [
        ("Weirs that hum", ("Alm, E", "Ek, B")),
        ("Locks that do not", ("Ek, B", "Alm, E")),
    ]
    assert [paper.authors_complete for paper in papers] == [False, True]


def test_of_a_list_in_chicago_the_first_alone_is_inverted() -> None:
    record = read_reference(
        "Alm, Eva, Bo Ek, Per Sund, Ana Ros, and Uwe Elm. 2011. “Locks.” Canal Letters 3: 5–9."
    )
    both = read_reference("Gil Ros, Ana; Alm, Eva Mia. „Wehre“. Kanäle 3 (2011), 5–9.")
    assert record
    assert both
    assert [name.written for name in record.authors] == [
        "Alm, Eva",
        "Ek, Bo",
        "Sund, Per",
        "Ros, Ana",
        "Elm, Uwe",
    ]
    assert [name.written for name in both.authors] == ["Gil Ros, Ana", "Alm, Eva Mia"]


def told_of(papers: Iterable[Paper]) -> list[tuple[object, ...]]:
    """Return the parts of papers that tests compare: title, names, year, venue."""
    return [
        (paper.title, paper.names, paper.date and paper.date.year, paper.venue)
        for paper in papers
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "Ek B, Alm E (2014) Tide gates. Rivers 7:31-40\nAlm E (2011) Dry locks. Canals 2:1-8\n",
        "1: Ek B, Alm E. Tide gates. Rivers. 2014 Feb 3;7(2):31-40. PMID: 20111222;"
        " PMCID: PMC10203.\n2: Alm E. Dry locks. Canals. 2011;2:1-8. Epub 2010 Dec 3."
        " PMID: 20111223\n",
        "2014  Ek B., Alm E. Tide gates. Rivers 7, 31-40.\n"
        "2011  Alm E., Ros A. Dry locks. Canals 2, 1-8.\n",
        "Ek, B.; Alm, E. Tide gates. Rivers 2014, 7, 31-40.\n"
        "Alm, E. Dry locks. Canals 2011, 2, 1.\n",
        "EK Bo, ALM Eva (2014), « Tide gates », Rivers, n° 7, p. 31-40.\n"
        "ALM Eva (2011), « Dry locks », Canals, vol. 2, p. 1-8.\n",
        "Citation: Ek, B. & Alm, E. (2014). Tide gates. Rivers, 7, 31-40.\n\n"
        "Suggested citation: Alm, E. (2011). Dry locks. Canals, 2, 1-8.\n",
        "1. Ek B. O., Alm E. P. Tide gates // Rivers. 2014. Т. 7, № 2. С. 31–40.\n"
        "2. Alm E. P. Dry locks // Canals. 2011. № 2. С. 1–8.\n",
    ],
)
def test_lists_of_other_styles(tmp_path: Path, lines: str) -> None:
    first, second = read(tmp_path, lines).papers
    assert [(paper.title, paper.venue, paper.date and paper.date.year)
            for paper in (first, second)] == [
        ("Tide gates", "Rivers", 2014),
        ("Dry locks", "Canals", 2011),
    ]  # fmt: skip
    families = [name.partition(",")[0].title() for name in first.names]
    assert families == ["Ek", "Alm"]
    assert first.extra["pages"].replace("-", "–") == "31–40"


def test_an_abbreviated_journal_before_a_year_is_no_month() -> None:
    record = read_reference("Ek, B.; Alm, E. Salt in locks. J. Canal Chem. 2014, 7, 31–40.")
    dated = read_reference("B. Ek, “Salt in locks,” Canals, vol. 7, Juni 2014, pp. 31–40.")
    assert record
    assert dated
    assert (record.venue, dated.venue) == ("J. Canal Chem.", "Canals")


def test_an_edited_book_has_its_editors_and_house() -> None:
    record = read_reference(
        "Alm, Eva. “The Dry Page.” In Locks and Ink, edited by Bo Ek and Ana Ros, 21–40. Bonn:"
        " Damm, 2015."
    )
    assert record is not None
    assert (record.venue, record.kind) == ("Locks and Ink", "chapter")
    told = {"editors": "Ek, Bo and Ros, Ana", "pages": "21–40", "publisher": "Damm"}
    assert told.items() <= record.extra.items()


def test_pages_of_pubmed_scopus_and_publishers_with_three_lines_a_paper(tmp_path: Path) -> None:
    for text in (
        "1\nCite\nTide gates.\nEk B, Alm E.\nRivers. 2014 Feb;7(2):31-40. doi: 10.1000/t.\n"
        "PMID: 20111222 Free article.\n2\nCite\nDry locks in Spain.\nAlm E, Sund P.\n"
        "Canals. 2011 May 2;2:1-8.\nPMID: 20111223\n",
        "Tide gates\nOpen access\nEk, B., Alm, E.\nRivers, 2014, 7(2), pp. 31–40\n"
        "Dry locks in Spain\nAlm, E., Sund, P.\nCanals, 2011, 2, pp. 1–8\n",
        "Tide gates\nBo Ek, Eva Alm\nRivers, Volume 7, Issue 2, May 2014, Article No.: 5, pp"
        " 31–40 https://doi.org/10.1000/t\n\nDry locks in Spain\nEva Alm, Per Sund\nCanals,"
        " Volume 2, 2011, pp 1–8\n",
    ):
        first, second = read(tmp_path, text).papers
        assert (first.title, first.venue, second.venue) == ("Tide gates", "Rivers", "Canals")
        assert second.title == "Dry locks in Spain"
        assert {"volume": "7", "issue": "2", "pages": "31–40"}.items() <= first.extra.items()
        assert [name[:3] for name in second.names] == ["Alm", "Sun"]
        assert first.doi in (None, "10.1000/t")


def test_a_portal_of_a_university(tmp_path: Path) -> None:
    text = (
        "Tide gates\nEk, B., Alm, E. & van der Ros, A., 7 May 2014, In: Rivers. 7, 2, p. 31-40"
        " 10 p.\nResearch output: Contribution to journal › Article › peer-review\n"
        "Open Access\nFile\n3 Citations (Scopus)\nDry locks\n"
        "Alm, E., 2011, Handbook of Canals. Sund, P. (ed.). Bonn: Damm, p. 1-8\n"
        "Research output: Chapter in Book/Report/Conference proceeding › Chapter\n"
        "Unlisted\nResearch output: Thesis › PhD Thesis\n"
    )
    imported = read(tmp_path, text)
    first, second = imported.papers
    assert told_of(imported.papers) == [
        ("Tide gates", ("Ek, B.", "Alm, E.", "van der Ros, A."), 2014, "Rivers"),
        ("Dry locks", ("Alm, E.",), 2011, "Handbook of Canals"),
    ]
    assert first.date
    assert (first.date.month, first.date.day, first.extra["pages"]) == (5, 7, "31–40")
    told = {"editors": "Sund, P.", "place": "Bonn", "publisher": "Damm", "pages": "1–8"}
    assert told.items() <= second.extra.items()
    assert second.kind == "chapter"
    assert "below this: " in imported.skipped[0].reason


def test_what_a_cut_leaves_of_a_reference_is_told(tmp_path: Path) -> None:
    text = (
        "Ek, B., & Alm, E. (2014). Tide gates. Rivers, 7, 31-40.\n"
        "Ek, B., & Sund, P. (2012). Dry locks. Canals, 2, 1-8. doi:10.1000/d\n"
        "Ek, B., & Alm, 11). Weirs of old. Rivers, 4, 1-2.\n"
        "009). Mooring rings. Canals, 1, 7-9. doi:10.1000/m\n"
    )
    imported = read(tmp_path, text)
    told = " ".join([*imported.warnings, *(each.reason for each in imported.skipped)])
    assert len(imported.papers) == 2
    assert "Weirs of old" in told
    assert "Rivers, 4, 1-2. 009). Moor" in told
