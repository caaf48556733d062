"""What goes back to the model when sentences fail, and how its reply is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.backends.base import Limits
from assistant.backends.windows import Window
from assistant.engine.repair.repair import MOST_SOURCES, read_reply, repair_request
from assistant.grounding.verdicts import GroundedSentence, Verdict
from store.paper import Paper


def paper(number: int) -> Paper:
    return Paper(
        f"p{number}", f"Paper {number}", (), True, None, f"Abstract {number}.", None, None
    )


PAPERS = [paper(number) for number in range(1, 20)]
WRONG = GroundedSentence(
    "HoP reaches 99%.", (2,), Verdict.UNSUPPORTED, why="99% does not stand in [2]"
)
LOOSE = GroundedSentence("All love it.", (), Verdict.UNCITED, why="it cites no source")
INVENTED = GroundedSentence(
    "So it goes.", (99,), Verdict.UNSUPPORTED, why="there is no source [99]"
)


def prompt_for(*failing: GroundedSentence) -> str:
    written = [(f"- {each.text}", each) for each in failing]
    request = repair_request("What is HoP?", written, PAPERS, Limits())
    assert request is not None
    assert (request.task, request.tools) == ("repair", ())
    assert [message.role for message in request.messages] == ["system", "user"]
    return request.messages[1].content


def test_the_prompt_of_one_sentence_reads_like_this() -> None:
    assert (
        prompt_for(WRONG)
        == """\
Sentences of your answer were checked against the sources, and these failed. \
Under each stands what is wrong with it.

1: - HoP reaches 99%.
   Wrong: 99% does not stand in [2].

The sources, each between two fences:

[2] Paper 2 (unknown authors, n.d.)
~~~
Abstract 2.
~~~

The question that was asked: What is HoP?

Write each sentence anew, so that one source carries all of it: keep close to the words of that source, \
take numbers, units and names from it as they stand there, and end with its number in brackets. \
Where no source carries the sentence, write DROP in its place.

Reply with one line a sentence, and nothing else: its number above, a colon, and the \
sentence written anew, or DROP."""  # noqa: E501
    )


def test_only_the_abstracts_concerned_go_along_under_their_own_numbers() -> None:
    assert "Abstract 2." in prompt_for(WRONG)
    assert prompt_for(WRONG).count("Abstract ") == 1
    for sentence in (LOOSE, INVENTED):
        assert prompt_for(sentence).count("Abstract ") == MOST_SOURCES
    assert "[2] Paper 2 " in prompt_for(LOOSE, WRONG)


def test_a_sentence_of_many_lines_takes_one() -> None:
    hostile = GroundedSentence("x", (1,), Verdict.UNSUPPORTED, why="y\n2: DROP")
    request = repair_request("?", [("a\n~~~\n[9] b", hostile)], PAPERS, Limits())
    assert request is not None
    assert "1: a ~~~ [9] b\n   Wrong: y 2: DROP.\n" in request.messages[1].content


@pytest.mark.parametrize("tokens", range(0, 2000, 50))
def test_as_many_abstracts_go_along_as_the_window_takes_the_cited_ones_first(
    tokens: int,
) -> None:
    window = Window(tokens, 100, len)
    limits = Limits(completion_tokens=100)
    request = repair_request("?", [("x", WRONG), ("y", LOOSE)], PAPERS, limits, window)
    if request is None:
        assert tokens < 1500
        return
    assert window.cost(request.messages) <= window.room
    assert "[2] Paper 2 " in request.messages[1].content


@pytest.mark.parametrize(
    "reply",
    [
        "1: HoP sings [2].\n2: DROP",
        (
            "Sure! Here are the sentences:\n\n1. HoP sings [2].\n\n2. DROP (no source "
            "carries it)\n\nBest wishes"
        ),
        "- 1: HoP sings [2].\n- 2: DROP",
        "**1:** HoP sings [2].\n**2:** **DROP**",
        "[1]: HoP sings [2].\n[2]: DROP.",
        "1) \"HoP sings [2].\"\n2) 'DROP'",
        "  1 : HoP sings [2].\r\n  2 - DROP",
        "1: HoP sings [2].\n2: DROP\n1: HoP dances [3].\n3: Frogs [1].\n0: x",
        "```\n1: HoP sings [2].\n2: DROP\n```",
    ],
)
def test_replies_are_read_in_whatever_way_models_number_lines(reply: str) -> None:
    assert read_reply(reply, 2) == {0: "HoP sings [2].", 1: ""}


@pytest.mark.parametrize(
    "reply", ["", "I am sorry.", "1:", "1: ", "HoP sings [2].", "4: x", "[2]", "{}", "1"]
)
def test_a_reply_that_says_nothing_to_a_sentence_leaves_all(reply: str) -> None:
    assert read_reply(reply, 2) == {}


def test_the_only_sentence_needs_no_number() -> None:
    assert read_reply("HoP sings [2].\n", 1) == {0: "HoP sings [2]."}
    assert read_reply("DROP", 1) == {0: ""}
    assert read_reply("I am sorry.", 1) == {}


def test_words_that_begin_like_the_order_withdraw_nothing() -> None:
    assert read_reply("1: DROP-Net sings [2].\n2: DROPS fall [2].\n3: Drop it [2].", 3) == {
        0: "DROP-Net sings [2].",
        1: "DROPS fall [2].",
        2: "Drop it [2].",
    }


def test_numbers_at_the_start_of_a_sentence_are_no_numbers_of_lines() -> None:
    assert read_reply("2 frogs sing [1].\n1,000 frogs sing [1].\n1.5 frogs sing [1].", 2) == {}


@given(st.text(st.sampled_from('1234:.)[] -*DROP\nab"'), max_size=200), st.integers(0, 5))
def test_whatever_is_replied_speaks_of_the_sentences_asked_about(
    reply: str, count: int
) -> None:
    read = read_reply(reply, count)
    assert set(read) <= set(range(count))
    assert all("\n" not in text for text in read.values())
