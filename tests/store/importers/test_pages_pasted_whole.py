"""Pages that are pasted whole: menus name no author, and other sections of a CV no paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from store.importers import read_papers
from store.importers.furniture import is_furniture

if TYPE_CHECKING:
    from pathlib import Path

    from store.importers import Imported

MENU = "Skip to main content\nORCID\nSign in/Register\nEnglish\n"
ADDRESS = "https://orcid.org/0000-0002-3333-444X\n"
WORKS = """Employment (1)
Salt College: Salt, GB
2010-09-01 to present | Professor (Boats)
Employment
Works (2 of 2)
Sort
Items per page: 50
1 – 2 of 2
Sails in winter
Journal of Sails
2017-03 | Journal article
Source: Crossref
Ropes that sing
2019 | Conference paper
CONTRIBUTORS: Ade Wharf; Jo Costa
"""
RESEARCH_GATE = """Skip to content
Knots in cold water
Article
Mar 2014
Ade Wharf
Jo Costa
Join for free
Log in
"""
FEED = """Skip to main content
Sign in
Ade Wharf
h-index 4

CVSep 19, 2020

A title of some length

Ade Wharf

We weave.
"""
CV = """Ade Wharf

EDUCATION AND DEGREES
UNIVERSITY OF SALT
M.Phil., University of Salt, 2004
B.A., Harbour College, 1999

Academic Appointments
Lecturer, J. P. Harbour College, 2004-2010.
Reader, K. Salt. Harbour University, 2011.

2. Honours, Awards, and Prizes
Fellow, A. B. Salt Society, 2015

SELECTED PUBLICATIONS
Wharf, A. (2017). Sails in winter. Journal of Sails, 3, 1-9.
Wharf, A., & Costa, J. (2018). Ropes for schools. In a handbook of crafts for all of
Higher Education
. Salt Press.
Wharf, A. (2019). Ropes that sing. Journal of Sails, 5, 10-19.

Teaching experience
Knots 101, J. Salt. Harbour College, 2012.

3. Books, chapters and articles (since 2020)
Wharf, A. (2020). Tides of March. Journal of Sails, 6, 2-4.
"""


def read(folder: Path, text: str) -> Imported:
    place = folder / "page.txt"
    place.write_text(text, encoding="utf-8")
    return read_papers(place)


@pytest.mark.parametrize(
    "head",
    [
        f"{MENU}Ade Wharf\n{ADDRESS}",
        f"{MENU}Is this you? Sign in to start editing\nName\nAde Wharf\n{ADDRESS}",
        f"{MENU}{ADDRESS}Printable version\nName: Ade Wharf (he/him)\n",
        f"{MENU}Ade Wharf\nORCID iD\nPrint view\n{ADDRESS}",
        f"{MENU}Ade Wharf – ORCID iD: {ADDRESS}",
    ],
)
def test_the_owner_stands_by_the_address_or_behind_the_label(tmp_path: Path, head: str) -> None:
    first, second = read(tmp_path, head + WORKS).papers
    assert (first.title, first.names, first.authors_complete) == (
        "Sails in winter",
        ("Wharf, Ade",),
        False,
    )
    assert first.key.startswith("wharf2017")
    assert second.authors == ("Ade Wharf", "Jo Costa")


@pytest.mark.parametrize("head", [MENU, MENU + ADDRESS, f"{MENU}Name\n{ADDRESS}"])
def test_a_page_without_its_owner_invents_no_author(tmp_path: Path, head: str) -> None:
    first, second = read(tmp_path, head + WORKS).papers
    assert (first.title, first.authors) == ("Sails in winter", ())
    assert second.authors == ("Ade Wharf", "Jo Costa")


def test_buttons_below_the_authors_are_none(tmp_path: Path) -> None:
    (paper,) = read(tmp_path, RESEARCH_GATE).papers
    assert paper.authors == ("Ade Wharf", "Jo Costa")


def test_the_owner_of_a_feed_stands_below_its_menu(tmp_path: Path) -> None:
    (paper,) = read(tmp_path, FEED).papers
    assert paper.profile == "Ade Wharf"


def test_sections_that_list_no_publications_are_left_out_and_reported(tmp_path: Path) -> None:
    imported = read(tmp_path, CV)
    titles = [paper.title for paper in imported.papers]
    assert (titles[0], titles[-2:]) == (
        "Sails in winter",
        ["Ropes that sing", "Tides of March"],
    )
    assert len(titles) == 4
    told = [each for each in imported.warnings if "lists no publications" in each]
    assert [each.rpartition(": ")[2] for each in told] == [
        "EDUCATION AND DEGREES",
        "Academic Appointments",
        "2. Honours, Awards, and Prizes",
        "Teaching experience",
    ]
    assert told[0].startswith("page.txt:3: this section up to line 6 ")


@pytest.mark.parametrize("text", ["English", "Sign In / Register", "Join for free", "日本語"])
def test_lines_of_menus_are_furniture(text: str) -> None:
    assert is_furniture(text)


@pytest.mark.parametrize("text", ["Joan Main", "In cold water", "2014", ""])
def test_what_has_other_words_is_no_furniture(text: str) -> None:
    assert not is_furniture(text)
