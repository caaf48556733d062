"""Thoughts and calls that are cut anywhere: the same as in one piece."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.backends.base import ToolCall
from assistant.backends.compatible.thinking import ThoughtSplitter
from assistant.backends.compatible.tool_calls import CallJoiner

PARTS = st.sampled_from(
    [
        "<think>",
        "</think>",
        "<thinking>",
        "</thinking>",
        "<",
        "think",
        ">",
        "`",
        '"',
        "</",
        "a < b",
        "word ",
        "\n",
    ]
)
TEXTS = st.lists(PARTS, max_size=12).map("".join)


def split(pieces: list[str]) -> tuple[str, str]:
    splitter = ThoughtSplitter()
    both = [*map(splitter.feed, pieces), splitter.finish()]
    return "".join(said for said, _ in both), "".join(thought for _, thought in both)


@given(TEXTS, st.sets(st.integers(1, 80)))
def test_thoughts_are_the_same_however_they_are_cut(text: str, cuts: set[int]) -> None:
    edges = [0, *sorted(cut for cut in cuts if cut < len(text)), len(text)]
    assert split([text[start:end] for start, end in itertools.pairwise(edges)]) == split([text])


@pytest.mark.parametrize(
    ("text", "said", "thought"),
    [
        ("plain", "plain", ""),
        ("<think>a</think>b", "b", "a"),
        ("a <think>b</think> c <thinking>d</thinking>", "a  c ", "bd"),
        ("a < b and </think> c", "a < b and </think> c", ""),
        ("it writes `<think>` first", "it writes `<think>` first", ""),
        ("<thought>a</thought>b", "b", "a"),
        (
            "<|channel|>analysis<|message|>a<|end|><|start|>assistant<|channel|>final<|message|>b",
            *("b", "a"),
        ),
        ("<think>never ends", "", "never ends"),
        ("ends in <thi", "ends in <thi", ""),
    ],
)
def test_what_stands_between_the_tags_is_thought(text: str, said: str, thought: str) -> None:
    assert split([text]) == (said, thought)


@given(st.lists(st.text("ab{}\"':1 ", max_size=8), min_size=1, max_size=6))
def test_arguments_are_joined_whatever_they_are(pieces: list[str]) -> None:
    joiner = CallJoiner()
    joiner.take({"index": 0, "id": "x", "function": {"name": "find"}})
    for piece in pieces:
        joiner.take({"index": 0, "function": {"arguments": piece}})
    assert joiner.finish() == (ToolCall("x", "find", "".join(pieces) or "{}"),)


@pytest.mark.parametrize(
    "fragment", [None, 5, "x", {}, {"function": None}, {"function": {"name": 5}}]
)
def test_what_is_no_call_is_left_out(fragment: object) -> None:
    joiner = CallJoiner()
    joiner.take(fragment)
    assert joiner.finish() == ()
