"""How tests drive the chat: the app on a fake assistant, and predicates that are polled."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.content import Content

from assistant.tui.answers.reply import AskedQuestion, LiveText, Reply
from assistant.tui.app import SonglineApp
from assistant.tui.conversation import Conversation
from assistant.tui.widgets.ask_box import AskBox
from assistant.tui.widgets.status import StatusLine

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.app import App
    from textual.pilot import Pilot
    from textual.screen import Screen
    from textual.widgets import Static

    from assistant.engine.assistant import Assistant
    from assistant.engine.opening import Settings
    from assistant.tui.chat import KeepSettings

    from .fakes import FakeAssistant

_TRIES = 500


def chat(
    fake: FakeAssistant,
    connect: Callable[[Callable[[str], None]], Assistant] | None = None,
    *,
    preferences: Path | None = None,
    settings: Settings | None = None,
    keep_settings: KeepSettings | None = None,
) -> SonglineApp:
    """Return the chat on a fake assistant."""
    open_it = connect or (lambda _: fake.as_assistant())
    app = SonglineApp(
        lambda _, tell: open_it(tell),
        backend="extractive",
        sends_to=None,
        start_session=lambda assistant: (
            assistant.sessions.latest() or assistant.sessions.start()
        ),
        preferences=preferences,
        settings=settings,
        keep_settings=keep_settings,
    )
    app.chat.ask_box.cursor_blink = False
    return app


async def until(pilot: Pilot[None], holds: Callable[[], object]) -> None:
    """Wait until a predicate holds; fail with it after some seconds."""
    for _ in range(_TRIES):
        if holds():
            await pilot.pause()
            return
        await asyncio.sleep(0.01)
    assert holds()


async def opened(pilot: Pilot[None]) -> None:
    """Wait until the library is open."""
    await until(pilot, lambda: "paper" in pilot.app.query_one(StatusLine).library)


async def ask(pilot: Pilot[None], question: str) -> None:
    """Send a question or a command, as a user would after typing it."""
    pilot.app.query_one(AskBox).text = question
    await pilot.press("enter")


async def answered(pilot: Pilot[None], question: str) -> None:
    """Ask, and wait until the reply has settled."""
    count = len(replies(pilot.app))
    await ask(pilot, question)
    await until(pilot, lambda: len(replies(pilot.app)) > count and not is_busy(pilot.app))


def is_busy(app: App[None]) -> bool:
    """Tell whether a question waits or is being answered, or its sources are looked at."""
    looks = any(each.group == "suggestions" and not each.is_finished for each in app.workers)
    return looks or chat_screen(app).query_one(Conversation).is_busy


def replies(app: App[None]) -> list[str]:
    """Return the text of every reply, from top to bottom."""
    return [shown(reply) for reply in chat_screen(app).query(Reply)]


def questions(app: App[None]) -> list[str]:
    """Return every question in the transcript."""
    return [shown(question) for question in chat_screen(app).query(AskedQuestion)]


def live_texts(app: App[None]) -> list[str]:
    """Return the source of every answer that streams."""
    return [text.source for text in chat_screen(app).query(LiveText)]


def chat_screen(app: App[None]) -> Screen[object]:
    """Return the screen below all others."""
    return app.screen_stack[0]


def shown(widget: Static) -> str:
    """Return the text that a widget shows."""
    return widget.visual.plain if isinstance(widget.visual, Content) else str(widget.visual)


def notices(app: App[None]) -> list[str]:
    """Return the notices that are on the screen."""
    return [notice.message for notice in app._notifications]
