"""The program's first steps, before a command is known."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING, Any

from assistant import __main__ as entry
from assistant.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest


def _interrupting(real: Callable[..., Any]) -> Callable[..., Any]:
    def import_one(name: str, *parts: Any) -> Any:
        if name == "assistant.cli.main":
            raise KeyboardInterrupt
        return real(name, *parts)

    return import_one


def test_interrupted_while_it_is_imported_it_ends_as_any_command(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(builtins, "__import__", _interrupting(builtins.__import__))
    assert entry.main() == ExitCode.INTERRUPTED


def test_interrupted_while_arguments_are_read_it_ends_as_any_command(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("assistant.cli.main.make_parser", interrupt)
    assert entry.main() == ExitCode.INTERRUPTED
