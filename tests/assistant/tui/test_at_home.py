"""What a newcomer meets: completion that goes on, answers from their start, days, letters."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from assistant.abstracts import read_abstract
from assistant.questions.suggestions import questions_for
from assistant.tui.dates import day_of
from assistant.tui.overview import repeats
from assistant.tui.palette import entries
from assistant.tui.plain import Plain
from assistant.tui.screens.jump import JumpScreen
from assistant.tui.screens.line_papers import LinePapersScreen
from assistant.tui.screens.paper_table import paper_row
from assistant.tui.screens.papers import PapersScreen
from assistant.tui.screens.sessions import SessionsScreen
from assistant.tui.widgets.ask_box import AskBox
from assistant.tui.widgets.source_list import SourceList
from assistant.tui.widgets.sources import sources_found
from assistant.tui.widgets.sources_pane import SourcesPane, SourcesScreen
from assistant.tui.widgets.status import StatusLine
from assistant.tui.widgets.table_rows import TableRows

from .driving import answered, ask, chat, notices, opened, replies, shown, until
from .fakes import HITS, MASKED, QUESTION, FakeTurn, answer, events

if TYPE_CHECKING:
    from .fakes import FakeAssistant


async def test_tab_leaves_room_for_an_argument_and_never_leaves_a_command(
    fake: FakeAssistant,
) -> None:
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        box = pilot.app.query_one(AskBox)
        await pilot.press(*"/pap", "tab", *"ye", "tab")
        assert box.text == "/papers year:"
        await pilot.press(*"2023", "tab", "tab")
        assert box.text == "/papers year:2023"
        assert box.has_focus


async def test_a_long_answer_that_comes_at_once_is_read_from_its_start(
    fake: FakeAssistant,
) -> None:
    fake.script["long?"] = events(answer("long?", (), "word " * 2000))
    async with chat(fake).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await answered(pilot, "long?")
        conversation = pilot.app.query_one("Conversation")
        transcript, asked = conversation.transcript, conversation.current.widget  # type: ignore[attr-defined]
        await until(pilot, lambda: transcript.max_scroll_y)
        await until(pilot, lambda: asked.region.y <= 2)


def test_a_day_is_called_as_one_says_it() -> None:
    noon, today = datetime(2026, 3, 4, 12, tzinfo=UTC), date(2026, 3, 4)
    assert day_of(noon, today) == "today"
    assert day_of(noon, date(2026, 3, 5)) == "yesterday"
    assert day_of(noon, date(2026, 4, 5)) == "2026-03-04"


def test_a_conversation_is_not_called_twice_by_its_question() -> None:
    assert repeats("How are masked faces (2)", "How are masked faces recognised?")
    assert repeats("How are masked…", "How are masked faces recognised?")
    assert not repeats("thesis (2)", "How are masked faces recognised?")


def test_papers_that_bring_no_names_are_asked_about_all_the_same() -> None:
    plain = [
        (replace(MASKED, key=f"k{at}", title=title), read_abstract("We measure wood."))
        for at, title in enumerate(("Sound of Wood", "Sound of Steel", "Long " * 30))
    ]
    assert questions_for(plain) == [
        "What is “Sound of Wood” about?",
        "Which papers are from 2026?",
        "What is “Sound of Steel” about?",
    ]
    assert questions_for([]) == []


async def test_a_letter_goes_to_each_source_in_view(fake: FakeAssistant) -> None:
    async with chat(fake).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await answered(pilot, QUESTION)
        sources = pilot.app.query_one(SourceList)
        await pilot.press("ctrl+g")
        await until(pilot, lambda: isinstance(pilot.app.screen, JumpScreen))
        await pilot.press("f")  # after the input, the answer and the first source
        await until(pilot, lambda: sources.has_focus)
        await until(pilot, lambda: sources.chosen and sources.chosen.number == 2)


async def test_in_a_narrow_terminal_sources_have_their_questions_and_keys(
    fake: FakeAssistant,
) -> None:
    async with chat(fake).run_test(size=(60, 20)) as pilot:
        await opened(pilot)
        await answered(pilot, QUESTION)
        await ask(pilot, "/sources")
        await until(pilot, lambda: isinstance(pilot.app.screen, SourcesScreen))
        screen = pilot.app.screen
        listed = screen.query_one(SourceList)
        await until(pilot, lambda: listed.option_count)
        cards = [str(each.prompt) for each in listed.options]
        assert any("? What is it about?" in card for card in cards)
        assert "p pins" in str(screen.query_one(".dialog").border_subtitle)


async def test_the_palette_reaches_lines_formats_and_themes(fake: FakeAssistant) -> None:
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        app_chat = pilot.app.chat  # type: ignore[attr-defined]
        await until(pilot, lambda: app_chat.conversation.welcome.lines)
        names = {entry.name for entry in entries(app_chat)}
        assert {"/lines 1", "/export latex", "/theme songline-day"} <= names
        await ask(pilot, "/lines 1")
        await until(pilot, lambda: isinstance(pilot.app.screen, LinePapersScreen))


def test_a_column_that_would_be_empty_is_left_to_the_authors() -> None:
    wide = paper_row(replace(MASKED, has_code=True), 68).plain
    without = paper_row(MASKED, 68, has_code=False).plain
    assert "code" in wide
    assert "Song" not in wide
    assert "Song" in without


async def test_an_entry_is_copied_by_number_key_or_words_of_a_title(
    fake: FakeAssistant,
) -> None:
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await answered(pilot, QUESTION)
        for wanted, key in {
            "/bibtex 2": "{zong2022detrs,",
            "give me the bibtex of the first one": "{zong2023temporal,",
            "bibtex of the collaborative one": "{zong2022detrs,",
            "/bibtex zong2023temporal": "{zong2023temporal,",
            "/bibtex the last paper": "{zong2022detrs,",
            "copy the bibtex of it": "{zong2022detrs,",
            "give me the bibtex of Masked Faces": "{song2026masked,",
            "/bibtex": "{zong2022detrs,",
        }.items():
            await ask(pilot, wanted)
            await until(pilot, lambda key=key: key in pilot.app.clipboard)  # type: ignore[misc]
            entry = replies(pilot.app)[-1].splitlines()
            assert key in entry[0]
            assert all(len(line) < pilot.app.size.width for line in entry)
        await ask(pilot, "/bibtex zong")
        await until(pilot, lambda: isinstance(pilot.app.screen, PapersScreen))
        await pilot.press("escape")
        await ask(pilot, "/bibtex nobody")
        await until(pilot, lambda: "There is no paper nobody." in notices(pilot.app))
        await ask(pilot, "/bibtex 9")
        await until(
            pilot, lambda: any("cites no such paper" in told for told in notices(pilot.app))
        )


async def test_the_list_of_conversations_begins_behind_the_one_on_the_screen(
    fake: FakeAssistant,
) -> None:
    for name in ("old", "now"):
        fake.sessions.start(name).turns.append(FakeTurn(QUESTION, answer(QUESTION)))
    async with chat(fake).run_test(size=(100, 30)) as pilot:
        await opened(pilot)
        app_chat = pilot.app.chat  # type: ignore[attr-defined]
        app_chat.conversation.start_over(fake.sessions.start("now"))
        await ask(pilot, "/sessions")
        await until(pilot, lambda: isinstance(pilot.app.screen, SessionsScreen))
        rows = pilot.app.screen.query_one(TableRows)
        await until(pilot, lambda: rows.count == 2 and rows.at == 1)
        await pilot.press("enter")
        await until(pilot, lambda: app_chat.conversation.session.name == "old")


async def test_the_columns_of_papers_have_names_and_the_sorted_one_a_mark(
    fake: FakeAssistant,
) -> None:
    async with chat(fake).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await ask(pilot, "/papers")
        await until(pilot, lambda: isinstance(pilot.app.screen, PapersScreen))
        head = pilot.app.screen.query_one("#head", Plain)
        await until(pilot, lambda: "Year▾" in shown(head))
        assert "Code" in shown(head)
        await pilot.press("tab", "s", "s")
        await until(pilot, lambda: "Title▴" in shown(head))


async def test_the_name_of_a_conversation_is_cut_to_the_room_and_not_left_out(
    fake: FakeAssistant,
) -> None:
    async with chat(fake).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        status = pilot.app.query_one(StatusLine)
        status.session = "session Related work on the recognition of masked faces"
        told = status.render().plain
        assert told.endswith("…")
        assert "3 papers · session Related" in told
        assert len(told) <= 80


async def test_the_sources_take_no_room_before_there_are_any(fake: FakeAssistant) -> None:
    async with chat(fake).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        pane = pilot.app.query_one(SourcesPane)
        assert not pane.display
        await answered(pilot, QUESTION)
        assert pane.display
        await ask(pilot, "/new")
        await until(pilot, lambda: not pane.display)


async def test_sources_that_no_search_has_ranked_have_no_bars(fake: FakeAssistant) -> None:
    async with chat(fake).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await answered(pilot, QUESTION)
        listed = pilot.app.query_one(SourceList)
        assert "━" in str(listed.get_option_at_index(0).prompt)
        alike = tuple(replace(each, score=1.0) for each in sources_found(HITS))
        listed.show(alike, None)
        assert "━" not in str(listed.get_option_at_index(0).prompt)
