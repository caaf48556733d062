"""The command line as a whole: its options, its exit codes, and what it never prints."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.metadata import version
from io import BytesIO, TextIOWrapper
from typing import TYPE_CHECKING

import pytest

from assistant.cli.main import main
from assistant.errors import BackendError, ExitCode
from store.library import Library
from tests.assistant.asking import HOP_QUESTION
from tests.conftest import SEED
from tests.scripted import ScriptedBackend

if TYPE_CHECKING:
    from pathlib import Path

    from tests.assistant.conftest import Songline

COMMANDS = ("chat", "ask", "papers", "search", "ingest", "doctor")


def test_help_names_every_command_and_each_has_its_own(songline: Songline) -> None:
    help_of_all = songline.run("--help")
    assert help_of_all.code == 0
    for command in COMMANDS:
        assert command in help_of_all.out
        own = songline.run(command, "--help")
        assert (own.code, own.err) == (0, "")
        assert f"usage: songline {command}" in own.out
        assert "--library" in own.out


def test_the_version_is_the_installed_one(songline: Songline) -> None:
    assert songline.run("--version").out == f"songline {version('songline')}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["dance"],
        ["ask"],
        ["search"],
        ["ingest"],
        ["ask", "x", "--nonsense"],
        ["ask", "x", "-k", "0"],
        ["ask", "x", "--session", "a", "--continue"],
        ["--library"],
    ],
)
def test_bad_usage_exits_with_2_and_prints_nothing_on_standard_output(
    songline: Songline, arguments: list[str]
) -> None:
    run = songline.run(*arguments)
    assert (run.code, run.out) == (ExitCode.BAD_INPUT, "")
    assert "usage: songline" in run.err


def test_the_library_may_stand_before_or_behind_the_command(
    songline: Songline, seed_folder: Path
) -> None:
    before = songline.run("--library", str(seed_folder), "papers", "year:2021")
    behind = songline.run("papers", "year:2021", "--library", str(seed_folder))
    joined = songline.run("papers", f"--library={seed_folder}", "year:2021")
    assert len(before.out.splitlines()) == 4
    assert before == behind == joined


@pytest.mark.parametrize(
    "command", [["papers"], ["search", "x"], ["ask", "x"], ["chat", "--plain"], ["doctor"]]
)
def test_a_named_library_that_is_not_there_exits_with_5_and_is_not_made(
    songline: Songline, tmp_path: Path, command: list[str]
) -> None:
    absent = tmp_path / "absent"
    run = songline(*command, library=absent)
    assert run.code == ExitCode.LIBRARY_UNUSABLE
    assert f"songline ingest FILE --library {absent}" in run.out + run.err
    assert not absent.exists()


@pytest.mark.parametrize(
    "address", ["http://", "http://host:port", "http://host/path", "ftp://host"]
)
def test_an_address_that_is_none_is_told_as_such(songline: Songline, address: str) -> None:
    run = songline("papers", library=address)
    assert (run.code, run.out) == (ExitCode.BAD_INPUT, "")
    assert "http://127.0.0.1:8000" in run.err


def test_the_first_start_fills_the_library_from_the_seeds_and_says_so(
    songline: Songline, home: Path
) -> None:
    first = songline.run("papers", "--json")
    assert (first.code, len(first.json)) == (ExitCode.ANSWERED, 47)
    assert "filling the library: 47 of 47" in first.err
    assert (home / "library").is_dir()
    second = songline.run("papers", "--json")
    assert (second.out, second.err) == (first.out, "")


def test_a_named_library_is_never_filled_from_the_seeds(
    songline: Songline, tmp_path: Path
) -> None:
    with Library.open(tmp_path / "empty") as library:
        assert library.count() == 0
    assert songline("papers", "--json", library=tmp_path / "empty").json == []
    answer = songline("ask", HOP_QUESTION, "--json", library=tmp_path / "empty")
    assert (answer.code, answer.json["abstained"]) == (ExitCode.ABSTAINED, True)
    with Library.open(tmp_path / "empty") as library:
        assert library.count() == 0


def test_a_tilde_stands_for_the_users_folder(
    songline: Songline, seed_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(seed_folder.parent))
    assert (
        len(songline("papers", "year:2021", library=f"~/{seed_folder.name}").out.splitlines())
        == 4
    )


@pytest.mark.parametrize("negated", ["-code:yes", "-Code:yes", "\N{MINUS SIGN}code:yes"])
def test_a_negated_filter_is_no_option(songline: Songline, negated: str) -> None:
    assert len(songline("papers", negated, "--json").json) == 30
    assert len(songline("papers", "year:2021", negated, "--json").json) == 3


def test_a_hyphen_within_an_argument_stays_one(
    songline: Songline, tmp_path: Path, seed_folder: Path
) -> None:
    for question in ("self-attention: what is it?", "-year:2020 what is HoP?"):
        assert songline("ask", question, "--json").json["question"] == question
    library = tmp_path / "my-papers:new"
    shutil.copytree(seed_folder, library)
    assert songline("papers", "year:2021", library=library).code == ExitCode.ANSWERED
    assert "my-host:80/x" not in songline("papers", library="http://my-host:80/x").out


@pytest.mark.parametrize("command", [["papers", "year:soon"], ["--debug", "search", ""]])
def test_errors_go_to_standard_error_and_show_a_traceback_only_on_demand(
    songline: Songline, command: list[str]
) -> None:
    run = songline(*command)
    assert (run.code, run.out) == (ExitCode.BAD_INPUT, "")
    assert ("Traceback" in run.err) == ("--debug" in command)
    assert "songline: " in run.err.splitlines()[0 if "--debug" not in command else -2]


def test_debug_adds_the_traceback_and_changes_nothing_else(songline: Songline) -> None:
    songline.answer_with(ScriptedBackend([BackendError("gone", advice="Wait.")]))
    plain, shown = songline("ask", HOP_QUESTION), songline("ask", HOP_QUESTION, "--debug")
    assert (shown.code, shown.out) == (plain.code, plain.out) == (ExitCode.BACKEND_FAILED, "")
    assert shown.err.startswith("Traceback")
    assert shown.err.endswith(plain.err)


def test_a_bug_is_told_in_a_sentence(
    songline: Songline, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object) -> None:
        raise ZeroDivisionError("by none")

    monkeypatch.setattr("assistant.cli.commands.papers.open_library", break_down)
    run = songline("papers", "--json")
    assert (run.code, run.out) == (ExitCode.BUG, "")
    assert run.err.startswith("songline: a bug: ZeroDivisionError: by none\n")
    assert "Traceback" not in run.err
    assert "Traceback" in songline("papers", "--debug").err


def test_errors_carry_no_control_characters(songline: Songline, tmp_path: Path) -> None:
    run = songline("papers", library=tmp_path / "a\x1b[31mb")
    assert run.code == ExitCode.LIBRARY_UNUSABLE
    assert "\x1b" not in run.err


@pytest.mark.parametrize(
    "colours", [{"FORCE_COLOR": "1"}, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, {}]
)
def test_standard_output_never_has_escape_codes(
    songline: Songline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, colours: dict[str, str]
) -> None:
    for name, value in colours.items():
        monkeypatch.setenv(name, value)
    runs = [
        songline("ask", HOP_QUESTION),
        songline("ask", HOP_QUESTION, "--json"),
        songline("papers", "year:2021"),
        songline("search", "masked faces"),
        songline("doctor"),
        songline("chat", "--plain", typed="/papers year:2021\n/help\n"),
        songline("ingest", str(SEED), library=tmp_path / "new"),
        songline("--help"),
    ]
    assert all(run.code == ExitCode.ANSWERED and run.out for run in runs)
    assert not any("\x1b" in run.out for run in runs)
    if "FORCE_COLOR" not in colours:
        assert not any("\x1b" in run.err for run in runs)
    if "NO_COLOR" in colours:
        assert not any(f"\x1b[{colour}" in run.err for run in runs for colour in (3, 4, 9))


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_an_encoding_that_lacks_characters_is_no_reason_to_fail(
    seed_folder: Path, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    for command in (["papers"], ["ask", "How many papers list Yu Liu?", "--json"]):
        out = BytesIO()
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", TextIOWrapper(out, encoding=encoding))
            assert main([*command, "--library", str(seed_folder)]) == ExitCode.ANSWERED
            assert out.getvalue().decode(encoding)


def test_a_reader_that_has_had_enough_is_no_error(seed_folder: Path, home: Path) -> None:
    for command in ("papers --json", "papers year:2021"):
        songline = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "assistant",
                *command.split(),
                "--library",
                str(seed_folder),
            ],
            env={**os.environ, "SONGLINE_HOME": str(home)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert songline.stdout is not None
        assert songline.stderr is not None
        songline.stdout.close()
        told = songline.stderr.read()
        songline.stderr.close()
        assert songline.wait() == ExitCode.ANSWERED
        assert told in (b"", b"4 papers\n")


def test_arithmetic_runs_in_one_thread_unless_the_user_says_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    assert main(["backends"]) == 0
    assert os.environ["OPENBLAS_NUM_THREADS"] == "1"
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "4")
    assert main(["backends"]) == 0
    assert os.environ["OPENBLAS_NUM_THREADS"] == "4"
