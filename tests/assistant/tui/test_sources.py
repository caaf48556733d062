from __future__ import annotations

from dataclasses import replace

import pytest
from textual._xterm_parser import XTermParser
from textual.content import Content
from textual.events import Key
from textual.geometry import Offset
from textual.widgets import Static

from assistant.engine.events import Retrieved
from assistant.grounding.verdicts import Verdict
from assistant.tui.answers.reply import Reply
from assistant.tui.conversation import Conversation
from assistant.tui.plain import lit_style
from assistant.tui.screens.abstract import AbstractScreen
from assistant.tui.screens.abstract_text import first_lit, lit_abstract
from assistant.tui.screens.link import LinkScreen, may_be_opened
from assistant.tui.widgets.ask_box import AskBox
from assistant.tui.widgets.menu import Menu
from assistant.tui.widgets.source_list import SourceList
from assistant.tui.widgets.sources import Use, card, relevance_bar, sources_found, use_of
from assistant.tui.widgets.sources_pane import SourcesPane, SourcesScreen
from store.ranking import Hit

from .conftest import HOSTILE
from .driving import answered, ask, chat, notices, opened, shown, until
from .fakes import (
    HITS,
    HOP,
    HOP_SENTENCES,
    MASKED,
    QUESTION,
    QUOTE,
    FakeAssistant,
    answer,
    events,
    evidence,
)


def test_a_card_says_how_relevant_a_source_is_and_what_it_was_cited_for() -> None:
    source = sources_found(HITS)[0].marked({1})
    use = use_of(1, answer("?"))
    assert card(source, 0.93, 42, use).plain.split("\n") == [
        "1 ● Temporal Enhanced Training of",
        "    Multi-view 3D Object Detector via His…",
        "    Zong et al. · 2023        ━━━━━━━━━━━━",
        "    1 quoted",
        "    With HoP, we achieve 68.5% NDS with",
        "    ViT-L on the nuScenes test set,…",
        " ",
    ]


def test_no_verdict_is_cut_and_the_row_of_a_table_reads_as_text() -> None:
    verdicts = ((Verdict.SUPPORTED, 1), (Verdict.UNVERIFIED, 1), (Verdict.UNSUPPORTED, 1))
    use = Use(verdicts, "| HoP | nuScenes | 68.5% NDS |")
    lines = card(sources_found(HITS)[0], 0.93, 36, use).plain.split("\n")
    assert [line.strip() for line in lines[3:6]] == [
        "1 supported · 1 unverified · 1",
        "unsupported",
        "HoP · nuScenes · 68.5% NDS",
    ]


@pytest.mark.parametrize("width", [12, 20, 40, 60])
@pytest.mark.parametrize("number", [1, 10, 100])
def test_no_line_of_a_card_is_wider_than_its_pane(width: int, number: int) -> None:
    source = replace(sources_found(HITS)[0], number=number)
    use = replace(use_of(1, answer("?")), cited_for="word" * 40)
    for line in card(source, 0.93, width, use, question="What is HoP?" * 9).split("\n"):
        assert line.cell_length <= max(width, 8 + len(f"{number}") + 3)


def test_bars_compare_with_the_best_and_bear_odd_scores() -> None:
    assert relevance_bar(0.5, 1.0, 10).plain == "━━━━━─────"
    assert relevance_bar(0.5, 1.0, 10).spans[0].style == "$primary"
    assert relevance_bar(0.5, 1.0, 10).spans[0].end == 5
    assert all(relevance_bar(score, 0.0, 4).plain == "────" for score in (-1.0, 0.0, 5.0))


def test_the_quote_is_lit_and_offsets_that_do_not_exist_are_ignored() -> None:
    spans = [evidence(HOP, QUOTE), evidence(HOP, QUOTE).__class__(HOP.key, 5, 99_999, "")]
    content = lit_abstract(HOP, spans)
    assert [content.plain[span.start : span.end] for span in content.spans] == [QUOTE]
    assert first_lit(HOP, spans) == HOP.abstract.index(QUOTE)
    assert "no abstract" in lit_abstract(MASKED, spans).plain


