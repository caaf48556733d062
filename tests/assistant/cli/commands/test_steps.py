"""What takes time is said while it does: a bar on a terminal, a line elsewhere."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

from assistant.cli.commands.steps import telling

if TYPE_CHECKING:
    import pytest


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def told(stream: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(sys, "stderr", stream)
    with telling() as tell:
        tell("opening the library", 0, 0)
        for done in range(5):
            tell("storing page.txt", done, 4)
        tell("it downloads 80 MB", 0, 0)
    return stream.getvalue()


def test_without_a_terminal_each_step_is_a_line_once_it_is_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert told(io.StringIO(), monkeypatch) == (
        "songline: storing page.txt: 4 of 4\nsongline: it downloads 80 MB\n"
    )


def test_a_terminal_shows_a_bar_with_the_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    shown = told(Terminal(), monkeypatch)
    assert "storing page.txt" in shown
    assert "it downloads 80 MB" in shown
