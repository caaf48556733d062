"""`songline` without a terminal and `songline chat --plain`: the conversation line by line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from assistant.backends.base import Usage
from assistant.engine.sessions.sessions import Sessions
from assistant.errors import BackendError, ExitCode
from assistant.paths import user_paths
from tests.assistant.asking import HOP_QUESTION
from tests.assistant.cli.commands.test_ask import Interrupted, turns_of
from tests.scripted import ScriptedBackend

if TYPE_CHECKING:
    from pathlib import Path

    from tests.assistant.conftest import Songline


def conversations() -> list[int]:
    """Return how many turns each conversation has, the newest first."""
    with Sessions(user_paths().sessions) as sessions:
        return [summary.turns for summary in sessions.list()]


@pytest.mark.parametrize("command", [["chat", "--plain"], ["chat"], []])
def test_a_question_is_answered_with_its_source(songline: Songline, command: list[str]) -> None:
    run = songline(*command, typed=f"{HOP_QUESTION}\n/quit\n{HOP_QUESTION}\n")
    assert run.code == ExitCode.ANSWERED
    assert run.out.count("68.5% NDS") == 1
    assert "[1] Temporal Enhanced Training" in run.out
    assert "\x1b" not in run.out + run.err
    assert "47 papers" in run.err


def test_the_end_of_the_input_ends_the_conversation(songline: Songline) -> None:
    run = songline("chat", "--plain", typed="What is RAPHAEL?\n\n   \nWho wrote it?")
    assert run.code == ExitCode.ANSWERED
    assert "Zeyue Xue" in run.out
    assert conversations() == [2]


def test_no_prompt_is_written_where_nobody_types(songline: Songline) -> None:
    assert ">" not in songline("chat", "--plain", typed="\n").err


def test_what_the_conversation_has_cost_stands_below_each_answer(songline: Songline) -> None:
    usage = Usage(800, 60, estimated=False, cost=0.25, currency="EUR")
    songline.answer_with(ScriptedBackend(["HoP [1]."], usage=usage, model="small"))
    run = songline("chat", "--plain", typed=f"{HOP_QUESTION}\n{HOP_QUESTION}\n")
    first, second = (line for line in run.out.splitlines() if line.startswith("small:"))
    assert "in all" not in first
    cost = float(second.partition("cost ")[2].split()[0])
    before = float(first.partition("cost ")[2].split()[0])
    assert second.endswith(f"(in all {cost + before:g} EUR)")


def test_new_begins_another_conversation(songline: Songline) -> None:
    run = songline(
        "chat", "--plain", typed="What is RAPHAEL?\n/new\nWho wrote it?\nWhat is MoVA?\n"
    )
    assert "Zeyue Xue" not in run.out
    assert conversations() == [2, 1]


def test_a_named_conversation_goes_on(songline: Songline) -> None:
    songline("ask", "What is RAPHAEL?", "--session", "talk")
    assert "Zeyue Xue" in songline("--session", "talk", typed="Who wrote it?\n").out
    assert "Zeyue Xue" in songline("chat", "--plain", "--continue", typed="Who wrote it?\n").out
    assert len(turns_of("talk")) == 3


def test_a_source_is_pinned_or_left_out_line_by_line(songline: Songline) -> None:
    songline("chat", "--plain", "--session", "pins", typed=f"{HOP_QUESTION}\n/exclude 1\n")
    asked, without = turns_of("pins")
    assert asked.question == without.question == HOP_QUESTION
    assert "zong2023temporal" in asked.answer.retrieved
    assert "zong2023temporal" not in without.answer.retrieved
    pinned = songline("chat", "--plain", typed=f"{HOP_QUESTION}\n/pin 2\n/pin 99\n")
    assert "[2]" in pinned.out
    assert "no source 99" in pinned.err


def test_a_new_name_is_said_with_those_that_there_are(songline: Songline) -> None:
    songline("ask", "What is RAPHAEL?", "--session", "talk")
    assert "There are: talk" in songline("--session", "tlak", typed="\n").err


def test_papers_lists_as_the_command_does(songline: Songline) -> None:
    for arguments in ("year:2021", "-code:yes year:2020", "uninet"):
        listed = songline("papers", *arguments.split()).out
        assert listed
        assert songline("chat", "--plain", typed=f"/papers {arguments}\n").out == f"{listed}\n"
    assert len(songline("chat", "--plain", typed="/PAPERS\n").out.split("\n")) == 47 + 2


def test_help_names_every_command(songline: Songline) -> None:
    told = songline("chat", "--plain", typed="/help\n").out
    assert all(
        command in told for command in ("/papers", "/lines", "/summarize", "/new", "/quit")
    )


def test_lines_are_told_as_the_command_tells_them(songline: Songline) -> None:
    assert songline("chat", "--plain", typed="/lines\n").out == f"{songline('lines').out}\n"


def test_a_summary_is_told_and_kept_as_a_turn(songline: Songline) -> None:
    run = songline(
        "chat",
        "--plain",
        "--session",
        "told",
        typed="/summarize face swapping\n/summarize 99\n",
    )
    assert "VividFace" in run.out
    assert "There is no line 99" in run.err
    assert [turn.question for turn in turns_of("told")] == ["Summarize face swapping"]


@pytest.mark.parametrize("leave", ["/quit", "/exit", "/QUIT", "  /quit  "])
def test_leaving(songline: Songline, leave: str) -> None:
    run = songline("chat", "--plain", typed=f"{leave}\n{HOP_QUESTION}\n")
    assert (run.code, run.out) == (ExitCode.ANSWERED, "")


def test_a_command_that_does_not_exist_is_no_question(songline: Songline) -> None:
    run = songline("chat", "--plain", typed="/dance now\n/help\n")
    assert "There is no command /dance" in run.err
    assert "/papers" in run.out
    assert conversations() == []


@pytest.mark.parametrize(
    "wrong", ["yaer:2021 what is HoP?", "/papers year:soon", "what is year:soon"]
)
def test_after_what_cannot_be_understood_the_conversation_goes_on(
    songline: Songline, wrong: str
) -> None:
    run = songline("chat", "--plain", typed=f"{wrong}\n{HOP_QUESTION}\n")
    assert run.code == ExitCode.ANSWERED
    assert "songline: " in run.err
    assert "68.5% NDS" in run.out


def test_after_a_backend_failed_the_conversation_goes_on(songline: Songline) -> None:
    backend = ScriptedBackend(["HoP achieves 68.5% NDS", BackendError("gone")])
    songline.answer_with(backend)
    run = songline(
        "chat", "--plain", "--session", "half", typed=f"{HOP_QUESTION}\n{HOP_QUESTION}\n/help\n"
    )
    assert run.code == ExitCode.ANSWERED
    assert run.err.count("songline: gone") == 2
    assert "/papers" in run.out
    assert [turn.answer.failure for turn in turns_of("half")] == ["gone", "gone"]
    assert backend.open_streams == 0


def test_ctrl_c_while_an_answer_arrives_keeps_it_and_leaves(songline: Songline) -> None:
    songline.answer_with(Interrupted(["HoP achieves 68.5% NDS [1]."]))
    run = songline(
        "chat", "--plain", "--session", "cut", typed=f"{HOP_QUESTION}\n{HOP_QUESTION}\n"
    )
    assert run.code == ExitCode.INTERRUPTED
    assert run.err.endswith("songline: interrupted; what was finished is kept\n")
    assert [turn.answer.stopped for turn in turns_of("cut")] == [True]


class Interrupting:
    """A keyboard at which someone presses Ctrl+C."""

    def isatty(self) -> bool:
        return False

    def readline(self) -> str:
        raise KeyboardInterrupt


def test_ctrl_c_while_nothing_happens_leaves(
    songline: Songline, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", Interrupting())
    run = songline.run("chat", "--plain", "--library", str(songline.library))
    assert run.code == ExitCode.INTERRUPTED
    assert "Traceback" not in run.err


def test_bytes_that_are_no_text_do_not_end_the_conversation(songline: Songline) -> None:
    run = songline("chat", "--plain", typed=b"\xff\xfe what?\n" + HOP_QUESTION.encode() + b"\n")
    assert run.code == ExitCode.ANSWERED
    assert "68.5% NDS" in run.out


def test_a_library_that_is_not_there_exits_with_5(songline: Songline, tmp_path: Path) -> None:
    run = songline("chat", "--plain", typed=f"{HOP_QUESTION}\n", library=tmp_path / "absent")
    assert (run.code, run.out) == (ExitCode.LIBRARY_UNUSABLE, "")


def test_related_work_is_a_turn_of_the_conversation(songline: Songline) -> None:
    run = songline("chat", "--plain", typed="/related face recognition\n/related\n")
    assert run.code == ExitCode.ANSWERED
    assert "Zhang et al. [4]" in run.out
    assert "[1] Towards Flops-constrained Face Recognition" in run.out
    assert "Say what your paper is about: /related TOPIC" in run.err
    assert conversations() == [1]


def test_a_number_reads_the_abstract_of_a_source_with_what_was_quoted(
    songline: Songline,
) -> None:
    typed = f"{HOP_QUESTION}\n1\n/sources\n99\n"
    run = songline("chat", "--plain", typed=typed)
    assert "»" in run.out
    assert "68.5% NDS" in run.out.partition("»")[2].partition("«")[0]
    assert "  1* zong2023temporal" in run.out
    assert "The last answer has no source 99" in run.err
