"""A paper that was retracted says so wherever it is listed, cited or drafted from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assistant.cli.commands.lines import describe
from assistant.composing.lines.finding import Lines
from assistant.errors import ExitCode
from assistant.tui.widgets.sources import ListedSource, card
from store import Library
from store.exporters import bibtex
from store.paper import Extra

if TYPE_CHECKING:
    from pathlib import Path

    from store.paper import Paper
    from tests.assistant.conftest import Songline

HOP = "zong2023temporal"
QUESTION = "What NDS does HoP reach on nuScenes?"
TOLD = "[1] was retracted (notice: 10.1109/notice)"


def _marked(paper: Paper) -> Paper:
    return replace(paper, extra=Extra({**paper.extra, "retracted": "10.1109/notice"}))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, seed_papers: tuple[Paper, ...]) -> Path:
    """The seeds, of which one was retracted."""
    folder = tmp_path_factory.mktemp("retracted") / "library"
    with Library.open(folder) as library:
        library.add([_marked(each) if each.key == HOP else each for each in seed_papers])
    return folder


def test_lists_mark_it(songline: Songline, place: Path) -> None:
    out = songline("papers", library=place).out
    assert [line for line in out.splitlines() if "[retracted] " in line] == [
        line for line in out.splitlines() if line.startswith(HOP)
    ]
    assert "[retracted] " in songline("search", "HoP historical object", library=place).out


def test_an_answer_that_cites_it_says_so(songline: Songline, place: Path) -> None:
    run = songline("ask", QUESTION, library=place)
    assert TOLD in run.out.splitlines()
    shown = songline("ask", QUESTION, "--json", library=place).json
    assert shown["citations"][0]["retracted"] == "was retracted (notice: 10.1109/notice)"
    assert TOLD in shown["notes"]
    plain = songline("ask", QUESTION)
    assert "retracted" not in plain.out
    assert songline("ask", QUESTION, "--json").json["citations"][0]["retracted"] is None


def test_it_is_kept_with_the_conversation(songline: Songline, place: Path) -> None:
    songline("ask", QUESTION, "--session", "moors", library=place)
    for form in ("markdown", "html"):
        out = songline("export", "--session", "moors", "--format", form, library=place).out
        assert "was retracted (notice: 10.1109/notice)" in out


@pytest.mark.parametrize("form", ["text", "markdown", "latex"])
def test_a_summary_says_so(songline: Songline, place: Path, form: str) -> None:
    run = songline("summarize", "3D object detection", "--format", form, library=place)
    assert "was retracted (notice: 10.1109/notice)" in run.out + run.err


@pytest.mark.parametrize("form", [(), ("--format", "latex")])
def test_related_work_says_so(songline: Songline, place: Path, form: tuple[str, ...]) -> None:
    run = songline(
        "related",
        "multi-view 3D object detection over time",
        "--pin",
        HOP,
        *form,
        library=place,
    )
    assert "was retracted (notice: 10.1109/notice)" in run.out + run.err
    assert f"{HOP:<28}  Zong et al. · 2023  [retracted] " in run.err


def test_a_draft_that_cites_it_is_told(songline: Songline, place: Path, tmp_path: Path) -> None:
    draft, bib = tmp_path / "a.tex", tmp_path / "a.bib"
    draft.write_text(
        "One.\n\nHoP achieves 68.5\\% NDS and 62.4\\% mAP with ViT-L on nuScenes test"
        f" \\cite{{{HOP}}}. It is known \\cite{{{HOP}}}.\n"
    )
    with Library.open(place) as library:
        paper = library.get(HOP)
    assert paper is not None
    bib.write_text(bibtex([replace(paper, extra=Extra())]))
    told = f"a.tex:3: retracted: {HOP} was retracted (notice: 10.1109/notice)"
    for options in ((), ("--keys-only",)):
        run = songline("related", "--check", str(draft), str(bib), *options, library=place)
        assert run.code == ExitCode.ABSTAINED
        assert run.out.count(told) == 1
    alone = songline("related", "--check", str(draft), library=place)
    assert told in alone.out
    # The bibliography may say so where the library does not.
    bib.write_text(bibtex([replace(paper, title=f"RETRACTED: {paper.title}", extra=Extra())]))
    run = songline(
        "related", "--check", str(draft), str(bib), "--keys-only", "--format", "github"
    )
    assert "title=retracted::" in run.out


def test_the_sources_of_the_chat_mark_it(seed_papers: tuple[Paper, ...]) -> None:
    paper = next(_marked(each) for each in seed_papers if each.key == HOP)
    lines = card(ListedSource(1, paper), 1.0, 60).plain
    assert lines.startswith("1 ○ [retracted] ")


@pytest.mark.parametrize("width", [None, 60])
def test_lines_mark_it(seed_papers: tuple[Paper, ...], width: int | None) -> None:
    paper = next(_marked(each) for each in seed_papers if each.key == HOP)
    lines = Lines((), (paper,))
    assert "[retracted] " in "\n".join(describe(lines, width))
