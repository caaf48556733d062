"""What is no longer on the screen is no longer in memory."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from textual.strip import Strip
from textual.widget import Widget
from textual.widgets._footer import FooterKey

from assistant.tui.answers.reply import LiveText, Reply
from assistant.tui.rendered_lines import forget_lines_of_gone_widgets
from assistant.tui.widgets.transcript import Transcript

from .driving import answered, ask, chat, is_busy, opened, until
from .fakes import QUESTION, FakeAssistant

if TYPE_CHECKING:
    from textual.app import App

_MANY = 22


def alive(kind: type) -> int:
    """Return how many objects of a kind there are."""
    forget_lines_of_gone_widgets()
    gc.collect()
    return sum(isinstance(each, kind) for each in gc.get_objects())


async def test_old_exchanges_leave_the_screen_and_what_streamed_leaves_with_them(
    fake: FakeAssistant,
) -> None:
    async with chat(fake).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        for number in range(_MANY):
            await ask(pilot, f"question {number}")
        await until(pilot, lambda: len(fake.asked) == _MANY and not is_busy(pilot.app))
        assert len(pilot.app.query(Reply)) == 20
        note = pilot.app.query_one(Transcript).query_one(".note")
        assert "2 earlier turns not shown" in str(note.render())
        assert alive(LiveText) <= 2
        assert alive(Reply) <= 22


async def test_closed_screens_leave_nothing_behind(fake: FakeAssistant) -> None:
    async with chat(fake).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await answered(pilot, QUESTION)
        held = []
        for _ in range(3):
            for typed in ("/papers", "/lines", "/sources 1", "/help"):
                await ask(pilot, typed)
                await until(pilot, lambda: len(pilot.app.screen_stack) > 1)
                await pilot.press("escape")
                await until(pilot, lambda: len(pilot.app.screen_stack) == 1)
            held.append((alive(Widget), alive(Strip)))
        assert held[2][0] <= held[1][0] + 2
        assert held[2][1] <= held[1][1] * 1.05


def listeners(app: App[None]) -> int:
    """Return how many callbacks hear when other keys do something or other colours are
    chosen.
    """
    signals = (app.screen.bindings_updated_signal, app.theme_changed_signal)
    return sum(len(each) for signal in signals for each in signal._subscriptions.values())


async def test_questions_leave_no_listeners_and_no_keys_behind(fake: FakeAssistant) -> None:
    async with chat(fake).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await answered(pilot, "question 0")
        held = listeners(pilot.app)
        for number in range(1, 5):
            await answered(pilot, f"question {number}")
        assert listeners(pilot.app) == held
        assert alive(FooterKey) == 0
