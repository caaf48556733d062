from __future__ import annotations

import asyncio
import threading
from dataclasses import replace

import pytest
from textual import events as events_of_terminal
from textual.widgets import Input

from assistant.engine.events import (
    AnswerFailed,
    AnswerFinished,
    RepairBegun,
    RepairFailed,
    Retrieved,
    SentenceRepaired,
    TextArrived,
    TextWithdrawn,
    ToolCalled,
)
from assistant.errors import BackendError
from assistant.grounding.verdicts import Verdict
from assistant.questions.smalltalk import reply_to_small_talk
from assistant.tui import conversation
from assistant.tui.answers.reply import AskedQuestion, LiveText
from assistant.tui.screens.abstract import AbstractScreen
from assistant.tui.screens.help import HelpScreen
from assistant.tui.screens.papers import PapersScreen
from assistant.tui.widgets.ask_box import AskBox
from assistant.tui.widgets.key_line import KeyLine
from assistant.tui.widgets.status import StatusLine
from assistant.tui.widgets.transcript import Transcript
from store.errors import LibraryUnavailable
from store.printable import printable

from .conftest import HOSTILE
from .driving import (
    answered,
    ask,
    chat,
    is_busy,
    live_texts,
    notices,
    opened,
    questions,
    replies,
    until,
)
from .fakes import (
    HITS,
    HOP_SENTENCES,
    QUESTION,
    FakeAssistant,
    FakeTurn,
    answer,
    events,
    sentence,
)

FAILURE = "✗ The library is gone\nno such folder\nRun songline doctor."


async def test_an_answer_streams_settles_and_is_checked(fake: FakeAssistant) -> None:
    fake.gate.clear()
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await ask(pilot, QUESTION)
        await until(pilot, lambda: any("68.5%" in text for text in live_texts(pilot.app)))
        fake.gate.set()
        await until(pilot, lambda: not is_busy(pilot.app))
        assert questions(pilot.app) == [QUESTION]
        assert "68.5% NDS" in replies(pilot.app)[0]
        assert "‹unsupported by [2]›" in replies(pilot.app)[0]
        assert replies(pilot.app)[0].endswith(
            "1 sentence quoted · 1 unsupported · 1 uncited · 0.4s"
        )
        await until(pilot, lambda: not live_texts(pilot.app))


async def test_an_answer_that_comes_at_once_is_laid_out_once(
    fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    streamed: list[int | None] = []
    made = LiveText.__init__

    def note(live: LiveText, exchange: int | None) -> None:
        streamed.append(exchange)
        made(live, exchange)

    monkeypatch.setattr(LiveText, "__init__", note)
    monkeypatch.setattr(conversation, "_FLUSH", 60.0)  # at once, on a slow machine too
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await answered(pilot, QUESTION)
        assert "68.5% NDS" in replies(pilot.app)[0]
        assert not streamed


async def test_questions_wait_for_the_library_and_are_answered_in_order(
    fake: FakeAssistant,
) -> None:
    gate = threading.Event()

    def connect(_: object) -> object:
        gate.wait(10)
        return fake

    async with chat(fake, connect).run_test() as pilot:  # type: ignore[arg-type]
        await ask(pilot, "first?")
        await ask(pilot, "second?")
        await until(pilot, lambda: replies(pilot.app) == ["waits for the library"] * 2)
        assert fake.asked == []
        gate.set()
        await until(pilot, lambda: len(fake.asked) == 2 and not is_busy(pilot.app))
        assert fake.asked == ["first?", "second?"]
        assert all("68.5%" in reply for reply in replies(pilot.app))


async def test_a_command_waits_for_the_library(fake: FakeAssistant) -> None:
    gate = threading.Event()

    def connect(_: object) -> object:
        gate.wait(10)
        return fake

    async with chat(fake, connect).run_test() as pilot:  # type: ignore[arg-type]
        await ask(pilot, "/papers year:2023")
        await until(pilot, lambda: any("waits for it" in told for told in notices(pilot.app)))
        gate.set()
        await until(pilot, lambda: isinstance(pilot.app.screen, PapersScreen))
        assert pilot.app.screen.query_one(Input).value == "year:2023"


async def test_progress_of_the_library_is_shown(fake: FakeAssistant) -> None:
    gate = threading.Event()

    def connect(tell: object) -> object:
        tell("Filling the library: 20 of 47")  # type: ignore[operator]
        gate.wait(10)
        return fake

    async with chat(fake, connect).run_test() as pilot:  # type: ignore[arg-type]
        status = pilot.app.query_one(StatusLine)
        await until(pilot, lambda: status.library == "Filling the library: 20 of 47")
        gate.set()
        await opened(pilot)
        assert "3 papers" in status.render().plain


async def test_a_library_that_cannot_be_opened_leaves_the_chat_usable(
    fake: FakeAssistant,
) -> None:
    broken = [True]

    def connect(_: object) -> object:
        if broken[0]:
            raise LibraryUnavailable(
                "The library is gone", why="no such folder", advice="Run songline doctor."
            )
        return fake

    async with chat(fake, connect).run_test() as pilot:  # type: ignore[arg-type]
        await until(pilot, lambda: replies(pilot.app) == [FAILURE])
        await ask(pilot, "anyone?")
        await until(pilot, lambda: replies(pilot.app) == [FAILURE, FAILURE])
        await ask(pilot, "/help")
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpScreen))
        await pilot.press("escape")
        broken[0] = False
        await ask(pilot, "/retry")
        await opened(pilot)
        await answered(pilot, QUESTION)
        assert "68.5%" in replies(pilot.app)[-1]


