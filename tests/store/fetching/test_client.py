"""The client: polite, patient within bounds, and clear where nothing comes."""

from __future__ import annotations

import json
import os
import time
from email.utils import formatdate
from typing import TYPE_CHECKING

import httpx
import pytest

from store.errors import FetchError, NotThere
from store.fetching import client as client_module
from store.fetching.client import Client
from store.fetching.page_cache import DAY, PageCache
from store.fetching.reading import read_object
from store.fetching.services import ARXIV, CROSSREF, OPENALEX, SEMANTIC_SCHOLAR, SERVICES
from tests.store.fetching.fake import FakeAnswer, Services, says, text

if TYPE_CHECKING:
    from pathlib import Path

_PAGE = "<!DOCTYPE html><html><body>Welcome to the hotel. Log in.</body></html>"


@pytest.fixture
def web(web: Services) -> Services:
    web.answers = {"/": lambda _: says({"fine": True})}
    return web


def ask(client: Client, path: str = "/works") -> dict[str, object]:
    return client.ask(OPENALEX, path, read_object)


def test_an_answer_is_asked_for_once_a_day(client: Client, web: Services) -> None:
    assert ask(client) == ask(client) == {"fine": True}
    assert ask(client, "/authors") == {"fine": True}
    assert web.paths() == ["/openalex/works", "/openalex/authors"]
    client.forget()
    ask(client)
    assert len(web.asked) == 3


