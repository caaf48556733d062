"""`songline prompts`: what is said to models, and which file says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.errors import ExitCode
from assistant.paths import user_paths
from prompts import find_prompt, find_strays, list_prompts

if TYPE_CHECKING:
    from pathlib import Path

    from tests.assistant.conftest import Songline


@pytest.fixture
def folder() -> Path:
    """The folder for the user's own prompts."""
    made = user_paths().prompts
    made.mkdir(parents=True)
    return made


def test_the_command_lists_all_prompts_and_where_each_comes_from(
    songline: Songline, folder: Path
) -> None:
    (folder / "system.md").write_text("Answer in rhyme.")
    run = songline.run("prompts")
    rows = dict(line.split(maxsplit=1) for line in run.out.splitlines())
    assert run.code == ExitCode.ANSWERED
    assert rows.keys() == {prompt.name for prompt in list_prompts()}
    assert rows["system"] == str(folder / "system.md")
    assert rows["answer"] == "built in"
    assert str(folder) in run.err


def test_the_command_shows_a_prompt_as_it_stands(songline: Songline, folder: Path) -> None:
    shown = songline.run("prompts", "source")
    assert shown.code == ExitCode.ANSWERED
    assert shown.out == find_prompt("source").shipped.read_text(encoding="utf-8")
    assert "its variables: number, title, authors, year, abstract" in shown.err
    (folder / "system.md").write_text("Answer in rhyme\x1b[2J.")
    own = songline.run("prompts", "system")
    assert own.out.startswith("Answer in rhyme")
    assert "\x1b" not in own.out
    assert str(folder / "system.md") in own.err


def test_the_command_says_what_is_wrong_with_ones_own(songline: Songline, folder: Path) -> None:
    (folder / "source.md").write_text("$titel")
    (folder / "sauce.md").write_text("$title")
    assert find_strays() == [folder / "sauce.md"]
    listed = songline.run("prompts")
    assert listed.code == ExitCode.BAD_INPUT
    assert "no variable $titel" in listed.err
    assert (
        f"There is no prompt 'sauce' for {folder / 'sauce.md'}\nDid you mean 'source'?"
        in listed.err
    )
    shown = songline.run("prompts", "source")
    assert (shown.code, shown.out) == (ExitCode.BAD_INPUT, "$titel\n")
    unknown = songline.run("prompts", "sauce")
    assert (unknown.code, unknown.out) == (ExitCode.BAD_INPUT, "")
    assert "Did you mean 'source'?" in unknown.err


def test_a_question_is_not_asked_with_a_broken_prompt(songline: Songline, folder: Path) -> None:
    (folder / "answer.md").write_text("Answer $qeustion from $sources in $sentences sentences.")
    run = songline("ask", "What NDS does HoP reach on nuScenes?")
    assert (run.code, run.out) == (ExitCode.BAD_INPUT, "")
    assert "there is no variable $qeustion\nDid you mean $question?" in run.err
