"""Whatever stands in files, arguments and answers is text on the way out, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from assistant.errors import BackendError, ExitCode
from tests.assistant.asking import HOP_QUESTION
from tests.hostile import BIDI, C1, EVERYTHING, INVISIBLE, MARKUP, obeyed
from tests.scripted import ScriptedBackend

if TYPE_CHECKING:
    from pathlib import Path

    from tests.assistant.conftest import Run, Songline

RECORD = f"""TY  - JOUR
TI  - {EVERYTHING} masked faces
AU  - Song, {MARKUP}
PY  - 2021
AB  - {EVERYTHING} Masked faces are hard. We reach 91.5% accuracy with HoP {INVISIBLE}.
ER  -
"""


@pytest.fixture
def hostile_folder(songline: Songline, tmp_path: Path) -> Path:
    """Return a library whose one paper is hostile in every field."""
    source, folder = tmp_path / f"{MARKUP.replace('/', '')}{BIDI}.ris", tmp_path / "library"
    source.write_text(RECORD)
    assert_harmless(songline("ingest", str(source), library=folder))
    return folder


def assert_harmless(run: Run) -> Run:
    """Check that nothing of a run's output is obeyed by a terminal."""
    assert not obeyed(run.out), run.out
    assert not obeyed(run.err), run.err
    assert "a bug" not in run.err
    return run


@pytest.mark.parametrize(
    "command",
    [
        ["papers"],
        ["search", "masked faces", "--explain"],
        ["ask", "What accuracy does HoP reach on masked faces?"],
        ["lines"],
        ["summarize", "masked faces"],
        ["related", "masked faces"],
        ["export", "--format", "markdown"],
        ["doctor"],
    ],
)
def test_a_hostile_paper_is_shown_as_text_by_every_command(
    songline: Songline, hostile_folder: Path, command: list[str]
) -> None:
    run = assert_harmless(songline(*command, library=hostile_folder))
    assert run.code in (ExitCode.ANSWERED, ExitCode.ABSTAINED, ExitCode.BAD_INPUT)


@pytest.mark.parametrize(
    "command",
    [
        ["papers", f"year:{EVERYTHING}"],
        ["search", EVERYTHING],
        ["ask", EVERYTHING],
        ["ask", "x", f"--{EVERYTHING}"],
        ["ask", "x", "--session", EVERYTHING],
        ["ask", "x", "--backend", EVERYTHING],
        ["ask", "x", "--backend", "openai", "--base-url", f"http://{EVERYTHING}"],
        ["summarize", EVERYTHING],
        ["related", EVERYTHING],
        ["export", "--format", EVERYTHING],
        ["ingest", EVERYTHING],
        ["config", EVERYTHING],
        [EVERYTHING],
    ],
)
def test_a_hostile_argument_is_repeated_as_text(songline: Songline, command: list[str]) -> None:
    assert_harmless(songline(*command))


@pytest.mark.parametrize("session", [[], ["--session", "s"]])
def test_a_hostile_model_is_printed_as_text(songline: Songline, session: list[str]) -> None:
    songline.answer_with(ScriptedBackend([EVERYTHING, f" {MARKUP} [1]."], model=EVERYTHING))
    run = assert_harmless(songline("ask", HOP_QUESTION, *session))
    assert MARKUP in run.out


@pytest.mark.parametrize("debug", [[], ["--debug"]])
def test_a_hostile_error_is_printed_as_text(songline: Songline, debug: list[str]) -> None:
    songline.answer_with(ScriptedBackend([BackendError(EVERYTHING, why=C1, advice=BIDI)]))
    run = assert_harmless(songline("ask", HOP_QUESTION, *debug))
    assert run.code == ExitCode.BACKEND_FAILED
    assert MARKUP in run.err


def test_the_plain_chat_shows_hostile_text_as_text(
    songline: Songline, hostile_folder: Path
) -> None:
    typed = f"What is HoP?\n/papers\n/papers year:{EVERYTHING}\n/{EVERYTHING}\n{EVERYTHING}\n"
    run = songline("chat", "--plain", typed=typed, library=hostile_folder)
    assert_harmless(run)
    assert run.code == ExitCode.ANSWERED


@pytest.mark.parametrize(
    ("closing", "code"), [(">&-", ExitCode.BAD_INPUT), ("2>&-", 0), ("<&-", 0)]
)
def test_a_closed_stream_ends_in_a_sentence_or_does_not_matter(
    seed_folder: Path, closing: str, code: int
) -> None:
    command = f'"{sys.executable}" -m assistant papers year:2021 {closing}'
    done = subprocess.run(
        ["sh", "-c", f"{command} --library '{seed_folder}'"],
        capture_output=True,
        text=True,
        check=False,
        env=dict(os.environ),
    )
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert "AttributeError" not in done.stderr
    if code:
        assert "standard output is closed" in done.stderr
