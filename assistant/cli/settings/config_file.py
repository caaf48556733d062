"""The configuration file: TOML, read only where there is one, and every error with its line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from store.errors import InputError
from store.files import read_whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_SECRET = re.compile(r"(?:^|_|-)(?:key|token|secret|password)s?$|^apikey$", re.IGNORECASE)


class ConfigFile:
    """What a configuration file says; an absent one says nothing. Raises InputError where it
    is no TOML.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._text = _read(path)
        self.values: Mapping[str, object] = _parse(self._text, path) if self._text else {}

    def place(self, name: str) -> str:
        """Return FILE:LINE of a key: behind the last lines that can be read without it."""
        import tomllib

        lines, before = self._text.split("\n"), 0
        for read in range(1, len(lines) + 1):
            try:
                known = tomllib.loads("\n".join(lines[:read]))
            except ValueError:
                continue
            if name in known:
                return f"{self.path}:{before + 1}"
            before = read
        return str(self.path)

    def holds_secret(self, name: str) -> bool:
        """Tell whether a key is named like what no file should hold, or one below it is."""
        return any(_SECRET.search(inner) for inner in _names(name, self.values[name]))


def _read(path: Path) -> str:
    try:
        return read_whole(path)
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"The configuration in {path} cannot be read",
            why=str(error),
            advice="Mend the file, or move it away.",
        ) from error


def _parse(text: str, path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        # The message quotes no more than a character, so that nothing secret is told.
        raise InputError(
            f"The configuration in {path} is no TOML",
            why=str(error),
            advice='A line reads like this: model = "NAME"',
        ) from error


def _names(name: str, value: object) -> Iterator[str]:
    """Yield the name of a value and of all that it holds."""
    yield name
    if isinstance(value, dict):
        for inner, held in value.items():
            yield from _names(inner, held)
