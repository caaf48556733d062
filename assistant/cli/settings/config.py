"""What the user chose: the configuration file, the environment and the command line, in rising
order.

Every field of Settings and of Options is a setting: of that name in the file and on the command
line, and in capitals behind SONGLINE_ in the environment.
"""

from __future__ import annotations

import os
from dataclasses import MISSING, dataclass, fields
from typing import TYPE_CHECKING, get_args, get_type_hints

from assistant.backends.base import Options
from assistant.cli.settings.config_file import ConfigFile
from assistant.cli.settings.keymap import TABLE
from assistant.cli.settings.values import InvalidValueError, check_value, parse_value
from assistant.engine.opening import Settings
from assistant.paths import user_paths
from store.errors import InputError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator, Mapping

    from assistant.cli.settings.values import Kind, Value

PREFIX = "SONGLINE_"
KEY_VARIABLE = "SONGLINE_API_KEY"
DEFAULT = "default"
_OTHER_VARIABLES = ("home", "api_key")
"""Variables that are no settings: each is read where it is used."""
_OF_A_SERVER = frozenset({"base_url", "model", "window", "prompt_price", "completion_price"})
_KINDS: tuple[Kind, ...] = (bool, int, float, str)


@dataclass(frozen=True, slots=True)
class SettingValue:
    """The value of a setting and where it came from: `default`, the file, a variable or a
    flag.
    """

    value: Value
    origin: str


def read_settings(given: Namespace) -> Settings:
    """Return what was chosen, and the defaults for the rest. Raises InputError for what
    cannot be meant.
    """
    chosen = {name: choice.value for name, choice in _read_chosen(given).items()}
    of_backend = {field.name for field in fields(Options)} & chosen.keys()
    options = Options(**{name: chosen.pop(name) for name in of_backend})  # type: ignore[arg-type]
    return Settings(**chosen, options=options)  # type: ignore[arg-type]


def check_model_is_asked(given: Namespace, settings: Settings) -> None:
    """Raise InputError where the command line names a model, or its server, and no model is
    to answer.
    """
    named = [flag for flag, _ in _read_flags(given, {"model": str, "base_url": str})]
    if named and settings.backend == Settings().backend:
        raise InputError(
            f"{_flag(named[0])} is for a model, and no model is asked",
            why=f"the backend is {settings.backend}, which has none",
            advice=f"Name the model's backend too: --backend ollama {_flag(named[0])} …; "
            "songline backends lists them.",
        )


def read_choices(given: Namespace) -> dict[str, SettingValue]:
    """Return every setting with its value and where that came from. Raises InputError."""
    known = (*fields(Settings), *fields(Options))
    defaults = {
        field.name: SettingValue(field.default, DEFAULT)
        for field in known
        if field.default is not MISSING
    }
    return defaults | _read_chosen(given)


def setting_kinds() -> dict[str, Kind]:
    """Return the settings there are, and the type of each."""
    hints = get_type_hints(Settings) | get_type_hints(Options)
    del hints["options"]
    return {name: _kind(hint) for name, hint in hints.items()}


def _kind(hint: object) -> Kind:
    return next(kind for kind in _KINDS if kind is hint or kind in get_args(hint))


def _read_chosen(given: Namespace) -> dict[str, SettingValue]:
    """Return what was chosen; of a setting that was chosen twice, the later choice counts."""
    kinds = setting_kinds()
    chosen = dict(_read_file(kinds))
    for later in (dict(_read_environment(kinds)), dict(_read_flags(given, kinds))):
        chosen = _without_other_server(chosen, later) | later
    return chosen


def _without_other_server(
    chosen: dict[str, SettingValue], later: Mapping[str, SettingValue]
) -> dict[str, SettingValue]:
    """Leave out the address and the model of one backend where another is chosen later.

    Else the questions for a model on this machine would go to the server of the configuration
    file.
    """
    before, now = (choices.get("backend") for choices in (chosen, later))
    if not before or not now or before.value in (now.value, Settings().backend):
        return chosen
    return {name: choice for name, choice in chosen.items() if name not in _OF_A_SERVER}


def _read_flags(
    given: Namespace, kinds: Mapping[str, Kind]
) -> Iterator[tuple[str, SettingValue]]:
    for name, value in vars(given).items():
        if name in kinds and value is not None:
            yield name, SettingValue(value, _flag(name))


def _flag(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _read_file(kinds: Mapping[str, Kind]) -> Iterator[tuple[str, SettingValue]]:
    file = ConfigFile(user_paths().config)
    for name, value in file.values.items():
        if name == TABLE:  # of the chat, which alone reads it
            continue
        if name not in kinds:
            raise (_secret if file.holds_secret(name) else _unknown)(
                file.place(name), name, kinds
            )
        try:
            yield name, SettingValue(check_value(name, value, kinds[name]), str(file.path))
        except InvalidValueError as error:
            raise InputError(f"{file.place(name)}: {name} {error}") from error


def _read_environment(kinds: Mapping[str, Kind]) -> Iterator[tuple[str, SettingValue]]:
    given = {
        name: text for name, text in os.environ.items() if name.startswith(PREFIX) and text
    }
    for variable, text in given.items():
        name = variable.removeprefix(PREFIX).lower()
        if name not in kinds:
            _check_other_variable(variable, name, kinds)
            continue
        try:
            yield name, SettingValue(parse_value(name, text, kinds[name]), variable)
        except InvalidValueError as error:
            raise InputError(f"The environment variable {variable} {error}") from error


def _check_other_variable(variable: str, name: str, kinds: Iterable[str]) -> None:
    """Refuse what looks like a slip; any other variable may be a plug-in's."""
    if name not in _OTHER_VARIABLES and (
        meant := _nearest(name, [*kinds, *_OTHER_VARIABLES], 0.75)
    ):
        raise InputError(
            f"There is no setting behind the environment variable {variable}",
            advice=f"Did you mean {PREFIX}{meant.upper()}? Else unset it.",
        )


def _unknown(place: str, name: str, kinds: Iterable[str]) -> InputError:
    meant = _nearest(name, kinds, 0.0)
    return InputError(
        f"{place}: there is no setting {name!r}",
        advice=f"Did you mean {meant!r}? All settings are listed by: songline config",
    )


def _secret(place: str, name: str, _: Iterable[str]) -> InputError:
    return InputError(
        f"{place}: {name!r} does not belong in a file",
        why="files are copied, shown and kept",
        advice=(
            f"Take the line out. A key goes into the environment, {KEY_VARIABLE}=…, or "
            f"into your keyring."
        ),
    )


def _nearest(name: str, names: Iterable[str], at_least: float) -> str | None:
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, list(names), n=1, cutoff=at_least)), None)
