"""`songline config`: what was chosen, and where."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.backends.base import Options
from assistant.cli.settings.config import setting_kinds
from assistant.engine.opening import Settings
from assistant.errors import ExitCode
from assistant.paths import user_paths
from prompts import list_prompts

if TYPE_CHECKING:
    from tests.assistant.conftest import Songline

PAGE = Path(__file__).parents[4] / "docs" / "configuration.md"


def test_each_setting_stands_on_a_line_with_its_value_and_its_place(
    songline: Songline, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.mkdir()
    user_paths().config.write_text('\nmodel = "llama"\nbase_url = "http://me:secret@host/v1"\n')
    monkeypatch.setenv("SONGLINE_RETRIES", "5")
    run = songline.run("config", "--backend", "scripted")
    assert run.code == ExitCode.ANSWERED
    rows = {line.split()[0]: re.split(r"\s{2,}", line)[1:] for line in run.out.splitlines()}
    assert rows.keys() == setting_kinds().keys()
    assert rows["model"] == ["llama", f"{user_paths().config}:2"]
    assert rows["base_url"] == ["http://(hidden)@host/v1", f"{user_paths().config}:3"]
    assert rows["retries"] == ["5", "SONGLINE_RETRIES"]
    assert rows["backend"] == ["scripted", "--backend"]
    assert rows["library"] == ["not set", "default"]
    assert str(user_paths().config) in run.err
    assert "secret" not in run.out + run.err


def test_a_script_gets_the_same_as_json(songline: Songline) -> None:
    run = songline.run("config", "--json", "--model", "llama")
    assert run.json["file"] == str(user_paths().config)
    settings = {setting.pop("name"): setting for setting in run.json["settings"]}
    assert settings["model"] == {"value": "llama", "from": "--model"}
    assert settings["retries"] == {"value": Options().retries, "from": "default"}
    assert settings["library"] == {"value": None, "from": "default"}


@pytest.mark.parametrize("flag", ["--model", "--base-url"])
def test_a_model_that_nobody_would_ask_is_an_error(
    songline: Songline, home: Path, flag: str
) -> None:
    run = songline("ask", "What is HoP?", flag, "llama")
    assert (run.code, run.out) == (ExitCode.BAD_INPUT, "")
    assert f"{flag} is for a model" in run.err
    assert f"--backend ollama {flag}" in run.err
    home.mkdir(exist_ok=True)
    user_paths().config.write_text('backend = "nobody\'s"\n')
    assert (
        'There is no backend "nobody\'s"' in songline("ask", "What is HoP?", flag, "llama").err
    )


def test_a_configured_model_waits_for_its_backend(songline: Songline, home: Path) -> None:
    home.mkdir()
    user_paths().config.write_text('model = "llama"\n')
    assert songline("ask", "What is HoP?").code == ExitCode.ANSWERED


def test_a_file_with_a_slip_stops_every_command_but_the_help(
    songline: Songline, home: Path
) -> None:
    home.mkdir()
    user_paths().config.write_text("retires = 3\n")
    for command in (["config"], ["papers"], ["ask", "What is HoP?"], ["doctor"]):
        run = songline.run(*command)
        assert (run.code, run.out) == (ExitCode.BAD_INPUT, "")
        assert (
            "config.toml:1: there is no setting 'retires'\nDid you mean 'retries'?" in run.err
        )
    assert songline.run("--help").code == ExitCode.ANSWERED


def test_the_page_on_configuration_knows_every_setting_and_every_prompt() -> None:
    page, _, prompts = PAGE.read_text(encoding="utf-8").partition("\n## Prompts")
    settings = page.partition("\n## Embedders")[0]
    named = {field.name for kind in (Settings, Options) for field in fields(kind)} - {"options"}
    assert named == set(re.findall(r"^\| `(\w+)`", settings, re.MULTILINE))
    rows = re.findall(r"^\| (`[^|]+`) \|", prompts, re.MULTILINE)
    assert {prompt.name for prompt in list_prompts()} == set(
        re.findall(r"`([\w-]+)`", " ".join(rows))
    )
