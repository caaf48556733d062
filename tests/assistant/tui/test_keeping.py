"""What is kept, copied and done behind the chat."""

from __future__ import annotations

import base64
import threading
from functools import partial
from typing import TYPE_CHECKING

from assistant.tui.clipboard import Clipboard, for_tmux
from assistant.tui.preferences import Preferences
from assistant.tui.screens.copying import CopyScreen
from assistant.tui.screens.sessions import SessionsScreen
from assistant.tui.widgets.ask_box import AskBox
from assistant.tui.widgets.status import StatusLine
from assistant.tui.widgets.table_rows import TableRows
from store.errors import SonglineError
from tests.hostile import EVERYTHING

from .driving import answered, ask, chat, notices, opened, questions, until
from .fakes import HOP_SENTENCES, QUESTION, QUOTE, FakeAssistant, FakeTurn, answer

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from assistant.tui.app import SonglineApp
    from store.progress import Tell


def test_preferences_are_kept_privately_and_damage_is_borne(tmp_path: Path) -> None:
    path = tmp_path / "state" / "chat.json"
    Preferences(path).keep(theme="songline-day", draft="half a question")
    assert path.stat().st_mode & 0o077 == 0
    kept = Preferences(path).kept
    assert (kept.theme, kept.draft) == ("songline-day", "half a question")
    for damaged in ("", "[1]", '{"theme": 3}', "\udcff"):
        path.write_text(damaged, encoding="utf-8", errors="replace")
        assert Preferences(path).kept.theme == ""
    Preferences(None).keep(draft="x")


async def test_what_was_being_typed_and_the_theme_survive_a_restart(
    fake: FakeAssistant, tmp_path: Path
) -> None:
    def started() -> SonglineApp:
        return chat(fake, preferences=tmp_path / "chat.json")

    async with started().run_test() as pilot:
        await opened(pilot)
        await ask(pilot, "/theme songline-day")
        await until(pilot, lambda: pilot.app.theme == "songline-day")
        await pilot.press(*"why is")
        await pilot.press("ctrl+q")
    async with started().run_test() as pilot:
        await opened(pilot)
        assert pilot.app.theme == "songline-day"
        assert pilot.app.query_one(AskBox).text == "why is"


def test_what_is_copied_goes_through_tmux_and_into_a_private_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "copied.txt"
    entry = "@article{hop2023,\n  title = {HoP},\n}\n"
    assert Clipboard(path).copy(entry, None).startswith("Copied “@article{hop2023,” and 2 more")
    assert Clipboard(path).copy("a text", None).startswith("Copied “a text”; also in ")
    assert path.read_text() == "a text"
    assert path.stat().st_mode & 0o077 == 0
    encoded = base64.b64encode(b"a text").decode()
    assert for_tmux("a text") == f"\x1bPtmux;\x1b\x1b]52;c;{encoded}\x07\x1b\\"
    assert "also in" not in Clipboard(None).copy("a text", None)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert "also in ~/copied.txt." in Clipboard(path).copy("a text", None)


async def test_a_letter_copies_the_answer_the_sentence_the_quote_or_the_entry(
    fake: FakeAssistant,
) -> None:
    async with chat(fake).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await answered(pilot, QUESTION)
        await pilot.press("tab")
        await until(pilot, lambda: pilot.app.chat.conversation.transcript.has_focus)  # type: ignore[attr-defined]
        await pilot.press("j")
        for letter, wanted in {
            "a": "With HoP, we achieve 68.5% NDS",
            "s": "With HoP, we achieve 68.5% NDS",
            "q": QUOTE,
            "k": "zong2023temporal, zong2022detrs",
            "b": "@article{zong2023temporal,",
        }.items():
            await pilot.press("y")
            await until(pilot, lambda: isinstance(pilot.app.screen, CopyScreen))
            await pilot.press(letter)
            await until(pilot, lambda: not isinstance(pilot.app.screen, CopyScreen))
            assert wanted in pilot.app.clipboard.replace("@misc", "@article")


