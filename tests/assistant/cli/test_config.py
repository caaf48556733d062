"""What was chosen where: the file, the environment and flags, in rising order, and what
cannot be meant.
"""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.backends.base import Options
from assistant.cli.settings.config import read_choices, read_settings, setting_kinds
from assistant.cli.settings.config_file import ConfigFile
from assistant.cli.settings.keeping import keep_settings
from assistant.engine.opening import Settings
from assistant.paths import user_paths
from store.errors import InputError
from tests.test_imports import modules_after

if TYPE_CHECKING:
    from pathlib import Path

NOTHING = Namespace()


@pytest.fixture
def config(home: Path) -> Path:
    """The configuration file, not there yet."""
    home.mkdir()
    return user_paths().config


def error_of(given: Namespace = NOTHING) -> str:
    with pytest.raises(InputError) as raised:
        read_settings(given)
    return str(raised.value)


def test_without_a_choice_everything_is_as_the_code_has_it() -> None:
    assert read_settings(NOTHING) == Settings()
    assert {choice.origin for choice in read_choices(NOTHING).values()} == {"default"}


def test_each_place_outdoes_the_one_below_it(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config.write_text(
        'model = "of the file"\nbase_url = "http://file"\nbackend = "scripted"\nretries = 0\n'
    )
    monkeypatch.setenv("SONGLINE_MODEL", "of the environment")
    monkeypatch.setenv("SONGLINE_BASE_URL", "http://environment")
    given = Namespace(base_url="http://flag", library=None, debug=True)
    assert read_settings(given) == Settings(
        backend="scripted",
        options=Options(model="of the environment", base_url="http://flag", retries=0),
    )
    choices = read_choices(given)
    assert choices["base_url"].origin == "--base-url"
    assert choices["model"].origin == "SONGLINE_MODEL"
    assert choices["retries"].origin == str(config)
    assert choices["library"].origin == "default"


def test_the_server_of_one_backend_is_not_that_of_another(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config.write_text(
        'backend = "openai"\nbase_url = "http://far"\nmodel = "m"\nwindow = 9\nretries = 0\n'
    )
    assert read_settings(Namespace(backend="openai")).options.base_url == "http://far"
    there = Options(retries=0)
    assert read_settings(Namespace(backend="ollama")) == Settings(
        backend="ollama", options=there
    )
    assert read_choices(Namespace(backend="ollama"))["base_url"].origin == "default"
    monkeypatch.setenv("SONGLINE_BACKEND", "vllm")
    monkeypatch.setenv("SONGLINE_MODEL", "of the environment")
    assert read_settings(NOTHING).options == Options(model="of the environment", retries=0)
    assert read_settings(
        Namespace(backend="ollama", base_url="http://near")
    ).options == Options(base_url="http://near", retries=0)


@pytest.mark.parametrize("before", ["", 'backend = "extractive"\n'])
def test_an_address_without_a_server_of_its_own_is_for_whatever_is_chosen(
    config: Path, before: str
) -> None:
    config.write_text(f'{before}base_url = "http://near"\n')
    assert read_settings(Namespace(backend="openai")).options.base_url == "http://near"


def test_each_setting_may_stand_in_the_file_and_in_the_environment(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_toml = {bool: "true", int: "7", float: "7.5", str: '"text"'}
    in_words = {bool: "yes", int: "7", float: "7.5", str: "text"}
    config.write_text(
        "\n".join(f"{name} = {in_toml[kind]}" for name, kind in setting_kinds().items())
    )
    of_file = read_settings(NOTHING)
    config.unlink()
    for name, kind in setting_kinds().items():
        monkeypatch.setenv(f"SONGLINE_{name.upper()}", in_words[kind])
    assert read_settings(NOTHING) == of_file
    assert (of_file.library, of_file.options.retries, of_file.options.connect_seconds) == (
        "text",
        7,
        7.5,
    )


def test_an_unknown_key_is_named_with_its_line_and_the_nearest_one(config: Path) -> None:
    config.write_text('# mine\nmodel = "m"\n\nbase_ulr = "http://x"\n')
    assert error_of().startswith(
        f"{config}:4: there is no setting 'base_ulr'\nDid you mean 'base_url'?"
    )


def test_a_table_is_as_unknown_as_a_key(config: Path) -> None:
    config.write_text('model = "m"\n[modell]\nname = "x"\n')
    assert error_of().startswith(
        f"{config}:2: there is no setting 'modell'\nDid you mean 'model'?"
    )


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("model = 3", "model must be text in quotes"),
        ('model = " "', "model must be text on one line"),
        ("model = {}", "model must be text in quotes"),
        ('retries = "2"', "retries must be a whole number"),
        ("retries = true", "retries must be a whole number"),
        ("retries = 2.0", "retries must be a whole number"),
        ("retries = -1", "retries must be a whole number, 0 or more"),
        ("connect_seconds = 0", "connect_seconds must be a number, above 0"),
        ("connect_seconds = inf", "connect_seconds must be a number, above 0"),
        ("prompt_price = nan", "prompt_price must be a number, 0 or more"),
        ("retries = [\n 1,\n]", "retries must be a whole number"),
    ],
)
def test_a_wrong_value_is_told_with_its_line(config: Path, line: str, told: str) -> None:
    config.write_text(f'backend = "extractive"\n\n{line}\n')
    assert error_of().startswith(f"{config}:3: {told}")


def test_what_is_no_toml_is_told_with_its_line(config: Path) -> None:
    config.write_text('backend = "extractive"\nmodel = llama\n')
    assert "line 2" in error_of()
    config.write_text(f"a = {'[' * 100_000}")
    assert str(config) in error_of()
    config.write_bytes(b"\xff\xfe")
    assert str(config) in error_of()
    config.unlink()
    config.parent.rmdir()
    config.parent.write_text("a file where the folder should be")
    assert str(config) in error_of()
    config.parent.unlink()
    config.mkdir(parents=True)
    assert str(config) in error_of()


@pytest.mark.parametrize(
    "text",
    [
        'api_key = "sk-123"',
        '[openai]\nkey = "sk-123"',
        'OPENAI_API_KEY = "sk-123"',
        'secret.a = "sk-123"',
    ],
)
def test_a_key_in_the_file_is_refused_and_not_repeated(config: Path, text: str) -> None:
    config.write_text(f"retries = 1\n{text}")
    told = error_of()
    assert told.startswith(f"{config}:2: ")
    assert "SONGLINE_API_KEY" in told
    assert "sk-123" not in told


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        ("SONGLINE_MODLE", "x", "Did you mean SONGLINE_MODEL?"),
        ("SONGLINE_BASEURL", "x", "Did you mean SONGLINE_BASE_URL?"),
        ("SONGLINE_APIKEY", "sk-123", "Did you mean SONGLINE_API_KEY?"),
        ("SONGLINE_RETRIES", "often", "SONGLINE_RETRIES must be a whole number, 0 or more"),
        ("SONGLINE_RETRIES", "1.5", "SONGLINE_RETRIES must be a whole number, 0 or more"),
        (
            "SONGLINE_CONNECT_SECONDS",
            "-1",
            "SONGLINE_CONNECT_SECONDS must be a number, above 0",
        ),
        ("SONGLINE_MODEL", " ", "SONGLINE_MODEL must be text on one line"),
    ],
)
def test_a_variable_that_cannot_be_meant_is_named(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, told: str
) -> None:
    monkeypatch.setenv(variable, value)
    assert told in error_of()
    assert "sk-123" not in error_of()


