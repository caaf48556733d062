"""A model's window on the way of a question: what is sent, what is numbered, and what the
reader is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.backends.extractive.backend import ExtractiveBackend
from assistant.backends.windows import Window
from assistant.engine.assistant import Assistant
from assistant.engine.events import AnswerFinished, Retrieved
from assistant.engine.opening import Settings, open_window
from assistant.engine.sessions.sessions import Sessions
from assistant.engine.window.token_estimate import estimate_tokens
from assistant.engine.window.tokens import TokenCounter
from assistant.errors import ExitCode
from assistant.paths import user_paths
from tests.assistant.asking import HOP, HOP_QUESTION, answer_to, error_of, events_of
from tests.scripted import ScriptedBackend

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiktoken import Encoding

    from assistant.backends.base import Request
    from store.library import Library
    from tests.assistant.conftest import Songline

SAID = "HoP achieves 68.5% NDS and 62.4% mAP with ViT-L on nuScenes test [1]."


@pytest.fixture
def model() -> ScriptedBackend:
    """A model that answers well."""
    return ScriptedBackend([SAID], model="small")


@pytest.fixture
def sessions() -> Iterator[Sessions]:
    """The conversations of this test."""
    with Sessions(user_paths().sessions) as opened:
        yield opened


def with_window(
    library: Library, backend: ScriptedBackend, sessions: Sessions, tokens: int
) -> Assistant:
    return Assistant(library, backend, sessions, window=Window(tokens, 500, estimate_tokens))


def size(request: Request, tokens: int) -> int:
    return Window(tokens, 500, estimate_tokens).cost(request.messages)


async def test_a_small_window_takes_the_best_and_the_reader_is_told_what_it_left_out(
    seed_library: Library, model: ScriptedBackend, sessions: Sessions
) -> None:
    assistant = with_window(seed_library, model, sessions, 1_600)
    events = await events_of(assistant, "Which papers are about object detection?")
    retrieved = next(event for event in events if isinstance(event, Retrieved))
    assert retrieved.left_out or retrieved.shortened
    assert tuple(hit.paper for hit in retrieved.hits) == model.requests[0].sources
    assert size(model.requests[0], 1_600) <= 1_100


def test_a_large_window_takes_the_whole_library_numbered_behind_what_was_found(
    seed_library: Library, model: ScriptedBackend, sessions: Sessions
) -> None:
    found = answer_to(
        Assistant(seed_library, ExtractiveBackend(), sessions), HOP_QUESTION
    ).retrieved
    answer = answer_to(with_window(seed_library, model, sessions, 100_000), HOP_QUESTION)
    assert len(answer.retrieved) == seed_library.count()
    assert answer.retrieved[: len(found)] == found
    assert [citation.key for citation in answer.citations] == [HOP]
    prompt = model.requests[0].messages[-1].content
    for number, key in enumerate(answer.retrieved, 1):
        paper = seed_library.get(key)
        assert paper is not None
        assert f"[{number}] {paper.title} (" in prompt


def test_a_filter_holds_for_the_whole_library_too(
    seed_library: Library, model: ScriptedBackend, sessions: Sessions
) -> None:
    assistant = with_window(seed_library, model, sessions, 100_000)
    answer = answer_to(assistant, f"{HOP_QUESTION} year:2023")
    years = {
        paper.date.year
        for key in answer.retrieved
        if (paper := seed_library.get(key)) and paper.date
    }
    assert years == {2023}
    assert len(answer.retrieved) > 1


def test_a_model_hears_what_was_said_before(
    seed_library: Library, model: ScriptedBackend, sessions: Sessions
) -> None:
    assistant = with_window(seed_library, model, sessions, 8_000)
    session = sessions.start("talk")
    answer_to(assistant, HOP_QUESTION, session)
    answer_to(assistant, "How does RAPHAEL generate images?", session)
    request = next(request for request in reversed(model.requests) if request.task == "answer")
    assert [message.role for message in request.messages] == [
        "system",
        "user",
        "assistant",
        "user",
    ]
    _, asked, said, now = (message.content for message in request.messages)
    assert asked == HOP_QUESTION
    assert said.startswith(
        "HoP achieves 68.5% NDS and 62.4% mAP with ViT-L on nuScenes test.\n(From: Temporal"
    )
    assert "The next question: How does RAPHAEL" in now


def test_a_question_longer_than_the_window_is_told_and_not_sent(
    seed_library: Library, model: ScriptedBackend, sessions: Sessions
) -> None:
    assistant = with_window(seed_library, model, sessions, 1_000)
    error = error_of(assistant, HOP_QUESTION + " Tell me about nuScenes." * 200)
    assert "does not fit the model's window" in str(error)
    assert not model.requests


def test_without_a_model_there_is_no_window_and_no_vocabulary() -> None:
    assert open_window(Settings(window=10), ExtractiveBackend()) is None


def test_tokens_are_counted_only_for_what_leaves_the_machine(
    model: ScriptedBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = open_window(Settings(window=5_000, completion_tokens=700), model)
    assert here == Window(5_000, 700, estimate_tokens)

    def be_offline(_: str) -> Encoding:
        raise OSError("no network in tests")

    monkeypatch.setattr("assistant.engine.window.tokens.load_encoding", be_offline)
    monkeypatch.setattr(model, "sends_to", "api.example.org", raising=False)
    away = open_window(Settings(), model)
    assert away is not None
    assert isinstance(away.count, TokenCounter)


def test_the_command_line_says_what_was_not_read(
    songline: Songline, model: ScriptedBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    songline.answer_with(model)
    monkeypatch.setenv("SONGLINE_WINDOW", "2600")
    run = songline("ask", "Which papers are about object detection?")
    told = songline("ask", "Which papers are about object detection?", "--json").json
    assert told["left_out"] or told["shortened"]
    assert not {*told["left_out"]} & {*told["retrieved"]}
    assert {*told["shortened"]} <= {*told["retrieved"]}
    assert "Not all was read: " in run.out
    assert "to fit the model's window" in run.out
    monkeypatch.setenv("SONGLINE_WINDOW", "500")
    refused = songline("ask", HOP_QUESTION)
    assert (refused.code, refused.out) == (ExitCode.BAD_INPUT, "")
    assert "docs/configuration.md" in refused.err


async def test_what_was_found_is_all_that_the_extractive_backend_gets(
    seed_library: Library,
) -> None:
    with Sessions(user_paths().sessions) as sessions:
        events = await events_of(
            Assistant(seed_library, ExtractiveBackend(), sessions), HOP_QUESTION
        )
    retrieved = next(event for event in events if isinstance(event, Retrieved))
    assert (retrieved.left_out, retrieved.shortened) == ((), ())
    assert isinstance(events[-1], AnswerFinished)
