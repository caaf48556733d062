"""Files that are damaged, hostile or huge: nothing breaks, nothing is lost without a word."""

from __future__ import annotations

import contextlib
import json
import random
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.errors import SourceError
from store.importers import bibtex_names, read_papers, record
from store.importers import sources as importer_sources
from tests.bench.fuzz_imports import mutate, unreported
from tests.hostile import EVERYTHING, obeyed
from tests.store.importers.corpora import CORPORA, COUNT

if TYPE_CHECKING:
    from pathlib import Path

    from store.importers import Imported

_DIGITS = "9" * 4400
_MEGABYTE = 250_000
"""A quarter of one, so that a test takes a part of a second."""


def read(folder: Path, text: str | bytes, name: str) -> Imported:
    place = folder / name
    place.write_bytes(
        text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    )
    return read_papers(place)


@pytest.mark.parametrize("opened", ["author={C, D}},\n  title={", "author={C},\n{ title={"])
def test_a_title_outside_of_its_entry_is_told_by_the_braces(
    tmp_path: Path, opened: str
) -> None:
    middle = f"@article{{b2002,\n  {opened}Second}},\n  year={{2002}}\n}}\n"
    text = f"@misc{{a2001, title={{First}}}}\n{middle}@misc{{c2003, title={{Third}}}}\n"
    imported = read(tmp_path, text, "refs.bib")
    told = [skipped.reason for skipped in imported.skipped]
    assert [paper.title for paper in imported.papers] == ["First", "Third"]
    assert any("braces do not close" in reason and "b2002" in reason for reason in told)
    assert not any("has no title" in reason for reason in told)


def test_an_entry_that_has_no_title_is_told_as_that(tmp_path: Path) -> None:
    text = "@misc{a2001, year={2001}}\n@misc{title={Third}}\n"
    imported = read(tmp_path, text, "refs.bib")
    assert [skipped.reason for skipped in imported.skipped] == ["a2001 has no title"]


@pytest.mark.parametrize("name", [name for name in CORPORA if name != "CITATION.cff"])
def test_every_format_is_read_whole(tmp_path: Path, name: str) -> None:
    imported = read(tmp_path, CORPORA[name], name)
    assert len(imported.papers) == COUNT
    assert not imported.skipped
    assert all(paper.authors and paper.date for paper in imported.papers)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.bib", "@a\nrticle{k1,\n title = 2{Tides},\n}\n@misc{k2, title={Ropes}}\n"),
        ("a.txt", "Nell HarboVMar 4, 2010Code\nTides\n\nCVMar 5, 2011\nRopes\n\nNell Oak\n"),
    ],
)
def test_a_title_whose_beginning_is_lost_is_told_of(
    tmp_path: Path, name: str, text: str
) -> None:
    imported = read(tmp_path, text, name)
    assert [paper.title for paper in imported.papers] == ["Ropes"]
    told = (*imported.warnings, *(each.source for each in imported.skipped))
    assert any(re.match(rf"{name}:[12]\b", each) for each in told), told


@pytest.mark.parametrize("name", CORPORA)
def test_damaged_bytes_lose_no_title_without_a_word(tmp_path: Path, name: str) -> None:
    chance = random.Random(name)
    for _ in range(15):
        content = mutate(CORPORA[name].encode(), chance)
        with contextlib.suppress(SourceError):
            assert unreported(name, content, read(tmp_path, content, name)) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=120)
@given(st.sampled_from(sorted(CORPORA)), st.data())
def test_text_that_is_put_anywhere_breaks_nothing(
    tmp_path: Path, name: str, data: st.DataObject
) -> None:
    text = CORPORA[name]
    place = data.draw(st.integers(0, len(text)))
    more = data.draw(st.text(max_size=20) | st.sampled_from(_SIGNS).map(lambda sign: sign * 40))
    with contextlib.suppress(SourceError):
        read(tmp_path, text[:place] + more + text[place:], name)


