from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from textual.events import Key

from assistant.tui.commands import table
from assistant.tui.commands.table import COMMANDS, complete, nearest, read_command
from assistant.tui.widgets.ask_box import AskBox
from assistant.tui.widgets.history import History
from assistant.tui.widgets.menu import Menu

from .driving import answered, ask, chat, notices, opened, replies, until
from .fakes import QUESTION

if TYPE_CHECKING:
    from assistant.tui.app import SonglineApp
    from assistant.tui.chat import Chat

    from .fakes import FakeAssistant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("paper", "papers"),
        ("hlep", "help"),
        ("q", "quit"),
        ("exit", "quit"),
        ("nwe", "new"),
        ("zzzz", None),
        ("", None),
    ],
)
def test_the_nearest_command(typed: str, meant: str | None) -> None:
    assert nearest(typed) == meant


def test_a_command_is_a_name_and_the_rest() -> None:
    assert read_command("/papers  year:2021 zong ") == ("papers", "year:2021 zong")
    assert read_command("/") == ("", "")


def labels(app: SonglineApp, text: str) -> list[str]:
    return [choice.text for choice in complete(app.chat, text)]


def test_what_begins_with_a_slash_is_completed_and_nothing_else(fake: FakeAssistant) -> None:
    app = chat(fake)
    assert labels(app, "/pa")[0] == "/papers"
    assert labels(app, "/rel") == ["/related "]
    assert len(labels(app, "/")) == len(COMMANDS)
    assert labels(app, "pa") == labels(app, "/xyzq") == labels(app, "/pa\nrest") == []


def test_commands_are_found_by_what_they_do(fake: FakeAssistant) -> None:
    assert "/export" in labels(chat(fake), "/latex")
    assert "/sessions" in labels(chat(fake), "/rename")


def test_arguments_are_completed(fake: FakeAssistant) -> None:
    app = chat(fake)
    assert labels(app, "/export m") == ["/export markdown"]
    assert labels(app, "/papers code:yes ye") == ["/papers code:yes year:"]
    assert "/backend extractive" in labels(app, "/backend ")
    assert labels(app, "/new x") == []


def test_every_command_says_what_it_does_and_names_are_unique() -> None:
    names = [command.name for command in COMMANDS]
    assert len(set(names)) == len(names)
    assert all(command.help and command.usage.startswith("/") for command in COMMANDS)


def test_history_goes_back_and_returns_to_the_draft() -> None:
    history = History()
    history.prepend(["first"])
    history.add("second")
    assert [history.older("draft"), history.older("second"), history.older("first")] == [
        "second",
        "first",
        None,
    ]
    assert [history.newer(), history.newer(), history.newer()] == ["second", "draft", None]


async def test_enter_takes_what_was_typed_before_it_where_the_menu_is_behind(
    fake: FakeAssistant,
) -> None:
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        box = pilot.app.query_one(AskBox)
        box.text = "/"
        await until(pilot, lambda: pilot.app.query_one(Menu).is_open)
        box.text = "/nonsense of mine"  # the menu, which has not heard of it, offers /help
        await box._on_key(Key("enter", None))
        await until(pilot, lambda: notices(pilot.app))
        assert "no command /nonsense" in notices(pilot.app)[0]


async def test_a_command_that_fails_as_nobody_foresaw_is_told_and_the_chat_goes_on(
    fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Chat, __: str) -> None:
        raise RuntimeError("no room [/foo]")

    command = next(each for each in COMMANDS if each.name == "lines")
    monkeypatch.setitem(table._BY_NAME, "lines", replace(command, run=fail))
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await ask(pilot, "/lines 2")
        await until(pilot, lambda: replies(pilot.app))
        (told,) = replies(pilot.app)
        assert "unexpected went wrong in /lines 2" in told
        assert "RuntimeError: no room [/foo]" in told
        await answered(pilot, QUESTION)
