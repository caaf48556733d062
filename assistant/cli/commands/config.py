"""`songline config`: each setting, its value, and where that came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.cli.commands.output import note, print_json, say
from assistant.cli.settings.config import read_choices
from assistant.cli.settings.config_file import ConfigFile
from assistant.errors import ExitCode
from assistant.paths import user_paths
from store.redaction import hide_secrets

if TYPE_CHECKING:
    from argparse import Namespace

    from assistant.cli.settings.config import SettingValue
    from assistant.cli.settings.values import Value
    from assistant.engine.opening import Settings


def run(options: Namespace, _: Settings) -> ExitCode:
    """Print all settings; the file is named whether it is there or not."""
    file = ConfigFile(user_paths().config)
    rows = [
        (name, _shown(choice.value), _place(name, choice, file))
        for name, choice in read_choices(options).items()
    ]
    if options.json:
        settings = [
            {"name": name, "value": value, "from": place} for name, value, place in rows
        ]
        print_json({"file": str(file.path), "settings": settings})
        return ExitCode.ANSWERED
    for name, value, place in rows:
        say(f"{name:<24}{_in_words(value):<31} {place}")
    note(f"The file: {file.path}{'' if file.path.exists() else ' (not there)'}")
    return ExitCode.ANSWERED


def _place(name: str, choice: SettingValue, file: ConfigFile) -> str:
    return file.place(name) if choice.origin == str(file.path) else choice.origin


def _shown(value: Value) -> Value:
    """Return a value without what may be a secret in it."""
    return hide_secrets(value) if isinstance(value, str) else value


def _in_words(value: Value) -> str:
    if value is None:
        return "not set"
    return str(value).lower() if isinstance(value, bool) else str(value)
