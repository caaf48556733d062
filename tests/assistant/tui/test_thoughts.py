"""What a model thinks aloud: folded above the answer, opened by a key or a click, and gone
with the chat.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assistant.backends.base import Usage
from assistant.engine.events import (
    AnswerFailed,
    AnswerFinished,
    Retrieved,
    TextArrived,
    ThoughtArrived,
)
from assistant.errors import BackendError
from assistant.tui.answers.thoughts import Thoughts
from assistant.tui.widgets.status import StatusLine

from .driving import answered, chat, opened, replies, shown
from .fakes import HITS, QUESTION, answer

if TYPE_CHECKING:
    from .fakes import FakeAssistant

BY_A_MODEL = replace(
    answer(QUESTION),
    model="small",
    usage=Usage(812, 64, estimated=False, cost=0.5),
    first_token_seconds=0.4,
)


def thinking(fake: FakeAssistant, thought: str = "Let me [b]see[/b].") -> None:
    words = (
        ThoughtArrived(thought[:5]),
        ThoughtArrived(thought[5:]),
        TextArrived(BY_A_MODEL.answer),
    )
    fake.script[QUESTION] = (Retrieved(HITS), *words, AnswerFinished(BY_A_MODEL))


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """No time passes for thoughts, however busy the machine is."""
    monkeypatch.setattr("assistant.tui.answers.thoughts.monotonic", lambda: 0.0)


async def test_thoughts_are_folded_and_a_key_opens_them(fake: FakeAssistant) -> None:
    thinking(fake)
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await answered(pilot, QUESTION)
        thoughts = pilot.app.screen.query_one(Thoughts)
        assert shown(thoughts) == "▸ thought for 1 second"
        assert "Let me" not in replies(pilot.app)[-1]
        await pilot.press("ctrl+t")
        assert shown(thoughts) == "▾ thought for 1 second\nLet me [b]see[/b]."
        await pilot.click(Thoughts)
        assert "Let me" not in shown(thoughts)


async def test_hostile_thoughts_do_no_harm(fake: FakeAssistant, hostile: str) -> None:
    thinking(fake, hostile)
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await answered(pilot, QUESTION)
        await pilot.press("ctrl+t")
        assert shown(pilot.app.screen.query_one(Thoughts)).startswith(
            "▾ thought for 1 second\n"
        )


async def test_where_nothing_was_thought_the_key_does_nothing(fake: FakeAssistant) -> None:
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await answered(pilot, QUESTION)
        await pilot.press("ctrl+t")
        assert not pilot.app.screen.query(Thoughts)


async def test_what_an_answer_took_stands_in_the_status_line(fake: FakeAssistant) -> None:
    thinking(fake)
    async with chat(fake).run_test(size=(160, 30)) as pilot:
        await opened(pilot)
        await answered(pilot, QUESTION)
        status = pilot.app.query_one(StatusLine)
        assert "cost 0.5 · 812 + 64 tokens · first after 0.4s" in status.render().plain
        await pilot.resize_terminal(120, 30)
        await pilot.pause()
        assert "cost 0.5" in status.render().plain
        await answered(pilot, "And without a model?")
        assert "tokens" not in status.render().plain


async def test_an_answer_that_broke_off_is_shown_with_its_verdicts_and_the_reason(
    fake: FakeAssistant,
) -> None:
    failure = BackendError("The line went dead", advice="Ask again.")
    broken = replace(BY_A_MODEL, stopped=True, failure=str(failure))
    fake.script[QUESTION] = (
        Retrieved(HITS),
        TextArrived(broken.answer),
        AnswerFailed(failure, broken),
    )
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await answered(pilot, QUESTION)
        reply = replies(pilot.app)[-1]
        assert "‹uncited›" in reply
        assert "broken off · " in reply
        assert "✗ The line went dead" in reply
        assert reply.count("The line went dead") == 1
