"""How much a server's model takes in is found out from whatever the server tells."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from assistant.backends.base import Options
from assistant.backends.compatible.windows import read_window
from assistant.backends.openai import OpenAIBackend
from assistant.backends.windows import Window, is_small_model, make_window
from assistant.engine.assistant import Assistant
from assistant.engine.sessions.sessions import Sessions
from assistant.engine.window.token_estimate import estimate_tokens
from assistant.errors import BackendError, ContextExceeded
from assistant.paths import user_paths
from tests.assistant.asking import HOP_QUESTION, answer_to, error_of
from tests.assistant.backends.server import hangs, refuses, says
from tests.assistant.backends.talking import backend, failure_of
from tests.scripted import ScriptedBackend

if TYPE_CHECKING:
    from store.library import Library
    from tests.assistant.backends.server import ModelServer

RIGHT = "HoP achieves 68.5% NDS with ViT-L on the nuScenes test set [1]."


def listed(**more: object) -> dict[str, object]:
    return {"object": "list", "data": [{"id": "other"}, {"id": "small"} | more]}


PAGES: dict[str, tuple[dict[str, object], int]] = {
    "vllm": ({"/v1/models": listed(max_model_len=4096)}, 4096),
    "openrouter": ({"/v1/models": listed(context_length=131072)}, 131072),
    "groq": ({"/v1/models": listed(context_window=8192)}, 8192),
    "lm studio": (
        {"/v1/models": listed(loaded_context_length=4096, max_context_length=131072)},
        4096,
    ),
    "llama.cpp": ({"/props": {"default_generation_settings": {"n_ctx": 2048}}}, 2048),
    "ollama, running": (
        {"/api/ps": {"models": [{"name": "small", "context_length": 16384}]}},
        16384,
    ),
    "ollama, chosen": (
        {"/api/show": {"parameters": "stop x\nnum_ctx   8192\n", "model_info": {}}},
        8192,
    ),
    "ollama, by default": (
        {"/api/show": {"model_info": {"llama.context_length": 131072}}},
        4096,
    ),
    "ollama, a short one": (
        {"/api/show": {"model_info": {"gpt2.context_length": 1024}}},
        1024,
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_each_server_tells_in_its_own_way(server: ModelServer, name: str) -> None:
    server.pages, tokens = PAGES[name]
    assert asyncio.run(backend(server).find_window()) == tokens


@pytest.mark.parametrize(
    "pages",
    [
        {},
        {"/v1/models": "<h1>Sign in</h1>", "/props": "<p>no</p>", "/api/show": "<p>no</p>"},
        {"/v1/models": listed(context_length=True, max_model_len=-1)},
        {"/v1/models": {"data": 7}, "/props": [1], "/api/ps": {"models": "x"}},
        {"/api/show": {"model_info": {"a.context_length": "9" * 5000}}},
    ],
)
def test_a_server_that_tells_nothing_of_use_is_taken_as_it_is(
    server: ModelServer, pages: dict[str, object]
) -> None:
    server.pages = pages
    assert asyncio.run(backend(server).find_window()) is None


def test_a_web_page_for_a_list_of_models_is_told(server: ModelServer) -> None:
    server.pages = {"/v1/models": "<h1>Sign in</h1>"}
    server.answers(hangs)
    told = str(failure_of(OpenAIBackend(Options(base_url=server.url, retries=0))))
    assert "page" in told
    assert "AttributeError" not in told


@pytest.mark.parametrize(
    ("words", "tokens"),
    [
        ("This model's maximum context length is 8192 tokens. However, you requested", 8192),
        ("the request exceeds the available context size (2048 tokens)", 2048),
        ("request (5000 tokens) exceeds the available context size (4096 tokens)", 4096),
        ("Requested tokens (3021) exceed context window of 2048", 2048),
        ("maximum context length of 4,096 tokens", 4096),
        ("too long", None),
    ],
)
def test_an_error_may_tell_it(words: str, tokens: int | None) -> None:
    assert read_window(words) == tokens


def test_a_request_that_was_too_long_is_made_anew_within_what_the_server_takes(
    seed_library: Library, server: ModelServer
) -> None:
    server.answers(
        refuses(400, "the request exceeds the available context size (2048 tokens)"),
        says(RIGHT),
    )
    window = make_window(8_192, 500, estimate_tokens)
    with Sessions(user_paths().sessions) as sessions:
        assistant = Assistant(seed_library, backend(server), sessions, window=window)
        answer = answer_to(assistant, HOP_QUESTION)
    first, second = (str(asked.body["messages"]) for asked in server.asked)
    assert answer.answer == RIGHT
    assert len(second) < len(first) / 2
    assert "SONGLINE_WINDOW=2048" in answer.notes[0]


def test_a_window_that_nobody_named_is_asked_for_before_the_question_is_sent(
    seed_library: Library, server: ModelServer
) -> None:
    server.pages = {"/props": {"default_generation_settings": {"n_ctx": 2048}}}
    server.answers(says(RIGHT))
    window = make_window(8_192, 500, estimate_tokens, is_assumed=True)
    with Sessions(user_paths().sessions) as sessions:
        assistant = Assistant(seed_library, backend(server), sessions, window=window)
        answer = answer_to(assistant, HOP_QUESTION)
        assert assistant.window is not None
        assert (assistant.window.tokens, assistant.window.is_small) == (2048, True)
    (asked,) = server.asked
    assert estimate_tokens(str(asked.body["messages"])) < 2048
    assert not answer.notes


def test_what_stays_too_long_is_told_with_the_setting(seed_library: Library) -> None:
    error = ContextExceeded(BackendError("too long", advice="SONGLINE_WINDOW"), None)
    window = Window(8_192, 500, estimate_tokens)
    with Sessions(user_paths().sessions) as sessions:
        scripted = ScriptedBackend([error], model="parrot")
        assistant = Assistant(seed_library, scripted, sessions, window=window)
        assert error_of(assistant, HOP_QUESTION) is error
    assert len(scripted.requests) == 2


@pytest.mark.parametrize(
    ("model", "tokens", "is_small"),
    [
        ("qwen3:8b", 8_192, True),
        ("SmolLM2-135M-Instruct", 8_192, True),
        ("gpt-4o-mini", 128_000, False),
        ("llama-3.1-70b", 8_192, False),
        ("anything", 2_048, True),
        ("mixtral-8x7b", 32_000, False),
    ],
)
def test_small_models_are_known_by_name_or_window(
    model: str, tokens: int, *, is_small: bool
) -> None:
    assert is_small_model(model, tokens) is is_small