async def test_a_sentence_is_copied_by_its_place_in_plain_words(fake: FakeAssistant) -> None:
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await answered(pilot, QUESTION)
        await ask(pilot, "copy the second sentence")
        await until(pilot, lambda: pilot.app.clipboard == HOP_SENTENCES[1].text)
        await ask(pilot, "Copy the last sentence of the answer")
        await until(pilot, lambda: pilot.app.clipboard == HOP_SENTENCES[2].text)
        await ask(pilot, "/copy sentence 9")
        await until(
            pilot, lambda: any("has 3 sentences" in each for each in notices(pilot.app))
        )
        await ask(pilot, "/copy sentence")
        await until(pilot, lambda: any("Light the" in each for each in notices(pilot.app)))


async def test_work_behind_the_chat_shows_how_far_it_is_and_can_be_stopped(
    fake: FakeAssistant,
) -> None:
    gate, steps = threading.Event(), []

    def work(tell: Tell) -> str:
        for done in range(1000):
            tell("storing [/] refs.bib", done, 1000)
            steps.append(done)
            gate.wait(0.02)
        return "whole"

    async with chat(fake).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        app: SonglineApp = pilot.app  # type: ignore[assignment]
        assert app.chat.jobs.begin("reading", work)
        assert not app.chat.jobs.begin("another", work)
        status = app.query_one(StatusLine)
        await until(pilot, lambda: "of 1,000" in status.render().plain)
        assert "storing [/] refs.bib" in status.render().plain
        await answered(pilot, QUESTION)
        assert app.chat.jobs.is_busy
        await ask(pilot, "/stop")
        await until(pilot, lambda: not app.chat.jobs.is_busy)
        assert any("what was finished is kept" in told for told in notices(app))
        assert len(steps) < 1000


def _is_told(app: SonglineApp, text: str) -> bool:
    return any(text in each for each in notices(app))


async def test_work_that_fails_says_so(fake: FakeAssistant) -> None:
    def work(_: Tell) -> str:
        raise SonglineError("It broke", why=EVERYTHING)

    def bug(_: Tell) -> str:
        raise ZeroDivisionError("[/]")

    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        app: SonglineApp = pilot.app  # type: ignore[assignment]
        for do, told in ((work, "It broke"), (bug, "ZeroDivisionError: [/]")):
            app.chat.jobs.begin("x", do)
            await until(pilot, partial(_is_told, app, told))


async def test_a_conversation_is_gone_on_with_deleted_and_brought_back(
    fake: FakeAssistant,
) -> None:
    for name in ("old", "older"):
        fake.sessions.start(name).turns.append(FakeTurn(f"{name}?", answer(f"{name}?")))
    fake.sessions.start("now")
    async with chat(fake).run_test(size=(100, 30)) as pilot:
        await opened(pilot)
        await ask(pilot, "/sessions")
        await until(pilot, lambda: isinstance(pilot.app.screen, SessionsScreen))
        rows = pilot.app.screen.query_one(TableRows)
        await until(pilot, lambda: rows.count == 2)
        await pilot.press("tab", "d")
        await until(pilot, lambda: rows.count == 1)
        await pilot.press("u")
        await until(pilot, lambda: rows.count == 2)
        await pilot.press("enter")
        await until(pilot, lambda: questions(pilot.app) in (["old?"], ["older?"]))


async def test_the_menu_is_walked_completed_and_closed(
    fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    del monkeypatch
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        box = pilot.app.query_one(AskBox)
        await pilot.press(*"/su", "tab")
        assert box.text == "/summarize "
        await pilot.press("escape", "escape")
        box.clear()
        await pilot.press("/", "down", "down", "enter")
        await until(pilot, lambda: len(pilot.app.screen_stack) > 1)
        await pilot.press("escape")
        await until(pilot, lambda: len(pilot.app.screen_stack) == 1)
        assert box.text == ""
