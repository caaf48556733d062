from __future__ import annotations

import pytest
from textual.app import App
from textual.widgets import Input, OptionList, Static

from assistant.tui.answers.reply import Reply
from assistant.tui.commands.table import COMMANDS
from assistant.tui.palette import PaletteProvider, entries
from assistant.tui.screens.abstract import AbstractScreen
from assistant.tui.screens.help import HelpScreen
from assistant.tui.screens.paper_table import PaperTable, paper_row
from assistant.tui.screens.papers import PapersScreen
from assistant.tui.screens.results import ResultsScreen
from assistant.tui.widgets.status import StatusLine
from assistant.tui.widgets.table_rows import TableRows
from assistant.tui.widgets.transcript import Transcript
from assistant.tui.widgets.welcome import Welcome

from .driving import answered, ask, chat, notices, opened, questions, shown, until
from .fakes import DETRS, HOP, MASKED, QUESTION, FakeAssistant, FakeTurn, answer


def test_a_row_fits_its_width() -> None:
    assert paper_row(HOP, 40).plain == "2023   Temporal Enhanced Training of Mu…"
    assert paper_row(MASKED, 100).plain.split() == [
        "2026?",
        "Masked",
        "Faces",
        "in",
        "the",
        "Wild",
        "Song",
    ]


def test_papers_are_sorted_and_grouped() -> None:
    table = PaperTable([HOP, DETRS, MASKED], line_of={HOP.key: "detection"})
    table.arrange()
    assert table.rows == [MASKED, HOP, DETRS]
    table.next_sort()
    assert table.rows == [DETRS, HOP, MASKED]
    table.next_group()
    assert table.rows[:2] == ["2022 · 1 paper", DETRS]
    table.next_group()
    assert table.rows == ["detection · 1 paper", HOP, "in no line · 2 papers", DETRS, MASKED]
    assert table.paper_at(0) is None
    assert table.row(0, 40).cell_length <= 40


async def test_papers_are_filtered_as_one_types(fake: FakeAssistant) -> None:
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await ask(pilot, "/papers year:2022")
        await until(pilot, lambda: isinstance(pilot.app.screen, PapersScreen))
        screen = pilot.app.screen
        rows, told = screen.query_one(TableRows), screen.query_one("#told", Static)
        await until(pilot, lambda: shown(told) == "1 paper · newest first")
        screen.query_one(Input).value = ""
        await until(pilot, lambda: rows.count == 3)
        await pilot.press(*"masked")
        await until(pilot, lambda: rows.count == 1)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, AbstractScreen))
        assert "Masked Faces" in shown(pilot.app.screen.query_one("#paper", Static))
        await pilot.press("escape", "escape")
        await until(pilot, lambda: len(pilot.app.screen_stack) == 1)


async def test_a_bad_filter_says_what_is_wrong_and_can_be_mended(fake: FakeAssistant) -> None:
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await ask(pilot, "/papers year:soon")
        await until(pilot, lambda: isinstance(pilot.app.screen, PapersScreen))
        told = pilot.app.screen.query_one("#told", Static)
        await until(pilot, lambda: "soon" in shown(told))
        pilot.app.screen.query_one(Input).value = "code:yes"
        await until(pilot, lambda: shown(told) == "2 papers · newest first")


async def test_new_starts_over(fake: FakeAssistant) -> None:
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await answered(pilot, QUESTION)
        await ask(pilot, "/new")
        await until(pilot, lambda: questions(pilot.app) == [])
        assert "new session" in pilot.app.query_one(StatusLine).render().plain
        assert pilot.app.query_one(Welcome).display
        await answered(pilot, QUESTION)
        assert questions(pilot.app) == [QUESTION]


async def test_help_and_unknown_commands(fake: FakeAssistant) -> None:
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await ask(pilot, "/papres [/b]")
        await until(
            pilot,
            lambda: any("Did you mean /papers?" in notice for notice in notices(pilot.app)),
        )
        await ask(pilot, "/[/x]")
        await until(
            pilot,
            lambda: any("There is no command /[/x]" in notice for notice in notices(pilot.app)),
        )
        await ask(pilot, "/help")
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpScreen))
        await pilot.press("escape")
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpScreen))


async def test_the_palette_opens_once_also_below_the_help(fake: FakeAssistant) -> None:
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        for key in ("ctrl+p", "f1"):
            await pilot.press(key)
            await pilot.pause()
        pilot.app.action_command_palette()
        await pilot.pause()
        assert sum(type(screen).__name__ == "Palette" for screen in pilot.app.screen_stack) == 1


