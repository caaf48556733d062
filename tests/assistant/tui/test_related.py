"""`/related` in the chat, on the real assistant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .driving import answered, ask, chat, notices, opened, questions, replies, until

if TYPE_CHECKING:
    from assistant.engine.assistant import Assistant

    from .fakes import FakeAssistant


async def test_paragraphs_are_written_like_an_answer(
    fake: FakeAssistant, assistant: Assistant
) -> None:
    app = chat(fake, lambda _: assistant)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await answered(pilot, "/related face recognition")
        assert questions(app)[-1] == "Related work on face recognition"
        assert "Zhang et al. [4]" in replies(app)[-1]
        assert "unsupported" not in replies(app)[-1]
        assert assistant.sessions.latest()
        assert len(app.chat.conversation.sources) > 3


async def test_a_topic_is_asked_for_where_none_is_given(fake: FakeAssistant) -> None:
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await ask(pilot, "/related")
        await until(pilot, lambda: notices(pilot.app))
        assert notices(pilot.app) == ["Say what your paper is about: /related TOPIC"]


async def test_a_command_in_plain_words_is_run_and_said_so(
    fake: FakeAssistant, assistant: Assistant
) -> None:
    app = chat(fake, lambda _: assistant)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await answered(pilot, "Draft a related work section on face recognition")
        assert questions(app)[-1] == "Related work on face recognition"
        assert "Understood as /related face recognition" in notices(app)
