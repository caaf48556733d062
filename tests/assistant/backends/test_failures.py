"""What a user reads when a model's server does not answer: what failed, why, and what to do
next.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from assistant.backends.base import Options
from assistant.backends.compatible.client import import_parts
from assistant.backends.openai import OpenAIBackend, ollama
from assistant.errors import BackendError
from store.errors import InputError
from tests.assistant.backends.server import (
    breaks_off,
    chunk,
    closes,
    finish,
    hangs,
    model_server,
    page,
    refuses,
    resets,
    says,
    streams,
    text_chunks,
)
from tests.assistant.backends.talking import (
    QUICK,
    backend,
    deltas_of,
    failure_of,
    hear,
    request,
    text_of,
)

if TYPE_CHECKING:
    from tests.assistant.backends.server import Behaviour, ModelServer

KEY = "sk-Very-Secret-0123456789"
AWAY = "https://api.openai.com/v1"
ELSEWHERE = Options(model="m", base_url="https://models.example.org/v1", retries=0)


def context(status: int, words: str) -> Behaviour:
    return refuses(status, {"error": {"message": words, "code": "context_length_exceeded"}})


FAILURES = {
    "wrong key": (
        refuses(401, f"Incorrect API key provided: {KEY}."),
        ("does not accept the key", "SONGLINE_API_KEY"),
    ),
    "not allowed": (refuses(403, "Country not supported"), ("does not allow", "Country")),
    "wrong key, elsewhere": (
        refuses(400, f"API key not valid: {KEY}"),
        ("does not accept the key",),
    ),
    "no chat": (page(404, "<h1>Nothing</h1>"), ("no chat at", "/v1")),
    "context": (
        context(400, "This model's maximum context length is 8192 tokens."),
        ("too long", "8192", "-k"),
    ),
    "context of others": (
        refuses(400, "the request exceeds the available context size"),
        ("too long",),
    ),
    "too large": (page(413, "large"), ("too long",)),
    "quota": (
        refuses(429, {"error": {"message": "You", "code": "insufficient_quota"}}),
        ("quota", "account"),
    ),
    "credit": (refuses(402, "Insufficient credits"), ("quota",)),
    "too often": (refuses(429, "Slow down", Retry_After="500"), ("too often", "in 500 s")),
    "server error": (
        refuses(500, "CUDA out of memory"),
        ("failed", "CUDA out of memory", "later"),
    ),
    "bad gateway": (page(502, "<html>Bad gateway</html>"), ("failed", "web page", "502")),
    "elsewhere": (
        refuses(307, "Moved", Location="http://127.0.0.1:1/"),
        ("elsewhere", "--base-url"),
    ),
    "error in the stream": (
        streams([{"error": {"message": "overloaded"}}]),
        ("failed", "overloaded"),
    ),
    "no JSON": (streams([b"data: {half\n\n"]), ("cannot be read",)),
    "no UTF-8": (streams([b"data: \xff\xfe\n\n"]), ("cannot be read",)),
    "a page": (page(200, "<h1>Sign in</h1>"), ("cannot be read", "web page")),
    "no answer": (refuses(200, {"ok": True}), ("cannot be read", "no answer")),
    "an error in one piece": (
        refuses(200, {"error": {"message": "overloaded"}}),
        ("failed", "overloaded"),
    ),
    "hung up": (closes, ("hung up",)),
    "reset": (resets, ("hung up",)),
    "all in thoughts": (
        streams([chunk({"reasoning": "Hm."}), finish("length")]),
        ("no answer", "thoughts", "completion_tokens"),
    ),
    "an event of its own kind": (
        streams([b'event: error\ndata: {"message": "out of memory"}\n\n']),
        ("failed", "out of memory"),
    ),
    "an error without a name": (
        streams([{"detail": "no such adapter"}]),
        ("failed", "no such adapter"),
    ),
    "cut by the filter": (
        streams([*text_chunks(["HoP"])[:-1], finish("content_filter")]),
        ("cut", "content filter", "kept"),
    ),
    "filtered": (streams([finish("content_filter")]), ("filter",)),
    "filtered elsewhere": (streams([finish("content_filter: SAFETY")]), ("filter",)),
    "cut elsewhere": (
        streams([*text_chunks(["HoP"])[:-1], finish("PROHIBITED_CONTENT")]),
        ("cut", "content filter", "kept"),
    ),
    "declined": (
        streams([chunk({"refusal": "I cannot "}), chunk({"refusal": "help."}), finish()]),
        ("declined to answer", "I cannot help.", "another model"),
    ),
    "declined in a block": (
        streams([chunk({"content": [{"type": "refusal", "refusal": "Not that."}]}), finish()]),
        ("declined to answer", "Not that."),
    ),
    "declined in the middle": (
        streams([*text_chunks(["HoP"])[:-1], chunk({"refusal": "Enough."}), finish()]),
        ("cut", "Enough."),
    ),
    "broken off by the server": (
        streams([*text_chunks(["HoP"])[:-1], finish("insufficient_system_resource")]),
        ("cut", "broke it off", "kept"),
    ),
    "no room, in other words": (
        streams([chunk({"reasoning": "Hm."}), finish("MAX_TOKENS")]),
        ("no answer", "thoughts", "completion_tokens"),
    ),
}


@pytest.mark.parametrize("name", FAILURES)
def test_a_failure_says_what_and_why_and_never_the_key(
    server: ModelServer, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    behaviour, words = FAILURES[name]
    monkeypatch.setenv("SONGLINE_API_KEY", KEY)
    server.answers(behaviour)
    failure = failure_of(backend(server))
    assert all(word in str(failure) for word in words), str(failure)
    assert KEY not in str(failure)
    assert failure.__context__ is failure.__cause__ is None
    assert server.wait_until_left()


def test_codes_are_shown_only_where_there_are_no_words(server: ModelServer) -> None:
    server.answers(
        refuses(
            429,
            {
                "error": {
                    "message": "Pay first.",
                    "type": "billing",
                    "code": "insufficient_quota",
                }
            },
        ),
        refuses(429, {"error": {"type": "billing", "code": "insufficient_quota"}}),
    )
    assert failure_of(backend(server)).why == "Pay first."
    assert failure_of(backend(server)).why == "insufficient_quota billing"


@pytest.mark.parametrize(
    ("then", "words"),
    [
        (closes, "broke in the middle"),
        (resets, "broke in the middle"),
        (hangs, "fell silent in the middle"),
    ],
    ids=["closed", "reset", "silent"],
)
async def test_what_came_before_a_cut_is_not_lost(
    server: ModelServer, then: Any, words: str
) -> None:
    server.answers(breaks_off(text_chunks(["HoP ", "reaches"])[:-1], then))
    stream = backend(server, QUICK).stream(request())
    heard = [await anext(stream), await anext(stream)]
    with pytest.raises(BackendError, match=words):
        await anext(stream)
    assert text_of(heard) == "HoP reaches"
    assert server.wait_until_left()


def test_a_malformed_event_in_the_middle_is_told(server: ModelServer) -> None:
    server.answers(streams([*text_chunks(["HoP"])[:-1], b"data: {half\n\n"]))
    assert "cannot be read" in str(failure_of(backend(server)))


@pytest.mark.parametrize(
    "chunks", [[], [chunk({"role": "assistant"})]], ids=["nothing", "a role"]
)
def test_a_server_that_does_not_begin_is_left(
    server: ModelServer, chunks: list[object]
) -> None:
    server.answers(breaks_off(chunks, hangs) if chunks else hangs)
    assert "did not begin" in str(failure_of(backend(server, QUICK)))
    assert len(server.asked) == 1
    assert server.wait_until_left()


def test_slow_but_steady_is_not_silent(server: ModelServer) -> None:
    server.answers(streams(text_chunks("steady " * 4), pause=0.04))
    patient = replace(QUICK, first_token_seconds=1.0, between_tokens_seconds=1.0)
    assert text_of(hear(backend(server, patient))) == "steady " * 4


def test_what_may_pass_is_tried_again_when_the_server_says(server: ModelServer) -> None:
    server.answers(
        refuses(429, "Slow down", Retry_After="0.01"),
        refuses(503, "Busy", retry_after_ms="5"),
        says("Yes."),
    )
    asked = backend(server, replace(QUICK, retries=2))
    assert text_of(hear(asked)) == "Yes."
    assert len(server.asked) == 3


def test_an_unknown_model_names_those_that_are_near(server: ModelServer) -> None:
    server.models = (
        "qwen3:8b",
        "gemma3:4b",
        "nomic-embed-text",
        *(f"other-{n}" for n in range(9)),
    )
    server.answers(
        refuses(
            404, {"error": {"message": "model 'qwen3:7b' not found", "code": "model_not_found"}}
        )
    )
    failure = failure_of(backend(server, Options(model="qwen3:7b", retries=0)))
    assert "no model 'qwen3:7b'" in str(failure)
    assert "It offers qwen3:8b." in str(failure)
    assert "nomic" not in str(failure)


def test_no_model_named_lists_what_there_is(server: ModelServer) -> None:
    server.answers(says("never"))
    failure = failure_of(backend(server, Options()))
    assert "small, large" in str(failure)
    assert "--model" in str(failure)


def test_no_key_names_what_to_set_before_anything_is_sent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: pytest.fail("a connection was tried"))
    failure = failure_of(OpenAIBackend(Options(model="gpt", retries=0)))
    assert "no key for api.openai.com" in str(failure)
    assert "SONGLINE_API_KEY" in failure.advice
    assert "keyring set songline api.openai.com" in failure.advice


def test_a_server_on_this_machine_that_wants_a_key_says_so(server: ModelServer) -> None:
    server.answers(refuses(401, "no auth"))
    assert "There is no key for 127.0.0.1" in str(failure_of(backend(server)))
    assert "keyring" not in str(failure_of(backend(server)))


@pytest.mark.parametrize("key", ["sk-ä", "sk-a\nb", "sk a"])
def test_a_key_that_can_be_none_is_not_sent_and_not_shown(
    server: ModelServer, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.setenv("SONGLINE_API_KEY", key)
    failure = failure_of(backend(server))
    assert "can be no key" in str(failure)
    assert key not in str(failure)
    assert not server.asked


def test_nobody_at_home() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    failure = failure_of(ollama(Options(model="m", base_url=url, retries=0)))
    assert "cannot be reached" in str(failure)
    assert "refused" in failure.why
    assert "ollama serve" in failure.advice


def test_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setenv("SONGLINE_API_KEY", KEY)
    monkeypatch.setattr(socket, "getaddrinfo", fail)
    failure = failure_of(OpenAIBackend(ELSEWHERE))
    assert "models.example.org cannot be reached: Name or service not known" in str(failure)
    assert "network" in failure.advice


def test_a_proxy_that_is_away_is_named_without_its_password(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SONGLINE_API_KEY", KEY)
    monkeypatch.setenv("HTTPS_PROXY", "http://ann:secret@127.0.0.1:1")
    failure = failure_of(OpenAIBackend(ELSEWHERE))
    assert "secret" not in str(failure)
    assert "through the proxy 127.0.0.1:1" in str(failure)


def test_requests_to_this_machine_pass_through_no_proxy(
    server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    server.answers(says("Yes."))
    assert text_of(hear(backend(server))) == "Yes."


@pytest.mark.parametrize(
    "url",
    [
        "localhost:8000",
        "ftp://x/v1",
        "http://",
        "http://ann:secret@x/v1",
        "http://x:99999/",
        "http://[x",
    ],
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(InputError) as raised:
        OpenAIBackend(Options(base_url=url))
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    ("url", "sends_to"),
    [
        (AWAY, "api.openai.com"),
        ("http://192.168.1.5:11434/v1/", "192.168.1.5:11434"),
        ("http://localhost:8000/v1", None),
        ("http://127.0.0.2/v1", None),
        ("http://[::1]:8000", None),
        ("http://localhost.example.org/v1", "localhost.example.org"),
    ],
)
def test_what_leaves_the_machine_is_told(url: str, sends_to: str | None) -> None:
    asked = OpenAIBackend(Options(base_url=url))
    assert asked.sends_to == sends_to
    assert asked.server == url.split("/")[2]


def test_a_line_of_ten_megabytes_is_cut_to_what_was_asked_for(server: ModelServer) -> None:
    server.answers(
        streams([chunk({"content": "word " * 2_000_000}), chunk({"content": "more"}), finish()])
    )
    assert "far more" in str(failure_of(backend(server)))


def test_a_comment_of_ten_megabytes_does_no_harm(server: ModelServer) -> None:
    server.answers(streams([b": " + b"x" * 10_000_000 + b"\n\n", *text_chunks(["Yes."])]))
    assert text_of(hear(backend(server))) == "Yes."


def test_the_event_loop_goes_on_while_the_client_is_imported(server: ModelServer) -> None:
    server.answers(says("Yes."))

    async def ask() -> int:
        asking, turns = asyncio.ensure_future(deltas_of(backend(server))), 0
        while not asking.done():
            await asyncio.sleep(0.001)
            turns += 1
        await asking
        return turns

    assert asyncio.run(ask())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SSL_CERT_FILE", "/nowhere/at-all.pem"),
        ("SSL_CERT_FILE", __file__),
        ("ALL_PROXY", "socks://127.0.0.1:1"),
        ("ALL_PROXY", "socks5://127.0.0.1:1"),
        ("HTTPS_PROXY", "http://[::1"),
        ("NO_PROXY", "[::1"),
    ],
)
def test_a_setting_that_keeps_us_from_asking_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    import_parts.cache_clear()
    monkeypatch.setenv("SONGLINE_API_KEY", KEY)
    monkeypatch.setenv(name, value)
    told = str(failure_of(OpenAIBackend(ELSEWHERE)))
    import_parts.cache_clear()
    assert f"cannot be asked: {name} " in told


def test_a_bad_certificate_is_told_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        error = ssl.SSLCertVerificationError(1, "certificate verify failed")
        error.verify_message = "self-signed certificate"
        raise error

    monkeypatch.setenv("SONGLINE_API_KEY", KEY)
    monkeypatch.setattr(socket, "getaddrinfo", fail)
    asked = OpenAIBackend(ELSEWHERE)
    told = str(failure_of(asked))
    assert "self-signed certificate" in told
    assert "Operation not permitted" not in told


def test_a_key_follows_no_redirection(
    server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SONGLINE_API_KEY", KEY)
    with model_server() as other:
        other.answers(says("never"))
        server.answers(refuses(307, "Moved", Location=f"{other.url}/chat/completions"))
        assert "elsewhere" in str(failure_of(backend(server)))
        assert not other.asked


def test_time_limits_name_their_setting(server: ModelServer) -> None:
    server.answers(hangs)
    told = str(failure_of(backend(server, QUICK)))
    assert "0.8 s" in told
    for name in ("SONGLINE_FIRST_TOKEN_SECONDS", "-k 3", "SONGLINE_WINDOW"):
        assert name in told
