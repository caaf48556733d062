"""`/related` in the chat, on the real assistant: the plan, the text, parts anew, files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.grounding.verdicts import SHOWN
from assistant.tui.screens.abstract import AbstractScreen
from assistant.tui.screens.help import HelpScreen
from assistant.tui.screens.plan import PlanScreen
from assistant.tui.widgets.rows import Rows

from .driving import answered, ask, chat, is_busy, notices, opened, questions, replies, until

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from textual.pilot import Pilot

    from assistant.engine.assistant import Assistant

    from .fakes import FakeAssistant

TOPIC = "/related face recognition"


async def planned(pilot: Pilot[None], command: str = TOPIC) -> PlanScreen:
    """Ask for a plan, and wait until it is there."""
    await ask(pilot, command)
    await until(pilot, lambda: isinstance(pilot.app.screen, PlanScreen))
    await until(pilot, lambda: pilot.app.screen.query_one(Rows).at is not None)
    screen = pilot.app.screen
    assert isinstance(screen, PlanScreen)
    return screen


async def written(pilot: Pilot[None], key: str = "w") -> str:
    """Press a key that has something written, and return it."""
    count = len(replies(pilot.app))
    await pilot.press(key)
    await until(pilot, lambda: len(replies(pilot.app)) > count and not is_busy(pilot.app))
    return replies(pilot.app)[-1]


async def test_the_plan_is_written_like_an_answer(
    fake: FakeAssistant, assistant: Assistant
) -> None:
    app = chat(fake, lambda _: assistant)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await planned(pilot)
        text = await written(pilot)
        assert questions(app)[-1] == "Related work on face recognition"
        assert "Zhang et al. [4]" in text
        assert "unsupported" not in text
        assert assistant.sessions.latest()
        assert len(app.chat.conversation.sources) > 3


async def test_what_is_left_out_of_the_plan_is_not_written(
    fake: FakeAssistant, assistant: Assistant
) -> None:
    async with chat(fake, lambda _: assistant).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await planned(pilot)
        await pilot.press("x")
        text = await written(pilot)
        keys = [source.paper.key for source in pilot.app.chat.conversation.sources]  # type: ignore[attr-defined]
        assert "liu2019towards" not in keys
        assert "PolyFace" not in text


async def test_a_paper_that_is_moved_to_a_new_group_has_a_paragraph_of_its_own(
    fake: FakeAssistant, assistant: Assistant
) -> None:
    async with chat(fake, lambda _: assistant).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await planned(pilot)
        before = await written(pilot)
        await planned(pilot)
        await pilot.press("2")
        after = await written(pilot)
        assert after.count("\n\n") == before.count("\n\n") + 1


async def test_enter_shows_the_passage_in_its_abstract(
    fake: FakeAssistant, assistant: Assistant
) -> None:
    async with chat(fake, lambda _: assistant).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await planned(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, AbstractScreen))


async def test_a_plan_can_be_kept_in_a_file(
    fake: FakeAssistant, assistant: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with chat(fake, lambda _: assistant).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await planned(pilot)
        await pilot.press("e")
        await until(pilot, lambda: notices(pilot.app))
        assert "liu2019towards" in (tmp_path / "songline-plan.toml").read_text("utf-8")


async def test_the_lit_sentence_is_written_anew_and_nothing_else(
    fake: FakeAssistant, assistant: Assistant
) -> None:
    async with chat(fake, lambda _: assistant).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await planned(pilot)
        before = await written(pilot)
        await pilot.press("tab", "j", "j")
        after = await written(pilot, "r")
        assert questions(pilot.app)[-1] == "Related work on face recognition · 1.2 anew"
        first, _, rest = before.partition(" Liu et al. [1]")
        assert after.startswith(f"{first} ")
        assert rest[rest.index("Unlike most") :].partition("\n")[0] in after
        assert "introduce the solutions" in before
        assert "introduce the solutions" not in after


async def test_a_draft_goes_into_a_file_with_exactly_what_it_cites(
    fake: FakeAssistant, assistant: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with chat(fake, lambda _: assistant).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await planned(pilot)
        await written(pilot)
        await ask(pilot, "/draft")
        await until(pilot, lambda: notices(pilot.app))
        text = (tmp_path / "related-face-recognition.tex").read_text("utf-8")
        entries = (tmp_path / "related-face-recognition.bib").read_text("utf-8")
        assert "\\cite{liu2019towards}" in text
        assert entries.count("@misc") == len(pilot.app.chat.conversation.sources)  # type: ignore[attr-defined]


async def test_a_summary_goes_into_a_file_too(
    fake: FakeAssistant, assistant: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with chat(fake, lambda _: assistant).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await answered(pilot, "/summarize face detection")
        await ask(pilot, "/draft typst faces.typ")
        await until(pilot, lambda: notices(pilot.app))
        assert "@" in (tmp_path / "faces.typ").read_text("utf-8")
        assert "@" in (tmp_path / "faces.bib").read_text("utf-8")


async def test_an_answer_is_no_draft(fake: FakeAssistant) -> None:
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await answered(pilot, "What is HoP?")
        await ask(pilot, "/redo 1")
        await until(pilot, lambda: notices(pilot.app))
        assert "no draft" in notices(pilot.app)[0]


async def test_the_papers_of_a_summary_can_be_chosen(
    fake: FakeAssistant, assistant: Assistant
) -> None:
    async with chat(fake, lambda _: assistant).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await planned(pilot, "/plan face detection")
        await pilot.press("x")
        text = await written(pilot)
        assert "were chosen" in text
        assert "Timeline" in text


async def test_the_papers_of_a_summary_are_put_into_groups_pinned_and_planned_anew(
    fake: FakeAssistant, assistant: Assistant
) -> None:
    async with chat(fake, lambda _: assistant).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        screen = await planned(pilot, "/plan face detection")
        plan = screen._plan
        assert plan is not None
        first, second, *_ = plan.outline.keys
        await pilot.press("x", "p", "r")
        await until(pilot, lambda: screen._plan is not plan)
        assert screen._plan is not None
        assert screen._plan.pinned == {second}
        assert first not in screen._plan.outline.keys
        assert second in screen._plan.outline.keys
        await pilot.press("2")
        text = await written(pilot)
        assert "Face detection" in text
        assert "From 20" in text
        assert "Timeline" not in text


async def test_a_plan_that_was_changed_is_dropped_only_when_asked_twice(
    fake: FakeAssistant, assistant: Assistant
) -> None:
    async with chat(fake, lambda _: assistant).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        screen = await planned(pilot)
        await pilot.press("x", "escape")
        await until(pilot, lambda: notices(pilot.app))
        assert "The plan was changed" in notices(pilot.app)[0]
        assert pilot.app.screen is screen
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is not screen)


async def test_the_help_opens_above_a_dialog_and_closes_to_it(
    fake: FakeAssistant, assistant: Assistant
) -> None:
    async with chat(fake, lambda _: assistant).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        screen = await planned(pilot)
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpScreen))
        await pilot.press("f1")
        await until(pilot, lambda: pilot.app.screen is screen)


async def test_a_topic_is_asked_for_where_none_is_given(fake: FakeAssistant) -> None:
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await ask(pilot, "/related")
        await until(pilot, lambda: notices(pilot.app))
        assert notices(pilot.app) == ["Say what your paper is about: /related TOPIC"]


async def test_a_command_in_plain_words_is_run_and_said_so(
    fake: FakeAssistant, assistant: Assistant
) -> None:
    async with chat(fake, lambda _: assistant).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await planned(pilot, "Draft a related work section on face recognition")
        assert "Understood as /related face recognition" in notices(pilot.app)


async def test_a_sentence_of_a_summary_is_said_otherwise(
    fake: FakeAssistant, assistant: Assistant
) -> None:
    app = chat(fake, lambda _: assistant)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await answered(pilot, "/summarize face detection")
        before = replies(app)[-1]
        assert "r writes the lit sentence anew" in before
        await ask(pilot, "/redo")
        await until(pilot, lambda: any("Light the sentence" in each for each in notices(app)))
        await pilot.press("tab")
        reading = app.chat.conversation.reading
        await until(pilot, lambda: app.chat.conversation.transcript.has_focus)
        for _ in range(12):
            await pilot.press("j")
            sentence = reading.sentence
            if sentence and sentence.verdict in SHOWN and len(sentence.markers) == 1:
                break
        assert sentence is not None
        place = reading.at
        after = await written(pilot, "r")
        assert questions(app)[-1] == "Summarize face detection · a sentence anew"
        assert after != before
        assert sentence.text not in after
        assert "unsupported" not in after
        assert "Timeline" in after
        await until(pilot, lambda: reading.at == place)


async def test_a_paragraph_of_a_summary_is_said_otherwise(
    fake: FakeAssistant, assistant: Assistant
) -> None:
    app = chat(fake, lambda _: assistant)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await answered(pilot, "/summarize face detection")
        current = app.chat.conversation.current
        assert current is not None
        assert current.answer is not None
        items = re.split(r"\n\n|\n(?=- )", current.answer.answer)
        reading = app.chat.conversation.reading
        await pilot.press("tab")
        await until(pilot, lambda: app.chat.conversation.transcript.has_focus)
        paragraph = ""
        for _ in range(12):
            await pilot.press("j")
            lit = reading.sentence
            around = [each for each in items if lit and lit.text[:25] in each]
            if lit and lit.verdict in SHOWN and around and around[0].startswith("- "):
                paragraph = around[0]
                break
        assert paragraph
        await written(pilot, "R")
        assert questions(app)[-1] == "Summarize face detection · a paragraph anew"
        again = app.chat.conversation.current
        assert again is not None
        assert again.answer is not None
        assert paragraph not in again.answer.answer
        others = [each for each in items if each != paragraph]
        assert [each for each in others if each not in again.answer.answer] == []