@pytest.mark.parametrize("keys", [("1", "enter"), ("alt+1",), ("tab", "1")])
async def test_a_number_opens_its_source_with_the_quote_lit(
    fake: FakeAssistant, keys: tuple[str, ...]
) -> None:
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await answered(pilot, QUESTION)
        await pilot.press(*keys)
        await until(pilot, lambda: isinstance(pilot.app.screen, AbstractScreen))
        content = pilot.app.screen.query_one("#abstract", Static).visual
        lit = [span for span in content.spans if span.style == ".lit"]  # type: ignore[attr-defined]
        assert [content.plain[span.start : span.end] for span in lit] == [QUOTE]  # type: ignore[attr-defined]
        assert "Guanglu Song et al." in shown(pilot.app.screen.query_one("#paper", Static))
        await pilot.press("n", "right")
        await until(
            pilot, lambda: "Masked" in shown(pilot.app.screen.query_one("#paper", Static))
        )
        assert "2026 (year inferred)" in shown(pilot.app.screen.query_one("#paper", Static))
        await pilot.press("p", "2", "escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, AbstractScreen))


async def test_what_an_abstract_reports_stands_below_it(fake: FakeAssistant) -> None:
    async with chat(fake).run_test(size=(110, 40)) as pilot:
        await opened(pilot)
        await answered(pilot, QUESTION)
        await pilot.press("1", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, AbstractScreen))
        results = pilot.app.screen.query_one("#results", Static)
        await until(pilot, lambda: results.display and "68.5%" in shown(results))
        row = shown(results).splitlines()[0]
        assert row.split("  ") == ["68.5%", "NDS", "HoP", "on nuScenes test set"]


async def test_the_lit_quote_is_scrolled_into_view(fake: FakeAssistant) -> None:
    async with chat(fake).run_test(size=(60, 14)) as pilot:
        await opened(pilot)
        await answered(pilot, QUESTION)
        await pilot.press("1", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, AbstractScreen))
        await until(pilot, lambda: pilot.app.screen.query_one(".dialog").scroll_y > 0)


async def test_digits_are_typed_where_they_mean_nothing_else(fake: FakeAssistant) -> None:
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        box = pilot.app.query_one(AskBox)
        await pilot.press("2", "0", "2", "1", "enter")  # quicker than a digit alone is taken
        await until(pilot, lambda: fake.asked == ["2021"])
        await until(pilot, lambda: not pilot.app.query_one(Conversation).is_busy)
        await pilot.press("1", *"2 papers")
        assert box.text == "12 papers"


async def test_the_number_of_a_source_says_in_the_menu_what_enter_opens(
    fake: FakeAssistant,
) -> None:
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await answered(pilot, QUESTION)
        await pilot.press("2")
        menu = pilot.app.query_one(Menu)
        await until(pilot, lambda: menu.is_open)
        assert "DETRs with Collaborative" in str(menu.get_option_at_index(0).prompt)
        await pilot.press("space")
        await until(pilot, lambda: not menu.is_open)
        await pilot.press("backspace", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, AbstractScreen))
        assert fake.asked == [QUESTION]


async def test_esc_takes_the_number_of_a_source_back(fake: FakeAssistant) -> None:
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await answered(pilot, QUESTION)
        box, menu = pilot.app.query_one(AskBox), pilot.app.query_one(Menu)
        await pilot.press("1")
        await until(pilot, lambda: menu.is_open)
        await pilot.press("escape", *"papers")
        await until(pilot, lambda: box.text == "papers")
        await pilot.press(*["backspace"] * 6, *"/pa", "escape")
        assert box.text == "/pa"


async def test_a_number_without_a_source_is_told_and_not_asked(fake: FakeAssistant) -> None:
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await answered(pilot, QUESTION)
        await pilot.press("9", "enter")
        await until(pilot, lambda: any("no source 9" in told for told in notices(pilot.app)))
        assert fake.asked == [QUESTION]


async def test_a_click_on_a_citation_opens_its_source(fake: FakeAssistant) -> None:
    fake.script["cite?"] = events(answer("cite?", text="[2] says so, and [9] does not exist."))
    async with chat(fake).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await answered(pilot, "cite?")
        await answered(pilot, QUESTION)
        reply = pilot.app.query(Reply).first()
        await pilot.click(reply, offset=Offset(3, 0))
        await until(pilot, lambda: isinstance(pilot.app.screen, AbstractScreen))
        assert "DETRs" in shown(pilot.app.screen.query_one("#paper", Static))
        assert pilot.app.screen_stack[0].query_one(Conversation).current.question == "cite?"  # type: ignore[union-attr]


