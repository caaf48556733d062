"""What takes time is said while it does: a bar on a terminal, a line elsewhere."""

from __future__ import annotations

import io
import re
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from assistant.cli.commands.output import note, print_json, say
from assistant.cli.commands.steps import telling
from assistant.cli.commands.waiting_line import waiting
from tests.hostile import MARKUP, obeyed

if TYPE_CHECKING:
    from collections.abc import Callable


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


def on_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Put all that is printed on one terminal, where a second passes at once."""
    monkeypatch.setattr("store.progress.Timer", PromptTimer)
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setenv("TERM", "xterm-256color")
    return stream


class PromptTimer:
    """A clock on which all is late at once, unless it was never to be within a second."""

    def __init__(self, seconds: float, function: Callable[[], None]) -> None:
        self._function = function if seconds < 1 else lambda: None
        self.daemon = False

    def start(self) -> None:
        self._function()

    def cancel(self) -> None:
        """It has rung."""


def rows(written: str) -> list[str]:
    """Return what can be read on a terminal after all of a text was written to it."""
    shown, column = [""], 0
    for part in re.split(r"([\r\n])", written):
        if part == "\n":
            shown.append("")
            column = 0
        elif part == "\r":
            column = 0
        else:
            shown[-1] = shown[-1][:column] + part + shown[-1][column + len(part) :]
            column += len(part)
    return [row.rstrip() for row in shown]


def test_a_terminal_shows_within_a_second_that_something_is_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = on_terminal(monkeypatch)
    with telling("looking for an answer"):
        assert rows(terminal.getvalue()) == ["songline: looking for an answer …"]
    assert rows(terminal.getvalue()) == [""]


@pytest.mark.parametrize("printed", [say, note, print_json])
def test_what_is_shown_meanwhile_is_gone_before_anything_is_printed(
    monkeypatch: pytest.MonkeyPatch, printed: Callable[[str], None]
) -> None:
    terminal = on_terminal(monkeypatch)
    with telling("looking for an answer"):
        printed("frogs")
        said = rows(terminal.getvalue())
    assert [row.strip('"') for row in said] == ["frogs", ""]


def test_it_is_gone_where_a_command_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_terminal(monkeypatch)
    with suppress(KeyboardInterrupt), telling("looking for an answer"):
        raise KeyboardInterrupt
    note("interrupted")
    assert rows(terminal.getvalue()) == ["interrupted", ""]


def test_words_that_come_late_are_not_written_into_what_is_printed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = on_terminal(monkeypatch)
    clocks: list[Callable[[], None]] = []

    class HeldTimer(PromptTimer):
        def start(self) -> None:
            clocks.append(self._function)

    monkeypatch.setattr("store.progress.Timer", HeldTimer)
    with telling():
        say("frogs")
        for ring in clocks:
            ring()
    assert terminal.getvalue() == "frogs\n"
    assert clocks


def test_behind_a_bar_and_a_step_it_is_shown_again(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_terminal(monkeypatch)
    with telling("reading the library") as tell:
        tell("storing page.txt", 4, 4)
        assert terminal.getvalue().endswith("songline: reading the library …")
        tell("looking at the 400 papers nearest to it", 0, 0)
        assert rows(terminal.getvalue())[-2:] == [
            "songline: looking at the 400 papers nearest to it",
            "songline: reading the library …",
        ]


def test_without_a_terminal_nothing_is_shown_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_terminal(monkeypatch)
    pipe = io.StringIO()
    monkeypatch.setattr(sys, "stderr", pipe)
    with telling("looking for an answer"), waiting("reading"):
        pass
    assert pipe.getvalue() + terminal.getvalue() == ""