_SIGNS = [
    "{",
    "}",
    '"',
    "@",
    "\\",
    "[",
    "(",
    "<",
    "&",
    "%",
    "#",
    ",",
    "=",
    "\n",
    "\x90",
    "\x1b[",
]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.bib", f"@misc{{a, title={{T}}, year={_DIGITS}, day={_DIGITS}, pages={_DIGITS}}}"),
        ("a.ris", f"TY  - JOUR\nTI  - T\nPY  - {_DIGITS}/{_DIGITS}\nSP  - {_DIGITS}\nER  - \n"),
        ("a.json", f'[{{"title": "T", "issued": {{"date-parts": [[{_DIGITS}, 3]]}}}}]'),
        ("a.csv", f"title,year,pages\nT,{_DIGITS},{_DIGITS}\n"),
        ("a.nbib", f"PMID- {_DIGITS}\nTI  - T\nDP  - {_DIGITS}\n"),
        (
            "a.txt",
            f"Ada\n\n{_DIGITS} Papers\n\nCVSep 19, 2020\nT\n\nAda Lovelace\n\nWe weave.\n",
        ),
    ],
)
def test_a_number_of_thousands_of_digits_keeps_its_paper(
    tmp_path: Path, name: str, text: str
) -> None:
    assert [paper.title for paper in read(tmp_path, text, name).papers] == ["T"]


@pytest.mark.parametrize(
    ("text", "name", "titles", "lines"),
    [
        ("article{a, title={One}}\n@misc{b, title={Two}}", "a.bib", {"Two"}, {1}),
        ("@misc{b, title={Two}}\n@article a,\n title={One}\n}", "a.bib", {"Two"}, {2}),
        (
            "TY - JOUR\nTI  - One\nER - \nTY  - JOUR\nTI  - Two\nER  - ",
            "a.ris",
            {"One", "Two"},
            set(),
        ),
        ("  TY  - JOUR\n  TI  - One\n  ER  - ", "a.ris", {"One"}, set()),
        ("TY  - JOUR\nTI  - One\nAU  - A\nTI  - Two\nER  - ", "a.ris", {"One", "Two"}, set()),
        (
            '[{"title": "One", "year": 1}, {"title": "Tw, {"title": "Three"}]',
            "a.json",
            {"One"},
            {1},
        ),
        (
            '{"title": "One", "year": 1}\n{"title": \n{"title": "Three", "year": 1}',
            "a.jsonl",
            {"One", "Three"},
            {2},
        ),
        (
            '[{"itemType": "book", "title": "One", "creators": ['
            '{"lastName": "A"}, {"itemType": "book", "title": "Two"}]}]',
            "a.json",
            {"One"},
            {1},
        ),
        (
            CORPORA["research_gate.txt"].replace("Mar 2012", "Mar 2"),
            "a.txt",
            {"On the Zqbbbword of lamps"},
            {19},
        ),
    ],
)
def test_what_is_damaged_is_read_or_reported_with_its_line(
    tmp_path: Path, text: str, name: str, titles: set[str], lines: set[int]
) -> None:
    imported = read(tmp_path, text, name)
    assert titles <= {paper.title for paper in imported.papers}
    assert lines <= {int(each.source.rpartition(":")[2]) for each in imported.skipped}
    if not lines:
        assert not imported.skipped


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (
            "research_gate.txt",
            "Zqfffword of lamps\nArticle",
            "Zqfffword of lamps\0",
            "breaks off",
        ),
        ("own.jsonl", 'key3", "title": "On ', "", "no title"),
        ("orcid.txt", "On the Zqbbbword of lamps", "2011-03-05 | Journal", "be no title"),
    ],
)
def test_what_stands_in_the_wrong_place_is_told(
    tmp_path: Path, name: str, old: str, new: str, told: str
) -> None:
    content = CORPORA[name].replace(old, new).partition("\0")[0]
    assert any(told in warning for warning in read(tmp_path, content, name).warnings)


