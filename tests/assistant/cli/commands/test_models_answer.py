"""A model behind the command line: what it took, what it thought, and what goes on without
it.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from assistant.backends.openai import OpenAIBackend
from assistant.errors import ExitCode
from tests.assistant.asking import HOP, HOP_QUESTION
from tests.assistant.backends.server import chunk, streams, text_chunks, usage

if TYPE_CHECKING:
    from tests.assistant.backends.server import ModelServer
    from tests.assistant.conftest import Songline

WRITTEN = ["HoP achieves 68.5% NDS and 62.4% mAP", " with ViT-L on nuScenes test [1]."]


@pytest.fixture
def model(server: ModelServer) -> tuple[str, ...]:
    """A server that thinks, answers and counts, and the options that name it."""
    server.answers(streams([chunk({"reasoning": "Hm, HoP."}), *text_chunks(WRITTEN), usage()]))
    return ("--backend", "openai", "--model", "small", "--base-url", server.url)


def test_what_it_took_stands_below_the_answer_and_its_thoughts_nowhere(
    songline: Songline, model: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SONGLINE_PROMPT_PRICE", "2")
    run = songline("ask", HOP_QUESTION, *model)
    assert (run.code, run.err) == (ExitCode.ANSWERED, "")
    assert run.out.startswith("".join(WRITTEN))
    assert "small: 812 + 64 tokens · first after " in run.out
    assert "cost 0.001624" in run.out
    assert "Hm" not in run.out


def test_a_script_gets_model_tokens_cost_and_time(
    songline: Songline, model: tuple[str, ...]
) -> None:
    answer = songline("ask", HOP_QUESTION, "--json", *model).json
    assert (answer["backend"], answer["model"]) == ("openai", "small")
    assert answer["usage"] == {
        "prompt_tokens": 812,
        "completion_tokens": 64,
        "estimated": False,
        "cost": None,
        "currency": "",
    }
    assert 0 < answer["first_token_seconds"] <= answer["seconds"]
    assert [citation["key"] for citation in answer["citations"]] == [HOP]
    assert "Hm" not in answer["answer"]


def test_the_chat_lets_the_backend_make_ready_while_the_first_question_is_typed(
    songline: Songline, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_ready = threading.Event()
    monkeypatch.setattr(OpenAIBackend, "prepare", lambda _: made_ready.set())
    assert (
        songline("chat", "--plain", "--backend", "openai", "--model", "large").code
        == ExitCode.ANSWERED
    )
    assert made_ready.wait(10)


def test_without_a_key_all_but_the_models_answer_works(songline: Songline) -> None:
    asked = f"How many papers have code?\n{HOP_QUESTION}\n/papers year:2026\nWho wrote MoVA?\n"
    run = songline("chat", "--plain", "--backend", "openai", "--model", "large", typed=asked)
    assert run.code == ExitCode.ANSWERED
    assert "17" in run.out
    assert "Zhuofan Zong" in run.out
    assert "There is no key for api.openai.com" in run.err
    assert "SONGLINE_API_KEY" in run.err
    assert songline("search", "masked faces", "--backend", "openai").code == ExitCode.ANSWERED
