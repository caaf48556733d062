"""A prompt's template: as it ships, or as the user has it, which must have the same
variables.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from store.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Collection


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt by name: the file that ships, and the user's own, which is used where there
    is one.
    """

    name: str
    shipped: Path
    own: Path | None

    @property
    def file(self) -> Path:
        """The file that is used."""
        return self.own or self.shipped

    @property
    def text(self) -> str:
        """The template as it stands in its file. Raises InputError where the file cannot be
        read.
        """
        return _read(str(self.file), self.own.stat().st_mtime_ns if self.own else 0)

    @property
    def variables(self) -> tuple[str, ...]:
        """The variables that the template must have, in their order."""
        return _variables(_read(str(self.shipped), 0))

    def template(self) -> Template:
        """Return the template. Raises InputError where the user's own has other variables
        than it must.
        """
        return _check(str(self.file), self.text, self.variables)


@lru_cache(maxsize=64)
def _read(path: str, _: int) -> str:
    """Read a file; once, while it stays as it is."""
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        advice = "Save it as text in UTF-8, or move it away."
        raise InputError(
            f"The prompt in {path} cannot be read", why=str(error), advice=advice
        ) from error


@lru_cache(maxsize=64)
def _variables(text: str) -> tuple[str, ...]:
    return tuple(Template(text).get_identifiers())


@lru_cache(maxsize=64)
def _check(path: str, text: str, variables: tuple[str, ...]) -> Template:
    template = Template(text)
    if not template.is_valid():
        raise _unusable(path, "a dollar sign stands alone", "Write $$ for a dollar sign.")
    used = template.get_identifiers()
    if unknown := [name for name in used if name not in variables]:
        raise _unusable(
            path, f"there is no variable ${unknown[0]}", _meant(unknown[0], variables)
        )
    if missing := [name for name in variables if name not in used]:
        raise _unusable(
            path,
            f"the variable ${missing[0]} is missing",
            f"Put ${missing[0]} where it belongs.",
        )
    return template


def _meant(name: str, variables: Collection[str]) -> str:
    if near := get_close_matches(name, variables, n=1):
        return f"Did you mean ${near[0]}?"
    return (
        f"It has {', '.join(f'${known}' for known in variables) or 'none'}; write "
        f"$$ for a dollar sign."
    )


def _unusable(path: str, why: str, advice: str) -> InputError:
    return InputError(f"The prompt in {path} cannot be used", why=why, advice=advice)