@pytest.mark.timeout(60)  # what grows with the square takes hours
@pytest.mark.parametrize(
    "piece", ["\x90", "{", "{a}", "$x_2$ ", "\\", "&amp;", "``", "A B, ", "9"]
)
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.bib", "@misc{{k, title={{T}}, author={{A}}, abstract={{{0}}} }}"),
        ("a.bib", "@misc{{k, title={{T}}, author={{{0}}} }}"),
        ("a.ris", "TY  - JOUR\nTI  - T\nAU  - {0}\nAB  - {0}\nER  - \n"),
        ("a.txt", "Ada\n\nCVSep 19, 2020\nA title\n\nAda B\n\n{0}\n"),
        ("a.txt", "Ada\n\nCVSep 19, 2020\nA title\n\n{0}\n\nWe.\n"),
    ],
)
def test_a_huge_field_takes_no_longer_than_its_length(
    tmp_path: Path, piece: str, name: str, text: str
) -> None:
    content = text.format(piece * (_MEGABYTE // len(piece)))
    with contextlib.suppress(SourceError):
        read(tmp_path, content, name)


def test_damaged_json_is_read_as_whose_it_is(tmp_path: Path) -> None:
    imported = read(tmp_path, f"{CORPORA['zotero.json']} ]", "zotero.json")
    assert [paper.authors for paper in imported.papers] == [("Nell Harbour",)] * COUNT


def test_a_huge_abstract_is_cut_and_told(tmp_path: Path) -> None:
    text = f"@misc{{k, title={{T}}, abstract={{{'lamps ' * 60_000}}} }}"
    imported = read(tmp_path, text, "a.bib")
    assert len(imported.papers[0].abstract) <= 200_000
    assert any("too long" in warning for warning in imported.warnings)


@pytest.mark.parametrize(
    ("name", "text"),
    [("a.bib", "@misc{{k, title={{T}}, author={{{}}}}}"), ("a.csv", 'Title,Authors\nT,"{}"\n')],
)
def test_a_list_of_authors_without_end_is_cut_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str
) -> None:
    for module in (record, bibtex_names):
        monkeypatch.setattr(module, "MOST_AUTHORS", 30)
    between = " and " if name == "a.bib" else "; "
    authors = between.join(f"Oak{number}, Kit" for number in range(40))
    imported = read(tmp_path, text.format(authors), name)
    (paper,) = imported.papers
    assert len(paper.authors) == 30
    assert not paper.authors_complete
    assert any("list of authors is too long" in warning for warning in imported.warnings)


@pytest.mark.parametrize("between", [", ", " sand ", "; "])
def test_a_line_of_authors_without_end_is_cut_and_told(tmp_path: Path, between: str) -> None:
    line = between.join(f"Elm{number} Ida" for number in range(60_000))
    imported = read(
        tmp_path, json.dumps([{"title": "T", "year": 1999, "authors": line}]), "a.json"
    )
    (paper,) = imported.papers
    assert len(paper.authors) <= 20_000
    told = " ".join(imported.warnings)
    assert "is too long to be one; what goes on is left out" in told
    assert paper.authors_complete is False


def test_a_name_without_end_is_cut_and_told(tmp_path: Path) -> None:
    imported = read(tmp_path, f"TY  - JOUR\nTI  - T\nAU  - {'Q' * 5000}\nER  - \n", "a.ris")
    assert len(imported.papers[0].authors[0]) == 400
    assert "a.ris:1: the name of an author is too long to be one" in " ".join(imported.warnings)


def test_a_number_of_a_paper_is_kept_without_what_a_terminal_obeys(tmp_path: Path) -> None:
    text = f"PMID- 7{EVERYTHING}\nIS  - {EVERYTHING}\nTI  - T\n"
    (paper,) = read(tmp_path, text, "a.nbib").papers
    assert paper.extra["PMID"].startswith("7")
    assert not obeyed("".join(paper.extra.values()))


def test_a_number_that_is_longer_than_any_date_is_no_year(tmp_path: Path) -> None:
    imported = read(tmp_path, f"TY  - JOUR\nTI  - T\nPY  - {'3' * 4500}\nER  - \n", "a.ris")
    assert imported.papers[0].date is None
    assert any("this is no year: 333" in each for each in imported.warnings)
    days = (
        read(tmp_path, "TY  - JOUR\nTI  - T\nPY  - 20190304\nER  - \n", "b.ris").papers[0].date
    )
    assert days is not None
    assert days.year == 2019


def test_many_names_that_are_none_are_counted(tmp_path: Path) -> None:
    odd = " and ".join(f"over the hill {number}" for number in range(30))
    imported = read(tmp_path, f"@misc{{k, title={{T}}, author={{{odd}}}}}", "a.bib")
    assert sum("this may be no name" in each for each in imported.warnings) == 5
    assert "a.bib:1: 25 more names may be none" in imported.warnings


def test_what_never_ends_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importer_sources, "LARGEST", 3_000_000)
    with pytest.raises(SourceError, match="more than"):
        read(tmp_path, b"@misc{a, title={T}}\n" * 200_000, "a.bib")
    with pytest.raises(SourceError, match="only NUL bytes"):
        read(tmp_path, b"\0" * 2_000_000, "zero")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("% Encoding: windows-1252\n@misc{a, title={“Größe”}}".encode("cp1252"), "a.bib"),
        (
            "@comment{x-kbibtex-encoding=latin1}\n@misc{a, title={Größe}}".encode("latin1"),
            "a.bib",
        ),
        ("@misc{a, title={Größe}}".encode("cp1252"), "a.bib"),
        ("@misc{a, title={Größe}}".encode("utf-16"), "a.bib"),
        ("﻿@misc{a, title={Größe}}".encode(), "a.bib"),
        ("@misc{a, title={Größe, été}}\n".encode() + b"@misc{b, title={\xff}}" * 1, "a.bib"),
        ("TY  - JOUR\nTI  - Größe\nER  - ".encode("cp1252"), "a.ris"),
        ("% !TeX encoding = latin9\n@misc{a, title={Größe}}".encode("latin9"), "a.bib"),
        (
            "%% Created by Kit\n%% Saved with string encoding Western (Mac OS Roman) \n"
            "@misc{a, title={Größe}}".encode("mac-roman"),
            "a.bib",
        ),
        ("@misc{a, title={Größe, für Zoë}}".encode("mac-roman"), "a.bib"),
        (
            "@misc{a, title={Größe}}\n% Local Variables:\n% coding: macroman\n% End:".encode(
                "mac-roman"
            ),
            "a.bib",
        ),
    ],
)
def test_encodings(tmp_path: Path, text: bytes, name: str) -> None:
    imported = read(tmp_path, text, name)
    assert "Größe" in imported.papers[0].title


