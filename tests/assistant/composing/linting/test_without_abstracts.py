"""Who, when and where, held against entries that have no abstract."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.composing.linting.bibliography import read_bibliography
from assistant.composing.linting.checking import check_drafts
from assistant.composing.linting.markup import read_markdown

if TYPE_CHECKING:
    from assistant.composing.linting.checking import Report
    from store.library import Library

SHELVES = (
    "@article{boats, author={Harbour, Nell and Quay, Tim}, title={Night ferries},"
    " journal={Tides}, year={2014}}\n"
    "@book{wharves, author={Wharf, Ann}, title={Piers}, publisher={Pier Press}, year={1999}}\n"
    "@misc{web, title={Timetables}}\n"
    "@misc{frogs, author={Pond, Eve}, title={Frogs}, year={2003},"
    " abstract={Twelve frogs sing at night in ponds.}}\n"
)


def check(library: Library, text: str) -> Report:
    entries = read_bibliography(Path("refs.bib"), SHELVES)[0]
    return check_drafts([read_markdown("x.md", text)], entries, library)


def told(library: Library, text: str) -> list[str]:
    findings = check(library, text).findings
    return [found.text for found in findings if found.kind == "unsupported"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("In 2011, Harbour and Quay [@boats] showed that crews sleep.", "of 2014, and not of"),
        ("Wharf (1998) [@wharves] describes piers of iron.", "it is of 1999, and not of 1998"),
        ("Harbour and Wharf [@boats] argue that ferries need lamps.", "Quay, and not by Wharf"),
        ("See [@wharves]. Wharf [@boats] argues for lamps.", "Nell Harbour and Tim Quay, and"),
        ("Ebb et al. [@wharves] count piers.", "it is by Ann Wharf, and not by Ebb"),
        ("Pier [@boats] wrote that ferries need lamps.", "Tim Quay, and not by Pier"),
        ("Pier [@boats] needs lamps.", ""),
        ("FERRY-2 [@boats] asks for lamps.", ""),
        ("The article was published in the Journal of Wind [@boats].", "it is in Tides, and"),
        ("In her book Piers, Wharf [@wharves] counts lamps.", ""),
        ("Ferries of 2011 (Harbour and Quay, 2011) sang [@boats; @web].", ""),
    ],
)
def test_what_an_entry_says_otherwise_is_told(
    seed_library: Library, text: str, wrong: str
) -> None:
    found = told(seed_library, text)
    assert len(found) == bool(wrong)
    assert all(wrong in each for each in found)


@pytest.mark.parametrize(
    "text",
    [
        "In 2014, Harbour and Quay [@boats] showed that 12 crews sleep.",
        "See [@wharves]. Ferries follow the old ideas of Wharf [@boats].",
        "Ebb et al. [@web] count piers.",
        "Twelve frogs sing at night, and 13 ferries [@frogs; @boats].",
    ],
)
def test_content_is_not_judged_without_an_abstract(seed_library: Library, text: str) -> None:
    report = check(seed_library, text)
    assert (told(seed_library, text), report.checked) == ([], 0)
    assert any("has no abstract" in note.text for note in report.notes)


def test_beside_an_entry_without_an_abstract_content_is_held_against_the_other(
    seed_library: Library,
) -> None:
    text = "In 2014, Harbour and Quay [@boats] showed that 13 frogs sing in ponds [@frogs]."
    assert told(seed_library, text) == ["frogs does not carry this: 13 does not stand in frogs"]


def test_of_two_works_the_one_of_another_year_is_named(seed_library: Library) -> None:
    text = "Wharf (1998) and Harbour and Quay (2014) wrote of piers [@boats; @wharves]."
    assert told(seed_library, text) == [
        "wharves does not carry this: wharves is of 1999, and not of 1998"
    ]
    fits = "Their 1999 book tells of piers and ferries [@boats; @wharves]."
    assert told(seed_library, fits) == []