def test_a_page_of_yesterday_is_asked_for_again(tmp_path: Path) -> None:
    cache = PageCache(tmp_path)
    cache.put("that", "old")
    assert cache.get("that") == "old"
    (page,) = tmp_path.iterdir()
    long_ago = time.time() - DAY - 1
    os.utime(page, (long_ago, long_ago))
    assert cache.get("that") is None
    PageCache(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_kept_it_is_asked_all_the_same(
    web: Services, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    with Client(PageCache(tmp_path / "file" / "pages"), sleep=lambda _: None) as client:
        assert ask(client) == ask(client) == {"fine": True}
        client.forget()
    assert len(web.asked) == 2


def test_pages_are_the_users_alone(client: Client, web: Services, tmp_path: Path) -> None:
    ask(client)
    assert web.asked
    assert (tmp_path / "pages").stat().st_mode & 0o077 == 0


def test_each_service_is_left_its_pause(
    client: Client, web: Services, waits: list[float]
) -> None:
    for service in (OPENALEX, ARXIV, CROSSREF):
        client.ask(service, "/a", read_object)
        client.ask(service, "/b", read_object)
    assert waits == pytest.approx([OPENALEX.pause, ARXIV.pause, CROSSREF.pause])
    assert len(web.asked) == 6


@pytest.mark.parametrize("status", [429, 503])
def test_what_asks_to_wait_is_waited_for(
    client: Client, web: Services, waits: list[float], status: int
) -> None:
    web.faults = [text("Too many", status, Retry_After="7")]
    assert ask(client) == {"fine": True}
    assert 7.0 in waits


def test_a_wait_may_be_a_date(client: Client, web: Services, waits: list[float]) -> None:
    web.faults = [text("", 429, Retry_After=formatdate(time.time() + 50, usegmt=True))]
    assert ask(client) == {"fine": True}
    assert max(waits) == pytest.approx(50, abs=5)


def test_a_long_wait_is_the_users_to_decide(client: Client, web: Services) -> None:
    web.faults = [text('{"error": "daily limit"}', 429, Retry_After="7300")]
    with pytest.raises(FetchError) as caught:
        ask(client)
    assert caught.value.what == "OpenAlex wants no more requests for now"
    assert "in 2 h" in caught.value.advice
    assert "goes on from there" in caught.value.advice
    assert "OPENALEX_API_KEY" in caught.value.advice


def test_who_never_lets_us_in_is_given_up(
    client: Client, web: Services, waits: list[float]
) -> None:
    web.answers["/"] = lambda _: text("Rate exceeded.")
    with pytest.raises(FetchError, match="arXiv wants no more requests"):
        client.ask(ARXIV, "/api/query", read_object)
    assert len(web.asked) == 4
    assert [wait for wait in waits if wait in (2, 4, 8)] == [2, 4, 8]


def test_a_fault_of_theirs_may_pass(client: Client, web: Services) -> None:
    web.faults = [text("oops", 500), text("oops", 502)]
    assert ask(client) == {"fine": True}
    web.faults = [text("oops", 500)] * 4
    with pytest.raises(FetchError, match="a fault of its own") as caught:
        ask(client, "/other")
    assert "Try again later" in caught.value.advice


def test_a_cut_answer_is_asked_for_again_and_not_kept(client: Client, web: Services) -> None:
    whole = json.dumps({"results": ["…"] * 50}).encode()
    web.faults = [FakeAnswer(whole, cut=40), FakeAnswer(whole[:-9])]
    assert ask(client) == {"fine": True}
    web.faults = [FakeAnswer(whole[:-9])] * 4
    with pytest.raises(FetchError, match="it is cut off or damaged"):
        ask(client, "/other")
    assert ask(client, "/other") == {"fine": True}


def test_a_page_for_people_is_told(client: Client, web: Services) -> None:
    web.faults = [text(_PAGE, Content_Type="text/html")]
    with pytest.raises(FetchError, match="a web page came in the place of data") as caught:
        ask(client)
    assert "log in to this network" in caught.value.advice


def test_what_is_not_there_is_told_apart(client: Client, web: Services) -> None:
    web.faults = [text('{"error": "not found"}', 404)]
    with pytest.raises(NotThere, match="OpenAlex has no such thing"):
        ask(client)


@pytest.mark.parametrize("status", [401, 403])
def test_a_refusal_says_where_a_key_is_had(client: Client, web: Services, status: int) -> None:
    web.faults = [text('{"error": "API key required"}', status)]
    with pytest.raises(FetchError, match="API key required") as caught:
        ask(client)
    assert "openalex.org/settings/api" in caught.value.advice


def test_what_is_not_understood_is_told(client: Client, web: Services) -> None:
    web.faults = [text('{"message": "Unknown filter field: author_name"}', 400)]
    with pytest.raises(FetchError, match="Unknown filter field"):
        ask(client)


def test_another_place_of_the_same_host_is_gone_to(client: Client, web: Services) -> None:
    web.faults = [text("", 301, Location="/openalex/works/W2")]
    assert ask(client, "/works/W1") == {"fine": True}
    assert web.paths() == ["/openalex/works/W1", "/openalex/works/W2"]


def test_nobody_is_led_to_another_host(client: Client, web: Services) -> None:
    web.faults = [text("", 302, Location="http://login.hotel.example/?from=you")]
    with pytest.raises(FetchError, match=r"leads to another host, login\.hotel\.example"):
        ask(client)
    assert len(web.asked) == 1


def test_nobody_is_led_round_in_a_circle(client: Client, web: Services) -> None:
    web.answers["/"] = lambda asked: text("", 302, Location=asked.path)
    with pytest.raises(FetchError, match="round in a circle"):
        ask(client)


def test_a_huge_answer_is_not_read(
    client: Client, web: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_module, "LARGEST", 1_000_000)
    web.faults = [FakeAnswer(b"[" + b"1," * 2_000_000)]
    with pytest.raises(FetchError, match="more than 1 MB"):
        ask(client)


def test_silence_ends(client: Client, web: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "_SILENCE", 0.05)
    web.faults = [FakeAnswer(b"{}", silence=5)] * 4
    with pytest.raises(FetchError, match="OpenAlex does not answer"):
        ask(client)
    assert len(web.asked) == 4


def test_without_a_network_it_says_so_at_once(
    tmp_path: Path, waits: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SONGLINE_FETCH_FROM", "http://127.0.0.1:1")
    client = Client(PageCache(tmp_path), sleep=waits.append)
    with pytest.raises(FetchError, match="OpenAlex cannot be reached") as caught:
        ask(client)
    assert "127.0.0.1:1" in caught.value.why
    assert "Is there a network here" in caught.value.advice
    assert waits == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ALL_PROXY", "socks9://127.0.0.1:9"),
        ("HTTPS_PROXY", "http://127.0.0.1:port"),
        ("SSL_CERT_FILE", "/nowhere/at-all.pem"),
        ("SSL_CERT_FILE", "/"),
        ("NO_PROXY", "[::1"),
    ],
)
def test_a_setting_that_keeps_us_from_asking_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    client_module._trusted.cache_clear()
    monkeypatch.setenv("SONGLINE_FETCH_FROM", "http://services.example")
    monkeypatch.setenv(name, value)
    with pytest.raises(FetchError, match=f"OpenAlex cannot be asked: {name} "):
        ask(Client(PageCache(tmp_path)))


def test_a_proxy_that_does_not_answer_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SONGLINE_FETCH_FROM", "http://services.example")
    monkeypatch.setenv("HTTP_PROXY", "http://user:word@127.0.0.1:1")
    with pytest.raises(FetchError, match=r"through the proxy 127.0.0.1:1 \(") as caught:
        ask(Client(PageCache(tmp_path)))
    assert "unset HTTPS_PROXY" in caught.value.advice


def test_this_machine_is_asked_without_a_proxy(
    client: Client, web: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    assert web.url.startswith("http://127.0.0.1:")
    assert ask(client) == {"fine": True}


def test_an_address_that_is_none_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SONGLINE_FETCH_FROM", "mirror")
    with pytest.raises(FetchError, match="OpenAlex cannot be reached"):
        ask(Client(PageCache(tmp_path)))


def test_they_learn_who_asks_where_the_user_says_so(web: Services, tmp_path: Path) -> None:
    with Client(PageCache(tmp_path), mailto="ada@moor.example") as known:
        ask(known, "/a")
    with Client(PageCache(tmp_path)) as unknown:
        ask(unknown, "/b")
    agents = [each.headers["User-Agent"] for each in web.asked]
    assert agents[0].endswith("(mailto:ada@moor.example)")
    assert "mailto" not in agents[1]


def test_keys_go_where_they_belong_and_are_told_to_nobody(
    client: Client, web: Services, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("OPENALEX_API_KEY", "moor-secret-1")
    monkeypatch.setenv("S2_API_KEY", "moor-secret-2")
    ask(client)
    client.ask(SEMANTIC_SCHOLAR, "/graph/v1/paper/batch", read_object, body={"ids": []})
    client.ask(CROSSREF, "/works", read_object)
    assert web.asked[0].query == {"api_key": "moor-secret-1"}
    assert web.asked[1].headers["x-api-key"] == "moor-secret-2"
    assert "secret" not in str(web.asked[2])
    web.faults = [text("bad key moor-secret-1", 403)]
    with pytest.raises(FetchError) as caught:
        ask(client, "/other")
    assert "moor-secret-1" not in str(caught.value)
    assert "Is the key in OPENALEX_API_KEY right?" in caught.value.advice
    kept = "".join(path.read_text() for path in tmp_path.rglob("*.page"))
    assert "secret" not in kept


def test_nothing_is_imported_or_sent_before_it_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(httpx, "Client", never)
    Client(PageCache(tmp_path)).close()


def test_every_service_is_asked_behind_a_lock() -> None:
    assert all(each.home.startswith("https://") and each.pause > 0 for each in SERVICES)
    assert len({each.name for each in SERVICES}) == len(SERVICES)