@pytest.mark.parametrize("encoding", ["cp1252", "mac-roman"])
def test_what_is_guessed_of_a_file_is_told_by_its_name(tmp_path: Path, encoding: str) -> None:
    text = "@misc{a, title={Über für Zoë}, author={Ek, Bo}}".encode(encoding)
    imported = read(tmp_path, text, "old refs.bib")
    assert any(
        told.startswith("old refs.bib") and "it is not UTF-8" in told
        for told in imported.warnings
    )
    assert imported.papers[0].source.startswith("old refs.bib")


@pytest.mark.parametrize("name", ["McÁlpine", "LeÉtang", "DiÛzer"])
def test_a_capital_within_a_name_is_read_as_windows_wrote_it(tmp_path: Path, name: str) -> None:
    text = f"@misc{{a, title={{Locks}}, author={{{name}, Bo}}}}".encode("cp1252")
    assert read(tmp_path, text, "a.bib").papers[0].names == (f"{name}, Bo",)


def test_strings_that_grow_without_end_are_bounded(tmp_path: Path) -> None:
    grown = "".join(f"@string{{a{n + 1} = a{n} # a{n}}}\n" for n in range(60))
    text = f'@string{{a0 = "lamps "}}\n{grown}@misc{{k, title={{T}}, abstract = a60 # a60}}'
    assert read(tmp_path, text, "a.bib").papers[0].title == "T"


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", ["scholar.txt", "dblp.txt", "pubmed.nbib", "orcid.txt"])
@pytest.mark.parametrize("piece", ["\t", "A. ", "9", "et al. "])
def test_a_page_with_a_huge_line_takes_no_longer_than_its_length(
    tmp_path: Path, name: str, piece: str
) -> None:
    more = piece * (_MEGABYTE // 8 // len(piece))
    text = (
        CORPORA[name].replace("Zqbbbword", f"Zqbbbword{more}").replace("[doi]", f"[doi{more}")
    )
    with contextlib.suppress(SourceError):
        read(tmp_path, text, name)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("orcid.txt", "On the Zqfffword", "DOI: 10.1000/lamp.20Zqfffword"),
        ("openreview.txt", "Modified: 05 May 2012OCEANS 2012 oral", "MoZqcccword\nof lamps "),
    ],
)
def test_a_title_in_a_line_of_the_page_is_read_or_told(
    tmp_path: Path, name: str, old: str, new: str
) -> None:
    content = CORPORA[name].replace(old, new)
    assert content != CORPORA[name]
    imported = read(tmp_path, content, name)
    is_read = any("Zqfffword" in paper.title for paper in imported.papers)
    assert is_read or any("damaged" in each.reason for each in imported.skipped)


