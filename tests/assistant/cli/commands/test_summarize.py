"""`songline summarize`."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.errors import ExitCode
from tests.scripted import ScriptedBackend

if TYPE_CHECKING:
    from tests.assistant.conftest import Songline

_LABELLED = Path(__file__).parents[2] / "labelled" / "lines.toml"
TOPICS = tomllib.loads(_LABELLED.read_text(encoding="utf-8"))["topic"]


@pytest.mark.parametrize("topic", TOPICS, ids=[topic["asked"] for topic in TOPICS])
def test_a_topic_is_told_with_its_papers_in_time_order(
    songline: Songline, topic: dict[str, list[str]]
) -> None:
    told = songline("summarize", str(topic["asked"]), "--json").json
    keys = [step["key"] for step in told["timeline"]]
    right = set(keys) & set(topic["papers"])
    assert len(right) / len(keys) >= 0.9
    assert len(right) / len(topic["papers"]) >= 0.9
    years = [step["year"] for step in told["timeline"]]
    assert years == sorted(years)
    assert [citation["key"] for citation in told["citations"]]


def test_every_sentence_passes_the_check_and_none_speaks_as_the_authors(
    songline: Songline,
) -> None:
    for topic in ((), ("object detection",), ("video generation", "--years", "2023..2024")):
        told = songline("summarize", *topic, "--format", "json").json
        assert {sentence["verdict"] for sentence in told["sentences"]} <= {
            "quoted",
            "supported",
            "catalogue",
            "meta",
        }
        assert not any(sentence["text"].startswith("We ") for sentence in told["sentences"])
        assert not told["abstained"]


def test_a_step_tells_what_was_new_and_the_number_that_shows_it(songline: Songline) -> None:
    steps = {
        step["key"]: step for step in songline("summarize", "DETR", "--json").json["timeline"]
    }
    step = steps["zong2022detrs"]
    assert "collaborative hybrid assignments" in step["new"]
    assert "66.0% AP" in step["number"]
    assert step["year"] == 2022


def test_a_line_is_told_by_its_number_and_by_its_name(songline: Songline) -> None:
    lines = songline("lines", "--json").json["lines"]
    by_number = songline("summarize", str(lines[-1]["number"]), "--json").json
    by_name = songline("summarize", lines[-1]["name"], "--json").json
    assert by_number["retrieved"] == by_name["retrieved"] == lines[-1]["papers"]


def test_a_line_that_is_not_there_is_bad_input(songline: Songline) -> None:
    run = songline("summarize", "99")
    assert run.code == ExitCode.BAD_INPUT
    assert "songline lines" in run.err


def test_an_unknown_topic_abstains_with_a_whole_object(songline: Songline) -> None:
    run = songline("summarize", "ocean salinity and plankton", "--json")
    assert run.code == ExitCode.ABSTAINED
    assert run.json["abstained"]
    assert run.json["citations"] == run.json["timeline"] == []


def test_years_that_are_none_are_bad_input(songline: Songline) -> None:
    assert songline("summarize", "faces", "--years", "soon").code == ExitCode.BAD_INPUT


def test_years_bound_the_papers(songline: Songline) -> None:
    told = songline("summarize", "--years", "2021..2022", "--json").json
    assert {step["year"] for step in told["timeline"]} == {2021, 2022}


@pytest.mark.parametrize(
    ("topic", "opening"),
    [("1", r"The line “.+” has (\d+) papers"), ("", r"The library holds (\d+) papers")],
)
def test_papers_of_some_years_are_told_as_a_part(
    songline: Songline, topic: str, opening: str
) -> None:
    total = re.match(f"{opening}, ", songline("summarize", topic).out)
    told = songline("summarize", topic, "--years", "2021..2022").out
    some = re.match(rf"{opening}; (\d+) (?:is|are) told here, ", told)
    assert total
    assert some
    assert some[1] == total[1]
    assert int(some[2]) < int(some[1])


def test_papers_on_a_topic_are_told_as_those_of_the_years(songline: Songline) -> None:
    asked = len(songline("papers", "year:2021..2022", "--json").json)
    out = songline("summarize", "transformers", "--years", "2021..2022").out
    assert re.match(
        rf"The library holds \d+ papers on “transformers” among the {asked} asked for, ", out
    )


def test_text_has_headings_without_signs_and_the_papers_below(songline: Songline) -> None:
    out = songline("summarize", "face", "swapping").out
    assert "\nTimeline\n" in out
    assert "#" not in out
    assert out.count("VividFace: A Diffusion-Based") == 1
    assert "[1] shao2024vividface" in out


def test_markdown_has_headings_and_sources(songline: Songline) -> None:
    out = songline("summarize", "face swapping", "--format", "markdown").out
    assert "\n## Timeline\n" in out
    assert "\n## Sources\n\n- [1] " in out


def test_latex_cites_by_key_and_is_escaped(songline: Songline) -> None:
    out = songline("summarize", "DETR", "--format", "latex").out
    assert "\\paragraph{Timeline}" in out
    assert "~\\cite{zong2022detrs}" in out
    assert "66.0\\% AP" in out
    assert out.count("\\begin{itemize}") == out.count("\\end{itemize}") > 0
    assert "[1]" not in out


def test_the_same_library_gives_the_same_bytes(songline: Songline) -> None:
    assert songline("summarize").out == songline("summarize").out


def test_headings_that_arrive_in_pieces_lose_their_signs(songline: Songline) -> None:
    songline.answer_with(
        ScriptedBackend(
            ["#", "# Time", "line\n\nNothing [1].\n", "\n#", "#", "# More\n\nC# is."]
        )
    )
    out = songline("summarize", "face swapping").out
    assert out.startswith("Timeline\n")
    assert "\nMore\n" in out
    assert "C# is" in out