async def test_a_failure_nobody_foresaw_is_shown_and_the_chat_goes_on(
    fake: FakeAssistant,
) -> None:
    fake.script["bug?"] = [Retrieved(HITS), TextArrived("half "), ZeroDivisionError("[/oops]")]
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await answered(pilot, "bug?")
        assert "half" in replies(pilot.app)[0]
        assert "ZeroDivisionError: [/oops]" in replies(pilot.app)[0]
        await answered(pilot, QUESTION)
        assert "68.5%" in replies(pilot.app)[1]


async def test_a_failed_answer_says_what_why_and_what_next(fake: FakeAssistant) -> None:
    error = LibraryUnavailable("It broke", why="a reason", advice="Do this.")
    fake.script["broken?"] = [Retrieved(HITS), AnswerFailed(error)]
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await answered(pilot, "broken?")
        assert replies(pilot.app) == ["✗ It broke\na reason\nDo this."]


async def test_sentences_written_anew_stand_in_the_settled_answer_and_the_rest_is_told(
    fake: FakeAssistant,
) -> None:
    wrong = sentence("HoP reaches 99.9% NDS [1].", Verdict.UNSUPPORTED, 1)
    right = replace(HOP_SENTENCES[0], repaired=True)
    fake.script["mended?"] = (
        Retrieved(HITS),
        TextArrived(f"{wrong.text} Everyone uses it now. So it goes."),
        RepairBegun(3),
        SentenceRepaired(wrong, (right,)),
        SentenceRepaired(HOP_SENTENCES[2], ()),
        RepairFailed(BackendError("The line went dead")),
        AnswerFinished(answer("mended?", [right])),
    )
    fake.gate.clear()
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await ask(pilot, "mended?")
        await until(pilot, lambda: any("So it goes" in text for text in live_texts(pilot.app)))
        fake.gate.set()
        await until(pilot, lambda: not is_busy(pilot.app))
        (reply,) = replies(pilot.app)
        assert "99.9%" not in reply
        assert "68.5%" in reply
        assert "1 sentence quoted · 1 written anew" in reply
        assert reply.endswith("1 sentence withdrawn · not written anew: The line went dead.")


async def test_what_the_model_looks_up_is_told_and_what_it_says_meanwhile_goes(
    fake: FakeAssistant,
) -> None:
    whole = answer("looked up?")
    fake.script["looked up?"] = (
        Retrieved(HITS[:1]),
        TextArrived("Let me see."),
        TextWithdrawn(),
        ToolCalled("search_papers", "searched: masked faces, 3 papers"),
        Retrieved(HITS),
        TextArrived(whole.answer),
        AnswerFinished(whole),
    )
    fake.gate.clear()
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await ask(pilot, "looked up?")
        await until(pilot, lambda: any("68.5%" in text for text in live_texts(pilot.app)))
        assert not any("Let me see" in text for text in live_texts(pilot.app))
        fake.gate.set()
        await until(pilot, lambda: not is_busy(pilot.app))
        assert "Let me see" not in replies(pilot.app)[0]
        assert replies(pilot.app)[0].endswith("0.4s · searched: masked faces, 3 papers")


