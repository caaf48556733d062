"""The lines of research in the chat, and summaries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import OptionList, Static

from assistant.tui.screens.lines import LinesScreen, line_row
from assistant.tui.screens.papers import PapersScreen
from assistant.tui.widgets.table_rows import TableRows

from .driving import answered, ask, chat, opened, questions, replies, shown, until

if TYPE_CHECKING:
    from assistant.composing.lines.finding import Lines
    from store.progress import Tell

    from .fakes import FakeAssistant


def test_a_row_fits_its_width(fake: FakeAssistant) -> None:
    (line,) = fake.find_lines().lines
    assert line_row(line, 40).plain == "  1  object detection    2022–2023 ·   2"
    assert line_row(line, 30).plain == "  1  object d… 2022–2023 ·   2"


async def test_a_line_is_chosen_and_its_papers_are_listed(fake: FakeAssistant) -> None:
    async with chat(fake).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await ask(pilot, "/lines")
        await until(pilot, lambda: isinstance(pilot.app.screen, LinesScreen))
        options = pilot.app.screen.query_one(OptionList)
        await until(pilot, lambda: options.option_count == 2)
        assert shown(pilot.app.screen.query_one("#told", Static)) == "1 line, 1 paper in none"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, PapersScreen))
        listed = pilot.app.screen.query_one(TableRows)
        await until(pilot, lambda: listed.count == 2)
        assert "object detection · 2022–2023" in str(
            pilot.app.screen.query_one(".dialog").border_title
        )
        await pilot.press(*"collab")
        await until(pilot, lambda: listed.count == 1)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, LinesScreen))


async def test_progress_that_arrives_late_is_not_told_over_the_lines(
    fake: FakeAssistant,
) -> None:
    tells: list[Tell] = []

    def find(tell: Tell) -> Lines:
        tells.append(tell)
        tell("reading", 1, 2)
        return fake.find_lines()

    async with chat(fake).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        pilot.app.push_screen(LinesScreen(find))
        await until(pilot, lambda: isinstance(pilot.app.screen, LinesScreen))
        told = pilot.app.screen.query_one("#told", Static)
        await until(pilot, lambda: shown(told) == "1 line, 1 paper in none")
        tells[0]("reading", 2, 2)
        await pilot.pause()
        assert shown(told) == "1 line, 1 paper in none"


async def test_a_line_is_summarised_into_the_conversation(fake: FakeAssistant) -> None:
    async with chat(fake).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await ask(pilot, "/lines")
        await until(pilot, lambda: isinstance(pilot.app.screen, LinesScreen))
        await until(pilot, lambda: pilot.app.screen.query_one(OptionList).option_count == 2)
        await pilot.press("s")
        await until(pilot, lambda: len(replies(pilot.app)) == 1 and fake.topics == ["1"])
        assert questions(pilot.app) == ["Summarize object detection"]


@pytest.mark.parametrize(
    ("typed", "topic", "asked"),
    [
        ("/summarize faces in masks", "faces in masks", "Summarize faces in masks"),
        ("/summarize", "", "Summarize the library"),
    ],
)
async def test_a_summary_is_written_like_an_answer(
    fake: FakeAssistant, typed: str, topic: str, asked: str
) -> None:
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await answered(pilot, typed)
        assert fake.topics == [topic]
        assert questions(pilot.app) == [asked]


async def test_where_there_is_room_the_picture_stands_above_the_list(
    fake: FakeAssistant,
) -> None:
    async with chat(fake).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await ask(pilot, "/lines")
        await until(pilot, lambda: isinstance(pilot.app.screen, LinesScreen))
        screen = pilot.app.screen
        await until(pilot, lambda: screen.query_one("#picture").display)
        assert screen.query_one(OptionList).display


async def test_where_there_is_none_the_picture_takes_the_place_of_the_list(
    fake: FakeAssistant,
) -> None:
    async with chat(fake).run_test(size=(60, 12)) as pilot:
        await opened(pilot)
        await ask(pilot, "/lines")
        await until(pilot, lambda: isinstance(pilot.app.screen, LinesScreen))
        screen = pilot.app.screen
        await until(pilot, lambda: screen.query_one(OptionList).option_count == 2)
        assert not screen.query_one("#picture").display
        await pilot.press("p")
        await until(pilot, lambda: screen.query_one("#picture").display)
        assert not screen.query_one(OptionList).display
        await pilot.press("p")
        await until(pilot, lambda: screen.query_one(OptionList).display)
