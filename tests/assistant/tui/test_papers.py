"""The list of papers: marks, columns, the line, the page, and notes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.widgets import Input, Static

from assistant.grounding.verdicts import Verdict
from assistant.tui.plain import lit_style
from assistant.tui.screens.abstract import AbstractScreen, AbstractText
from assistant.tui.screens.asking_name import NameScreen
from assistant.tui.screens.link import LinkScreen
from assistant.tui.screens.paper_table import AS_FOUND, PaperTable, paper_row
from assistant.tui.screens.papers import PapersScreen
from assistant.tui.widgets.table_rows import TableRows

from .driving import answered, ask, chat, notices, opened, shown, until
from .fakes import DETRS, HOP, MASKED, QUESTION

if TYPE_CHECKING:
    from textual.pilot import Pilot
    from textual.widget import Widget

    from .fakes import FakeAssistant


async def listed(pilot: Pilot[None], command: str = "/papers") -> PapersScreen:
    """Open the list, and go to its rows."""
    await ask(pilot, command)
    await until(pilot, lambda: isinstance(pilot.app.screen, PapersScreen))
    await until(pilot, lambda: pilot.app.screen.query_one(TableRows).count)
    pilot.app.screen.query_one(TableRows).focus()
    screen = pilot.app.screen
    assert isinstance(screen, PapersScreen)
    return screen


def test_papers_with_code_and_of_a_venue_can_be_sorted_first() -> None:
    table = PaperTable([MASKED, replace(HOP, venue="ICCV"), DETRS])
    table.sort = "code first"
    table.arrange()
    assert [row.key for row in table.rows if not isinstance(row, str)][-1] == MASKED.key
    table.sort = "by venue"
    table.arrange()
    assert table.paper_at(0) == replace(HOP, venue="ICCV")


def test_a_row_tells_how_the_answer_fared_with_the_paper_and_what_was_noted() -> None:
    table = PaperTable(
        [HOP, DETRS], verdicts={HOP.key: Verdict.QUOTED}, notes={DETRS.key: "read twice"}
    )
    table.arrange()
    cited, other = table.row(0, 140).plain, table.row(1, 140).plain
    assert cited.startswith("● 2023")
    assert other.startswith("  2022")
    assert "✎ read twice" in other
    assert table.row(1, 40).cell_length <= 40


async def test_tab_completes_a_filter_before_it_leaves_the_line(fake: FakeAssistant) -> None:
    async with chat(fake).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await ask(pilot, "/papers")
        await until(pilot, lambda: isinstance(pilot.app.screen, PapersScreen))
        line = pilot.app.screen.query_one(Input)
        await pilot.press(*"ye")
        await until(pilot, lambda: line._suggestion == "year:")
        await pilot.press("tab", *"2023")
        assert line.value == "year:2023"
        await pilot.press("tab")
        await until(pilot, lambda: not line.has_focus)


async def test_the_marks_of_the_list_are_explained(fake: FakeAssistant) -> None:
    async with chat(fake).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await answered(pilot, QUESTION)
        screen = await listed(pilot)
        told = shown(screen.query_one("#told", Static))
        assert "2026? a year that was inferred · ● cited" in told


async def test_l_lists_the_papers_of_the_line(fake: FakeAssistant) -> None:
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        first = await listed(pilot, "/papers detector")
        await pilot.press("l")
        await until(pilot, lambda: pilot.app.screen is not first)
        await until(pilot, lambda: pilot.app.screen.query_one(TableRows).count == 2)
        heading = str(pilot.app.screen.query_one(".dialog").border_title)
        assert "Line 1: object detection" in heading


async def test_a_paper_in_no_line_says_so(fake: FakeAssistant) -> None:
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await listed(pilot, "/papers masked")
        await pilot.press("l")
        await until(pilot, lambda: notices(pilot.app))
        assert notices(pilot.app) == ["The paper is in no line."]


async def test_a_note_is_kept_and_shown(fake: FakeAssistant) -> None:
    app = chat(fake)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await listed(pilot, "/papers masked")
        await pilot.press("m")
        await until(pilot, lambda: isinstance(pilot.app.screen, NameScreen))
        await pilot.press(*"for the talk", "enter")
        await until(pilot, lambda: app.chat.notes.all() == {MASKED.key: "for the talk"})
        await until(pilot, lambda: isinstance(pilot.app.screen, PapersScreen))
        await pilot.press("m")
        await until(pilot, lambda: isinstance(pilot.app.screen, NameScreen))
        assert pilot.app.screen.query_one(Input).value == "for the talk"
        pilot.app.screen.query_one(Input).value = ""
        await pilot.press("enter")
        await until(pilot, lambda: not app.chat.notes.all())


async def test_o_asks_whether_to_open_the_page(fake: FakeAssistant) -> None:
    fake.library.papers = (replace(HOP, doi="10.1/hop"),)
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await listed(pilot)
        await pilot.press("o")
        await until(pilot, lambda: isinstance(pilot.app.screen, LinkScreen))


def test_a_note_is_seen_behind_a_title_that_is_cut() -> None:
    assert "✎ read twice" in paper_row(HOP, 60, note="read twice").plain


def test_the_nearest_papers_stand_in_that_order_until_they_are_sorted() -> None:
    table = PaperTable([HOP, MASKED, DETRS], sort=AS_FOUND)
    table.arrange()
    assert table.rows == [HOP, MASKED, DETRS]
    table.next_sort()
    assert table.rows == [MASKED, HOP, DETRS]


async def test_in_sixteen_colours_the_chosen_row_and_what_is_lit_are_reversed(
    fake: FakeAssistant,
) -> None:
    async with chat(fake).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        pilot.app.theme = "songline-terminal"
        await pilot.pause()
        screen = await listed(pilot)
        rows = screen.query_one(TableRows)
        await until(pilot, lambda: is_reverse(rows, 0))
        assert not is_reverse(rows, 1)
        await pilot.press("escape")
        await answered(pilot, QUESTION)
        await pilot.press("1", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, AbstractScreen))
        text = pilot.app.screen.query_one(AbstractText)
        await until(pilot, lambda: any(is_reverse(text, at) for at in range(text.size.height)))
        assert lit_style(pilot.app) == "ansi_default reverse"
        assert pilot.app.get_css_variables()["thumb"] == "ansi_bright_black"


def is_reverse(widget: Widget, line: int) -> bool:
    """Tell whether something of a line is drawn in reverse."""
    styles = (segment.style for segment in widget.render_line(line)._segments)
    return any(style is not None and style.reverse for style in styles)
