"""What is told holds no secret, and is otherwise told as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import redaction
from store.errors import InputError
from store.redaction import hide_known, hide_secrets, remember_password, remember_secret


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("Incorrect API key provided: sk-Ab12Cd34Ef56Gh78.", "sk-Ab12Cd34Ef56Gh78"),
        ("Authorization: Bearer abcdefgh12345678", "abcdefgh12345678"),
        ("http://ann:two words@host:8000/x cannot be reached", "words"),
        ("Cannot read https:/ann:a b@c@host: there is no such file", "b@c"),
        ("https://host/v1?api_key=hunter2hunter2&x=1", "hunter2hunter2"),
        ("https://host/v1?subscription-key=plainword", "plainword"),
        ("http://ann:s3cret@host:8000/x", "s3cret"),
        ("There is no library in ann:s3cret@host", "s3cret"),
        ('{"token": "correcthorse"}', "correcthorse"),
        ("there is no setting '9f86d081884c7d659a2feaa0c55ad015'", "9f86d081884c7d659a2f"),
        ("SONGLINE_API_KEY=correcthorse", "correcthorse"),
        ("gsk_abcDEF123456abcDEF", "abcDEF123456"),
        ("Cannot read http:/ann:s3/cret@host:8000/x", "cret"),
        ("'https://ann:s3@cr/et@host/v1' is no DOI", "cr/et"),
        ("There is no library in ann:s3@cret@host", "cret"),
        ("there is no setting 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIi.dozjgNryP4J3'", "dozjgNryP4J3"),
        ("there is no backend '123e4567-e89b-12d3-a456-426614174000'", "426614174000"),
    ],
)
def test_what_looks_like_a_secret_is_not_told(text: str, secret: str) -> None:
    assert secret not in hide_secrets(text)
    assert secret not in str(InputError(text, why=text, advice=text))


@pytest.mark.parametrize(
    "text",
    [
        "There is no key for api.openai.com: set SONGLINE_API_KEY or OPENAI_API_KEY.",
        "A key goes into the environment, SONGLINE_API_KEY=…, or into your keyring.",
        "The library in /home/ann/papers/2024:06/library holds 93 papers",
        "localhost:11434 has no model 'qwen2.5-coder-32b-instruct-q4_k_m'",
        "no paper is called li2022uniformerunifying or zong2023temporal",
        "This model's maximum context length is 8192 tokens: ask with less",
        "https://api.example.org:8443/v1/chat/completions sent what cannot be read",
        "papers.bib:12: the entry 'smith:2020' has no title",
        "papers.bib:3: this is no name: ann sent it to bo@example.org",
        "http://localhost:8000 and ann@example.org are two",
        "https://example.org: write to ann@example.org",
        "write to ann@example.org about http://localhost:8000/v1",
        "http://localhost:8000/users/ann@example.org is not there",
    ],
)
def test_other_words_stay(text: str) -> None:
    assert hide_secrets(text) == text


@pytest.mark.parametrize(
    ("argument", "secret"),
    [
        ("ann:my dog rex@host", "my dog rex"),
        ("ann:my dog rex@127.0.0.1:9/v1", "my dog rex"),
        ("--library=ann:my d@g rex@[::1]:9", "my d@g rex"),
        ("is it so: who wrote it, ann@host or bo?", None),
        ("a note: my dog rex@host", None),
        ("http://localhost:8000/ann rex@host", None),
    ],
)
def test_the_password_of_an_address_among_the_arguments_is_not_told(
    monkeypatch: pytest.MonkeyPatch, argument: str, secret: str | None
) -> None:
    known: set[str] = set()
    monkeypatch.setattr(redaction, "_known", known)
    remember_password(argument)
    assert known == ({secret} if secret else set())


@given(st.text(max_size=80))
def test_any_text_can_be_told(text: str) -> None:
    assert isinstance(hide_secrets(text), str)


def test_a_remembered_secret_is_hidden_whatever_it_looks_like(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(redaction, "_known", set())
    remember_secret("correct horse battery")
    remember_secret("short")
    assert hide_known("a correct horse battery, short") == "a (hidden), short"
