"""`songline models`: what a server offers, and why it does not tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.errors import ExitCode

if TYPE_CHECKING:
    import pytest

    from tests.assistant.backends.server import ModelServer
    from tests.assistant.conftest import Songline

LOCAL = ("--backend", "vllm", "--base-url")


def test_the_models_of_a_server_are_listed(songline: Songline, server: ModelServer) -> None:
    run = songline.run("models", *LOCAL, server.url)
    assert (run.code, run.out) == (ExitCode.ANSWERED, "small\nlarge\n")
    assert "2 models at 127.0.0.1" in run.err


def test_a_script_gets_json(songline: Songline, server: ModelServer) -> None:
    server.models = ("größer \x1b[31m",)
    run = songline.run("models", *LOCAL, server.url, "--json")
    assert run.json == {
        "backend": "vllm",
        "server": f"127.0.0.1:{server.port}",
        "models": ["größer \x1b[31m"],
        "windows": {"größer \x1b[31m": None},
        "prices": {"größer \x1b[31m": None},
    }
    assert "\x1b" not in run.out


def test_a_backend_without_models_says_which_has_some(songline: Songline) -> None:
    run = songline.run("models")
    assert run.code == ExitCode.BAD_INPUT
    assert "--backend ollama" in run.err


def test_a_server_that_is_away_is_told(songline: Songline) -> None:
    run = songline.run("models", *LOCAL, "http://127.0.0.1:1/v1")
    assert (run.code, run.out) == (ExitCode.BACKEND_FAILED, "")
    assert "cannot be reached" in run.err


def test_without_a_key_it_says_what_to_set(songline: Songline) -> None:
    run = songline.run("models", "--backend", "openai")
    assert run.code == ExitCode.BACKEND_FAILED
    assert "SONGLINE_API_KEY" in run.err


def test_what_fits_is_marked(songline: Songline, server: ModelServer) -> None:
    server.pages = {
        "/v1/models": {
            "data": [
                {"id": "qwen3:8b", "max_model_len": 32768},
                {"id": "nomic-embed-text"},
                {"id": "llama-70b", "context_length": 131072},
                {"id": "gpt-x", "pricing": {"prompt": "0.0000025", "completion": "0.00001"}},
                {"id": "gift", "pricing": {"prompt": "0", "completion": "zero"}},
            ]
        }
    }
    run = songline.run("models", *LOCAL, server.url, "--model", "llama-70b")
    small, vectors, large, priced, free = run.out.splitlines()
    assert "2.5 read, 10 written USD a million" in priced
    assert "free" in free
    assert small == "qwen3:8b  32,768 tokens  small: asked in the simplest form"
    assert "makes vectors" in vectors
    assert large == "llama-70b  (set)  131,072 tokens"
    prices = songline.run("models", *LOCAL, server.url, "--json").json["prices"]
    assert prices["gpt-x"] == {
        "prompt_price": 2.5,
        "completion_price": 10,
        "currency": "USD",
    }
    assert prices["qwen3:8b"] is None


def test_a_key_that_a_server_echoes_is_not_shown(
    songline: Songline, server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SONGLINE_API_KEY", "correct-horse-battery")
    server.models = ("model for correct-horse-battery",)
    run = songline.run("models", *LOCAL, server.url)
    as_json = songline.run("models", *LOCAL, server.url, "--json")
    assert "correct-horse" not in run.out + run.err + as_json.out
    assert "model for (hidden)" in run.out


def test_a_page_in_the_lists_place_is_told_in_a_sentence(
    songline: Songline, server: ModelServer
) -> None:
    server.pages = {"/v1/models": "<title>Gate</title>", "/models": "<title>Gate</title>"}
    run = songline.run("models", *LOCAL, server.url)
    assert run.code == ExitCode.BACKEND_FAILED
    assert "sent what cannot be read: it is a page" in run.err
    assert "Error" not in run.err