async def test_the_palette_reaches_commands_papers_and_sessions(fake: FakeAssistant) -> None:
    fake.sessions.start("survey [/]").turns.append(FakeTurn(QUESTION, answer(QUESTION)))
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        names = [entry.name for entry in entries(pilot.app.chat)]  # type: ignore[attr-defined]
        assert {command.usage for command in COMMANDS} <= set(names)
        assert "Masked Faces in the Wild" in names
        assert "Go on with survey [/]" in names
        await pilot.press("ctrl+p", *"masked")
        found = pilot.app.screen.query_one("CommandList", OptionList)
        await until(pilot, lambda: found.option_count == 1)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, PapersScreen))


def test_the_status_line_names_where_requests_go() -> None:
    remote = StatusLine(backend="openai [gpt]", sends_to="api.example.org")
    assert remote._left(99).plain == "▲ openai [gpt] · sends to api.example.org"
    local = StatusLine(backend="extractive", sends_to=None)
    assert local._left(99).plain == "● extractive · nothing leaves this machine"


async def test_in_a_narrow_terminal_it_is_told_whole_that_nothing_leaves_the_machine() -> None:
    line = StatusLine(backend="openai small at 127.0.0.1:40187", sends_to=None)
    line.spent = "8 + 6 tokens · first after 0.4s"
    app: App[None] = App()
    app.compose = lambda: iter([line])  # type: ignore[method-assign]
    async with app.run_test(size=(60, 5)) as pilot:
        assert line.render().plain.strip() == "● openai small · nothing leaves this machine"
        await pilot.resize_terminal(90, 5)
        told = "● openai small at 127.0.0.1:40187 · nothing leaves this machine"
        assert line.render().plain.startswith(told)
        assert line.render().plain.endswith(" 8 + 6 tokens")


async def test_progress_that_arrives_late_is_not_told_over_the_results(
    fake: FakeAssistant,
) -> None:
    async with chat(fake).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await ask(pilot, "/results")
        await until(pilot, lambda: isinstance(pilot.app.screen, ResultsScreen))
        screen = pilot.app.screen
        assert isinstance(screen, ResultsScreen)
        told = screen.query_one("#told", Static)
        await until(pilot, lambda: shown(told) == "1 result · by paper")
        screen._hear("reading the abstracts", 0, 3)
        await pilot.pause()
        assert shown(told) == "1 result · by paper"


@pytest.mark.parametrize("width", [60, 70, 80, 100, 120, 200])
async def test_what_it_costs_is_told_at_every_width(width: int) -> None:
    line = StatusLine(backend="openai small at 127.0.0.1:40187", sends_to=None)
    line.library = "the library of a whole institute, 20,000 papers"
    line.spent = "8 + 6 tokens · first after 0.4s · cost 0.25 EUR (in all 0.5 EUR)"
    app: App[None] = App()
    app.compose = lambda: iter([line])  # type: ignore[method-assign]
    async with app.run_test(size=(width, 5)):
        assert "0.5 EUR" in line.render().plain
        line.name_backend("openai gpt-5.2-mini at 127.0.0.1:40187", None)
        told = line.render().plain
        assert "0.5 EUR" in told
        assert "nothing leaves this machine" in told or "stays here" in told


@pytest.mark.parametrize("width", [60, 120, 160, 200, 300])
async def test_no_line_of_an_answer_is_wider_than_can_be_read(
    fake: FakeAssistant, width: int
) -> None:
    async with chat(fake).run_test(size=(width, 40)) as pilot:
        await opened(pilot)
        await answered(pilot, QUESTION)
        (reply,) = pilot.app.screen.query(Reply)
        assert reply.content_size.width <= 100
        transcript = pilot.app.screen.query_one(Transcript)
        left = reply.region.x - transcript.region.x
        right = transcript.region.right - reply.region.right
        assert abs(left - right) <= 2
        assert reply.content_size.width >= min(99, transcript.region.width - 9)


async def test_the_palette_shows_only_what_holds_the_words_where_anything_does(
    fake: FakeAssistant,
) -> None:
    fake.sessions.start("survey").turns.append(FakeTurn(QUESTION, answer(QUESTION)))
    async with chat(fake).run_test(size=(120, 40)) as pilot:
        await opened(pilot)

        provider = PaletteProvider(pilot.app.screen)
        await provider.startup()

        async def found(typed: str) -> list[str]:
            return [str(hit.text) async for hit in provider.search(typed)]

        assert await found("2022 zong") == [DETRS.title]
        assert await found("3 turns today") == []
        assert await found("1 turn") == ["Go on with survey"]
        assert "/papers [FILTER]" in await found("pprs")
