"""Where keys come from, and that they go nowhere but to the server."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import keyring
import pytest
from keyring.backend import KeyringBackend

from assistant.backends.base import Options
from assistant.backends.compatible import keys
from assistant.backends.compatible.address import read_base_url
from assistant.backends.compatible.keys import Key, find_key
from assistant.backends.openai import OpenAIBackend
from assistant.errors import ExitCode
from tests.assistant.asking import HOP_QUESTION
from tests.assistant.backends.server import (
    breaks_off,
    calls,
    closes,
    refuses,
    says,
    streams,
    text_chunks,
    unless,
)
from tests.assistant.backends.talking import backend, hear

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.assistant.backends.server import Behaviour, ModelServer
    from tests.assistant.conftest import Songline

KEY = "sk-Very-Secret-0123456789"
AWAY = read_base_url("https://models.example.org/v1")


class Keyring(KeyringBackend):
    """A keyring with one key, which may take its time or break."""

    priority = 1.0
    seconds = 0.0
    breaks = False

    def get_password(self, service: str, username: str) -> str | None:
        time.sleep(self.seconds)
        if self.breaks:
            raise OSError("no bus")
        return KEY if (service, username) == ("songline", "models.example.org") else None

    def set_password(self, service: str, username: str, password: str) -> None:
        raise NotImplementedError


@pytest.fixture
def ring() -> Iterator[Keyring]:
    """The system's keyring for this test."""
    before, made = keyring.get_keyring(), Keyring()  # type: ignore[no-untyped-call]
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


async def found() -> str | None:
    key = await find_key(AWAY)
    return key.reveal() if key else None


async def test_the_environment_counts_before_the_keyring(
    ring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert keyring.get_keyring() is ring
    assert await found() == KEY
    monkeypatch.setenv("OPENAI_API_KEY", " sk-open\n")
    assert await found() == "sk-open"
    monkeypatch.setenv("SONGLINE_API_KEY", "sk-song")
    assert await found() == "sk-song"


async def test_a_keyring_that_breaks_or_never_answers_holds_no_key(
    ring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring.breaks = True
    assert await found() is None
    ring.breaks, ring.seconds = False, 1.0
    monkeypatch.setattr(keys, "KEYRING_SECONDS", 0.05)
    assert await found() is None


async def test_where_no_keyring_works_there_is_no_key() -> None:
    assert await found() is None


def test_the_key_is_sent_and_a_server_on_this_machine_needs_none(
    server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answers(says("Yes."))
    hear(backend(server))
    monkeypatch.setenv("SONGLINE_API_KEY", KEY)
    hear(backend(server))
    without, with_key = (asked.headers["authorization"] for asked in server.asked)
    assert KEY not in without
    assert with_key == f"Bearer {KEY}"


def test_a_key_does_not_show_itself() -> None:
    assert KEY not in f"{Key(KEY)!r} {Key(KEY)} {vars(OpenAIBackend(Options()))}"


def _echoes(status: int) -> Behaviour:
    async def behave(exchange: Any) -> None:
        await exchange.reply(
            status, {"error": {"message": str(exchange.asked.headers), "code": KEY}}
        )

    return behave


LOUD: dict[str, Behaviour] = {
    **{str(status): _echoes(status) for status in (400, 401, 403, 404, 422, 429, 500)},
    "in the stream": streams([{"error": {"message": f"Bearer {KEY} is bad"}}]),
    "no JSON": streams([f"data: {{{KEY}\n\n".encode()]),
    "elsewhere": refuses(307, "Moved", Location=f"http://127.0.0.1:1/{KEY}"),
    "cut": breaks_off(text_chunks(["HoP reaches 68.5% NDS [1]. It"])[:-1], closes),
    "answered": says("HoP reaches 68.5% NDS [1]."),
    "echoed in the answer": says("HoP reaches 68.5% NDS [1]. It is ", *KEY, ". So it is."),
    "echoed in a call": unless(
        lambda body: "tools" not in body,
        calls(("c1", "search_papers", ['{"query": "', KEY, '"}'])),
        says("HoP reaches 68.5% NDS [1]."),
    ),
}


ANSWERED = ("answered", "echoed")


@pytest.mark.parametrize("how", LOUD)
def test_the_key_stands_in_no_file_and_in_nothing_that_is_printed(
    songline: Songline,
    server: ModelServer,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    how: str,
) -> None:
    monkeypatch.setenv("SONGLINE_API_KEY", KEY)
    monkeypatch.setenv("SONGLINE_RETRIES", "0")
    server.answers(LOUD[how])
    chosen = ["--backend", "openai", "--model", "small", "--base-url", server.url, "--debug"]
    runs = [
        songline("ask", HOP_QUESTION, "--session", "kept", *chosen),
        songline("ask", HOP_QUESTION, "--json", *chosen),
        songline("chat", "--plain", *chosen, typed=f"{HOP_QUESTION}\n"),
        songline("doctor", *chosen),
        songline("config", *chosen),
    ]
    assert runs[0].code == (
        ExitCode.ANSWERED if how.startswith(ANSWERED) else ExitCode.BACKEND_FAILED
    )
    assert not [run for run in runs if KEY in run.out + run.err]
    written = [path for path in home.rglob("*") if path.is_file()]
    assert written
    assert not [path for path in written if KEY.encode() in path.read_bytes()]
