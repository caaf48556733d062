"""Counting tokens: with a vocabulary once it is there, and without one no later than the
time limit.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest
import tiktoken

from assistant.engine.window.token_estimate import estimate_tokens
from assistant.engine.window.tokens import TokenCounter, encoding_name

if TYPE_CHECKING:
    from tiktoken import Encoding

TEXT = "Frogs sing at night; 一些青蛙在夜里唱歌。"

_HANGS = """
import socket, time
from assistant.engine.window.tokens import TokenCounter
def hang(*args, **options): time.sleep(600)
socket.getaddrinfo = hang
counter = TokenCounter("gpt-4o", seconds=0.2)
print(counter("Frogs sing."), counter.is_exact)
"""


def one_token_a_byte(_: str) -> Encoding:
    return tiktoken.Encoding(
        "bytes",
        pat_str=r"(?s).",
        mergeable_ranks={bytes([n]): n for n in range(256)},
        special_tokens={},
    )


def test_with_a_vocabulary_it_counts() -> None:
    counter = TokenCounter("gpt-4o", load=one_token_a_byte, seconds=60)
    assert counter(TEXT) == len(TEXT.encode())
    assert counter.is_exact
    assert counter("<|endoftext|>") == len("<|endoftext|>")


@pytest.mark.parametrize(
    "error", [OSError("no network"), ValueError("a wrong hash"), KeyError("?")]
)
def test_where_it_cannot_be_loaded_the_estimate_serves(error: Exception) -> None:
    def fail(_: str) -> Encoding:
        raise error

    counter = TokenCounter("gpt-4o", load=fail, seconds=60)
    assert counter(TEXT) == estimate_tokens(TEXT)
    assert not counter.is_exact


def test_one_that_comes_late_is_used_from_then_on() -> None:
    arrived = threading.Event()

    def load_late(name: str) -> Encoding:
        arrived.wait()
        return one_token_a_byte(name)

    counter = TokenCounter("gpt-4", load=load_late, seconds=0.05)
    assert counter(TEXT) in (estimate_tokens(TEXT), estimate_tokens(TEXT, "cl100k_base"))
    arrived.set()
    for thread in threading.enumerate():
        if thread.name == "vocabulary":
            thread.join()
    assert counter(TEXT) == len(TEXT.encode())


def test_the_estimate_is_that_of_the_models_encoding() -> None:
    def fail(_: str) -> Encoding:
        raise OSError

    assert TokenCounter("gpt-4", load=fail, seconds=60)(TEXT) == estimate_tokens(
        TEXT, "cl100k_base"
    )


def test_a_download_that_hangs_keeps_no_process_from_ending() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _HANGS], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.split() == [str(estimate_tokens("Frogs sing.")), "False"]
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("model", "name"),
    [
        ("gpt-4o-mini", "o200k_base"),
        ("gpt-4", "cl100k_base"),
        ("llama3.2:1b", "o200k_base"),
        ("", "o200k_base"),
    ],
)
def test_an_unknown_model_is_taken_for_a_new_one(model: str, name: str) -> None:
    assert encoding_name(model) == name
