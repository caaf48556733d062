"""Keys: named in one table, changed by the configuration, jumped by, kept with the pane."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from textual.binding import Binding
from textual.dom import DOMNode
from textual.events import Key
from textual.widgets import Static

import assistant.tui
from assistant.tui.commands.table import complete
from assistant.tui.conversation import Conversation
from assistant.tui.key_table import complaints, every_key, shown_key
from assistant.tui.preferences import Preferences
from assistant.tui.screens.help import HelpScreen
from assistant.tui.screens.jump import JumpScreen
from assistant.tui.screens.papers import PapersScreen
from assistant.tui.widgets.ask_box import AskBox
from assistant.tui.widgets.source_list import SourceList
from assistant.tui.widgets.transcript import Transcript

from .driving import answered, chat, is_busy, notices, opened, replies, shown, until
from .fakes import HOP_SENTENCES, QUESTION, answer, events

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from assistant.tui.app import SonglineApp

    from .fakes import FakeAssistant


def _nodes(of: type[DOMNode] = DOMNode) -> Iterator[type[DOMNode]]:
    for node in of.__subclasses__():
        yield node
        yield from _nodes(node)


def test_every_key_with_a_name_is_on_the_help_page_and_no_other() -> None:
    for module in pkgutil.walk_packages(assistant.tui.__path__, "assistant.tui."):
        if not module.name.endswith("serving"):  # which takes what is installed apart
            importlib.import_module(module.name)
    names = {
        binding.id
        for node in _nodes()
        if node.__module__.startswith("assistant.tui")
        for binding in vars(node).get("BINDINGS", ())
        if isinstance(binding, Binding) and binding.id
    }
    assert names == {key.name for key in every_key() if key.name}


def test_commands_tell_the_key_that_the_configuration_gives_them(fake: FakeAssistant) -> None:
    app = chat(fake)
    told = {choice.text: choice.help for choice in complete(app.chat, "/")}
    assert told["/papers"].endswith(" · Ctrl+O")
    app.chat.keymap = {"chat.papers": "ctrl+l,f5"}
    told = {choice.text: choice.help for choice in complete(app.chat, "/")}
    assert told["/papers"].endswith(" · Ctrl+L F5")
    assert shown_key("read.next", {"read.next": "n,down"}) == "n Down"


def test_a_name_that_there_is_not_is_told_with_what_is_meant() -> None:
    assert complaints({"chat.papers": "f5"}) == []
    (complaint,) = complaints({"chat.paper": "f5"})
    assert "no chat.paper. Did you mean chat.papers?" in complaint


def _with_keys(fake: FakeAssistant, keymap: dict[str, str]) -> SonglineApp:
    app = chat(fake)
    app.chat.keymap = keymap
    return app


async def test_a_key_of_the_configuration_does_what_its_name_says(fake: FakeAssistant) -> None:
    async with _with_keys(fake, {"chat.papers": "f5"}).run_test() as pilot:
        await opened(pilot)
        await pilot.press("ctrl+o")
        assert not isinstance(pilot.app.screen, PapersScreen)
        await pilot.press("f5")
        await until(pilot, lambda: isinstance(pilot.app.screen, PapersScreen))


async def test_the_help_shows_the_keys_as_they_are_now(fake: FakeAssistant) -> None:
    async with _with_keys(fake, {"chat.papers": "f5"}).run_test(size=(120, 60)) as pilot:
        await opened(pilot)
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpScreen))
        page = shown(pilot.app.screen.query_one("#page"))  # type: ignore[arg-type]
        row = next(line for line in page.splitlines() if line.endswith("chat.papers"))
        assert row.startswith("F5 ")


async def test_an_unknown_name_does_not_keep_the_chat_from_opening(
    fake: FakeAssistant,
) -> None:
    async with _with_keys(fake, {"chat.nothing": "f5"}).run_test() as pilot:
        await opened(pilot)
        assert "no chat.nothing" in notices(pilot.app)[0]


@pytest.mark.parametrize(("letter", "goes_to"), [("a", AskBox), ("s", Transcript)])
async def test_a_letter_jumps(fake: FakeAssistant, letter: str, goes_to: type[object]) -> None:
    async with chat(fake).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await answered(pilot, QUESTION)
        await pilot.press("ctrl+s", "ctrl+g")
        await until(pilot, lambda: isinstance(pilot.app.screen, JumpScreen))
        await pilot.press(letter)
        await until(pilot, lambda: isinstance(pilot.app.focused, goes_to))


async def test_another_key_jumps_nowhere(fake: FakeAssistant) -> None:
    async with chat(fake).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await answered(pilot, QUESTION)
        await pilot.press("ctrl+s", "ctrl+g", "9")
        await until(pilot, lambda: isinstance(pilot.app.focused, SourceList))


async def test_the_pane_keeps_its_width(fake: FakeAssistant, tmp_path: Path) -> None:
    place = tmp_path / "chat.json"
    widths = []
    for _ in range(2):
        app = chat(fake)
        app.chat.preferences = Preferences(place)
        async with app.run_test(size=(120, 40)) as pilot:
            await opened(pilot)
            await answered(pilot, QUESTION)
            widths.append(app.chat.conversation.pane.outer_size.width)
            await pilot.press("ctrl+s", "<")
            await until(pilot, lambda: app.chat.preferences.kept.pane_wider)  # noqa: B023
            await pilot.resize_terminal(170, 40)
            pane = app.chat.conversation.pane
            await until(pilot, lambda: pane.outer_size.width > 60)  # noqa: B023
            widths.append(pane.outer_size.width)
    assert widths == [42, 64, 46, 68]


async def test_what_is_being_typed_is_kept_while_it_is_typed(
    fake: FakeAssistant, tmp_path: Path
) -> None:
    app = chat(fake)
    app.chat.preferences = Preferences(tmp_path / "chat.json")
    async with app.run_test() as pilot:
        await opened(pilot)
        await pilot.press(*"half a")
        await until(pilot, lambda: Preferences(tmp_path / "chat.json").kept.draft == "half a")


MARK = "‹unsupported by [2]›"


async def test_marks_of_verdicts_are_hidden_shown_and_kept(
    fake: FakeAssistant, tmp_path: Path
) -> None:
    place = tmp_path / "chat.json"
    async with chat(fake, preferences=place).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await answered(pilot, QUESTION)
        assert MARK in replies(pilot.app)[0]
        pilot.app.query_one(Transcript).focus()
        await pilot.press("j", "j", "v")
        await until(pilot, lambda: "‹" not in replies(pilot.app)[0])
        told = replies(pilot.app)[0]
        assert "It doubles the accuracy of Co-DETR [2]. Everyone uses it now." in told
        assert "1 unsupported · 1 uncited" in told
        assert "marks hidden" in told
        lit = pilot.app.query_one(Conversation).reading.sentence
        assert lit is not None
        assert lit.text.startswith("It doubles")
        assert "hidden" in notices(pilot.app)[0]
        pilot.app.query_one(AskBox).focus()
        await answered(pilot, QUESTION)
        assert "‹" not in replies(pilot.app)[1]
    async with chat(fake, preferences=place).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await answered(pilot, QUESTION)
        assert "‹" not in replies(pilot.app)[-1]
        pilot.app.query_one(Transcript).focus()
        await pilot.press("v")
        await until(pilot, lambda: MARK in replies(pilot.app)[-1])
        assert "marks hidden" not in replies(pilot.app)[-1]
    assert Preferences(place).kept.marks


async def test_a_letter_in_the_input_hides_no_marks(fake: FakeAssistant) -> None:
    async with chat(fake).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await answered(pilot, QUESTION)
        await pilot.press("v")
        await until(pilot, lambda: pilot.app.query_one(AskBox).text == "v")
        assert MARK in replies(pilot.app)[0]


async def test_an_answer_without_marks_says_nothing_of_hiding_them(
    fake: FakeAssistant,
) -> None:
    app = chat(fake)
    fake.script[QUESTION] = events(answer(QUESTION, HOP_SENTENCES[:1]))
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        app.chat.conversation.has_marks = False
        await answered(pilot, QUESTION)
        assert "1 sentence quoted" in replies(pilot.app)[0]
        assert "marks hidden" not in replies(pilot.app)[0]


async def test_keys_that_come_faster_than_they_are_handled_keep_their_order(
    fake: FakeAssistant,
) -> None:
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        box = pilot.app.query_one(AskBox)
        for key in ("a", "b", "backspace", "c", "left", "d", "home", "e", "end", "f"):
            pilot.app.post_message(Key(key, key if len(key) == 1 else None))
        await until(pilot, lambda: len(box.text) == 5)
        assert box.text == "eadcf"


async def test_escape_right_behind_enter_stops_what_was_asked(fake: FakeAssistant) -> None:
    fake.gate.clear()
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        pilot.app.query_one(AskBox).text = QUESTION
        for key in ("enter", "escape"):
            pilot.app.post_message(Key(key, None))
        await until(pilot, lambda: replies(pilot.app) and not is_busy(pilot.app))
        assert "\n\nstopped" in replies(pilot.app)[0]


async def test_the_help_keeps_its_columns_at_every_width(fake: FakeAssistant) -> None:
    async with chat(fake).run_test(size=(60, 20)) as pilot:
        await opened(pilot)
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpScreen))
        page = pilot.app.screen.query_one("#page", Static)
        for width in (60, 100, 70):
            await pilot.resize_terminal(width, 20)
            await until(pilot, lambda: 0 < widest_line(page) <= page.content_size.width)


def widest_line(page: Static) -> int:
    """Return how many cells the widest line takes."""
    return max(map(cell_len, shown(page).split("\n")))