def test_other_variables_are_left_to_plug_ins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SONGLINE_API_KEY", "sk-123")
    monkeypatch.setenv("SONGLINE_FROGSERVER_FREQUENCY", "440")
    monkeypatch.setenv("SONGLINE_MODEL", "")
    assert read_settings(NOTHING) == Settings()


@given(st.data())
def test_the_line_of_every_key_is_found(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    values = ["1", '"x"', "[\n 1,\n # one\n 2]", '"""\na = 1\nb = 2\n"""', "{ c = 1 }"]
    between = st.sampled_from(["", "\n", "# a = 1\n", "\n\n# b\n"])
    text, lines = "", {}
    for name in data.draw(st.permutations(["a", "b", "c", "d-e", '"f g"'])):
        text += data.draw(between)
        lines[name.strip('"')] = text.count("\n") + 1
        text += f"{name} = {data.draw(st.sampled_from(values))}\n"
    path = tmp_path_factory.mktemp("any") / "config.toml"
    path.write_text(text, newline=data.draw(st.sampled_from(["\n", "\r\n"])))
    file = ConfigFile(path)
    assert {name: file.place(name) for name in file.values} == {
        name: f"{path}:{line}" for name, line in lines.items()
    }


def test_without_a_file_nothing_is_imported_to_read_one() -> None:
    imported = modules_after(
        "import argparse, assistant.cli.settings.config; "
        "assistant.cli.settings.config.read_settings(argparse.Namespace())"
    )
    assert "assistant" in imported
    assert not imported & {"tomllib", "pydantic"}


def test_what_is_kept_stands_beside_the_rest_and_none_takes_a_setting_out(
    config: Path,
) -> None:
    config.write_text('strict = true  # always\nmodel = "old"\nprompt_price = 0.4\n')
    keep_settings({"backend": "openai", "model": "new", "prompt_price": None, "window": None})
    assert config.read_text() == 'strict = true  # always\nmodel = "new"\nbackend = "openai"\n'
