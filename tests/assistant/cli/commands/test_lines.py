"""`songline lines`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.errors import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

    from tests.assistant.conftest import Songline


def test_lines_are_told_with_years_papers_and_their_ends(songline: Songline) -> None:
    run = songline("lines")
    assert run.code == ExitCode.ANSWERED
    assert "object detection" in run.out
    assert all(what in run.out for what in ("first", "newest", "most connected", "in no line"))
    assert "\x1b" not in run.out


def test_json_holds_every_paper_once(songline: Songline) -> None:
    told = songline("lines", "--json").json
    keys = [key for line in told["lines"] for key in line["papers"]] + told["nowhere"]
    assert len(keys) == len(set(keys)) == 47
    for line in told["lines"]:
        assert {line["first"], line["newest"], line["most_connected"]} <= set(line["papers"])
        assert sum(line["years"].values()) == len(line["papers"])


def test_a_picture_is_written_and_told(songline: Songline, tmp_path: Path) -> None:
    file = tmp_path / "lines.svg"
    run = songline("lines", "--svg", str(file))
    assert run.code == ExitCode.ANSWERED
    assert file.read_text(encoding="utf-8").startswith("<svg")
    assert str(file) in run.err


def test_a_picture_that_cannot_be_written_is_an_error_in_words(
    songline: Songline, tmp_path: Path
) -> None:
    run = songline("lines", "--svg", str(tmp_path / "none" / "lines.svg"))
    assert run.code == ExitCode.BAD_INPUT
    assert "cannot be written" in run.err
    assert "Traceback" not in run.err