async def test_what_is_wrong_with_a_sentence_is_told_beside_it(fake: FakeAssistant) -> None:
    wrong = replace(HOP_SENTENCES[1], why="it doubles nothing in [2]")
    struck = answer("strict?", [wrong], text=f"~~{wrong.text}~~")
    fake.script["strict?"] = events(struck)
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await answered(pilot, "strict?")
        assert (
            "accuracy of Co-DETR [2]. ‹unsupported: it doubles nothing in [2]›"
            in replies(pilot.app)[0]
        )
        assert "~~" not in replies(pilot.app)[0]


async def test_escape_stops_and_keeps_what_has_arrived(fake: FakeAssistant) -> None:
    fake.gate.clear()
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await ask(pilot, QUESTION)
        await until(
            pilot, lambda: any("outperforming" in text for text in live_texts(pilot.app))
        )
        await pilot.press("escape")
        assert "outperforming" in replies(pilot.app)[0]
        assert "\n\nstopped" in replies(pilot.app)[0]
        await until(pilot, lambda: not is_busy(pilot.app))
        assert "‹unsupported by [2]›" in replies(pilot.app)[0]
        assert "stopped · 1 sentence quoted" in replies(pilot.app)[0]
        assert fake.stopped == [QUESTION]
        await pilot.press("1", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, AbstractScreen))


async def test_escape_withdraws_a_question_that_waits(fake: FakeAssistant) -> None:
    gate = threading.Event()
    slow = lambda _: (gate.wait(10), fake.as_assistant())[1]  # noqa: E731
    async with chat(fake, slow).run_test() as pilot:
        await ask(pilot, "first?")
        await ask(pilot, "second?")
        await pilot.press("escape")
        gate.set()
        await until(pilot, lambda: fake.asked and not is_busy(pilot.app))
        assert fake.asked == ["first?"]
        assert replies(pilot.app)[1] == "stopped before any text arrived"


async def test_rapid_enter_asks_once(fake: FakeAssistant) -> None:
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await pilot.press(*"why", "enter", "enter", "enter", *"how", "enter", "enter")
        await until(pilot, lambda: len(fake.asked) == 2 and not is_busy(pilot.app))
        assert fake.asked == ["why", "how"]


async def test_resizing_while_an_answer_streams(fake: FakeAssistant) -> None:
    fake.script["list?"] = events(
        answer("list?", text="- one [1]\n- two\n\n" + "A long answer. " * 40)
    )
    fake.gate.clear()
    async with chat(fake).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await ask(pilot, "list?")
        for width in (60, 100, 40, 120):
            await pilot.resize_terminal(width, 24)
            await pilot.pause()
        fake.gate.set()
        await until(pilot, lambda: not is_busy(pilot.app))
        assert replies(pilot.app)[0].startswith("• one [1]\n• two\n\nA long answer.")


@pytest.mark.parametrize("height", [1, 3, 8])
async def test_a_terminal_of_a_few_columns_does_no_harm(
    fake: FakeAssistant, height: int
) -> None:
    async with chat(fake).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        for width in (5, 3, 2, 1, 12):
            await pilot.resize_terminal(width, height)
            await pilot.pause()
            await pilot.press("w", "h", "y")
        await pilot.resize_terminal(80, 24)
        await pilot.press("enter")
        await ask(pilot, "how")
        await until(pilot, lambda: fake.asked[-1:] == ["how"] and not is_busy(pilot.app))


@pytest.mark.parametrize(
    "opens", ["/papers nobody", "/nothing-begins-so", "ctrl+p", "/results x"]
)
async def test_pages_are_turned_where_there_are_no_rows(
    fake: FakeAssistant, opens: str
) -> None:
    async with chat(fake).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        if opens.startswith("/nothing"):
            await pilot.press(*opens)
        elif opens.startswith("/"):
            await ask(pilot, opens)
            await until(pilot, lambda: len(pilot.app.screen_stack) > 1)
        else:
            await pilot.press(opens)
            await pilot.press(*"no such thing")
        await pilot.press("pagedown", "pageup", "home", "end", "tab", "pagedown", "pageup")
        await pilot.resize_terminal(10, 3)
        await pilot.press("pagedown", "pageup", "down", "up")
        assert pilot.app.is_running


