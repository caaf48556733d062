"""Variables that keep requests from being made, and the way that requests take."""

from __future__ import annotations

import pytest

from store.environment import broken_variable, proxy_to

_VARIABLES = ("SSL_CERT_FILE", "HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY")


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in _VARIABLES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SSL_CERT_FILE", "/nowhere/at-all.pem"),
        ("SSL_CERT_FILE", "/"),
        ("SSL_CERT_FILE", __file__),
        ("HTTPS_PROXY", "http://127.0.0.1:port"),
        ("HTTPS_PROXY", "http://[::1"),
        ("HTTP_PROXY", ":"),
        ("ALL_PROXY", "socks://127.0.0.1:1"),
        ("ALL_PROXY", "gopher://127.0.0.1:1"),
        ("all_proxy", "socks9://127.0.0.1:1"),
        ("NO_PROXY", "here.example,[::1"),
    ],
)
def test_a_variable_that_stops_every_request_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    assert broken_variable().startswith(name.upper())
    assert value not in broken_variable()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HTTPS_PROXY", "proxy.example:3128"),
        ("HTTPS_PROXY", "http://user:word@proxy.example:3128"),
        ("HTTP_PROXY", "http://[::1]:3128"),
        ("ALL_PROXY", ""),
        ("NO_PROXY", "*"),
        ("NO_PROXY", "localhost, .example.org,10.0.0.0/8,::1"),
    ],
)
def test_a_variable_that_can_be_used_is_none(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    assert broken_variable() == ""


def test_who_goes_straight_asks_for_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "socks://127.0.0.1:1")
    assert broken_variable(is_direct=True) == ""


def test_a_proxy_is_named_without_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://user:word@proxy.example:3128")
    monkeypatch.setenv("NO_PROXY", "near.example")
    assert proxy_to("https://far.example:8000/v1") == "proxy.example:3128"
    assert proxy_to("https://near.example/v1") is None
    assert proxy_to("http://far.example") is None


def test_a_proxy_that_is_no_address_is_named_without_its_password(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ALL_PROXY", "http://user:word@[fe80")
    assert proxy_to("https://far.example/v1") == "[fe80"
