"""`songline export`: papers as references, and conversations as documents."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from bibtexparser.entrypoint import parse_string

from assistant.errors import ExitCode
from store.library import Library
from tests.assistant.asking import HOP, HOP_QUESTION
from tests.store.samples import bare

if TYPE_CHECKING:
    from pathlib import Path

    from store.paper import Paper
    from tests.assistant.conftest import Songline


def test_all_papers_come_as_bibtex(songline: Songline, seed_papers: tuple[Paper, ...]) -> None:
    run = songline("export")
    assert run.code == ExitCode.ANSWERED
    assert {entry.key for entry in parse_string(run.out).entries} == {
        paper.key for paper in seed_papers
    }
    assert run.err == "47 papers\n"


@pytest.mark.parametrize(
    "form", ["bibtex", "ris", "csl-json", "apa", "ieee", "acm", "chicago", "markdown"]
)
def test_a_filter_and_a_format(songline: Songline, form: str, tmp_path: Path) -> None:
    run = songline("export", "year:2021", "-code:yes", "--format", form)
    assert (run.code, run.err) == (ExitCode.ANSWERED, "3 papers\n")
    place = tmp_path / "refs"
    told = songline(
        "export", "year:2021", "-code:yes", "--format", form, "--output", str(place)
    )
    assert (told.code, told.out) == (ExitCode.ANSWERED, "")
    assert place.read_text(encoding="utf-8") == run.out


def test_escaped_is_ascii(songline: Songline) -> None:
    assert songline("export", "--escaped").out.isascii()


def test_a_key_that_no_bib_can_hold_does_not_keep_the_others_out(
    songline: Songline, tmp_path: Path
) -> None:
    with Library.open(tmp_path / "odd") as library:
        library.add([bare("a{b", "A frog sings"), bare("frog2020", "Frogs sing")])
    run = songline("export", library=tmp_path / "odd")
    assert run.code == ExitCode.ANSWERED
    assert [entry.key for entry in parse_string(run.out).entries] == ["frog2020"]
    assert "left out: a{b" in run.err
    assert run.err.endswith("1 paper\n")
    assert "A frog sings" in songline("export", "--format", "ris", library=tmp_path / "odd").out


def test_a_file_in_the_way_is_kept(songline: Songline, tmp_path: Path) -> None:
    place = tmp_path / "refs.bib"
    place.write_text("mine")
    run = songline("export", "--output", str(place))
    assert (run.code, place.read_text()) == (ExitCode.BAD_INPUT, "mine")
    assert "--force" in run.err
    assert songline("export", "--output", str(place), "--force").code == ExitCode.ANSWERED
    assert place.read_text().startswith("@")


def test_a_session_comes_whole_and_the_last_answer_alone(songline: Songline) -> None:
    songline("ask", HOP_QUESTION, "--session", "talk")
    songline("ask", "How many papers are there?", "--session", "talk")
    said = songline("export", "--session", "talk", "--format", "json").json
    assert [turn["question"] for turn in said["turns"]] == [
        HOP_QUESTION,
        "How many papers are there?",
    ]
    assert list(said["papers"]) == [HOP]
    last = songline("export", "--last", "--format", "json").json
    assert last["turns"] == said["turns"][1:]
    assert "# talk" in songline("export", "--session", "talk").out


def test_latex_comes_with_its_bib_and_needs_a_file(songline: Songline, tmp_path: Path) -> None:
    songline("ask", HOP_QUESTION, "--session", "talk")
    refused = songline("export", "--session", "talk", "--format", "latex")
    assert refused.code == ExitCode.BAD_INPUT
    assert "--output" in refused.err
    for name in ("draft.bib", "my draft.tex"):
        options = ("--format", "latex", "--output", str(tmp_path / name))
        assert songline("export", "--last", *options).code == ExitCode.BAD_INPUT
    assert not list(tmp_path.glob("*draft*"))
    place = tmp_path / "draft.tex"
    assert (
        songline("export", "--session", "talk", "--format", "latex", "-o", str(place)).code == 0
    )
    assert f"\\cite{{{HOP}}}" in place.read_text()
    assert [
        entry.key for entry in parse_string((tmp_path / "draft.bib").read_text()).entries
    ] == [HOP]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--format", "docx"], "bibtex"),
        (["--session", "none"], "no conversation"),
        (["--last"], "no conversation"),
        (["--last", "year:2021"], "as a whole"),
        (["yaer:2021"], "year"),
    ],
)
def test_what_cannot_be_done_is_told(
    songline: Songline, arguments: list[str], told: str
) -> None:
    run = songline("export", *arguments)
    assert (run.code, run.out) == (ExitCode.BAD_INPUT, "")
    assert told in run.err


def test_a_format_of_papers_is_none_of_conversations(songline: Songline) -> None:
    songline("ask", HOP_QUESTION, "--session", "talk")
    run = songline("export", "--session", "talk", "--format", "ris")
    assert run.code == ExitCode.BAD_INPUT
    assert "markdown, latex, html, json" in run.err


def test_the_plain_chat_exports_what_was_said(
    songline: Songline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    typed = (
        f"{HOP_QUESTION}\n/export\n/export\n/export {tmp_path}/talk.json\n/export "
        f"docx\n/export latex a.tex\n"
    )
    run = songline("chat", "--plain", "--session", "My Talk: 1", typed=typed)
    assert run.code == ExitCode.ANSWERED
    assert "There is no format 'docx'" in run.err
    names = {path.name for path in tmp_path.iterdir() if path.is_file()}
    assert names == {
        "songline-my-talk-1.md",
        "songline-my-talk-1-2.md",
        "talk.json",
        "a.tex",
        "a.bib",
    }
    assert (
        json.loads((tmp_path / "talk.json").read_text())["turns"][0]["question"] == HOP_QUESTION
    )