async def test_an_answer_that_abstains_gives_its_reason(fake: FakeAssistant) -> None:
    abstained = replace(
        answer("?", (), "I found nothing."), abstained=True, reason="No paper fits."
    )
    fake.script["capital?"] = events(abstained)
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await answered(pilot, "capital?")
        assert replies(pilot.app)[0].startswith(
            "No answer from these papers\nNo paper fits.\n\nI found nothing."
        )


async def test_a_greeting_is_returned_and_no_refusal(fake: FakeAssistant) -> None:
    text, reason = reply_to_small_talk("hello") or ("", None)
    said = answer("hello", (), text)
    fake.script["hello"] = events(replace(said, abstained=True, reason=reason))
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await answered(pilot, "hello")
        assert replies(pilot.app)[0].startswith("Hello.")
        assert not pilot.app.query("Reply.-abstained")


async def test_a_session_goes_on_with_its_last_turns(fake: FakeAssistant) -> None:
    session = fake.sessions.start("survey")
    session.turns = [FakeTurn(f"question {n}", answer(f"question {n}")) for n in range(25)]
    async with chat(fake).run_test() as pilot:
        await until(pilot, lambda: len(questions(pilot.app)) == 20)
        assert questions(pilot.app)[0] == "question 5"
        assert "5 earlier turns not shown" in str(pilot.app.query_one(".note").render())
        assert "session survey" in pilot.app.query_one(StatusLine).render().plain
        await pilot.press("up")
        assert pilot.app.query_one(AskBox).text == "question 24"
        await pilot.press("down")
        await until(pilot, lambda: pilot.app.query_one(AskBox).text == "")
        await pilot.press("1", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, AbstractScreen))


async def test_hostile_text_is_shown_as_it_is(fake: FakeAssistant) -> None:
    for text in HOSTILE.values():
        fake.script[printable(text).strip()] = events(answer("?", HOP_SENTENCES[:1], text))
    async with chat(fake).run_test(size=(60, 20)) as pilot:
        await opened(pilot)
        for question in HOSTILE.values():
            await ask(pilot, question)
        await until(pilot, lambda: len(fake.asked) == len(HOSTILE) and not is_busy(pilot.app))
        text = "".join([*replies(pilot.app), *questions(pilot.app)])
        assert not {"\x1b", "\x07", "\f", "\u202e", "\ud800"} & set(text)
        assert "[/foo]" in text
        assert "x<sup>2</sup>" in text
        assert pilot.app.export_screenshot()


async def test_ctrl_c_stops_or_says_how_to_quit(fake: FakeAssistant) -> None:
    fake.gate.clear()
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await ask(pilot, QUESTION)
        await until(pilot, lambda: is_busy(pilot.app))
        await pilot.press("ctrl+c")
        await until(pilot, lambda: not is_busy(pilot.app))
        await pilot.press("ctrl+c")
        await until(pilot, lambda: any("Ctrl+Q" in notice for notice in notices(pilot.app)))


@pytest.mark.parametrize("leave", ["ctrl+q", "/quit"])
async def test_quitting_stops_the_answer_and_closes_the_library(
    fake: FakeAssistant, leave: str
) -> None:
    fake.gate.clear()
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await ask(pilot, QUESTION)
        await until(pilot, lambda: fake.asked)
        await (ask(pilot, leave) if leave.startswith("/") else pilot.press(leave))
        for _ in range(200):
            if fake.is_closed:
                break
            await asyncio.sleep(0.01)
    assert fake.is_closed
    assert fake.stopped == [QUESTION]


async def test_the_last_line_shows_the_keys_that_do_something_now(
    fake: FakeAssistant,
) -> None:
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        line = pilot.app.query_one(KeyLine)
        assert "Source " not in line.render().plain
        assert "Stop" not in line.render().plain
        await answered(pilot, QUESTION)
        await until(pilot, lambda: "1-9 Source " in line.render().plain)
        await pilot.resize_terminal(30, 20)
        await until(pilot, lambda: line.render().cell_length <= 30)


async def test_letters_find_the_input_from_everywhere(fake: FakeAssistant) -> None:
    async with chat(fake).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await answered(pilot, QUESTION)
        await pilot.click(Transcript)
        assert pilot.app.query_one(AskBox).has_focus
        pilot.app.query_one(Transcript).focus()
        await pilot.press("w", "h", "y")
        await until(pilot, lambda: pilot.app.query_one(AskBox).text == "why")