async def test_a_citation_can_be_clicked_while_the_answer_streams(fake: FakeAssistant) -> None:
    fake.script["cite?"] = events(answer("cite?", text="[2] says so, and more."))
    fake.gate.clear()
    async with chat(fake).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        pilot.app.query_one(AskBox).text = "cite?"
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.query("MarkdownParagraph"))
        await until(pilot, lambda: pilot.app.query("MarkdownParagraph").first().region.height)
        await pilot.click("MarkdownParagraph", offset=Offset(1, 0))
        await until(pilot, lambda: isinstance(pilot.app.screen, AbstractScreen))
        fake.gate.set()


async def test_the_pane_marks_what_is_cited(fake: FakeAssistant) -> None:
    async with chat(fake).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await answered(pilot, QUESTION)
        assert (
            shown(pilot.app.query_one("SourcesPane .heading", Static))
            == "Sources  ● 2 of 3 cited"
        )
        await pilot.press("ctrl+s", "down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, AbstractScreen))


async def test_a_narrow_terminal_shows_the_sources_on_their_own_screen(
    fake: FakeAssistant,
) -> None:
    async with chat(fake).run_test(size=(60, 20)) as pilot:
        await opened(pilot)
        await answered(pilot, QUESTION)
        assert not pilot.app.query_one(SourcesPane).display
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, SourcesScreen))
        await until(pilot, lambda: pilot.app.screen.query_one(SourceList).option_count == 4)
        await pilot.press("2")
        await until(pilot, lambda: isinstance(pilot.app.screen, AbstractScreen))
        assert "DETRs" in shown(pilot.app.screen.query_one("#paper", Static))


async def test_hostile_papers_can_be_opened(fake: FakeAssistant) -> None:
    hits = [
        Hit(
            replace(HOP, title=text, abstract=text, authors=(text,), venue=text, source=text),
            1.0,
            {"[/x]": 1.0},
        )
        for text in HOSTILE.values()
    ]
    fake.script["?"] = [Retrieved(tuple(hits)), *events(answer("?", HOP_SENTENCES[:1]))[1:]]
    async with chat(fake).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await answered(pilot, "?")
        for number in range(1, len(hits) + 1):
            await ask(pilot, f"{number}")
            await until(pilot, lambda: isinstance(pilot.app.screen, AbstractScreen))
            assert pilot.app.export_screenshot()
            await pilot.press("escape")


@pytest.mark.parametrize(
    ("address", "may"),
    [
        ("https://example.org/a", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("https:example.org", False),
        ("http://[", False),
        ("", False),
    ],
)
def test_only_web_addresses_may_be_opened(address: str, may: bool) -> None:
    assert may_be_opened(address) is may


async def test_a_clicked_link_shows_its_address_and_asks(
    fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake.script["link?"] = events(
        answer("link?", (), "[safe](https://evil.example/[b]) [file](ftp://x.example)")
    )
    visited: list[str] = []
    async with chat(fake).run_test(size=(120, 40)) as pilot:
        monkeypatch.setattr(pilot.app, "open_url", visited.append)
        await opened(pilot)
        await answered(pilot, "link?")
        await pilot.click(Reply, offset=Offset(3, 0))
        await until(pilot, lambda: isinstance(pilot.app.screen, LinkScreen))
        assert "https://evil.example/" in shown(pilot.app.screen.query_one(".address", Static))
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, LinkScreen))
        assert visited == []
        await pilot.click(Reply, offset=Offset(3, 0))
        await until(pilot, lambda: isinstance(pilot.app.screen, LinkScreen))
        await pilot.press("y")
        await until(pilot, lambda: visited)
        await pilot.click(Reply, offset=Offset(8, 0))
        await until(
            pilot, lambda: any("Only web addresses" in notice for notice in notices(pilot.app))
        )


