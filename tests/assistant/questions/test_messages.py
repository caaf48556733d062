"""What a message is after is told by fitted weights, and asked in plain words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.questions.message_model import LEANS, MessageModel, shown, tokens_of
from assistant.questions.messages import Utterance, read_message
from assistant.questions.plain_messages import plain_message
from tests.train.messages import read_messages

SURELY = 0.9


def is_author(name: str) -> bool:
    return name.lower() in ("bo marsh", "marsh", "ada ng")


@pytest.mark.parametrize(
    ("text", "label", "people", "when"),
    [
        ("pls tell me how many papers on toads there are", "count", (), ""),
        ("whats the newest paper on toads", "newest", (), ""),
        ("bo marsh papers", "list", ("Bo Marsh",), ""),
        ("what came out in 2003", "list", (), "from 2003"),
        ("which year has the most papers", "per_year", (), ""),
        ("who does Ada Ng write with", "coauthors", ("Ada Ng",), ""),
        ("wat can u do for me", "help", (), ""),
        ("thats too long, make it shorter", "shorten", (), ""),
        ("how many toads sang at night", "fact", (), ""),
    ],
)
def test_a_message_is_understood_however_it_is_typed(
    text: str, label: str, people: tuple[str, ...], when: str
) -> None:
    message = read_message(text, is_author)
    assert message is not None
    assert (message.label, message.people, message.when) == (label, people, when)


def test_a_word_that_is_usual_is_a_name_in_small_letters_where_somebody_is_named() -> None:
    people = [
        message.people
        for text in ("papers on song", "song in birds", "papers by song", "song's papers")
        if (message := read_message(text, lambda name: name.lower() in ("marsh", "song")))
    ]
    assert people == [(), (), ("Song",), ("Song",)]


def utterance(label: str, topic: str = "", *people: str, when: str = "") -> Utterance:
    return Utterance(label, 1.0, 0.0, topic, people, when)


@pytest.mark.parametrize(
    ("message", "plain"),
    [
        (utterance("count"), "How many papers are there?"),
        (
            utterance("count", "toads", "Bo Marsh"),
            "How many papers by Bo Marsh on toads are there?",
        ),
        (utterance("count", when="since 2003"), "How many papers were published since 2003?"),
        (
            utterance("list", "", "Bo Marsh", "Ada Ng"),
            "Which papers are by Bo Marsh and Ada Ng?",
        ),
        (utterance("list", when="from 2003"), "Which papers were published from 2003?"),
        (replace(utterance("newest"), amount="three"), "What are the three newest papers?"),
        (
            utterance("newest", "toads", when="from 2003"),
            "What is the newest paper on toads published from 2003?",
        ),
        (utterance("code", "", "Bo Marsh"), "Which papers by Bo Marsh have code?"),
        (
            utterance("code", when="from 2003"),
            "Which papers with code were published from 2003?",
        ),
        (
            replace(utterance("list", "", "Bo Marsh"), conditions=("without Ada Ng",)),
            "Which papers are by Bo Marsh without Ada Ng?",
        ),
        (
            replace(utterance("list"), conditions=("not from 2003",), order="newest first"),
            "Which papers are not from 2003, newest first?",
        ),
        (
            replace(utterance("coauthors", "toads"), conditions=("without Ada Ng",)),
            "Who has written the most papers on toads, not counting Ada Ng?",
        ),
        (
            replace(utterance("coauthors"), place="last"),
            "Who is last author of the most papers?",
        ),
        (replace(utterance("coauthors"), conditions=("with 2 authors",)), None),
        (utterance("newest", "toads"), "What is the newest paper on toads?"),
        (utterance("per_year"), "How many papers were published per year?"),
        (utterance("coauthors", "", "Bo Marsh"), "Who has Bo Marsh written with?"),
        (
            utterance("coauthors", "", "Bo Marsh", "Ada Ng"),
            "Which papers are by Bo Marsh and Ada Ng?",
        ),
        (utterance("overview", "", "Bo Marsh"), "What has Bo Marsh worked on?"),
        (utterance("comparison", "FrogNet against ToadNet"), "Compare FrogNet and ToadNet."),
        (utterance("summarize", "FrogNet"), "What is FrogNet?"),
        # What a paper says is asked as it is worded, and so is what has no topic to ask of.
        (utterance("fact", "toads"), None),
        (utterance("authors_of"), None),
        (utterance("venues", "toads"), None),
        (utterance("list"), None),
    ],
)
def test_what_a_message_is_after_is_put_plainly(message: Utterance, plain: str | None) -> None:
    assert plain_message(message) == plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("papers without toads", True),
        ("which papers don't deal with toads?", True),
        ("how many aren’t on toads", True),
        ("the second newest paper", True),
        ("just the newest paper, please", False),
        ("papers on toads after 2003", False),
    ],
)
def test_what_is_denied_or_ranked_is_known(text: str, expected: bool) -> None:
    message = read_message(text, is_author)
    assert message is not None
    assert message.is_turned is expected
    assert not (expected and plain_message(message))


@pytest.mark.parametrize("text", ["how many papers have more than five pages", "x ² ①"])
def test_what_no_plain_wording_says_is_left_as_it_is_worded(text: str) -> None:
    message = read_message(text, is_author)
    assert message is not None
    assert plain_message(message) is None


@given(st.text(max_size=300))
def test_any_text_is_understood_somehow(text: str) -> None:
    message = read_message(text, is_author)
    if message is not None:
        assert 0.0 <= message.likely <= 1.0
        assert 0.0 <= message.leans <= 1.0
        assert len(text.split()) > 0


def test_words_in_a_row_that_say_what_it_is_about_are_one_sign() -> None:
    spans = [(10, 18, "@")]
    assert (
        shown(tokens_of("papers by Bo Marsh on pond frogs", spans))
        == "papers by @ on §".split()
    )


def test_messages_of_writers_held_out_are_told_rightly() -> None:
    model, right, surely, surely_right = MessageModel.load(), 0, 0, 0
    held_out = [*read_messages(is_held_out=True)]
    for message in held_out:
        likely = model.likelihoods(message.told)
        del likely[LEANS]
        label = max(likely, key=likely.__getitem__)
        right += label in message.intents
        if likely[label] >= SURELY:
            surely += 1
            surely_right += label in message.intents
    assert right >= 2 / 3 * len(held_out)
    assert surely_right >= 7 / 8 * surely
