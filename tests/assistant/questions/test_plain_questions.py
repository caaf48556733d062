"""A question is read in the plain wording of what it asks for, or left as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.questions.plain_questions import PLAIN, reword
from assistant.questions.rewording import OTHER, PLACE, load
from tests.train.rewording import read_near_misses

TOPICS = ("echo location", "frogs", "dialects of whales", "Frogs in cold ponds")


def is_author(name: str) -> bool:
    return name == "Maria Heron"


@pytest.mark.parametrize(
    ("wording", "plain"),
    [
        (
            "Where do I best begin with echo location?",
            "What should I read first on echo location?",
        ),
        ("echo location, the oldest article?", "Which was the first paper on echo location?"),
        (
            "what corpora do the articles on frogs use",
            "Which data sets are used in the papers on frogs?",
        ),
        (
            "Could you tell me what the drawbacks of FrogNet are?",
            "What are the limitations of FrogNet?",
        ),
        ("In which journal did FrogNet appear?", "Where was FrogNet published?"),
        ("FrogNet versus ToadNet, please", "Compare FrogNet and ToadNet."),
        ("Which themes does this collection cover?", "What is this library about?"),
        ("Maria Heron's coauthors?", "Who has Maria Heron written with?"),
    ],
)
def test_a_wording_is_read_plainly(wording: str, plain: str) -> None:
    assert reword(wording, is_author) == plain


@pytest.mark.parametrize(
    "wording",
    [
        "For a talk on Monday: which papers deal with frogs?",
        "I'm a new PhD student, so could you list the papers about frogs?",
        "As a newcomer: which papers are about frogs?",
    ],
)
def test_who_asks_and_why_is_left_out(wording: str) -> None:
    assert reword(wording, is_author) == "Which papers are about frogs?"


@pytest.mark.parametrize(
    "text",
    [
        "How many frogs sang at night?",
        "Why do frogs in cold ponds sing so late?",
        "Which method puts events in the right order?",
        "What did the listeners think of the second song?",
        "Where do the frogs of the northern ponds come from?",
        "Does it help to tell the audience beforehand?",
        # Negations, ranks, two ends and other verbs are no plain questions.
        "which data sets were not used in frog papers?",
        "what should I not read on frogs?",
        "what papers don't deal with frogs?",
        "what is missing in this library?",
        "second oldest on frogs?",
        "oldest and newest on frogs?",
        "who has written the second most papers?",
        "I'm a singer, so no frogs please: what should I read?",
        "I don't like frogs, so what else is there here?",
        "when was FrogNet trained?",
        "when should I use FrogNet?",
        "How did the songs of frogs improve over the years?",
        "who works on frogs?",
        "how many papers beat FrogNet?",
        "which papers on frogs agree?",
        "Which was the first paper on Maria Heron?",
        # Whom nobody here knows has written nothing here.
        "Jane Doe's coauthors?",
        # What is behind a colon leans on what is before it.
        "I know FrogNet, but who wrote it?",
        # Nothing is asked of a topic that no word names.
        "Which papers are there?",
        "",
        "???",
    ],
)
def test_what_is_no_plain_question_stays(text: str) -> None:
    assert reword(text, is_author) is None


@pytest.mark.parametrize("label", [label for label, plain in PLAIN.items() if PLACE in plain])
@pytest.mark.parametrize("topic", TOPICS)
def test_a_plain_wording_loses_nothing_of_what_it_is_about(label: str, topic: str) -> None:
    asked = PLAIN[label].replace(PLACE, topic, 1).replace(PLACE, "ToadNet")
    assert reword(asked, lambda _: True) in (asked, None)


def test_hardly_a_near_miss_is_taken_for_a_plain_question() -> None:
    missed = read_near_misses(is_held_out=True)
    assert len(missed) == 105
    assert len([text for text in missed if reword(text, is_author)]) <= 1


@given(st.text(max_size=200))
def test_no_text_is_too_odd(text: str) -> None:
    plain = reword(text, is_author)
    assert plain is None or plain.strip()


@given(
    st.lists(
        st.sampled_from(["frogs", "which", "papers", "on", "Heron", "?", ","]), max_size=12
    )
)
def test_what_is_asked_about_stands_in_the_text(words: list[str]) -> None:
    text = " ".join(words)
    for context in load().contexts(text):
        assert all(
            held in " ".join(text.replace("?", " ").replace(",", " ").split())
            for held in context.held
        )


def test_each_label_has_a_plain_wording() -> None:
    assert set(load().labels) == {*PLAIN, OTHER}
