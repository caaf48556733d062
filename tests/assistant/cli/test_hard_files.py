"""Files that are nested without end, hold endless numbers, or never end themselves: each is
refused in a sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.engine.sessions.turns import UnreadableTurnError, answer_from_text
from assistant.errors import ExitCode
from store import files

if TYPE_CHECKING:
    from pathlib import Path

    from tests.assistant.conftest import Songline

DEEP = ['{"a":' * 100_000 + "1" + "}" * 100_000, "[" * 100_000 + "]" * 100_000]
LONG = "9" * 4_301


@pytest.mark.parametrize("text", [*DEEP, LONG, f'{{"question": {LONG}}}'])
@pytest.mark.parametrize("command", [("related", "--draft"), ("eval",)])
def test_json_that_none_can_be_is_refused(
    songline: Songline, tmp_path: Path, command: tuple[str, ...], text: str
) -> None:
    place = tmp_path / "file.json"
    place.write_text(text)
    run = songline(*command, str(place), typed="lamps")
    assert run.code == ExitCode.BAD_INPUT
    assert "bug" not in run.err


@pytest.mark.parametrize("text", DEEP)
def test_a_report_to_compare_with_that_is_nested_without_end(
    songline: Songline, tmp_path: Path, text: str
) -> None:
    questions, report = tmp_path / "q.jsonl", tmp_path / "report.json"
    questions.write_text('{"question": "Who?"}')
    report.write_text(text)
    run = songline("eval", str(questions), "--compare", str(report))
    assert run.code == ExitCode.BAD_INPUT
    assert "bug" not in run.err


@pytest.mark.parametrize("text", [*DEEP, f'{{"usage": {LONG}}}'])
def test_a_stored_turn_that_cannot_be_read_is_told(text: str) -> None:
    with pytest.raises(UnreadableTurnError):
        answer_from_text(text)


def test_a_number_of_thousands_of_digits_in_the_configuration(
    songline: Songline, home: Path
) -> None:
    home.mkdir(exist_ok=True)
    (home / "config.toml").write_text(f"window = {LONG}\n")
    run = songline("papers")
    assert run.code == ExitCode.BAD_INPUT
    assert "config.toml" in run.err


@pytest.mark.parametrize(
    "command",
    [
        ("related", "--abstract"),
        ("related", "--from-plan"),
        ("related", "--draft"),
        ("eval",),
        ("ingest",),
    ],
)
def test_a_device_that_never_ends_is_refused(
    songline: Songline, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LARGEST", 1_000_000)
    run = songline(*command, "/dev/zero")
    assert run.code == ExitCode.BAD_INPUT
    assert "MB" in run.err


def test_an_address_with_a_key_is_shown_without_it(songline: Songline, home: Path) -> None:
    home.mkdir(exist_ok=True)
    (home / "config.toml").write_text(
        'base_url = "http://127.0.0.1:9/v1?api_key=sk-se12cret"\n'
    )
    run = songline("config")
    assert "127.0.0.1:9" in run.out
    assert "se12cret" not in run.out + run.err


@pytest.mark.parametrize("command", [["config"], []])
def test_a_key_where_none_belongs_is_not_repeated(
    songline: Songline, command: list[str]
) -> None:
    run = songline.run(*command, "sk-proj-Zq8h2Lw93jfKQ0aVd7TbN4xE1cRm6YpU")
    assert run.code == ExitCode.BAD_INPUT
    assert "Zq8h2" not in run.err