async def test_pasted_control_characters_are_dropped(fake: FakeAssistant) -> None:
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        box = pilot.app.query_one(AskBox)
        pilot.app.post_message(events_of_terminal.Paste("\x1b]52;c;aGk\x07\fa\nb"))
        await until(pilot, lambda: box.text == "]52;c;aGk a\nb")
        await until(pilot, lambda: box.size.height == 2)


async def test_line_ends_of_any_kind_part_what_is_pasted(fake: FakeAssistant) -> None:
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        box = pilot.app.query_one(AskBox)
        pilot.app.post_message(events_of_terminal.Paste("long\rvideos\r\nwith\nvoices"))
        await until(pilot, lambda: box.text == "long\nvideos\nwith\nvoices")


async def test_a_long_question_is_folded_until_it_is_clicked(fake: FakeAssistant) -> None:
    long = "word " * 4000
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await answered(pilot, long)
        assert "more letters; a click shows them" in questions(pilot.app)[0]
        assert len(questions(pilot.app)[0]) < 1000
        assert fake.asked == [long.strip()]
        pilot.app.query_one(AskedQuestion).on_click()
        await until(pilot, lambda: len(questions(pilot.app)[0]) > 19_000)


async def test_of_two_hundred_turns_the_last_twenty_are_made_and_shown(
    fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = fake.sessions.start("long")
    session.turns = [FakeTurn(f"question {n}", answer(f"question {n}")) for n in range(200)]
    made: list[AskedQuestion] = []
    monkeypatch.setattr(
        AskedQuestion, "on_mount", lambda self: made.append(self), raising=False
    )
    async with chat(fake).run_test() as pilot:
        await until(pilot, lambda: len(questions(pilot.app)) == 20)
        assert questions(pilot.app) == [f"question {n}" for n in range(180, 200)]
        assert len(made) == 20


async def test_the_transcript_is_scrolled_from_the_input(fake: FakeAssistant) -> None:
    async with chat(fake).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        for number in range(6):
            await answered(pilot, f"question {number}")
        transcript = pilot.app.query_one(Transcript)
        await until(pilot, lambda: transcript.scroll_y > 20)
        await pilot.press("ctrl+home")
        await until(pilot, lambda: transcript.scroll_y == 0)
        await pilot.press("pagedown")
        await until(pilot, lambda: transcript.scroll_y > 5)
        assert pilot.app.query_one(AskBox).has_focus


async def test_changing_and_asking_again(fake: FakeAssistant) -> None:
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await answered(pilot, QUESTION)
        await ask(pilot, "/retry")
        await until(pilot, lambda: fake.asked == [QUESTION, QUESTION])
        await until(
            pilot, lambda: "the same answer as before: without a" in replies(pilot.app)[1]
        )
        assert "the same answer" not in replies(pilot.app)[0]
        assert any("The same answer as before" in each for each in notices(pilot.app))
        await ask(pilot, "/edit")
        await until(pilot, lambda: pilot.app.query_one(AskBox).text == QUESTION)


async def test_what_was_computed_and_noted_stands_below_the_answer(fake: FakeAssistant) -> None:
    told = replace(
        answer("noted?"),
        facts={"F1": "3 papers [/]"},
        notes=("one note",),
        answer="Three [F1].",
    )
    unread = sentence("HoP is likely good [1].", Verdict.UNVERIFIED, 1)
    doubtful = replace(answer("doubtful?", [unread]), answer="HoP is likely good [1].")
    fake.script |= {"noted?": events(told), "doubtful?": events(doubtful)}
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await answered(pilot, "noted?")
        assert "[F1] computed: 3 papers [/]" in replies(pilot.app)[0]
        assert replies(pilot.app)[0].endswith("one note")
        await answered(pilot, "doubtful?")
        assert "HoP is likely good [1]. ‹?›" in replies(pilot.app)[1]
        assert "1 sentence unverified" in replies(pilot.app)[1]


async def test_work_that_fails_unforeseen_does_not_end_the_chat(
    fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        monkeypatch.setattr(type(pilot.app), "is_headless", property(lambda _: False))

        def fail(_: str = "") -> None:
            raise RuntimeError("no such thing")

        monkeypatch.setattr(fake.sessions, "find", fail)
        await ask(pilot, "/sessions")
        await until(pilot, lambda: notices(pilot.app))
        assert "RuntimeError: no such thing" in notices(pilot.app)[0]
        monkeypatch.undo()
        await pilot.press("escape")
        await answered(pilot, QUESTION)
