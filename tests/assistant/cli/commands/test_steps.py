"""What takes time is said while it does: a bar on a terminal, a line elsewhere."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

from assistant.cli.commands.output import note, say
from assistant.cli.commands.steps import telling
from tests.hostile import MARKUP, obeyed

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


def test_while_the_bar_is_drawn_the_result_goes_where_it_was_sent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    errors, output = Terminal(), io.StringIO()
    monkeypatch.setattr(sys, "stderr", errors)
    monkeypatch.setattr(sys, "stdout", output)
    with telling() as tell:
        tell("storing page.txt", 1, 4)
        say(f"{MARKUP} a result")
        note("a note [/]")
        tell("storing page.txt", 4, 4)
        say("behind it")
        assert output.getvalue() == f"{MARKUP} a result\nbehind it\n"
    assert "a note [/]" in errors.getvalue()


def test_a_step_named_like_markup_is_shown_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "200")
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    with telling() as tell:
        tell(f"{MARKUP} \x1b]0;owned\x07\u202e", 1, 4)
    assert MARKUP in stream.getvalue()
    assert "\x1b]0;" not in stream.getvalue()
    assert not obeyed(stream.getvalue()) - {"\x1b", "\r", "\x07"}
