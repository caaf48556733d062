"""Line by line: the plan and the draft of related work, other conversations, entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from assistant.cli.commands import plain_drafting
from assistant.engine.following import follow
from assistant.errors import BackendError
from tests.assistant.asking import HOP_QUESTION
from tests.assistant.cli.commands.test_chat import conversations

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.composing.answer import Answer
    from tests.assistant.conftest import Songline


def test_a_plan_is_changed_written_redone_and_saved(songline: Songline, tmp_path: Path) -> None:
    file = tmp_path / "draft.tex"
    lines = (
        "/plan face recognition",
        "/out 2",
        "/out 2",
        "/move 1 2",
        "/in 2",
        "/move 1",
        "/out 99",
        "/write",
        "/redo 1.2",
        "/redo 9",
        f"/draft latex {file}",
    )
    run = songline("chat", "--plain", typed="\n".join(lines))
    assert "Paragraph 1:" in run.out
    assert "“" in run.out.partition("Not in it:")[0]
    assert "paragraph 1: 1, 3" in run.err
    assert "Paper 2 is not in the plan" in run.err
    assert "paragraph 1: 3" in run.err
    assert "Say where to: /move 3 2" in run.err
    assert "The plan has no paper 99" in run.err
    assert "[1]" in run.out
    assert "and no paragraph 9" in run.err
    assert r"\cite{" in file.read_text(encoding="utf-8")
    assert file.with_suffix(".bib").exists()


def test_a_draft_stays_where_another_one_fails(
    songline: Songline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writings = 0

    async def fail_at_second(*given: Any) -> Answer:
        nonlocal writings
        writings += 1
        if writings == 2:
            raise BackendError("The line went dead")
        return await follow(*given)

    monkeypatch.setattr(plain_drafting, "follow", fail_at_second)
    file = tmp_path / "draft.tex"
    lines = ("/plan face recognition", "/write", "/write", f"/draft latex {file}")
    run = songline("chat", "--plain", typed="\n".join(lines))
    assert "The line went dead" in run.err
    assert r"\cite{" in file.read_text(encoding="utf-8")


def test_without_a_plan_or_a_draft_it_says_what_to_do(songline: Songline) -> None:
    run = songline("chat", "--plain", typed="/plan\n/write\n/redo 1\n/draft\n")
    assert run.err.count("There is no plan yet") == 2
    assert "There is no related work to write anew" in run.err
    assert "There is no draft yet" in run.err


@pytest.mark.parametrize("command", ["/related", "/summarize"])
def test_what_was_written_last_goes_into_a_file(
    songline: Songline, tmp_path: Path, command: str
) -> None:
    file = tmp_path / "text.md"
    lines = (f"{command} face recognition", f"/draft {file}")
    run = songline("chat", "--plain", typed="\n".join(lines))
    assert f"Written to {file}." in run.err
    assert "[@" in file.read_text(encoding="utf-8")
    assert file.with_suffix(".bib").exists()


def test_related_work_that_was_not_planned_is_written_anew_too(songline: Songline) -> None:
    run = songline("chat", "--plain", typed="/related face recognition\n/redo 1.1\n/plan\n")
    assert "no related work" not in run.err
    assert "Paragraph 1:" in run.out


def test_a_conversation_is_forked_and_gone_back_to(songline: Songline) -> None:
    lines = (
        "/fork",
        "/retry",
        HOP_QUESTION,
        "/bibtex 1",
        "/fork other",
        "/retry",
        "/resume nowhere",
        "/resume other",
    )
    run = songline("chat", "--plain", "--session", "talk", typed="\n".join(lines))
    assert "There is no answer to go on from" in run.err
    assert "Nothing has been asked yet" in run.err
    assert "{zong2023temporal," in run.out
    assert "This is “other” now; “talk” stays as it is." in run.err
    assert "There is no conversation nowhere" in run.err
    assert "other: 2 turns" in run.err
    assert sorted(conversations()) == [1, 2]
