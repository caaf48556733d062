"""Bibliographies in YAML, and in the tags of RefWorks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from store.errors import SourceError
from store.importers import read_papers

if TYPE_CHECKING:
    from pathlib import Path

    from store.importers import Imported

CSL = """\
---
title: A draft
references:
- id: alm2011
  type: article-journal
  title: Gates of the delta
  author:
  - family: Alm
    given: Eva
  - literal: Canal Board
  issued:
    - year: 2011
      month: 4
  container-title: Canals
  volume: 4
  page: 3-19
- id: ek2014
  type: book
  title: Keepers of locks
  author: [{family: Ek, given: Bo}]
  issued: 2014-05-06
...
"""
HAYAGRIVA = """\
# made by hand
alm-2011:
  type: Article
  title: Gates of the delta
  author: ["Alm, Eva", {name: Berg, given-name: Jan, prefix: van den}]
  date: 2011-04
  page-range: 3-19
  url: { value: https://canals.example/gates, date: 2012-01-01 }
  serial-number: { doi: 10.5555/canals.4 }
  parent:
    type: Periodical
    title: Canals
    volume: 4
    issue: 1
ek-2014:
  type: Book
  title: { value: Keepers of locks, verbatim: true }
  author: Ek, Bo
  date: 2014
  publisher: { name: Lock Press, location: Graz }
ros-2015:
  type: Chapter
  title: Weirs
  author: Ros, Ana
  parent:
    - type: Anthology
      title: Rivers
      editor: ["Sund, Per"]
      date: 2015
      publisher: Fjord
"""
REFWORKS = """\
RT Journal Article
SR Electronic
A1 Alm, Eva
A1 Ek, Bo
T1 Gates of the
delta
JF Canals
YR 2011
VO 4
IS 1
SP 3
OP 19
AB We count gates.
DO 10.5555/canals.4

RT Book, Whole
A1 Ek, Bo
T1 Keepers of locks
YR 2014
PB Lock Press
SN 9780306406157
"""


def read(folder: Path, text: str, name: str) -> Imported:
    place = folder / name
    place.write_text(text, encoding="utf-8")
    return read_papers(place)


@pytest.mark.parametrize("name", ["refs.yaml", "draft.md", "refs"])
def test_yaml_in_the_names_of_csl(tmp_path: Path, name: str) -> None:
    first, second = read(tmp_path, CSL, name).papers
    assert (first.key, first.title, first.venue) == ("alm2011", "Gates of the delta", "Canals")
    assert first.names == ("Alm, Eva", "{Canal Board}")
    assert (str(first.date), str(second.date)) == ("2011-04", "2014-05-06")
    assert (first.extra["volume"], first.extra["pages"]) == ("4", "3–19")
    assert (second.kind, second.names) == ("book", ("Ek, Bo",))


@pytest.mark.parametrize("name", ["refs.yml", "refs.txt"])
def test_yaml_of_hayagriva(tmp_path: Path, name: str) -> None:
    article, book, chapter = read(tmp_path, HAYAGRIVA, name).papers
    assert (article.key, article.kind, article.venue) == (
        "alm-2011",
        "article-journal",
        "Canals",
    )
    assert article.names == ("Alm, Eva", "van den Berg, Jan")
    assert (str(article.date), article.doi) == ("2011-04", "10.5555/canals.4")
    assert article.url == "https://canals.example/gates"
    assert [article.extra[each] for each in ("volume", "issue", "pages")] == ["4", "1", "3–19"]
    assert (book.title, book.kind, book.venue) == ("Keepers of locks", "book", None)
    assert (book.extra["publisher"], book.extra["place"]) == ("Lock Press", "Graz")
    assert (chapter.kind, chapter.venue, str(chapter.date)) == ("chapter", "Rivers", "2015")
    assert chapter.extra["editors"] == "Sund, Per"


@pytest.mark.parametrize("text", ["on: push\njobs:\n  build: {}\n", "- a\n- b\n", "a: [\n"])
def test_other_yaml_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(SourceError, match="YAML"):
        read(tmp_path, text, "work.yaml")


def test_refworks(tmp_path: Path) -> None:
    imported = read(tmp_path, REFWORKS, "export.txt")
    article, book = imported.papers
    assert (article.title, article.venue) == ("Gates of the delta", "Canals")
    assert article.names == ("Alm, Eva", "Ek, Bo")
    assert (str(article.date), article.doi) == ("2011", "10.5555/canals.4")
    assert [article.extra[each] for each in ("volume", "issue", "pages")] == ["4", "1", "3–19"]
    assert article.abstract == "We count gates."
    assert (book.kind, book.extra["publisher"]) == ("book", "Lock Press")
    assert book.extra["ISBN"] == "9780306406157"
    assert not imported.skipped


def test_a_name_that_stands_twice_is_told_with_its_line(tmp_path: Path) -> None:
    text = CSL.replace("  volume: 4\n", "  volume: 4\n  title: Gates of old\n")
    imported = read(tmp_path, text, "refs.yaml")
    assert imported.papers[0].title == "Gates of old"
    assert (
        "refs.yaml:16: title stands twice in an entry; the last is taken" in imported.warnings
    )


@pytest.mark.parametrize(
    ("line", "name", "said"),
    [
        ('volume: !!float ""', "volume", None),
        ("volume: !!bool maybe", "volume", "maybe"),
        ("volume: 0o17", "volume", "0o17"),
        ("volume: 007", "volume", "007"),
        ("volume: 12:30", "volume", "12:30"),
        ("volume: 2001-02-03", "volume", "2001-02-03"),
        ("volume: ~", "volume", None),
    ],
)
def test_values_of_yaml_are_the_text_that_stands_there(
    tmp_path: Path, line: str, name: str, said: str | None
) -> None:
    paper = read(tmp_path, CSL.replace("volume: 4", line), "refs.yaml").papers[0]
    assert paper.extra.get(name) == said


@pytest.mark.parametrize("family", ["Yes", "Off", "1e3"])
def test_a_name_in_yaml_is_no_truth_and_no_number(tmp_path: Path, family: str) -> None:
    paper = read(tmp_path, CSL.replace("family: Alm", f"family: {family}"), "refs.yaml").papers[
        0
    ]
    assert paper.names[0] == f"{family}, Eva"


@pytest.mark.parametrize("depth", [500, 40_000])
@pytest.mark.parametrize("opened", ["[", "{a: "])
def test_yaml_nested_without_end_is_refused(tmp_path: Path, depth: int, opened: str) -> None:
    with pytest.raises(SourceError, match="within each other"):
        read(tmp_path, f"references: {opened * depth}", "refs.yaml")


def test_a_person_alone_needs_no_list_in_yaml(tmp_path: Path) -> None:
    text = CSL.replace("[{family: Ek, given: Bo}]", "{family: Ek, given: Bo}")
    text = text.replace("  type: book", "  type: book\n  editor: {literal: Canal Board}")
    paper = read(tmp_path, text, "refs.yaml").papers[1]
    assert (paper.names, paper.extra["editors"]) == (("Ek, Bo",), "{Canal Board}")


@pytest.mark.parametrize("title", ["&a [*a]", "&a {x: *a}"])
def test_what_holds_itself_is_read_once(tmp_path: Path, title: str) -> None:
    text = f"{CSL}".replace("title: Gates of the delta", f"title: {title}")
    imported = read(tmp_path, text, "refs.yaml")
    assert "Keepers of locks" in [paper.title for paper in imported.papers]


def test_names_that_stand_for_ever_more_are_read_once(tmp_path: Path) -> None:
    lines = [f"  - &n{n} [*n{n - 1}, *n{n - 1}]" for n in range(1, 60)]
    grown = "more:\n  - &n0 [x]\n" + "\n".join(lines)
    imported = read(tmp_path, CSL.replace("...\n", grown + "\n"), "refs.yaml")
    assert len(imported.papers) == 2


@pytest.mark.parametrize(
    "old",
    ["title: { value: Keepers of locks, verbatim: true }", "author: Ek, Bo"],
)
def test_a_list_within_many_is_no_text(tmp_path: Path, old: str) -> None:
    lines = [f"  - &n{n} [*n{n - 1}]" for n in range(1, 3000)]
    text = HAYAGRIVA.replace(old, f"{old.partition(':')[0]}: *n2999")
    text = "more:\n  - &n0 [x]\n" + "\n".join(lines) + "\n" + text
    assert "Weirs" in [paper.title for paper in read(tmp_path, text, "refs.yaml").papers]


def test_a_year_in_yaml_that_is_a_list_is_none(tmp_path: Path) -> None:
    lines = [f"  - &n{n} [*n{n - 1}]" for n in range(1, 3000)]
    text = "more:\n  - &n0 [x]\n" + "\n".join(lines) + "\n" + CSL.removeprefix("---\n")
    imported = read(tmp_path, text.replace("year: 2011", "year: *n2999"), "refs.yaml")
    assert [paper.date is None for paper in imported.papers] == [True, False]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (CSL.replace("given: Eva", 'given: "Eva'), 4),
        (HAYAGRIVA.replace("date: 2011-04", "date: [2011"), 2),
    ],
)
def test_of_damaged_yaml_what_is_whole_is_read(tmp_path: Path, text: str, line: int) -> None:
    imported = read(tmp_path, text, "refs.yaml")
    assert "Keepers of locks" in [paper.title for paper in imported.papers]
    assert [skipped.source for skipped in imported.skipped] == [f"refs.yaml:{line}"]
