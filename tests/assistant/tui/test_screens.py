from __future__ import annotations

from textual.app import App
from textual.widgets import Input, OptionList, Static

from assistant.tui.abstract import AbstractScreen
from assistant.tui.help import HelpScreen
from assistant.tui.papers import PapersScreen, row
from assistant.tui.status import StatusLine

from .driving import answered, ask, chat, notices, opened, questions, shown, until
from .fakes import HOP, MASKED, QUESTION, FakeAssistant


def test_a_row_fits_its_width() -> None:
    assert row(HOP, 40).plain == "2023  Temporal Enhanced Training of Mul…"
    assert row(MASKED, 100).plain.split() == [
        "2026?",
        "Masked",
        "Faces",
        "in",
        "the",
        "Wild",
        "Song",
    ]


async def test_papers_are_filtered_as_one_types(fake: FakeAssistant) -> None:
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await ask(pilot, "/papers year:2022")
        await until(pilot, lambda: isinstance(pilot.app.screen, PapersScreen))
        screen = pilot.app.screen
        options, told = screen.query_one(OptionList), screen.query_one("#told", Static)
        await until(pilot, lambda: shown(told) == "1 paper")
        screen.query_one(Input).value = ""
        await until(pilot, lambda: options.option_count == 3)
        await pilot.press(*"masked")
        await until(pilot, lambda: options.option_count == 1)
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
        await until(pilot, lambda: shown(told) == "2 papers")


async def test_new_starts_over(fake: FakeAssistant) -> None:
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await answered(pilot, QUESTION)
        await ask(pilot, "/new")
        await until(pilot, lambda: questions(pilot.app) == [])
        assert "session 2" in pilot.app.query_one(StatusLine).render().plain
        assert pilot.app.query("#welcome")
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


async def test_the_palette_knows_the_verbs(fake: FakeAssistant) -> None:
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        titles = {command.title for command in pilot.app.get_system_commands(pilot.app.screen)}
        assert {"Papers", "Sources", "New conversation", "Keys and commands"} <= titles


def test_the_status_line_names_where_requests_go() -> None:
    remote = StatusLine(backend="openai [gpt]", sends_to="api.example.org")
    assert "sends to api.example.org" in remote._privacy("").plain
    assert (
        "nothing leaves this machine"
        in StatusLine(backend="extractive", sends_to=None)._privacy("").plain
    )


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
