"""The chat in a browser: nobody without the token, no other page, and this machine alone."""

from __future__ import annotations

import re
import shlex
from argparse import Namespace
from typing import TYPE_CHECKING

import pytest

from assistant.cli.commands.serve import chat_command

serving = pytest.importorskip("assistant.tui.serving", reason="textual-serve is not installed")
from aiohttp.test_utils import TestClient, TestServer  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from aiohttp.web import Application, Request

    Client = TestClient[Request, Application]

TOKEN = "secret"


@pytest.fixture
async def client() -> AsyncIterator[Client]:
    served = serving.ChatServer("true", 8423, token=TOKEN)
    async with TestClient(TestServer(await served._make_app())) as made:
        yield made


@pytest.mark.parametrize("path", ["/", "/ws", "/static/js/textual.js", "/download/x"])
@pytest.mark.parametrize("query", ["", "?token=", "?token=wrong"])
async def test_nothing_is_served_without_the_token(
    client: Client, path: str, query: str
) -> None:
    response = await client.get(path + query)
    assert response.status == 403


async def test_the_token_opens_the_page_and_its_cookie_the_rest(client: Client) -> None:
    page = await client.get(f"/?token={TOKEN}")
    assert page.status == 200
    text = await page.text()
    assert "js/textual.js" in text
    assert not re.search(r"(?:src|href|url)[=(]\W*https?://(?!127\.0\.0\.1)", text)
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    assert page.cookies["songline-8423"]["httponly"]
    assert page.cookies["songline-8423"]["samesite"] == "Strict"
    cookie = {"Cookie": f"songline-8423={TOKEN}"}
    assert (await client.get("/static/js/textual.js", headers=cookie)).status == 200


@pytest.mark.parametrize(
    "headers", [{"Origin": "http://evil.example"}, {"Host": "evil.example:8423"}]
)
async def test_other_pages_are_refused_even_with_the_token(
    client: Client, headers: dict[str, str]
) -> None:
    assert (await client.get(f"/?token={TOKEN}", headers=headers)).status == 403


def test_it_listens_on_this_machine_alone() -> None:
    served = serving.ChatServer("true", 8423)
    assert served.host == "127.0.0.1"
    assert served.address.startswith("http://127.0.0.1:8423/?token=")
    assert len(served.address) > 60


def test_the_chat_begins_with_the_same_choices_and_nothing_is_a_command_of_the_shell() -> None:
    line = chat_command(Namespace(library="/tmp/a b; rm -rf ~", model="x$(y)"))
    words = shlex.split(line)
    assert words[3:] == ["chat", "--library", "/tmp/a b; rm -rf ~", "--model", "x$(y)"]
