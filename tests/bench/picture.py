"""Take the README's picture of the chat from the real program: `python
tests/bench/picture.py [FILE]`.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.backends import load_backend
from assistant.engine.opening import Settings, open_assistant
from assistant.tui.answers.reply import LiveText
from assistant.tui.app import SonglineApp
from assistant.tui.conversation import Conversation
from assistant.tui.widgets.ask_box import AskBox
from store.progress import in_words

if TYPE_CHECKING:
    from textual.pilot import Pilot

QUESTIONS = ("What NDS does HoP reach on nuScenes?", "How are masked faces recognised?")
SIZE = (112, 32)
_PATIENCE = 120.0
_FONT_FACES = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)
"""Fonts that a picture would fetch from the network; the reader's own monospace does as
well.
"""


async def take_picture() -> str:
    """Ask the questions on a fresh library of the seeds, and return what the screen shows
    then.
    """
    settings = Settings()
    backend = load_backend(settings.backend, settings.options)
    app = SonglineApp(
        lambda chosen, tell: open_assistant(chosen, in_words(tell)),
        backend=backend.name,
        sends_to=backend.sends_to,
        start_session=lambda assistant: assistant.sessions.start("tour"),
    )
    async with app.run_test(size=SIZE) as pilot:
        for question in QUESTIONS:
            app.query_one(AskBox).text = question
            await pilot.press("enter")
        await asyncio.wait_for(_answered(pilot), _PATIENCE)
        app.query_one(AskBox).cursor_blink = False
        picture = app.export_screenshot(title="songline")
        await app.action_quit()
    return _FONT_FACES.sub("", picture)


async def _answered(pilot: Pilot[None]) -> None:
    conversation = pilot.app.query_one(Conversation)
    while conversation.is_busy or pilot.app.query(LiveText):
        await pilot.pause(0.1)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        os.environ["SONGLINE_HOME"] = home
        picture = asyncio.run(take_picture())
    Path(sys.argv[1] if sys.argv[1:] else "docs/chat.svg").write_text(picture, encoding="utf-8")
