"""`songline papers`: filters, words of titles, and papers as JSON."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import TYPE_CHECKING

import pytest

from assistant.errors import ExitCode
from store.library import Library
from store.paper import Paper

if TYPE_CHECKING:
    from pathlib import Path

    from tests.assistant.conftest import Songline


def keys(songline: Songline, *arguments: str) -> list[str]:
    return [paper["key"] for paper in songline("papers", *arguments, "--json").json]


def test_all_papers_are_listed_the_newest_first(
    songline: Songline, seed_papers: tuple[Paper, ...]
) -> None:
    listed = songline("papers", "--json").json
    assert {paper["key"] for paper in listed} == {paper.key for paper in seed_papers}
    assert len(listed) == 47
    dates = [paper["date"] for paper in listed]
    days = [(date["year"], date["month"] or 0, date["day"] or 0) for date in dates]
    assert days == sorted(days, reverse=True)


def test_a_paper_as_json_has_the_fields_of_a_paper(
    songline: Songline, seed_papers: tuple[Paper, ...]
) -> None:
    known = {paper.key: paper for paper in seed_papers}
    for listed in songline("papers", "--json").json:
        assert list(listed) == [field.name for field in fields(Paper)]
        paper = asdict(known[listed["key"]])
        assert listed == paper | {
            name: list(paper[name]) for name in ("authors", "affiliations", "names", "records")
        }


def test_a_date_is_an_object_and_says_whether_its_year_was_inferred(songline: Songline) -> None:
    (salt,) = songline("papers", "key:ge2026salt", "--json").json
    assert salt["date"] == {"year": 2026, "month": 4, "day": 3, "inferred": True}
    (hop,) = songline("papers", "key:zong2023temporal", "--json").json
    assert list(hop["date"].items()) == [
        ("year", 2023),
        ("month", 4),
        ("day", 3),
        ("inferred", False),
    ]


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        (["year:2021"], 4),
        (["year:2017..2019"], 3),
        (["year:>=2026"], 3),
        (["code:yes"], 17),
        (["-code:yes"], 30),
        (["year:2021", "-code:yes"], 3),
        (["-year:2021"], 43),
        (["field:LG"], 1),
        (["-field:LG", "code:yes", "year:1999"], 0),
        (['first:"Guanglu Song"'], 4),
        (["author:zong", "year:2023"], 1),
        (["UniNet"], 2),
        (["uninet", "year:2022"], 1),
        (["FACE  recognition"], 3),
        (["“Classifier–Free”"], 1),
    ],
)
def test_filters_and_words_of_titles_narrow_the_list(
    songline: Songline, arguments: list[str], count: int
) -> None:
    assert len(keys(songline, *arguments)) == count


def test_people_read_a_line_a_paper_and_the_number_beside_it(songline: Songline) -> None:
    run = songline("papers", "year:2021")
    assert run.code == ExitCode.ANSWERED
    assert len(run.out.splitlines()) == 4
    assert run.err == "4 papers\n"


def test_none_found_is_an_empty_list_and_no_error(songline: Songline) -> None:
    run = songline("papers", "year:1999", "--json")
    assert (run.code, run.json, run.err) == (ExitCode.ANSWERED, [], "")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [("year:soon", "'soon'"), ("yaer:2021", "Did you mean year:2021"), ("code:maybe", "maybe")],
)
def test_a_filter_that_makes_no_sense_exits_with_2(
    songline: Songline, wrong: str, told: str
) -> None:
    run = songline("papers", wrong, "--json")
    assert (run.code, run.out) == (ExitCode.BAD_INPUT, "")
    assert told in run.err


HOSTILE = "a\x1b]52;c;aGFja2Vk\x07b\x1b[31mred\x9b32m\u202edlrow\u2066\x85c\x7f\rd\ufeff"


def test_no_control_character_of_a_paper_reaches_standard_output(
    songline: Songline, tmp_path: Path
) -> None:
    hostile = Paper(
        "evil2020",
        f"Masked {HOSTILE}",
        (HOSTILE,),
        False,
        None,
        f"We study frogs in masked ponds {HOSTILE}. A frog {HOSTILE} sings in ponds.",
        HOSTILE,
        None,
        venue=HOSTILE,
    )
    with Library.open(tmp_path / "hostile") as library:
        library.add([hostile])
    for command in (
        ["papers"],
        ["search", "masked frogs"],
        ["ask", "Where do frogs sing?"],
        ["ask", "Who wrote the paper on masked frogs?"],
        ["ask", "How many papers are there by everyone?"],
        ["ask", "What is the capital of France?"],
    ):
        for options in ([], ["--json"]):
            run = songline(*command, *options, library=tmp_path / "hostile")
            assert run.code in (ExitCode.ANSWERED, ExitCode.ABSTAINED)
            assert run.out
            assert all(char == "\n" or char.isprintable() for char in run.out + run.err)
    (listed,) = songline("papers", "--json", library=tmp_path / "hostile").json
    assert listed["title"] == f"Masked {HOSTILE}"
