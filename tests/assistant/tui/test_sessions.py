"""Conversations: named, forked, exported, and a line that is dealt with as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.widgets import OptionList, Static

from assistant.tui.dates import day_of
from assistant.tui.screens.asking_name import NameScreen
from assistant.tui.screens.line_papers import LinePapersScreen, timeline
from assistant.tui.screens.lines import LinesScreen
from assistant.tui.screens.sessions import SessionsScreen
from assistant.tui.widgets.table_rows import TableRows

from .driving import ask, chat, notices, opened, questions, replies, shown, until
from .fakes import FakeTurn, answer

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from textual.pilot import Pilot

    from .fakes import FakeAssistant, FakeSession


def _with_turns(fake: FakeAssistant, name: str, *asked: str) -> FakeSession:
    session = fake.sessions.start(name)
    session.turns += [FakeTurn(question, answer(question)) for question in asked]
    return session


async def _listed(pilot: Pilot[None]) -> None:
    await ask(pilot, "/sessions")
    await until(pilot, lambda: isinstance(pilot.app.screen, SessionsScreen))
    await until(pilot, lambda: pilot.app.screen.query_one(TableRows).count)
    pilot.app.screen.query_one(TableRows).focus()


async def test_a_conversation_takes_the_name_that_is_typed(fake: FakeAssistant) -> None:
    _with_turns(fake, "survey", "What is HoP?")
    fake.sessions.start("now")
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await _listed(pilot)
        await pilot.press("r")
        await until(pilot, lambda: isinstance(pilot.app.screen, NameScreen))
        await pilot.press("ctrl+u", *"talk", "enter")
        await until(pilot, lambda: [each.name for each in fake.sessions.list()] == ["talk"])


async def test_a_conversation_goes_into_a_file_from_the_list(
    fake: FakeAssistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    _with_turns(fake, "survey", "What is HoP?")
    fake.sessions.start("now")
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await _listed(pilot)
        await pilot.press("e")
        await until(pilot, lambda: notices(pilot.app))
        assert "What is HoP?" in (tmp_path / "songline-survey.md").read_text("utf-8")


async def test_a_fork_goes_on_from_the_answer_that_is_read(fake: FakeAssistant) -> None:
    session = _with_turns(fake, "survey", "one?", "two?", "three?")
    async with chat(fake).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await until(pilot, lambda: pilot.app.chat.conversation.current)  # type: ignore[attr-defined]
        await pilot.press("tab", "[", "escape")
        await ask(pilot, "/fork other")
        await until(pilot, lambda: questions(pilot.app) == ["one?", "two?"])
        assert len(session.turns) == 3
        assert "“survey” stays as it is" in notices(pilot.app)[-1]


async def test_a_name_that_there_is_not_is_said_with_those_that_there_are(
    fake: FakeAssistant,
) -> None:
    _with_turns(fake, "survey", "one?")
    fake.sessions.start("survy")
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await until(pilot, lambda: notices(pilot.app))
        assert notices(pilot.app) == ["survy is a new conversation. There are: survey."]


async def _in_a_line(pilot: Pilot[None]) -> None:
    await ask(pilot, "/lines")
    await until(pilot, lambda: isinstance(pilot.app.screen, LinesScreen))
    await until(pilot, lambda: pilot.app.screen.query_one(OptionList).option_count == 2)
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, LinePapersScreen))
    await until(pilot, lambda: pilot.app.screen.query_one(TableRows).count)
    pilot.app.screen.query_one(TableRows).focus()


async def test_a_line_is_summarised_from_its_papers(fake: FakeAssistant) -> None:
    app = chat(fake)
    async with app.run_test() as pilot:
        await opened(pilot)
        await until(pilot, lambda: app.chat.conversation.welcome.lines)
        await _in_a_line(pilot)
        await pilot.press("S")
        await until(pilot, lambda: len(replies(app)) == 1 and fake.topics == ["1"])
        assert questions(app) == ["Summarize object detection"]


async def test_a_line_is_exported_whole(
    fake: FakeAssistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await _in_a_line(pilot)
        await pilot.press("E")
        await until(pilot, lambda: notices(pilot.app))
        entries = (tmp_path / "line-1-object-detection.bib").read_text("utf-8")
        assert entries.count("@misc{") == 2


def test_a_line_has_a_bar_for_each_year(fake: FakeAssistant) -> None:
    (line,) = fake.find_lines().lines
    assert timeline(line) == "██"


async def test_conversations_are_found_by_their_day_and_by_words_that_are_lit(
    fake: FakeAssistant,
) -> None:
    _with_turns(fake, "survey", "What is HoP?")
    async with chat(fake).run_test(size=(90, 24)) as pilot:
        await opened(pilot)
        await ask(pilot, "/sessions")
        await until(pilot, lambda: isinstance(pilot.app.screen, SessionsScreen))
        screen = cast("SessionsScreen", pilot.app.screen)
        rows = screen.query_one(TableRows)
        day = day_of(fake.sessions.list()[0].updated)
        await pilot.press(*day[:6])
        await until(pilot, lambda: rows.count == 1)
        await pilot.press("ctrl+u", *"zebra")
        await until(pilot, lambda: rows.count == 0)
        await pilot.press("ctrl+u", *"HoP")
        await until(pilot, lambda: rows.count == 1)
        row = screen._row(0, 60)
        lit = [span for span in row.spans if "accent" in str(span.style)]
        assert [row.plain[span.start : span.end] for span in lit] == ["HoP"]


async def test_the_conversation_on_the_screen_is_told_where_its_day_is_searched(
    fake: FakeAssistant,
) -> None:
    session = fake.sessions.start("survey")
    async with chat(fake).run_test(size=(90, 24)) as pilot:
        await opened(pilot)
        session.turns.append(FakeTurn("What is HoP?", answer("What is HoP?")))
        await ask(pilot, "/sessions")
        await until(pilot, lambda: isinstance(pilot.app.screen, SessionsScreen))
        screen = pilot.app.screen
        told = screen.query_one("#told", Static)
        await until(pilot, lambda: screen.query_one(TableRows).count == 1)
        await pilot.press(*day_of(fake.sessions.list()[0].updated))
        await until(pilot, lambda: shown(told) == "1 conversation · ● on the screen")
        await pilot.press(*"zebra")
        await until(pilot, lambda: shown(told) == "0 conversations")