def test_what_looks_like_an_entry_without_a_title_is_told(tmp_path: Path) -> None:
    place = tmp_path / "a.bib"
    place.write_text(
        "@book{a, title={Weirs}}\n\n@b\nook{b,\n  author = {Ness, Bo},\n  title > {Locks},\n}\n"
    )
    (skipped,) = read_papers(place).skipped
    assert skipped.source == "a.bib:4"


def _told(folder: Path, name: str, text: str) -> str:
    place = folder / name
    place.write_text(text, encoding="utf-8")
    imported = read_papers(place)
    told = [*imported.warnings, *(f"{each.source}: {each.reason}" for each in imported.skipped)]
    return "\n".join(told)


def test_an_article_of_pubmed_that_swallowed_another_is_told(tmp_path: Path) -> None:
    text = (
        "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>7</PMID><Article>"
        "<ArticleTitle>Locks.</ArticleTitle><ArticleTitle>Weirs.</ArticleTitle>"
        "</Article></MedlineCitation></PubmedArticle></PubmedArticleSet>"
    )
    assert "a.xml:1: two titles stand in this article" in _told(tmp_path, "a.xml", text)


def test_what_is_left_of_an_object_without_its_brace_is_told(tmp_path: Path) -> None:
    item = '{"id": "a%d", "type": "book", "title": "Locks %d", "author": [{"family": "Ek"}]}'
    items = [item % (number, number) for number in range(3)]
    without_first = ",\n".join(items).removeprefix("{") + "]"
    without_second = (
        "[" + ",\n".join([items[0], items[1].removeprefix("{"), items[2], "x"]) + "]"
    )
    assert "a.json:1: this is damaged JSON (it is in no obj" in _told(
        tmp_path, "a.json", without_first
    )
    assert "a.json:1: this is damaged JSON (it is in no obj" in _told(
        tmp_path, "a.json", without_second
    )


def test_items_of_foreign_json_that_lack_a_title_are_told(tmp_path: Path) -> None:
    items = [{"heading": "x", "titles": f"Locks {at}", "creators": ["Bo Ek"], "pubYear": 2001}
             for at in range(4)]  # fmt: skip
    del items[2]["titles"]
    told = _told(tmp_path, "a.json", json.dumps({"hits": items}))
    assert "a.json:3: an entry has no title" in told