def test_alt_with_a_digit_reaches_the_chat_from_a_terminal(fake: FakeAssistant) -> None:
    chat(fake)
    parser = XTermParser()
    keys = [
        event.key
        for event in (*parser.feed("\x1b1"), *parser.feed(""))
        if isinstance(event, Key)
    ]
    assert keys == ["alt+1"]


async def test_what_was_found_and_not_used_comes_with_a_question_that_a_key_asks(
    fake: FakeAssistant,
) -> None:
    said = answer("?", HOP_SENTENCES[1:2])
    fake.script["other?"] = events(said)
    async with chat(fake).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await answered(pilot, "other?")
        sources = pilot.app.query_one(SourceList)
        await until(pilot, lambda: "? What is HoP?" in rows_of(sources))
        sources.focus()
        await pilot.press("down")
        await until(pilot, lambda: sources.chosen and sources.chosen.paper is HOP)
        await pilot.press("a")
        await until(pilot, lambda: fake.asked[-1] == "What is HoP?")


def rows_of(sources: SourceList) -> str:
    """Return what the list shows."""
    return "\n".join(str(option.prompt) for option in sources.options)


async def test_a_citation_under_the_pointer_lights_its_source(fake: FakeAssistant) -> None:
    fake.script["cite?"] = events(answer("cite?", text="[2] says so."))
    fake.script["again?"] = events(answer("again?", text="[1] says so."))
    async with chat(fake).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await answered(pilot, "cite?")
        await pilot.hover(Reply, offset=Offset(3, 0))
        sources = pilot.app.query_one(SourceList)
        await until(pilot, lambda: sources._lit == {2})
        await pilot.hover(Reply, offset=Offset(30, 0))
        await until(pilot, lambda: not sources._lit)
        await answered(pilot, "again?")
        await pilot.hover(Reply, offset=Offset(3, 0))
        await pilot.pause(0.1)
        assert not sources._lit  # it belongs to another answer


async def test_a_sentence_and_its_source_light_each_other_under_the_pointer(
    fake: FakeAssistant,
) -> None:
    async with chat(fake).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await answered(pilot, QUESTION)
        sources, reply = pilot.app.query_one(SourceList), pilot.app.query_one(Reply)
        await pilot.hover(Reply, offset=Offset(6, 0))
        await until(pilot, lambda: sources._lit == {1})
        await pilot.hover(SourceList, offset=Offset(8, 1))
        await until(pilot, lambda: lit_in(reply) == [f"With HoP, {QUOTE} [1]."])
        await pilot.hover(AskBox)
        await until(pilot, lambda: not lit_in(reply))
        await pilot.press("tab", "j", "j")
        doubted = lit_in(reply)
        await pilot.hover(SourceList, offset=Offset(8, 1))
        await until(pilot, lambda: lit_in(reply) != doubted)
        await pilot.hover(AskBox)
        await until(pilot, lambda: lit_in(reply) == doubted)


def lit_in(reply: Reply) -> list[str]:
    """Return the stretches of a reply that are lit."""
    content = reply.visual
    assert isinstance(content, Content)
    lit = lit_style(reply.app)
    return [content.plain[span.start : span.end] for span in content.spans if span.style == lit]


async def test_a_list_without_room_whose_sources_have_changed_bears_every_key(
    fake: FakeAssistant,
) -> None:
    async with chat(fake).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await answered(pilot, QUESTION)
        await pilot.press("ctrl+s", "end")
        sources = pilot.app.query_one(SourceList)
        await pilot.resize_terminal(12, 40)
        sources.show((), None)
        await pilot.press("a", "p", "x", "y", "enter")
        assert sources.chosen is None


async def test_a_long_list_is_laid_out_bit_by_bit_and_any_row_can_be_lit(
    fake: FakeAssistant,
) -> None:
    async with chat(fake).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await answered(pilot, QUESTION)
        listed = pilot.app.query_one(SourceList)
        many = tuple(
            Hit(replace(HOP, key=f"{HOP.key}{number}"), 0.5, {}) for number in range(40)
        )
        listed.show(sources_found(many), None)
        assert 0 < listed.option_count < len(many)
        await until(pilot, lambda: listed.option_count == len(many))
        listed.show(sources_found(many), None)
        listed.light(frozenset({40}))
        assert listed.chosen is not None
        assert listed.chosen.number == 40
