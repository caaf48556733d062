"""Summaries with a model: one request where the papers fit its window, stages where they do
not.
"""

from __future__ import annotations

import asyncio
import re
from contextlib import aclosing
from typing import TYPE_CHECKING

import pytest

from assistant.backends.base import Delta
from assistant.backends.windows import Window
from assistant.engine.assistant import Assistant
from assistant.engine.events import AnswerFinished
from assistant.engine.sessions.sessions import Sessions
from assistant.grounding.verdicts import Verdict
from assistant.paths import user_paths

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from assistant.backends.base import Request
    from assistant.composing.answer import Answer
    from store.library import Library

_SOURCE = re.compile(r"^\[(\d+)\] [^\n]*\n~~~\n(.*?)\n~~~", re.MULTILINE | re.DOTALL)
_FIRST = re.compile(r"[^.]+")


class Copyist:
    """A model that writes the first sentence of whatever it is shown, and one that nothing
    carries.
    """

    name, model, is_model, sends_to = "copyist", "copyist-1", True, None

    def __init__(self) -> None:
        self.requests: list[Request] = []

    async def stream(self, request: Request) -> AsyncIterator[Delta]:
        """Yield a sentence a source, as it stands, and an invention."""
        self.requests.append(request)
        prompt = request.messages[-1].content
        for number, text in _SOURCE.findall(prompt):
            first = _FIRST.match(text)
            if first:
                yield Delta(f"{first[0].strip()} [{number}].\n")
        if not _SOURCE.search(prompt):
            yield Delta("\n".join(re.findall(r"^.*\[\d+\]\.$", prompt, re.MULTILINE)))
        yield Delta("\nIt cures the common cold in 7 days [1].")


@pytest.fixture
def copyist() -> Copyist:
    """The model."""
    return Copyist()


def summary(library: Library, model: Copyist, topic: str, tokens: int) -> Answer:
    """Return what a model with such a window writes about a topic."""

    async def listen() -> Answer:
        window = Window(tokens, 200, lambda text: len(text) // 4)
        with Sessions(user_paths().sessions) as sessions:
            assistant = Assistant(library, model, sessions, window=window)
            async with aclosing(assistant.summarize(topic)) as events:
                last = [event async for event in events][-1]
        assert isinstance(last, AnswerFinished), last
        return last.answer

    return asyncio.run(listen())


def prompts(model: Copyist) -> list[str]:
    """Return what the model was asked, but for mending."""
    return [
        request.messages[-1].content for request in model.requests if request.task == "summary"
    ]


def test_what_fits_is_asked_for_at_once(seed_library: Library, copyist: Copyist) -> None:
    answer = summary(seed_library, copyist, "face recognition", 20_000)
    (prompt,) = prompts(copyist)
    assert "## Timeline" in prompt
    assert "2019, Liu et al.: Towards Flops-constrained Face Recognition [1]." in prompt
    assert {citation.key for citation in answer.citations} == set(answer.retrieved)


def test_more_than_fits_is_told_from_notes_that_were_checked(
    seed_library: Library, copyist: Copyist
) -> None:
    answer = summary(seed_library, copyist, "diffusion", 2_600)
    *noting, last = prompts(copyist)
    assert len(noting) > 1
    assert all("common cold" not in prompt for prompt in [*noting, last])
    window = Window(2_600, 200, lambda text: len(text) // 4)
    assert all(
        window.cost(request.messages) <= window.room
        for request in copyist.requests[: len(noting) + 1]
    )
    assert len(answer.retrieved) > 10
    assert answer.usage is not None
    assert any(sentence.verdict is Verdict.UNSUPPORTED for sentence in answer.sentences)


def test_still_more_is_told_by_periods(seed_library: Library, copyist: Copyist) -> None:
    summary(seed_library, copyist, "", 2_000)
    asked = prompts(copyist)
    assert any(prompt.startswith("Notes on papers of one period") for prompt in asked)
    assert "common cold" not in asked[-1]


def test_a_sentence_that_was_computed_and_is_kept_is_known_as_such(
    seed_library: Library,
) -> None:
    class Keeper(Copyist):
        async def stream(self, _: Request) -> AsyncIterator[Delta]:
            yield Delta("The library holds 2 papers on “swapping of faces”, from 2024 to 2025.")

    answer = summary(seed_library, Keeper(), "swapping of faces", 20_000)
    assert [sentence.verdict for sentence in answer.sentences] == [Verdict.CATALOGUE]
